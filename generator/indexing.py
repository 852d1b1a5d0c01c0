"""The index of a site: what it keeps of each page, and its pages, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from generator import chronology, evidence, exporting, formats, fragments, labels, miniature, pages, periods
from generator.config import Config
from generator.entries import IndexEntry
from generator.exporting import SiteData
from generator.formats import Formats
from generator.language import Language
from generator.model import Answer, Explainer, PlaceKind, Profile
from generator.templating import rendered

EXCERPT = 160
"""Characters of an answer on the index."""
MONTHS_OVER = 30
"""Pages of a site above which its index is grouped by months."""
PER_PAGE = 50
"""Entries on one page of the index."""
_PLACES = frozenset({PlaceKind.COUNTRY, PlaceKind.CITY, PlaceKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One page of the index: its number, from 1, its file, and its entries by months (one group without a month)."""

    number: int
    file: str
    groups: tuple[tuple[str, tuple[IndexEntry, ...]], ...]


def entry_of(explainer: Explainer, language: Language) -> IndexEntry:
    """What the index says of an explainer."""
    story = explainer.story
    answers = [item for item in explainer.items("answer") if isinstance(item, Answer)]
    line = chronology.order(explainer.items("timeline"))
    nearest = line.upcoming[0].period if line.upcoming else None
    people = (item.person.words.words for item in explainer.items("people") if isinstance(item, Profile))
    parts = ((line.past, "past"), (line.upcoming, "upcoming"))
    dated = [(one.period, status) for part, status in parts for one in part]
    return IndexEntry(
        question=labels.question_text(story.question, language),
        slug=explainer.slug,
        given=bool(story.question.given),
        published=story.published.isoformat() if story.published else "",
        excerpt=formats.clipped(answers[0].sentence.words.words, EXCERPT) if answers else "",
        upcoming=(nearest.first.isoformat(), nearest.last.isoformat(), nearest.precision) if nearest else (),
        people=tuple(dict.fromkeys(people)),
        places=tuple(dict.fromkeys(_places(explainer))),
        line=tuple((period.first.isoformat(), period.last.isoformat(), status) for period, status in dated),
        aliases=tuple(dict.fromkeys(alias for reading in story.readings for alias in reading.article.aliases)),
    )


def _places(explainer: Explainer) -> Iterator[str]:
    """The places and organisations that the page itself names, in the order of the text."""
    used = [span for section in explainer.sections for item in section.items for span in evidence.spans(item)]
    for reading in explainer.story.readings:
        for place in reading.places:
            if place.kind in _PLACES and any(span.contains(place.words) for span in used):
                yield place.words.words


def split(site: SiteData) -> tuple[IndexPage, ...]:
    """The pages of the index; a first one where there are no entries."""
    grouped = len(site.entries) > MONTHS_OVER
    starts = range(0, max(1, len(site.entries)), PER_PAGE)
    found = []
    for number, start in enumerate(starts, 1):
        part = site.entries[start : start + PER_PAGE]
        months = groupby(part, lambda entry: entry.published[:7]) if grouped else [("", part)] if part else []
        groups = tuple((stamp, tuple(members)) for stamp, members in months)
        found.append(IndexPage(number, "index.html" if number == 1 else f"page-{number}.html", groups))
    return tuple(found)


def title(page: IndexPage, config: Config, language: Language) -> str:
    """The title of a page of the index."""
    if page.number == 1:
        return config.title
    return labels.label(language, "page_index_number", title=config.title, n=page.number)


def alternates(config: Config) -> dict[str, str]:
    """The feeds of a site: file and media type. They need the address of the site."""
    known = {"atom": ("feed.xml", "application/atom+xml"), "jsonfeed": ("feed.json", "application/feed+json")}
    on = {part.__name__.rpartition(".")[2] for part in exporting.enabled(config, "site")}
    return {file: media for name, (file, media) in known.items() if name in on and config.base_url}


def searchable(config: Config) -> bool:
    """Whether the site has a page to search."""
    return any("search.html" in part.FILES for part in exporting.enabled(config, "site"))


def render(site: SiteData) -> dict[str, str]:
    """The pages of the index by their files."""
    return {page.file: render_page(page, site) for page in split(site)}


def render_page(page: IndexPage, site: SiteData) -> str:
    """One page of the index."""
    config, language = site.config, site.language
    words, here = language.words(Formats), fragments.page(config)

    def strip(entry: IndexEntry) -> Markup:
        published = date.fromisoformat(entry.published) if entry.published else None
        drawn = miniature.strip(entry.periods("past"), entry.periods("upcoming"), published)
        return miniature.draw(drawn, mirrored=language.direction == "rtl")

    def month(stamp: str) -> Markup:
        if not stamp:
            return labels.say(language, "page_published_none")
        return formats.date_element(periods.month(int(stamp[:4]), int(stamp[5:])), words)

    values = {
        **pages.site_values(config, language),
        "page": page,
        "pages": split(site),
        "title": title(page, config, language),
        "address": here + ("" if page.number == 1 else page.file) if here else "",
        "grouped": len(site.entries) > MONTHS_OVER,
        "month": month,
        "strip": strip,
        "upcoming": lambda entry: formats.date_element(entry.nearest, words),
        "day_of": lambda stamp: formats.date_element(periods.day(date.fromisoformat(stamp)), words),
        "alternates": alternates(config),
        "searchable": searchable(config),
    }
    return rendered(config, "index.html.j2", values)
