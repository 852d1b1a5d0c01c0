"""The marks of the temporal tagging over TimeML sets: `make eval-dates SETS="FOLDER ..."`.

Each folder is one that the `timeml` command of ../shared/eval/prepare.py made (`articles` and `tml` in it). A third of
its documents, chosen by a hash of their names, is a blind check that nobody looks into; both parts are scored.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from eval.parts import PARTS, part_of


def score(shared: Path, folder: Path, part: str, work: Path, options: list[str]) -> int:
    """Inspect the articles of one part, and print what the scorer says of the dates found."""
    gold = work / f"{folder.name}-{part}"
    gold.mkdir()
    names = [path.stem for path in sorted((folder / "articles").glob("*.txt")) if part_of(path.stem) == part]
    for name in names:
        (gold / f"{name}.tml").write_bytes((folder / "tml" / f"{name}.tml").read_bytes())
    articles = [str(folder / "articles" / f"{name}.txt") for name in names]
    found, rows = work / "found.jsonl", work / f"{folder.name}-{part}.jsonl"
    with found.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "generator", "inspect", *articles, "--json"], stdout=out, check=True)
    tools = shared / "eval"
    prepare = [sys.executable, str(tools / "prepare.py"), "predictions", "timex", str(found), str(gold), str(rows)]
    subprocess.run(prepare, stdout=subprocess.DEVNULL, check=True)
    return subprocess.run(
        [sys.executable, str(tools / "score_timex.py"), str(gold), str(rows), *options], check=False
    ).returncode


def main(shared: Path, arguments: list[str]) -> int:
    """Score every folder named, in both parts; options of the scorer may stand among them."""
    options = [argument for argument in arguments if argument.startswith("-")]
    folders = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if not folders:
        print("eval-dates: name the sets: make eval-dates SETS='FOLDER ...'", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as work:
        return max(score(shared, folder, part, Path(work), options) for folder in folders for part in PARTS)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
