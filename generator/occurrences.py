"""What the data files beside a page may say of an event, each in its own notation."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from markupsafe import escape

from generator import formats, labels
from generator.exporting import PageData, printable
from generator.formats import Formats
from generator.model import Entry, EventStatus
from generator.periods import Period
from generator.vouching import Voucher


def of(page: PageData, entry: Entry, period: Period | None, name: str) -> Voucher:
    """What every data file of a page may say of an event: timeline.json and timeline.csv, TimelineJS3, a calendar."""
    event, words = entry.event, page.language.words(Formats)
    status = event.status if period else EventStatus.UNDATED
    expression = event.when.words.words if event.when else ""
    spans = (event.words, event.when.words if event.when else None)
    known: dict[str, object] = {
        "id": name,
        "expression": expression,
        "text": event.words.words,
        "status": status.value,
        "expected": status is EventStatus.UPCOMING,
        "sources": page.numbers(*spans),
        "precision": period.precision.value if period else "none",
    }
    if period is not None:
        start, end = formats.ends(period, words)
        shown = {formats.text(period, words), formats.text(period, words, weekday=True)}
        known |= {"date": start, "end": end, "label": shown}
        known |= {"first": period.first.isoformat(), "last": period.last.isoformat()}
        known |= _timelinejs(page, entry, period, name, start, shown) | _ics(page, entry, period, name, shown)
    needs = [{"expected", "STATUS", "group"}] if status is EventStatus.UPCOMING else []
    return Voucher(known, {"spans": [Voucher(page.place(span)) for span in spans if span is not None]}, needs)


def _timelinejs(
    page: PageData, entry: Entry, period: Period, name: str, start: str, shown: set[str]
) -> dict[str, object]:
    upcoming = entry.event.status is EventStatus.UPCOMING
    when = f"“{escape(entry.event.when.words.words)}” " if entry.event.when else ""
    numbers = page.numbers(entry.event.words, entry.event.when.words if entry.event.when else None)
    names = [(number, str(escape(labels.label(page.language, "page_source", n=number)))) for number in numbers]
    here = escape(page.address)
    links = " ".join(f'<a href="{here}#s{number}">{name}</a>' if here else name for number, name in names)
    parts = ("year", "month", "day")
    begins = {f"start_date.{part}": int(n) for part, n in zip(parts, start.split("-"), strict=False)}
    ends = {f"end_date.{part}": getattr(period.last, part) for part in parts}
    return {
        "unique_id": name,
        **begins,
        **ends,
        "display_date": {str(escape(text)) for text in shown},
        "group": labels.label(page.language, "page_next") if upcoming else "",
        "text.headline": str(escape(entry.event.words.words)),
        "text.text": f"{when}{links}",
    }


def _ics(page: PageData, entry: Entry, period: Period, name: str, shown: set[str]) -> dict[str, object]:
    published, event = page.explainer.story.published, entry.event
    upcoming = event.status is EventStatus.UPCOMING
    spans = (event.words, event.when.words if event.when else None)
    told = {f"{text} “{event.when.words.words}”" for text in shown} if event.when else set(shown)
    told |= {labels.label(page.language, "page_expected")} if upcoming else set()
    for number in page.numbers(*spans):
        link = f": {page.address}#s{number}" if page.address else ""
        told.add(labels.label(page.language, "page_source", n=number) + link)
    return {
        "UID": str(uuid5(NAMESPACE_URL, f"{page.address or page.explainer.slug + '/'}#{name}")),
        "DTSTAMP": f"{published:%Y%m%d}T000000Z" if published else "",
        "DTSTART": f"{period.first:%Y%m%d}",
        "DTEND": f"{period.last + timedelta(days=1):%Y%m%d}",
        "SUMMARY": printable(event.words.words),
        "DESCRIPTION": {printable(text) for text in told},
        "STATUS": "TENTATIVE" if upcoming else "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "URL": page.address,
    }
