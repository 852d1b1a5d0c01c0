"""What publishing takes: `make bench-deploy`. A site of 1,000 invented articles, one edited, to a bare repository.

Each row is a whole `explainer deploy`, from its start to its end: the build of what changed, git, and the push. Seconds
of the processor (git's own and those of other processes among them) and of the clock, the median of several runs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import articles
from generator import trees

COUNT, RUNS = 1000, 5


def main() -> None:
    """Measure the first build and publication, one with one article edited, and one with none."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "project")
        written = articles.write(root / "content", COUNT)
        for command in (("init", "--bare", "../remote.git"), ("init",), ("remote", "add", "origin", "../remote.git")):
            _git(root, *command)
        (root / ".gitignore").write_text("site/\n.site.*/\n.cache/\n", encoding="utf-8")
        _commit(root)
        _row("first build", [_run(root, "build")])
        _row("first publication", [_run(root, "deploy")])
        size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
        print(f"{COUNT:,} articles, {len(trees.walk(root / 'site')):,} files, {size / 1e6:.0f} MB")
        edited, rounds = written[COUNT // 2], []
        for number in range(RUNS):
            edited.write_text(f"{edited.read_text('utf-8')}\n\nThe {number + 7} boats stayed.\n", encoding="utf-8")
            _commit(root)
            rounds.append(_run(root, "deploy"))
        _row("one article edited", rounds)
        _row("nothing changed", [_run(root, "deploy") for _ in range(RUNS)])


def _git(root: Path, *words: str) -> None:
    nobody = ("-c", "user.name=Nobody", "-c", "user.email=nobody@localhost")
    subprocess.run(["git", *nobody, *words], cwd=root, capture_output=True, check=True)


def _commit(root: Path) -> None:
    """Commit all that stands in the project, as its editor would before each publication."""
    _git(root, "add", "--all")
    _git(root, "commit", "--message", "Edit")


def _run(root: Path, command: str) -> tuple[float, float]:
    """Seconds of the processor, with those of all processes, and of the clock."""
    before, began = os.times(), time.perf_counter()
    there = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-m", "generator", command], cwd=root, env=there, check=True, capture_output=True)
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), time.perf_counter() - began


def _row(name: str, rounds: list[tuple[float, float]]) -> None:
    processor, clock = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{name:<20}{processor:7.2f} s of the processor{clock:8.2f} s of the clock", flush=True)


if __name__ == "__main__":
    main()
