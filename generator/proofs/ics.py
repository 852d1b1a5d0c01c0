"""The proof of a calendar: each entry is a dated event of the timeline, on its days."""

from __future__ import annotations

import re

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher, fault

SUFFIXES = (".ics",)
_REMEDY = "an export may repeat what the page says, and nothing else"
_LINE = re.compile(r"([A-Z-]+)(?:;VALUE=DATE)?:(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_TEXTS = ("SUMMARY", "NAME", "X-WR-CALNAME")


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError for the first line that is no line of a calendar, or that no event vouches for."""
    text = data.decode("utf-8")
    if any(len(line.encode("utf-8")) > 75 for line in text.split("\r\n")) or "\n" in text.replace("\r\n", ""):
        raise ProofError("a line of the calendar is not folded", "end lines with CRLF, after 75 octets at most")
    rows = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    if [rows[0], rows[-1]] != ["BEGIN:VCALENDAR", "END:VCALENDAR"]:
        raise ProofError("this is no calendar", _REMEDY)
    if said := fault(_tree(rows[1:-1]), facts):
        raise ProofError(f"the file says {said}", _REMEDY)


def _tree(rows: list[str]) -> dict[str, object]:
    events: list[dict[str, object]] = []
    calendar: dict[str, object] = {}
    into = calendar
    for number, row in enumerate(rows, 2):
        if row == "BEGIN:VEVENT" and into is calendar:
            into = {}
            events.append(into)
        elif row == "END:VEVENT" and into is not calendar:
            into = calendar
        else:
            match = _LINE.fullmatch(row)
            if match is None or match[1] in into:
                raise ProofError(f"the calendar says {row[:80]!r}", _REMEDY, line=number)
            into[match[1]] = _text(match[2]) if match[1] in _TEXTS else match[2]
            if match[1] == "DESCRIPTION":
                into[match[1]] = _text(match[2]).split("\n")
    return {**calendar, "events": events}


def _text(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
