"""What builds take, with other generators beside them, into benchmarks/build.md: `make bench`.

The others read the same Markdown; they render it and do nothing else, while a build of ours reads, finds and proves.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import articles
from benchmarks.watch import Cost, median, run
from generator import trees

ROOT = Path(__file__).parent.parent
EXPLAINER = (sys.executable, "-m", "generator")
QUICK, SLOW = 7, 3
"""How often what is quick is measured, and what takes long."""
LONG_WORDS = 110_000
KILLED, INSTANTS = 400, 20


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: how a folder of articles becomes its project, and the command that builds it."""

    name: str
    prepare: Callable[[Path], None]
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table; `target` is in seconds on the clock, or in what `of` says."""

    goal: str
    target: str
    cost: Cost
    notes: str = ""


def _project(folder: Path, count: int, words: int = 600) -> Path:
    """A project of ours with so many invented articles."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "config.yaml").write_text("title: Articles\nbase_url: https://pages.example\n", encoding="utf-8")
    articles.write(folder / "content", count, words)
    return folder


def _edit(folder: Path, turn: int) -> None:
    """Change a sentence of one article, and with it what is found there."""
    path = sorted((folder / "content").iterdir())[7 * turn]
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"{text}\nThe council spent {turn + 2} million euros on March {turn + 1}, 2011.\n", encoding="utf-8"
    )


def _edit_template(folder: Path, turn: int) -> None:
    path = folder / "templates" / "page.html.j2"
    path.write_text(path.read_text(encoding="utf-8") + "\n" * (turn + 1) + "{# edited #}", encoding="utf-8")


def _edit_pages(folder: Path, turn: int) -> None:
    """Change the template so that every page comes out another."""
    path = folder / "templates" / "page.html.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("<main[^>]*>", f'<main class="turn{turn}">', text, count=1), encoding="utf-8")


def builds(folder: Path, count: int) -> Iterator[Result]:
    """A site of so many articles: cold, unchanged, edited."""
    build = (*EXPLAINER, "build", "-q")
    project = _project(folder / "ours", count)
    run(build, project)  # Python compiles its modules once

    def cold(turn: int) -> None:
        for name in ("site", ".site.build", ".cache"):
            shutil.rmtree(project / name, ignore_errors=True)

    cost = median(build, project, SLOW, cold)
    yield Result(f"{count:,} articles, cold, everything found and proved", "<= 15 s", cost)
    run(build, project)
    before = trees.walk(project / "site")
    cost = median(build, project, QUICK)
    rewritten = sum(mark != before.get(path) for path, mark in trees.walk(project / "site").items())
    yield Result(f"{count:,} articles, nothing changed", "<= 0.2 s", cost, f"{rewritten} files rewritten")
    cost = median(build, project, QUICK, lambda turn: _edit(project, turn))
    yield Result(f"{count:,} articles, one edited", "<= 0.5 s", cost)
    cost = median(build, project, SLOW, lambda turn: _edit_template(project, turn))
    yield Result(f"{count:,} articles, template edited, all pages as they were", "<= 4 s", cost)
    cost = median(build, project, SLOW, lambda turn: _edit_pages(project, turn))
    yield Result(f"{count:,} articles, template edited, all pages changed", "<= 4 s", cost)


def many(folder: Path, count: int, one: float) -> Iterator[Result]:
    """Five times as many articles, with the memory that they take; `one` is what the fifth took."""
    project = _project(folder / "many", count)
    build = (*EXPLAINER, "build", "-q")
    cost = run(build, project)
    target = f"<= {5.2 * one:.0f} s (5.2 times)"
    yield Result(f"{count:,} articles, cold", target, cost, f"{cost.wall / one:.1f} times the fifth of them")
    for name in ("site", ".site.build", ".cache"):
        shutil.rmtree(project / name)
    cost = run(build, project, memory=True)
    yield Result(f"{count:,} articles, cold: memory", "<= 300 MB", cost, f"{cost.memory:.0f} MB in all processes")


def others(folder: Path) -> Iterator[Result]:
    """The help, and one long article."""
    yield Result("`--help`", "<= 0.06 s", median((*EXPLAINER, "--help"), folder, 3 * QUICK))
    project = _project(folder / "long", 1, LONG_WORDS)
    cost = run((*EXPLAINER, "build", "-q"), project, memory=True)
    yield Result("one article of 5,000 sentences", "<= 10 s, <= 500 MB", cost, f"{cost.memory:.0f} MB")


