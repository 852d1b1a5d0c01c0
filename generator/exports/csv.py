"""timeline.csv: the dated and undated events of a page, for spreadsheets."""

from __future__ import annotations

import csv
import io

from generator import timelines
from generator.exporting import Files, Offer, PageData, Scope
from generator.model import LabelKey
from generator.timelines import Line

SCOPE: Scope = "page"
FILES = ("timeline.csv",)
OFFER = Offer("timeline.csv", "text/csv", LabelKey("page_export_csv"))
NEEDS_ADDRESS = False
COLUMNS = ["id", "date", "end", "precision", "label", "expression", "text", "status", "expected", "sources"]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for the start of a formula, the full-width forms among them."""
GUARD = "'"
"""Stands before such a cell, as spreadsheets have it for "this is text"; timeline.json has the words without it."""


def write(page: PageData) -> Files:
    """The file; nothing for a page without a timeline. It begins with a byte order mark, for Excel."""
    dated, undated = timelines.lines(page)
    if not dated and not undated:
        return {}
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    rows.writerow(COLUMNS)
    rows.writerows([guarded(cell) for cell in _cells(line)] for line in (*dated, *undated))
    return {"timeline.csv": b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")}


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return GUARD + cell if cell.startswith(FORMULA) else cell


def _cells(line: Line) -> tuple[str, ...]:
    expected = "true" if line.expected else "false"
    sources = " ".join(map(str, line.sources))
    dates = (line.date, line.end, line.precision, line.label)
    return (line.id, *dates, line.expression, line.text, line.status.value, expected, sources)
