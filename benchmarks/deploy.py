"""What publishing takes: `make bench-deploy`. A site of 1,000 pages, one of them changed, to a bare repository.

The pages are copies of the example's, with all their files; seconds of the processor (git's own among them) and of the
clock, the median of several runs. The build that `explainer deploy` begins with is not among them.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator import branches
from generator.deploy import branch

PAGES, RUNS = 1000, 5
EXAMPLE = Path("site")


def main() -> None:
    """Measure the first publication, one with one page changed, and one with none."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = _site(root / "site")
        for command in (("init", "--bare", "remote.git"), ("init",), ("remote", "add", "origin", "remote.git")):
            subprocess.run(["git", *command], cwd=root, capture_output=True, check=True)
        files = branch.contents(site)
        size = sum((site / path).stat().st_size for path in files)
        print(f"{PAGES:,} pages, {len(files):,} files, {size / 1e6:.0f} MB")
        _row("first publication", [_timed(lambda: _publish(root))])
        changed = site / "page-500" / "index.html"
        rounds = []
        for number in range(RUNS):
            changed.write_bytes(changed.read_bytes() + f"<!-- {number} -->\n".encode())
            rounds.append(_timed(lambda: _publish(root)))
        _row("one page changed", rounds)
        _row("nothing changed", [_timed(lambda: _publish(root)) for _ in range(RUNS)])


def _site(site: Path) -> Path:
    """The example with its page so many times, each with words of its own, so that git stores each."""
    shutil.copytree(EXAMPLE, site)
    page = next(path.parent for path in sorted(site.glob("*/index.html")))
    for number in range(PAGES):
        copy = shutil.copytree(page, site / f"page-{number}")
        for path in copy.iterdir():
            path.write_bytes(path.read_bytes() + f"\n{number}".encode())
    return site


def _publish(root: Path) -> None:
    made = branch.draft(root / "site", branches.survey(root, "origin", "gh-pages"))
    if made.new:
        branch.push(made, "Publish the site")


def _timed(step: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the processor, with those of git, and of the clock."""
    before, began = os.times(), time.perf_counter()
    step()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), time.perf_counter() - began


def _row(name: str, rounds: list[tuple[float, float]]) -> None:
    processor, clock = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{name:<20}{processor:6.2f} s of the processor{clock:8.2f} s of the clock")


if __name__ == "__main__":
    main()