def killed(folder: Path) -> Iterator[Result]:
    """Builds of a site that are killed at random instants."""
    project, clean = _project(folder / "killed", KILLED), folder / "clean"
    build = (*EXPLAINER, "build", "-q")
    run(build, project)
    old = _snapshot(project)
    for path in (project / "content").iterdir():
        path.write_text(path.read_text(encoding="utf-8") + "\nIt rained on May 2, 2011.\n", encoding="utf-8")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(project, clean, ignore=shutil.ignore_patterns("site", ".site.build", ".cache"))
    took = run(build, clean).wall
    new, instants, whole = _snapshot(clean), random.Random(1), 0
    for _ in range(INSTANTS):
        shutil.rmtree(
            project / ".cache", ignore_errors=True
        )  # nothing that a killed build has read makes the next one shorter
        process = subprocess.Popen(build, cwd=project)
        time.sleep(instants.random() * took)
        process.kill()
        process.wait()
        whole += _snapshot(project) in (old, new)
    after = run(build, project)
    mended = _snapshot(project) == new and not (project / ".site.build" / "stage").exists()
    notes = f"{whole} of {INSTANTS} whole; the next build {'mends all' if mended else 'FAILS'}"
    yield Result(f"`kill -9` of a build of {KILLED} pages", f"{INSTANTS} of {INSTANTS}", after, notes)


def _snapshot(project: Path) -> Mapping[str, str]:
    return trees.digests(project / "site", {}, read=True)[0]


def _pelican(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(
        "SITENAME='x'\nSITEURL=''\nTIMEZONE='UTC'\nDEFAULT_LANG='en'\nSLUGIFY_SOURCE='basename'\n", "utf-8"
    )


def _mkdocs(folder: Path) -> None:
    (folder / "content").rename(folder / "docs")
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")


def _hugo(folder: Path) -> None:
    (folder / "config.toml").write_text("baseURL = 'https://pages.example/'\ntitle = 'x'\n", encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text("<title>{{ .Title }}</title>{{ .Content }}", encoding="utf-8")
    (layouts / "list.html").write_text(
        "{{ range .Pages }}<a href='{{ .Permalink }}'>{{ .Title }}</a>{{ end }}", encoding="utf-8"
    )


def peers(tools: Path) -> Iterator[Peer]:
    """The other generators that are there."""
    known = (
        Peer("Pelican", _pelican, (str(tools / "pelican/bin/pelican"), "content", "-s", "pelicanconf.py", "-q")),
        Peer("MkDocs", _mkdocs, (str(tools / "mkdocs/bin/mkdocs"), "build", "-q")),
        Peer("Hugo", _hugo, ("hugo", "--quiet")),
    )
    yield from (peer for peer in known if shutil.which(peer.command[0]))


def measured(tools: Path, folder: Path, count: int) -> Iterator[Result]:
    """The same articles, rendered by the others."""
    for peer in peers(tools):
        project = folder / peer.name.lower()
        shutil.rmtree(project, ignore_errors=True)
        articles.write(project / "content", count)
        peer.prepare(project)
        run(peer.command, project)
        yield Result(f"{peer.name}: {count:,} articles, rendered only", "", median(peer.command, project, SLOW))


def table(results: list[Result]) -> str:
    """The results as Markdown."""
    lines = ["| goal | target | seconds | CPU seconds | |", "|---|---|---|---|---|"]
    for one in results:
        lines.append(f"| {one.goal} | {one.target} | {one.cost.wall:.2f} | {one.cost.cpu:.2f} | {one.notes} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, print each line as it comes, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build")
    parser.add_argument("tools", type=Path, help="the folder of the other generators, and of what is measured")
    parser.add_argument("table", type=Path, help="the file that the table is written to")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", default="", help="the measurements: builds, many, others, killed, peers")
    asked = parser.parse_args(arguments)
    tools = asked.tools.resolve()
    folder, wanted = tools / "projects", asked.only.split(",") if asked.only else []
    folder.mkdir(parents=True, exist_ok=True)
    results: list[Result] = []

    def note(name: str, found: Callable[[], Iterator[Result]]) -> None:
        for one in found() if not wanted or name in wanted else ():
            results.append(one)
            print(table([one]).splitlines()[-1], flush=True)

    note("builds", lambda: builds(folder, asked.count))
    cold = results[0].cost.wall if results else 0.0
    if cold:
        note("many", lambda: many(folder, 5 * asked.count, cold))
    note("others", lambda: others(folder))
    note("killed", lambda: killed(folder))
    note("peers", lambda: measured(tools, folder, asked.count))
    if not wanted:
        head = (
            "# What builds take\n\nWritten by `make bench`: medians, on the clock and of all processors together;"
            f" Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors. The others"
            " render the same Markdown\nand do nothing else. The invented articles have 600 words and hold as much as"
            " news does (benchmarks/README.md).\n\n"
        )
        asked.table.write_text(head + table(results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
