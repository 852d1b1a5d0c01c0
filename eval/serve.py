"""How fast and how faithful the preview is, with a real browser as the client: `make eval-serve`.

`python -m eval.serve [FILE]` prints a table, and writes it between the marks of a file; 1 where a target is missed. The
time of an edit runs from the save to the moment in which the new words stand in the page that is open. The speed of a
busy machine is not that of an idle one: the table says how busy it was.
"""

from __future__ import annotations

import http.client
import math
import os
import queue
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from benchmarks import articles
from eval.page import chromium

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
LOST = 10.0
"""Seconds after which an edit counts as lost."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what, the figure with its unit, the most that it may be, and the words for both."""

    what: str
    value: float
    most: float
    told: str
    target: str


class Preview:
    """`explainer serve` on a project, from its own process, with the builds that it has told of."""

    def __init__(self, project: Path) -> None:
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "generator", "serve", "--port", "0"]
        there = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, cwd=project, env=there, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().split()[0]
        self.answering = time.perf_counter() - self.began
        self._built: queue.Queue[float] = queue.Queue()
        threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True).start()

    def _listen(self, said: IO[str]) -> None:
        for line in said:
            if line.startswith("built"):
                self._built.put(time.perf_counter())

    def built(self, longest: float = 600) -> float:
        """Wait for the end of a build."""
        return self._built.get(timeout=longest)

    def builds(self, rest: float) -> int:
        """How many builds ended until there was none for so many seconds."""
        count = 0
        while True:
            try:
                self._built.get(timeout=rest)
            except queue.Empty:
                return count
            count += 1


@contextmanager
def _serving(project: Path) -> Iterator[Preview]:
    made = Preview(project)
    try:
        yield made
    finally:
        made.process.terminate()
        made.process.wait()


