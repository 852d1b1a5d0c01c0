"""The report of an article as text for a person: aligned sections, with the line of the file each thing stands on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator.errors import printable

_WIDTH = 96
"""Characters of an article's words on a line; longer ones are cut with an ellipsis."""

Thing = Mapping[str, Any]
Columns = Sequence[str]


def describe(report: Thing, first_line: int = 1) -> str:
    """The text that `inspect` prints for one report; `first_line` is the line of the file on which its text begins."""
    line = _lines(report["text"], first_line)
    head = [
        ("article", report["path"]),
        ("title", report["title"] or "(none)"),
        ("question", report["question"] or "(none)"),
        ("names by", report["recognizer"]),
        ("published", report["published"] or "(no date: nothing relative is resolved)"),
    ]
    sections: list[tuple[str, Iterable[tuple[int | None, Columns]]]] = [
        ("short answer", ((line(item), [_words(report, item)]) for item in report["summary"])),
        ("facts", ((line(item["spans"][0]), [item["label"], item["value"]]) for item in report["facts"])),
        ("events", ((line(item), [_when(item), item["status"], item["text"]]) for item in report["events"])),
        ("dates", ((line(item), [item["text"], item["value"], _when(item)]) for item in report["dates"])),
        ("impossible dates", ((line(item), [item["text"]]) for item in report["impossible_dates"])),
        ("people", ((line(_first(item)), _person(item)) for item in report["people"])),
        ("figures", ((line(item), _figure(item)) for item in report["figures"])),
        ("quotations", ((line(item), _quote(item)) for item in report["quotes"])),
    ]
    if "left_out" in report:
        rows = ((line(item), [item["text"], item["label"] or "", item["reason"]]) for item in report["left_out"])
        sections.append(("not in the facts", rows))
    texts = ["\n".join(f"{name:<10} {printable(value)}" for name, value in head)]
    texts += [_section(name, list(rows)) for name, rows in sections]
    return "\n\n".join(texts) + "\n"


def _lines(text: str, first_line: int) -> Callable[[Thing | None], int | None]:
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
    return lambda place: None if place is None else bisect_right(starts, place["start"]) + first_line - 1


def _section(name: str, rows: Sequence[tuple[int | None, Columns]]) -> str:
    if not rows:
        return f"{name}: none"
    cells = [[_cut(cell) for cell in columns] for _, columns in rows]
    # The last column ends the line, so it needs no width of its own.
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]) - 1)] + [0]
    lines = [f"{name} ({len(rows)})"]
    for (number, _), row in zip(rows, cells, strict=True):
        aligned = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        lines.append(f"{number if number is not None else '-':>6}  {aligned}".rstrip())
    return "\n".join(lines)


def _cut(words: str) -> str:
    flat = printable(" ".join(words.split()))
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 1] + "…"


def _words(report: Thing, place: Thing) -> str:
    return str(report["text"][place["start"] : place["end"]])


def _first(person: Thing) -> Thing | None:
    mentions = person["mentions"]
    return mentions[0] if mentions else None


def _when(thing: Thing) -> str:
    first, last = thing["first"], thing["last"]
    if first is None:
        return "no date"
    return str(first) if first == last else f"{first}..{last}"


def _person(person: Thing) -> Columns:
    age = "" if person["age"] is None else str(person["age"])
    return [person["name"], age, "; ".join(role["text"] for role in person["roles"])]


def _figure(figure: Thing) -> Columns:
    hedge = "about " if figure["approx"] else ""
    bound = f" ({figure['bound']})" if figure["bound"] else ""
    return [figure["text"], f"{hedge}{figure['value']} {figure['unit']}{bound}", figure["kind"]]


def _quote(quote: Thing) -> Columns:
    inferred = " (inferred)" if quote["speaker_inferred"] else ""
    return [f"{quote['speaker'] or 'speaker not given'}{inferred}", quote["text"]]
