"""Errors and warnings as records: one line for people, or one JSON object for programs (`--json`)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from generator.errors import ExplainerError, ProofError, printable

FEW = 10
"""Pages with one and the same fault that are named one by one."""
Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Record:
    """One fault: what is wrong, what to do, and where: a path, with 1-based line and column where they are known."""

    level: Level
    path: str
    line: int | None
    col: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.col) if part not in ("", None))
        message = f"{self.what} — {self.remedy}" if self.remedy else self.what
        return printable(f"{self.level}: {place}: {message}" if place else f"{self.level}: {message}")


def error(what: str, remedy: str, path: str, line: int | None = None) -> Record:
    """A record of a fault."""
    return Record("error", path, line, None, what, remedy)


def warning(what: str, remedy: str, path: str, line: int | None = None) -> Record:
    """A record of what an editor should look at."""
    return Record("warning", path, line, None, what, remedy)


def of_error(fault: ExplainerError) -> Record:
    """The record of an error. The line of a page that could not be proved is none of the article at `path`."""
    if isinstance(fault, ProofError):
        on_page = f" (line {fault.line} of its page)" if fault.line else ""
        return error(f"{fault.what}{on_page}", fault.remedy, fault.path)
    return Record("error", fault.path, fault.line, fault.col, fault.what, fault.remedy)


def of_warning(said: str) -> Record:
    """The record of a warning that is said as `path: what — what to do`."""
    path, parted, message = said.partition(": ")
    what, _, remedy = (message if parted else said).partition(" — ")
    return warning(what, remedy, path if parted else "")


def folded(faults: Iterable[ExplainerError]) -> list[ExplainerError]:
    """The faults as people are told them: a template that says something of its own says it on every page.

    Of many pages with the same fault the first are named, and the others counted in one line.
    """
    told, more = list[ExplainerError](), dict[str, ProofError]()
    seen: Counter[str] = Counter()
    for fault in faults:
        if isinstance(fault, ProofError):
            seen[fault.what] += 1
            if seen[fault.what] > FEW:
                more[fault.what] = fault
                continue
        told.append(fault)
    for what, fault in more.items():
        count = seen[what] - FEW
        told.append(ProofError(f"{what} (so on {count:,} more {'page' if count == 1 else 'pages'})", fault.remedy))
    return told


def json_line(record: Record) -> str:
    """A record as a line of JSON."""
    return json.dumps(asdict(record), ensure_ascii=False)


def json_summary(told: Mapping[str, Any]) -> str:
    """The last line: what a command did, after all records."""
    return json.dumps({"level": "summary", **told}, ensure_ascii=False)


def counts(records: Iterable[Record]) -> dict[str, int]:
    """How many errors and warnings there are."""
    levels = [record.level for record in records]
    return {"errors": levels.count("error"), "warnings": levels.count("warning")}