class Story:
    """An article that is edited, and the page that a browser shows of it."""

    def __init__(self, path: Path, page: Page, address: str) -> None:
        self.path, self.page = path, page
        self._text = re.sub(r"^question:.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        page.goto(f"{address}{path.stem}/")

    def save(self, number: int) -> float:
        """Save an edit; when."""
        text = self._text.replace("---\n", f"---\nquestion: What happened in edit {number}?\n", 1)
        self.path.write_text(text, encoding="utf-8")
        return time.perf_counter()

    def seen(self, number: int, longest: float = LOST) -> float:
        """Wait until the browser shows an edit; when. TooLate where it does not."""
        self.page.locator("h1", has_text=f"edit {number}?").wait_for(timeout=1000 * longest)
        return time.perf_counter()

    def edits(self, numbers: Iterable[int], rest: Callable[[], object]) -> tuple[list[float], int]:
        """The seconds of each of these edits, made whenever `rest` returns, and how many of them were lost."""
        times, lost = [], 0
        for number in numbers:
            rest()
            saved = self.save(number)
            try:
                times.append(self.seen(number) - saved)
            except TooLate:
                lost += 1
        return times, lost


def _any_moment(chance: random.Random) -> None:
    time.sleep(chance.random() * chance.choice((0.05, 0.5, 1.5)))


def _project(folder: Path, count: int = 0) -> Path:
    """A project with the example, and so many invented articles beside it."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "templates", folder / "templates")
    if count:
        articles.write(folder / "content", count)
    return folder


def _timed(what: str, times: list[float], median: float, worst: float) -> list[Row]:
    middle, most = statistics.median(times), max(times)
    return [
        Row(
            f"save to visible change, {what}: median of {len(times)}", middle, median, f"{middle:.2f} s", f"{median} s"
        ),
        Row(f"save to visible change, {what}: worst of {len(times)}", most, worst, f"{most:.2f} s", f"{worst} s"),
    ]


def example(project: Path, page: Page, count: int) -> Iterator[Row]:
    """The example: edits, none lost, and bursts of saves."""
    chance = random.Random(8)
    with _serving(project) as preview:
        yield Row("start to first answer", preview.answering, math.inf, f"{preview.answering:.2f} s", "—")
        first = preview.built() - preview.began
        yield Row("start to the built example", first, math.inf, f"{first:.2f} s", "—")
        story = Story(next((project / "content").glob("*.md")), page, preview.address)
        times, lost = story.edits(range(count), lambda: _any_moment(chance))
        yield from _timed("the example", times, 0.3, 1)
        yield Row(f"edits lost of {count}", lost, 0, str(lost), "0")
        preview.builds(1)
        most = 0
        for burst in range(10):
            for number in range(8):
                story.save(1000 + 10 * burst + number)
                time.sleep(0.05 / 8)
            story.seen(1000 + 10 * burst + 7)
            most = max(most, preview.builds(1))
        yield Row("builds for 8 saves in 50 ms, worst of 10 bursts", most, 1, str(most), "1")
    yield from sessions(project, page, 10)


def sessions(project: Path, page: Page, count: int) -> Iterator[Row]:
    """The first edit of each session on a site that is built already: the process that builds has made no page yet."""
    times: list[float] = []
    chance, lost = random.Random(10), 0
    for session in range(count):
        with _serving(project) as preview:
            preview.built()
            story = Story(next((project / "content").glob("*.md")), page, preview.address)
            found, missed = story.edits((2000 + session,), lambda: time.sleep(3 + 2 * chance.random()))
            times, lost = times + found, lost + missed
    yield from _timed("the example, first of a session, 3 to 5 s after its start", times, 0.3, 1)
    yield Row(f"first edits lost of {count}", lost, 0, str(lost), "0")


def busy(project: Path, page: Page) -> Iterator[Row]:
    """Long builds, which a change of a template makes: the delay of requests, and an edit in the middle of one."""
    template = project / "templates" / "page.html.j2"
    whole = template.read_text(encoding="utf-8")
    with _serving(project) as preview:
        preview.built()
        story = Story(next((project / "content").glob("*.md")), page, preview.address)
        template.write_text(f"{whole}{{# one #}}\n", encoding="utf-8")
        began = time.perf_counter()
        delays = list(_delays(preview, story.path.stem))
        took = time.perf_counter() - began
        told = f"{1000 * max(delays):.0f} ms"
        what = f"worst delay of {len(delays):,} requests during a build of {took:.1f} s"
        yield Row(what, 1000 * max(delays), 100, told, "100 ms")
        template.write_text(f"{whole}{{# two #}}\n", encoding="utf-8")
        time.sleep(1)
        story.save(9)
        preview.built()
        preview.built()
        story.seen(9)
        more = preview.builds(2)
        told = "the next" if not more else f"the next, and {more} more follow"
        yield Row("an edit during a build is shown by", more, 0, told, "the next")


def _delays(preview: Preview, slug: str) -> Iterator[float]:
    """The seconds of requests, one after another, until a build ends."""
    host = urlsplit(preview.address).netloc
    line = http.client.HTTPConnection(host)
    for path in _forever(f"/{slug}/", "/", f"/{slug}/explainer.json"):
        asked = time.perf_counter()
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        yield time.perf_counter() - asked
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} during a build")
        if preview.builds(0.01):
            return


def _forever(*paths: str) -> Iterator[str]:
    while True:
        yield from paths


def large(project: Path, page: Page, count: int) -> Iterator[Row]:
    """A site of many articles: its first build, and edits."""
    pages = len(list((project / "content").iterdir()))
    with _serving(project) as preview:
        first = preview.built() - preview.began
        yield Row(f"start to {pages:,} built pages, nothing built before", first, math.inf, f"{first:.0f} s", "—")
        path = sorted((project / "content").glob("*.md"))[pages // 2]
        story, chance = Story(path, page, preview.address), random.Random(9)
        story.save(count)
        times, lost = story.edits(range(count), preview.built)
        yield from _timed(f"{pages:,} articles", times, 0.6, 1)
        times, more = story.edits(range(count + 1, 2 * count + 1), lambda: _any_moment(chance))
        yield from _timed(f"{pages:,} articles, edits during the build before", times, 2, 5)
        yield Row(f"edits lost of {2 * count}, {pages:,} articles", lost + more, 0, str(lost + more), "0")
    with _serving(project) as preview:
        again = preview.built() - preview.began
        yield Row(f"start to {pages:,} pages that were built before", again, math.inf, f"{again:.1f} s", "—")


def main(file: Path | None, size: int = 1000) -> int:
    """Measure, print, write; 1 where a target is missed."""
    rows = []
    with tempfile.TemporaryDirectory() as made, chromium.browser() as browser:
        for name, count, measure in (
            ("example", 0, lambda project, page: example(project, page, 200)),
            ("busy", 300, busy),
            ("large", size - 1, lambda project, page: large(project, page, 50)),
        ):
            folder = Path(made) / name
            folder.mkdir()
            page = browser.new_page()
            for row in measure(_project(folder, count), page):
                rows.append(row)
                print(f"{row.what}: {row.told} (at most {row.target})", flush=True)
            page.close()
    lines = [
        "| measured | | at most |",
        "|---|---|---|",
        *(f"| {row.what} | {row.told} | {row.target} |" for row in rows),
    ]
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    table = "\n".join(
        [*lines, "", f"{os.cpu_count()} processors, load of the machine at the end (1, 5, 15 minutes): {load}."]
    )
    if file is not None:
        text = file.read_text(encoding="utf-8")
        head, rest = text.split(BEGIN)
        file.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    missed = [row for row in rows if row.value > row.most]
    for row in missed:
        print(f"missed: {row.what}: {row.told}, at most {row.target}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
