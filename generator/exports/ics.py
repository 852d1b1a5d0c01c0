"""timeline.ics: the events of a page as all-day entries of a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from generator import labels, timelines
from generator.exporting import Files, Offer, PageData, Scope, printable
from generator.model import LabelKey
from generator.timelines import Line

SCOPE: Scope = "page"
FILES = ("timeline.ics",)
OFFER = Offer("timeline.ics", "text/calendar", LabelKey("page_export_ics"))
NEEDS_ADDRESS = False
_FOLD = 75
"""The most octets of a line, without its end."""


def write(page: PageData) -> Files:
    """The file; nothing where no event can stand in a calendar, or where the article gives no day of publication.

    That day is the stamp that each entry must carry. Periods of a year, a quarter or a season are left out: they would
    fill the calendar with days that nobody named.
    """
    published = page.explainer.story.published
    dated, _ = timelines.lines(page)
    shown = [line for line in dated if line.date.count("-") and not _vague(line)]
    if published is None or not shown:
        return {}
    name = _escaped(labels.question_text(page.explainer.story.question, page.language))
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//explainer-pages//timeline//EN", "CALSCALE:GREGORIAN"]
    rows += ["METHOD:PUBLISH", f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    for line in shown:
        rows += _event(page, line, f"{published:%Y%m%d}T000000Z")
    rows.append("END:VCALENDAR")
    return {"timeline.ics": b"".join(_folded(row) for row in rows)}


def _vague(line: Line) -> bool:
    return line.precision in ("quarter", "season", "year", "decade")


def _event(page: PageData, line: Line, stamp: str) -> list[str]:
    if line.period is None:
        raise ValueError(f"an event without a date cannot stand in a calendar: {line.text!r}")
    name = page.address or f"{page.explainer.slug}/"
    rows = [
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, f'{name}#{line.id}')}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{line.period.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{line.period.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(line.text)}",
        f"DESCRIPTION:{_escaped(_description(page, line))}",
        f"STATUS:{'TENTATIVE' if line.expected else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
    ]
    return [*rows, *([f"URL:{page.address}"] if page.address else []), "END:VEVENT"]


def _description(page: PageData, line: Line) -> str:
    told = [f"{line.label} “{line.expression}”" if line.expression else line.label]
    told += [labels.label(page.language, "page_expected")] if line.expected else []
    told += [
        f"{labels.label(page.language, 'page_source', n=number)}{f': {page.address}#s{number}' if page.address else ''}"
        for number in line.sources
    ]
    return "\n".join(told)


def _escaped(text: str) -> str:
    """TEXT of RFC 5545, section 3.3.11; control characters are no part of it."""
    told = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return printable(told)


def _folded(row: str) -> bytes:
    """A line in octets, folded where it is long, and never inside a character (section 3.1)."""
    octets, pieces = row.encode("utf-8"), []
    while len(octets) > _FOLD:
        end = _FOLD
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[:end])
        octets = b" " + octets[end:]
    return b"\r\n".join([*pieces, octets]) + b"\r\n"
