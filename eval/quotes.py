"""The marks of the quotations and their speakers: `make eval-quotes SETS="FOLDER ..."`.

Each folder is one that the `polnear` command of ../shared/eval/prepare.py made (`articles` and `gold.json` in it). All
of its quotations are scored, then the direct ones; of a folder whose name ends in `-train`, a third of the documents,
chosen by a hash of their names, is a blind check that nobody looks into, and both parts are scored. Articles that
cannot be read (control characters) count as articles without quotations.

`--calibrate` measures instead how often each rule finds the right speaker in all of a folder, and writes it into the
language file: the share of right ones by the rule of succession, (right + 1) / (all + 2), so that a rule with few
cases is not trusted too much. Right is a quotation of the gold (Jaccard of at least 0.8) with a source that overlaps.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.parts import PARTS, part_of

LANGUAGE = Path(__file__).parents[1] / "generator/languages/en.toml"
SPLIT = "-train"
BATCH = 100  # articles in one command line
ALIKE = 0.8  # Jaccard from which two spans are one quotation
KEPT = ("pronoun", "none")  # not measured by this set


def inspect(names: Iterable[str], folder: Path, out: Path) -> None:
    """What `inspect --json` prints of the articles named; those that cannot be read are left out, as it reports."""
    articles = [str(folder / "articles" / f"{name}.txt") for name in names]
    with out.open("w", encoding="utf-8") as file:
        for at in range(0, len(articles), BATCH):
            command = [sys.executable, "-m", "generator", "inspect", *articles[at : at + BATCH], "--json"]
            status = subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=False).returncode
            if status > 1:
                raise SystemExit(f"eval-quotes: inspect failed with exit code {status}")


def predictions(shared: Path, gold: Path, found: Path, out: Path) -> None:
    """The quotations found, moved onto the offsets of the gold."""
    command = [
        sys.executable,
        str(shared / "eval/prepare.py"),
        "predictions",
        "quotes",
        str(found),
        str(gold),
        str(out),
    ]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def score(shared: Path, folder: Path, part: str | None, work: Path, options: list[str]) -> int:
    """Print what the scorer says of one part of a folder, or of all of it: all quotations, then the direct ones."""
    documents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    documents = [document for document in documents if part is None or part_of(document["id"]) == part]
    gold, found, rows = work / "gold.json", work / "found.jsonl", work / "rows.json"
    gold.write_text(json.dumps(documents), encoding="utf-8")
    inspect((document["id"] for document in documents), folder, found)
    predictions(shared, gold, found, rows)
    worst = 0
    for kind, only in (("all", []), ("direct", ["--types", "direct"])):
        print(f"{folder.name}, {part or 'whole'}, {kind} quotations:", flush=True)
        command = [sys.executable, str(shared / "eval/score_quotes.py"), str(gold), str(rows), "--speaker", "span"]
        worst = max(worst, subprocess.run([*command, *only, *options], check=False).returncode)
    return worst


def _alike(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The Jaccard index of two spans."""
    inner: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    outer: int = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(0, inner) / (outer or 1)


def calibrate(shared: Path, folder: Path, work: Path) -> int:
    """Count for each rule how many of its speakers are right, and write the shares into the language file."""
    documents = {one["id"]: one for one in json.loads((folder / "gold.json").read_text(encoding="utf-8"))}
    found, rows = work / "found.jsonl", work / "rows.json"
    inspect(documents, folder, found)
    predictions(shared, folder / "gold.json", found, rows)
    moved = {row["id"]: row["quotes"] for row in json.loads(rows.read_text(encoding="utf-8"))}
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in found.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        quotes = moved[read["id"]]
        if len(quotes) != len(read["quotes"]):
            continue  # a quotation could not be placed in the gold's text
        for quote, told in zip(quotes, read["quotes"], strict=True):
            if quote["source_span"] is None:
                continue
            gold = max(documents[read["id"]]["quotes"], key=lambda one: _alike(one, quote), default=None)
            total[told["rule"]] += 1
            if gold is not None and _alike(gold, quote) >= ALIKE and gold.get("source_span"):
                right[told["rule"]] += _alike(gold["source_span"], quote["source_span"]) > 0
    text = LANGUAGE.read_text(encoding="utf-8")
    head, table, rest = re.split(r"(?<=\[quotes\.confidence\]\n)((?:[^\n]+\n)*)", text, maxsplit=1)
    lines = [_measured(line, right, total) for line in table.splitlines()]
    LANGUAGE.write_text(head + "\n".join(lines) + "\n" + rest, encoding="utf-8")
    print("\n".join(lines))
    return 0


def _measured(line: str, right: Counter[str], total: Counter[str]) -> str:
    """A line of the table of confidences, with what was counted behind it."""
    key = line.partition(" = ")[0]
    rule = key.strip('"')
    if rule in KEPT:
        return line
    return f"{key} = {(right[rule] + 1) / (total[rule] + 2):.2f} # {right[rule]} of {total[rule]}"


def main(shared: Path, arguments: list[str]) -> int:
    """Score every folder named, or calibrate by it; options of the scorer may stand among them."""
    options = [argument for argument in arguments if argument.startswith("-") and argument != "--calibrate"]
    folders = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if not folders:
        print("eval-quotes: name the sets: make eval-quotes SETS='FOLDER ...'", file=sys.stderr)
        return 2
    worst = 0
    with tempfile.TemporaryDirectory() as work:
        for folder in folders:
            if "--calibrate" in arguments:
                worst = max(worst, calibrate(shared, folder, Path(work)))
                continue
            for part in PARTS if folder.name.endswith(SPLIT) else (None,):
                worst = max(worst, score(shared, folder, part, Path(work), options))
    return worst


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
