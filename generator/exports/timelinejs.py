"""timelinejs.json: the dated events of a page as TimelineJS3 reads them."""

from __future__ import annotations

from markupsafe import escape

from generator import formats, labels, timelines
from generator.exporting import Files, Json, Offer, PageData, Scope, json_bytes
from generator.formats import Formats
from generator.model import LabelKey
from generator.periods import day
from generator.timelines import Line

SCOPE: Scope = "page"
FILES = ("timelinejs.json",)
OFFER = Offer("timelinejs.json", "application/json", LabelKey("page_export_timelinejs"))
NEEDS_ADDRESS = False


def write(page: PageData) -> Files:
    """The file; nothing for a page without dated events. Texts are HTML there, so the article's words are escaped."""
    dated, _ = timelines.lines(page)
    if not dated:
        return {}
    story = page.explainer.story
    published = formats.text(day(story.published), page.language.words(Formats)) if story.published else ""
    asof = labels.label(page.language, "page_description_date", date=published) if published else ""
    question = labels.question_text(story.question, page.language)
    told = {
        "scale": "human",
        "title": {"text": {"headline": _html(question), "text": _html(asof)}},
        "events": [_event(page, line) for line in dated],
    }
    return {"timelinejs.json": json_bytes(told)}


def _event(page: PageData, line: Line) -> Json:
    told: Json = {"unique_id": line.id, "start_date": _parts(line.date), "display_date": _html(line.label)}
    if line.period and line.period.first != line.period.last:
        told["end_date"] = _parts(line.period.last.isoformat())  # the last day it can mean: the span has its true width
    if line.expected:
        told["group"] = labels.label(page.language, "page_next")
    links = " ".join([_source(page, number) for number in line.sources])
    said = f"“{_html(line.expression)}” " if line.expression else ""
    told["text"] = {"headline": _html(line.text), "text": said + links}
    return told


def _source(page: PageData, number: int) -> str:
    label = _html(labels.label(page.language, "page_source", n=number))
    return f'<a href="{_html(page.address)}#s{number}">{label}</a>' if page.address else label


def _parts(stamp: str) -> Json:
    return dict(zip(("year", "month", "day"), map(int, stamp.split("-")), strict=False))


def _html(text: str) -> str:
    return str(escape(text))
