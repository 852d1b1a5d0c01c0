"""How the date finder reads the English specifications of microsoft/Recognizers-Text: `make eval-recognizers`.

SPECS is a folder with the files of `Specs/DateTime/English`. Each case is read as an article of one paragraph that was
published on the case's reference day. The table is printed, and written into docs/dates.md, where the classes that are
left are explained: the specifications follow an assistant's conventions, so this is a report and no target.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from generator import language as languages
from generator.finders import clauses, dates, sentences
from generator.model import Article, Block, BlockKind, DateMention
from generator.text import Source

ENGLISH = languages.load("en")
PAGE = Path(__file__).parents[1] / "docs/dates.md"
BEGIN, END = "<!-- recognizers: written by eval/recognizers.py -->", "<!-- /recognizers -->"
HEAD = "| file | cases | expected | found | same span | with a value | agreeing | only here |"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Row:
    """What came of the cases of a file: `found` overlap an expected span, `exact` are the same span.

    `resolvable` are those found whose expected value is given, `agreeing` of these have a value or days that are among
    the expected ones; `extra` are mentions where the specification expects nothing.
    """

    cases: int = 0
    expected: int = 0
    found: int = 0
    exact: int = 0
    resolvable: int = 0
    agreeing: int = 0
    extra: int = 0

    def __add__(self, other: Row) -> Row:
        return Row(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


def read(text: str, published: date | None) -> tuple[DateMention, ...]:
    """The expressions of time of a text of one paragraph."""
    source = Source(text)
    article = Article("case.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=published)
    told = sentences.find(article, ENGLISH)
    return dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH).mentions


def score(case: dict[str, Any]) -> Row:
    """One case; results without a place in the text are left out."""
    day = _DAY.match(case.get("Context", {}).get("ReferenceDateTime", ""))
    mentions = read(case["Input"], date.fromisoformat(day[0]) if day else None)
    results = [result for result in case.get("Results", ()) if "Start" in result]
    row, taken = Row(cases=1, expected=len(results)), set[int]()
    for result in results:
        start = result["Start"]
        end = result["End"] + 1 if "End" in result else start + result["Length"]
        over = [i for i, mention in enumerate(mentions) if mention.words.start < end and start < mention.words.end]
        taken.update(over)
        spans = {(mentions[i].words.start, mentions[i].words.end) for i in over}
        values = list(_values(result))
        row.found += bool(over)
        row.exact += (start, end) in spans
        row.resolvable += bool(over and values)
        row.agreeing += any(_agrees(mentions[i], value) for i in over for value in values)
    row.extra = len(mentions) - len(taken)
    return row


def _values(result: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The expected resolutions, in the four shapes of the specifications: all as flat records."""
    told = result.get("Value") or result.get("Resolution") or {}
    yield from told.get("values") or ()
    if "Timex" in told:
        yield {"timex": told["Timex"]}
        yield from ({"timex": told["Timex"], **told[side]} for side in ("FutureResolution", "PastResolution"))


def _agrees(mention: DateMention, value: dict[str, str]) -> bool:
    """Whether the mention has the value's TIMEX, its time of day, or its first and last day; their ends are open."""
    timex, mine = value.get("timex", ""), mention.value.removesuffix(":00")
    if timex and timex.removesuffix(":00") in (mine, mine[mine.find("T") :] if "T" in mine else mine):
        return True
    if mention.period is None or "T" in mention.value:
        return False
    first = next((value[key] for key in ("start", "startDate", "value", "date") if key in value), "")
    last = next((value[key] for key in ("end", "endDate") if key in value), "")
    if not _DAY.fullmatch(first) or (last and not _DAY.fullmatch(last)):
        return False
    days = mention.period.first.isoformat(), mention.period.last.isoformat()
    if not last:
        return days == (first, first)
    return days in ((first, last), (first, (date.fromisoformat(last) - timedelta(days=1)).isoformat()))


def table(rows: dict[str, Row]) -> list[str]:
    """The table in Markdown; the last line adds the others up."""
    told = {**rows, "all": sum(rows.values(), Row())}
    lines = [HEAD, "|---|" + "---:|" * 7]
    lines += [f"| {name} | " + " | ".join(map(str, astuple(row))) + " |" for name, row in told.items()]
    return lines


def main(folder: Path) -> int:
    """Score all files of the folder; print the table and write it into the page."""
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"error: {folder}: no specifications — name the folder Specs/DateTime/English", file=sys.stderr)
        return 2
    rows = {
        path.stem: sum((score(case) for case in json.loads(path.read_text(encoding="utf-8-sig"))), Row())
        for path in files
    }
    lines = "\n".join(table(rows))
    print(lines)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{lines}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
