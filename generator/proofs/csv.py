"""The proof of CSV: each row is an event of the timeline, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher, fault

SUFFIXES = (".csv",)
_REMEDY = "an export may repeat what the page says, and nothing else"
_COLUMNS = ["id", "date", "end", "precision", "label", "expression", "text", "status", "expected", "sources"]
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError for the first row that is no event, and for a cell that a spreadsheet would run."""
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if reader.fieldnames != _COLUMNS:
        raise ProofError("its columns are none of a timeline", _REMEDY, line=1)
    rows = list(reader)
    for number, row in enumerate(rows, 2):
        if stray := [cell for cell in row.values() if cell is None or cell.startswith(_FORMULA)]:
            raise ProofError(f"a cell says {stray[0]!r}", "guard it against formulas", line=number)
    events = [_record(row) for row in rows]
    tree = {
        "events": [event for event in events if event["precision"] != "none"],
        "undated": [event for event in events if event["precision"] == "none"],
    }
    if said := fault(tree, facts):
        raise ProofError(f"the file says {said}", _REMEDY)


def _record(row: Mapping[str, str]) -> dict[str, object]:
    cells = {key: cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell for key, cell in row.items()}
    sources = [int(number) for number in cells["sources"].split()]
    return {**cells, "sources": sources, "expected": {"true": True, "false": False}.get(cells["expected"], "?")}
