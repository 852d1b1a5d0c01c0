"""A build for the preview tells everything in its outcome, and nothing that happens in it reaches the server."""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from generator import building, locking
from generator.building import Builder, Outcome
from generator.config import Config
from generator.errors import ConfigError, MachineError
from generator.model import Explainer, Reading
from generator.steps import Piece, Steps
from tests import fakes

LONG = 20.0
"""Seconds after which what did not come counts as lost."""
STORM = ["storm/facts.txt", "storm/index.html"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fakes.project(tmp_path, flood="Water rose.", storm="Wind blew.")


def _build(root: Path) -> Outcome:
    return building.build(partial(fakes.config, root), fakes.STEPS)


def test_a_build_tells_its_pages_and_its_settings(root: Path) -> None:
    outcome = _build(root)
    assert (outcome.pages, outcome.total, outcome.published, outcome.errors, outcome.warnings) == (2, 2, True, (), ())
    assert outcome.config == fakes.config(root)
    assert outcome.seconds > 0


def test_an_article_that_breaks_is_told_with_its_line_and_the_others_are_published(root: Path) -> None:
    _build(root)
    (root / "content/flood.md").write_text("BROKEN")
    outcome = _build(root)
    assert outcome.errors == ("content/flood.md:3: broken on purpose — write it anew",)
    assert outcome.warnings == ("content/flood.md: kept previous version of /flood/",)
    assert outcome.published
    assert "Water rose." in (root / "site/flood/index.html").read_text()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("TEMPLATE", "templates/page.html.j2:1: wrong on purpose — mend it"),
        ("EXIT", "the program failed (SystemExit: 5, at fakes.py:"),
    ],
)
def test_what_stops_a_build_is_told_and_the_site_stays(root: Path, word: str, said: str) -> None:
    _build(root)
    before = fakes.snapshot(root / "site")
    (root / "content/flood.md").write_text(word)
    outcome = _build(root)
    assert outcome.errors[0].startswith(said)
    assert (outcome.published, outcome.again) == (False, False)
    assert fakes.snapshot(root / "site") == before


def test_pages_that_are_proved_are_handed_over_before_the_site_is_published(root: Path) -> None:
    _build(root)
    (root / "content/flood.md").write_text("Water fell.")
    pages: list[building.Page] = []

    def ready(page: building.Page) -> None:
        assert "Water rose." in (root / "site/flood/index.html").read_text()
        pages.append(page)

    building.build(partial(fakes.config, root), fakes.STEPS, 1, ready)
    (page,) = pages
    assert list(page.files) == ["flood/index.html"]
    assert b"Water fell." in page.files["flood/index.html"]


def test_of_a_large_build_only_the_first_pages_are_handed_over(tmp_path: Path) -> None:
    pages: list[building.Page] = []
    root = fakes.project(tmp_path, **{f"a{number:02}": "Water rose." for number in range(20)})
    building.build(partial(fakes.config, root), fakes.STEPS, 1, pages.append)
    assert len(pages) == 8


def _wrong() -> Config:
    raise ConfigError("wrong", "mend it", path="config.yaml", line=1)


def _broken() -> Config:
    raise ZeroDivisionError("a fault\nof the program")


def _hindered() -> Config:
    raise MachineError("another build is running here", "wait until it has ended")


def test_settings_that_cannot_be_read_are_told() -> None:
    assert building.build(_wrong, fakes.STEPS) == Outcome(errors=("config.yaml:1: wrong — mend it",))


def test_a_fault_of_the_program_is_one_line(root: Path) -> None:
    (said,) = building.build(_broken, fakes.STEPS).errors
    assert said.startswith("the program failed (ZeroDivisionError: a fault\\nof the program, at test_building.py:")


def test_a_build_that_the_machine_hindered_may_be_tried_again() -> None:
    assert building.build(_hindered, fakes.STEPS).again


def test_the_process_builds_for_every_message_until_the_line_ends(root: Path) -> None:
    ours, theirs = Pipe()
    thread = threading.Thread(target=building.work, args=(theirs, partial(fakes.config, root), fakes.steps, 1))
    thread.start()
    for anew, pages in ((True, 2), (False, 0)):
        ours.send(anew)
        assert ours.recv() == building.BEGUN
        early = [ours.recv() for _ in range(pages)]
        assert [sorted(page.files) for page in early] == [["flood/facts.txt", "flood/index.html"], STORM][:pages]
        outcome = ours.recv()
        assert (outcome.pages, outcome.total) == (pages, 2)
    ours.close()
    thread.join()


def _worker(root: Path, steps: Steps) -> tuple[Connection, threading.Thread]:
    """The process that builds, as a thread that can be looked into."""
    ours, theirs = Pipe()
    thread = threading.Thread(target=building.work, args=(theirs, partial(fakes.config, root), lambda: steps, 1))
    thread.start()
    return ours, thread


