"""The marks of the annotated articles beside the project: `make eval-gold`.

Each article is inspected with its own date, then all are scored at once: eval/gold.py SHARED [options of the scorer].
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def names(shared: Path) -> list[str]:
    """The names of the annotated articles of `shared`/gold."""
    return sorted(path.name.removesuffix(".gold.json") for path in (shared / "gold").glob("*.gold.json"))


def marks(shared: Path, wanted: Iterable[str]) -> Any:
    """What the scorer says of these articles, as its JSON."""
    run = _scored(shared, wanted, ["--json"], stdout=subprocess.PIPE)
    run.check_returncode()
    return json.loads(run.stdout)


def _inspected(article: Path, annotation: Path) -> str:
    facts = json.loads(annotation.read_text(encoding="utf-8"))
    dated = ["--published", facts["date"]] if facts.get("date") else []
    command = [sys.executable, "-m", "generator", "inspect", str(article), "--json", *dated]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def _scored(
    shared: Path, wanted: Iterable[str], options: list[str], stdout: int | None = None
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as made:
        folder, lines = Path(made), []
        for name in wanted:
            for suffix in (".txt", ".gold.json"):
                shutil.copy(shared / "gold" / f"{name}{suffix}", folder)
            lines.append(_inspected(shared / "gold" / f"{name}.txt", folder / f"{name}.gold.json"))
        predictions = folder / "found.jsonl"
        predictions.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(shared / "eval" / "score_gold.py"), str(folder), str(predictions), *options]
        return subprocess.run(command, check=False, stdout=stdout, text=True)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    sys.exit(_scored(place, names(place), sys.argv[2:]).returncode)
