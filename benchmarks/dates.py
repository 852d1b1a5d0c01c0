"""How long each rule of dates takes over hostile lines of 40 kB: `python benchmarks/dates.py`.

Times are CPU milliseconds of this process, the best of three. The slowest rules are printed; exit code 1 says that one
is over the limit.
"""

from __future__ import annotations

import re
import sys
import time
import tomllib
from pathlib import Path

from generator import language
from generator.dategrammar import DateWords, Grammar
from generator.numerals import NumberWords

FOLDER = Path(__file__).parent
SIZE, LIMIT, SHOWN, TRIES = 40_000, 50.0, 10, 3
"""Characters of a line, milliseconds that a rule may take, rules printed, and times that a slow one is tried again."""


def milliseconds(pattern: re.Pattern[str], line: str) -> float:
    """The CPU time of finding all matches in a line."""
    start = time.process_time()
    for _ in pattern.finditer(line):
        pass
    return 1000 * (time.process_time() - start)


def main() -> int:
    """Print the slowest rules, each with its worst line; 1 where one is over the limit."""
    english = language.load("en")
    grammar = Grammar(english.words(DateWords), english.words(NumberWords))
    rules = list(zip(grammar.words.rules, grammar.patterns, strict=True))
    pieces = {
        title: piece
        for name in ("hostile.toml", "hostile_dates.toml")
        for title, piece in tomllib.loads((FOLDER / name).read_text(encoding="utf-8")).items()
    }
    worst: dict[str, tuple[float, str]] = {}
    for title, piece in pieces.items():
        line = "It " + piece * (SIZE // len(piece))
        for rule, pattern in rules:
            took = milliseconds(pattern, line)
            if took > worst.get(rule.name, (0.0, ""))[0]:
                took = min(took, *(milliseconds(pattern, line) for _ in range(TRIES - 1)))
                worst[rule.name] = max(worst.get(rule.name, (0.0, "")), (took, title))
    print(f"{len(rules)} rules, {len(pieces)} hostile lines of {SIZE // 1000} kB: the slowest rules")
    slowest = sorted(worst.items(), key=lambda item: item[1], reverse=True)
    for name, (took, title) in slowest[:SHOWN]:
        print(f"  {name:24} {took:6.1f} ms  ({title})")
    return int(slowest[0][1][0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