def _outcome(line: Connection) -> Outcome:
    while not isinstance(told := line.recv(), Outcome):
        pass
    return told


def test_the_process_loads_what_the_next_build_needs_while_it_rests(root: Path) -> None:
    _build(root)
    taken: queue.Queue[str] = queue.Queue()

    def read(data: bytes, path: str, config: Config, published: date | None) -> Reading:
        taken.put(path)
        return fakes.read(data, path, config, published)

    def pieces(*given: Any) -> Sequence[Piece]:
        return [Piece("last", (), lambda: taken.put("last") or {})]  # type: ignore[func-returns-value]  # it is None

    line, thread = _worker(root, replace(fakes.STEPS, read=read, pieces=pieces))
    line.send(True)
    assert _outcome(line).pages == 0
    assert [taken.get(timeout=LONG) for _ in range(2)] == ["sample.txt", "last"]
    line.close()
    thread.join()


def test_a_save_while_the_process_loads_waits_for_one_step_and_the_others_follow_it(root: Path) -> None:
    _build(root)
    taken: queue.Queue[str] = queue.Queue()
    go = threading.Event()

    def read(data: bytes, path: str, config: Config, published: date | None) -> Reading:
        taken.put(path)
        assert go.wait(LONG)
        return fakes.read(data, path, config, published)

    def explain(readings: tuple[Reading, ...], slug: str, config: Config) -> Explainer:
        taken.put(slug)
        return fakes.explain(readings, slug, config)

    line, thread = _worker(root, replace(fakes.STEPS, read=read, explain=explain))
    line.send(True)
    _outcome(line)
    assert taken.get(timeout=LONG) == "sample.txt"
    (root / "content/flood.md").write_text("Water fell.")
    line.send(False)
    go.set()
    assert _outcome(line).pages == 1
    assert [taken.get(timeout=LONG) for _ in range(3)] == ["content/flood.md", "flood", "sample"]
    line.close()
    thread.join()


@pytest.fixture
def builder(root: Path) -> Iterator[Builder]:
    made = Builder(partial(fakes.config, root), fakes.steps)
    yield made
    made.stop()


def test_a_build_that_ends_the_program_is_told_and_the_next_one_is_made(root: Path, builder: Builder) -> None:
    assert _built(builder).published
    (root / "content/flood.md").write_text("DIE")
    outcome = _built(builder)
    assert outcome.errors[0].startswith("the program ended while it built (code 7)")
    (root / "content/flood.md").write_text("Water fell.")
    assert _built(builder).published
    assert "Water fell." in (root / "site/flood/index.html").read_text()


def _builders() -> list[BaseProcess]:
    return list(multiprocessing.active_children())


def test_a_process_that_was_killed_while_it_rested_costs_no_save(root: Path, builder: Builder) -> None:
    before = _builders()
    assert _built(builder).published
    (process,) = [one for one in _builders() if one not in before]
    process.kill()
    process.join()
    (root / "content/flood.md").write_text("Water fell.")
    outcome = _built(builder)
    assert (outcome.errors, outcome.published) == ((), True)
    assert "Water fell." in (root / "site/flood/index.html").read_text()


def _die() -> Steps:
    os._exit(9)


def test_a_process_that_ends_before_every_build_is_told_after_the_second(root: Path) -> None:
    made = Builder(partial(fakes.config, root), _die)
    (said,) = _built(made).errors
    assert said.startswith("the program ended before it began to build — save again")
    made.stop()


def _built(builder: Builder) -> Outcome:
    return builder.build(anew=False, ready=lambda page: None)


def _begun(root: Path) -> None:
    while not (root / "begun").exists():
        time.sleep(0.005)


def test_a_build_is_ended_at_once_and_leaves_the_site_as_it_was(root: Path, builder: Builder) -> None:
    _built(builder)
    before = fakes.snapshot(root / "site")
    (root / "content/flood.md").write_text("WAIT")
    outcomes: list[Outcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(_built(builder)))
    thread.start()
    _begun(root)
    builder.stop()
    thread.join()
    assert not outcomes[0].published
    assert _built(builder) == Outcome(errors=("the preview was stopped",))
    assert fakes.snapshot(root / "site") == before


def test_a_site_that_an_ended_build_left_half_done_is_mended(root: Path) -> None:
    """The process was killed when the old site had gone and the new one was not there yet."""
    _build(root)
    before = fakes.snapshot(root / "site")
    workshop = locking.workshop(root / "site")
    (root / "site").rename(workshop / locking.OLD)
    (workshop / locking.STAGE).mkdir()
    building.mend(fakes.config(root))
    assert fakes.snapshot(root / "site") == before
    assert not (workshop / locking.STAGE).exists()


def test_a_project_that_was_never_built_is_left_as_it_is(root: Path) -> None:
    before = {path.name for path in root.iterdir()}
    building.mend(fakes.config(root))
    assert {path.name for path in root.iterdir()} == before
