"""The timeline of a page as lines of plain values: what every export of it says, each in its own notation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator import formats
from generator.exporting import Json, Laid, PageData, laid
from generator.formats import Formats
from generator.ids import Ids
from generator.lasting import kept
from generator.model import Entry, EventStatus
from generator.periods import Period


@dataclass(frozen=True, slots=True)
class Line:
    """An event. `date` and `end` are reduced ISO 8601 dates ("2019", "2019-04", "2019-04-04"), `end` empty where one
    date tells the period; `label` is the date as the page shows it, `expression` the article's own words for it.
    """

    id: str
    entry: Entry
    period: Period | None
    date: str
    end: str
    label: str
    expression: str
    text: str
    status: EventStatus
    sources: tuple[int, ...]

    @property
    def expected(self) -> bool:
        """Whether the event lay ahead on the day of publication."""
        return self.status is EventStatus.UPCOMING

    @property
    def precision(self) -> str:
        """How exactly the article tells the date; "none" where it gives none."""
        return self.period.precision.value if self.period else "none"


@kept
def lines(page: PageData) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The dated events in order, and the undated ones in the order of the text."""
    ids = Ids()
    line = page.chronology
    dated = tuple(_line(page, one.entry, one.period, ids) for one in line.dated)
    return dated, tuple(_line(page, entry, None, ids) for entry in line.undated)


def _line(page: PageData, entry: Entry, period: Period | None, ids: Callable[[str, str], str]) -> Line:
    words, event = page.language.words(Formats), entry.event
    start, end = formats.ends(period, words) if period else ("", "")
    published = page.explainer.story.published
    weekday = period is not None and formats.shows_weekday(period, event.when, published, words)
    return Line(
        id=ids("event", event.words.words),
        entry=entry,
        period=period,
        date=start,
        end=end if end != start else "",
        label=formats.text(period, words, weekday=weekday) if period else "",
        expression=event.when.words.words if event.when else "",
        text=event.words.words,
        status=event.status if period else EventStatus.UNDATED,
        sources=tuple(page.numbers(event.words, event.when.words if event.when else None)),
    )


@kept
def as_json(page: PageData) -> tuple[Laid, Laid]:
    """The dated and the undated events as explainer.json and timeline.json tell them."""
    dated, undated = lines(page)
    return laid([_json(page, line) for line in dated]), laid([_json(page, line) for line in undated])


def _json(page: PageData, line: Line) -> Json:
    when = line.entry.event.when
    period = line.period
    return {
        "id": line.id,
        "date": line.date or None,
        "end": line.end or None,
        "first": period.first.isoformat() if period else None,
        "last": period.last.isoformat() if period else None,
        "precision": line.precision,
        "label": line.label or None,
        "expression": line.expression or None,
        "text": line.text,
        "status": line.status.value,
        "expected": line.expected,
        "sources": list(line.sources),
        "spans": [page.place(span) for span in (line.entry.event.words, *((when.words,) if when else ()))],
    }
