"""A good project of three articles, built and published, to which a case adds one fault; and what then must hold.

The contract: exit codes (C1), one line for each fault with its place and what to do (C2), all other articles built
(C3), nothing lost (C4), bounded (C5, by the time limit of every test and by the memory of a process of its own).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import cli, locking, publishing
from tests import fakes

ROOT = Path(__file__).parent.parent.parent
ARTICLES = {
    "bridge": "---\ndate: 2023-11-20\n---\n\nBridge at Lindholm closed\n\n"
    "The bridge at Lindholm was closed on Monday after a storm damaged 12 of its cables.\n",
    "ferry": "---\ndate: 2024-02-02\n---\n\nFerry pilot freed after a month\n\n"
    "Mara Vale was freed on Tuesday. She had been held in Norland since January.\n",
    "market": "---\ndate: 2024-03-08\n---\n\nCouncil votes to move the market\n\n"
    "The council of Ashby voted on Thursday to move its market. Mayor Ada Quill, 51, said that it would be in April.\n",
}
BODY = "The pier at Ashby was closed on Monday, the mayor said.\n"
NEWS = "She will return to Ashby in March 2024."
"""A sentence that a case adds to a good article, to see that it is built anew."""
_ERROR = re.compile(r"error: (?:\S.*?: )?\S.* — \S.*")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Outcome:
    """What a run said and did; `memory` in MB, of a process of its own only."""

    code: int
    out: str
    err: str
    memory: float = 0.0

    @property
    def errors(self) -> list[str]:
        return [line.removeprefix("error: ") for line in self.err.splitlines() if line.startswith("error: ")]

    @property
    def warnings(self) -> list[str]:
        return [line.removeprefix("warning: ") for line in self.err.splitlines() if line.startswith("warning: ")]


@dataclass(frozen=True)
class Project:
    """A project folder, the working folder of its commands."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def pages(self) -> set[str]:
        return {path.parent.name for path in self.site.glob("*/index.html")}

    def path(self, name: str) -> Path:
        return self.root / "content" / name

    def write(self, name: str, data: str | bytes) -> None:
        """An article of the content folder."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))

    def page(self, slug: str) -> str:
        return (self.site / slug / "index.html").read_text(encoding="utf-8")

    def edit(self) -> None:
        """News in a good article, so that its page must be made anew."""
        self.write("ferry.md", ARTICLES["ferry"].rstrip("\n") + f" {NEWS}\n")

    def run(self, *arguments: str) -> Outcome:
        """A command in this process, with the contract checked."""
        sources, out, err = self.sources(), io.StringIO(), io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main(arguments)
        outcome = Outcome(code, out.getvalue(), err.getvalue())
        self.hold(outcome, sources)
        return outcome

    def run_apart(self, *arguments: str) -> Outcome:
        """A command in a process of its own, whose memory is measured, with the contract checked."""
        sources = self.sources()
        measure = "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:])\n"
        measure += "used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        measure += "open(sys.argv[1], 'w').write(str(used)); sys.exit(code)"
        # Between the two stands a small process: what a child holds is counted from what its parent held.
        memory = self.root.parent / "memory"
        command = [sys.executable, "-c", measure, str(memory), sys.executable, "-m", "generator", *arguments]
        there = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.root.parent / "out").open("w+b") as out, (self.root.parent / "err").open("w+b") as err:
            code = subprocess.call(command, cwd=self.root, env=there, stdout=out, stderr=err)
            told = [(stream.seek(0), stream.read().decode("utf-8"))[1] for stream in (out, err)]
        outcome = Outcome(code, told[0], told[1], int(memory.read_text()) / 1024)
        self.hold(outcome, sources)
        return outcome

    def sources(self) -> dict[str, bytes]:
        """Everything that a person wrote."""
        found: dict[str, bytes] = {}
        for folder in ("content", "templates"):
            found |= {f"{folder}/{name}": data for name, data in _files(self.root / folder).items()}
        settings = self.root / "config.yaml"
        return found | ({"config.yaml": settings.read_bytes()} if settings.is_file() else {})

    def hold(self, outcome: Outcome, sources: dict[str, bytes]) -> None:
        """What holds after every command, whatever was wrong."""
        assert outcome.code in (0, 1, 2, 3)
        assert (outcome.code == 0) == (not outcome.errors)
        assert "Traceback" not in outcome.err
        assert not _CONTROL.search(outcome.err + outcome.out)
        strange = [line for line in outcome.err.splitlines() if not _ERROR.fullmatch(line) and line[:9] != "warning: "]
        assert not strange
        assert self.sources() == sources
        workshop = locking.workshop(self.site)
        assert not any((workshop / left).exists() for left in (locking.STAGE, locking.OLD))
        if self.site.is_dir() and not self.site.is_symlink():
            listed = publishing.previous(self.site).files
            assert {*listed, publishing.MANIFEST} == set(_files(self.site))
            assert all(data for name, data in _files(self.site).items() if name != ".nojekyll")


def _files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    regular = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in regular}


def make(folder: Path) -> Project:
    """The good project, built."""
    project = Project(folder)
    for name, text in ARTICLES.items():
        project.path("").mkdir(parents=True, exist_ok=True)
        project.write(f"{name}.md", text)
    shutil.copytree(ROOT / "templates", folder / "templates")
    assert project.run("build").code == 0
    assert project.pages == set(ARTICLES)
    return project


def fails(project: Project, name: str, data: str | bytes, *places: str) -> None:
    """Hold a build to the contract for a fault in one article: a new one, `name`, and one that was published before.

    `places` are the message's "line:col: what" and any more words of it. The other articles are built, the published
    page is kept as it was.
    """
    project.write(name, data)
    before = fakes.snapshot(project.site)
    published = project.path("market.md")
    again = published.with_suffix(Path(name).suffix)
    published.rename(again)
    project.write(again.name, data)
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    at = {f"content/{name}", f"content/{again.name}"}
    for article in at:
        told = [line for line in outcome.errors if line.startswith(f"{article}:")]
        assert len(told) == 1, outcome.err
        assert told[0].startswith(f"{article}:{places[0]}"), told
        assert [words for words in places[1:] if words not in told[0]] == [], told
    assert len(outcome.errors) == len(at)
    assert NEWS in project.page("ferry")
    assert project.pages <= set(ARTICLES)
    if again == published:
        kept = [line for line in outcome.warnings if "kept previous version of /market/" in line]
        assert kept
        assert project.site.joinpath("market/index.html").read_bytes() == before["market/index.html"]
