"""card.png: the picture that others show where a page is linked, 1200 x 630: its question, its day, its timeline."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator import formats, labels, miniature
from generator.exporting import Files, PageData, Scope
from generator.formats import Formats
from generator.miniature import Strip
from generator.periods import day

if TYPE_CHECKING:
    from generator.picture import Words

SCOPE: Scope = "page"
FILES = ("card.png",)
OFFER = None
NEEDS_ADDRESS = False


def about(page: PageData) -> object:
    """What the picture shows. As long as that is the same it need not be drawn, nor what draws it be loaded."""
    return page.language.direction, texts(page), _strip(page)


def write(page: PageData) -> Files:
    """The picture; none where a letter is not in the fonts, or where its script needs more than letter by letter."""
    from generator import picture  # noqa: PLC0415  # numpy and Pillow take longer to load than most pages to make

    data = picture.drawn(texts(page), _strip(page)) if page.language.direction == "ltr" else b""
    return {"card.png": data} if data else {}


def texts(page: PageData) -> Words:
    """All words of the picture: the question, the site, the day, and the ends of the timeline."""
    words, story = page.language.words(Formats), page.explainer.story
    published = formats.text(day(story.published), words) if story.published else ""
    asof = labels.label(page.language, "page_description_date", date=published) if published else ""
    dated = page.chronology.dated
    first, last = formats.scale_ends(tuple(one.period for one in dated), words) if dated else ("", "")
    question = labels.question_text(story.question, page.language)
    told = (question, page.config.title, asof, first, last)
    return tuple(unicodedata.normalize("NFC", " ".join(text.split())) for text in told)  # type: ignore[return-value]  # five texts in, five out


def _strip(page: PageData) -> Strip | None:
    line = page.chronology
    past, upcoming = ([dated.period for dated in part] for part in (line.past, line.upcoming))
    return miniature.strip(past, upcoming, page.explainer.story.published)
