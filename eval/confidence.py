"""The measured precision of each date rule, written into a language file: `python -m eval.confidence SHARED SET...`.

Each SET is a folder that the `timeml` command of ../shared/eval/prepare.py made. A mention counts as right where the
set has an expression in its place with the same value. Only development documents are counted; the blind third of a
set stays blind, except with `--all` behind a set's name ("FOLDER--all"), for sets that have a test part of their own.
Rules that the sets seldom show lean towards the mean of all (an estimate as of PRIOR more mentions at that mean).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from eval.parts import PARTS, part_of

PRIOR = 4
LANGUAGE = Path(__file__).parents[1] / "generator/languages/en.toml"


def counts(shared: Path, sets: list[str]) -> tuple[Counter[str], Counter[str]]:
    """By rule: how many mentions there are, and how many of them have the value that the set gives."""
    sys.path.insert(0, str(shared / "eval"))
    import score_timex as scorer  # type: ignore[import-not-found]  # noqa: PLC0415  # beside the project

    made, right = Counter[str](), Counter[str]()
    for name in sets:
        folder = Path(name.removesuffix("--all"))
        gold = scorer.read_gold(str(folder / "tml"))
        paths = sorted((folder / "articles").glob("*.txt"))
        used = [str(path) for path in paths if name.endswith("--all") or part_of(path.stem) == PARTS[0]]
        command = [sys.executable, "-m", "generator", "inspect", *used, "--json"]
        found = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
        for line in found.splitlines():
            report = json.loads(line)
            text, expressions = gold[report["id"]]
            mentions = list(_moved(report, text, scorer))
            pairs, _, _ = scorer.match(expressions, mentions)
            made.update(mention["rule"] for mention in mentions)
            right.update(mentions[j]["rule"] for i, j in pairs if expressions[i]["value"] == mentions[j]["value"])
    return made, right


def _moved(report: dict[str, Any], text: str, scorer: Any) -> list[dict[str, Any]]:
    """The mentions of a report with the offsets of the set's own text."""
    back = [i for i, c in enumerate(text) if not (c == "\r" and text[i + 1 : i + 2] == "\n")] + [len(text)]
    mine = report["text"]
    shift = text.replace("\r\n", "\n").find(mine.strip()) - (len(mine) - len(mine.lstrip()))
    return [
        scorer.trim(
            {**mention, "start": back[mention["start"] + shift], "end": back[mention["end"] + shift - 1] + 1}, text
        )
        for mention in report["dates"]
    ]


def main(shared: Path, sets: list[str]) -> int:
    """Measure, and write the table [dates.confidence]; rules are named with their counts behind them."""
    made, right = counts(shared, sets)
    mean = right.total() / made.total()
    source = LANGUAGE.read_text(encoding="utf-8")
    rules = [rule["name"] for rule in tomllib.loads(source)["dates"]["rules"] if rule["resolve"] != "none"]
    rows = [
        f"{rule} = {(right[rule] + PRIOR * mean) / (made[rule] + PRIOR):.2f}  # {right[rule]} of {made[rule]}"
        for rule in sorted(rules)
    ]
    head = f"# Written by eval/confidence.py: right of all, in development documents; the mean is {mean:.2f}.\n"
    table = f"{head}[dates.confidence]\n" + "\n".join(rows) + "\n"
    old = r"(?:# Written by eval/confidence\.py.*\n)?\[dates\.confidence\]\n(?:\S+ = .*\n)*"
    source, done = re.subn(old, lambda _: table, source)
    if done != 1:
        print("error: the language file has no table [dates.confidence] — add an empty one", file=sys.stderr)
        return 2
    LANGUAGE.write_text(source, encoding="utf-8")
    print(f"{len(rows)} rules, {made.total()} mentions, mean precision {mean:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
