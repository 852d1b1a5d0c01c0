"""The marks of the annotated articles beside the project: `make eval-gold`.

Each article is inspected with its own date, then all are scored at once: eval/gold.py SHARED [options of the scorer].
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main(shared: Path, options: list[str]) -> int:
    """Inspect every article of `shared`/gold and print what its scorer says."""
    lines = []
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        facts = json.loads(gold.read_text(encoding="utf-8"))
        article = gold.with_name(f"{facts['id']}.txt")
        dated = ["--published", facts["date"]] if facts.get("date") else []
        command = [sys.executable, "-m", "generator", "inspect", str(article), "--json", *dated]
        found = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
        if found.returncode:
            return found.returncode
        lines.append(found.stdout)
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "found.jsonl"
        predictions.write_text("".join(lines), encoding="utf-8")
        scorer = shared / "eval" / "score_gold.py"
        command = [sys.executable, str(scorer), str(shared / "gold"), str(predictions), *options]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
