"""Builds for the preview, one after another in a process of their own.

There no build can delay an answer, end the server, or hold it up when it is told to stop: the process is killed, and
what it left half done is mended.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Protocol

from generator import locking, plans, site, templating, warming
from generator.config import Config
from generator.errors import ExplainerError, MachineError, printable
from generator.steps import Steps

Load = Callable[[], Config]
"""Reads the settings anew; it can be pickled."""
MakeSteps = Callable[[], Steps]
"""Makes the steps from an article to a page; it can be pickled."""
BEGUN = "begun"
"""What the process says when it takes up a build."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build.

    `config` are the settings that it used, None where they could not be read; of `total` pages, `pages` were made anew.
    `again`: the machine was in the way, and the same build may succeed a little later.
    """

    config: Config | None = None
    pages: int = 0
    total: int = 0
    published: bool = False
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    again: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is proved, and not published yet: those of its files that are not as they were, by their paths."""

    files: Mapping[str, bytes]


Ready = Callable[[Page], None]


def build(load: Load, steps: Steps, jobs: int = 1, ready: Ready = lambda page: None) -> Outcome:
    """Build the site by so many processes, whatever happens: the outcome tells every trouble, in one line each.

    The first pages that are proved are handed to `ready`, since what was edited need not wait for the rest of the site.
    """
    began, config = time.perf_counter(), None
    try:
        config = load()
        built = site.build(config, steps, jobs=jobs, ready=_first(ready))
    except ExplainerError as error:
        return Outcome(config, errors=(str(error),), again=isinstance(error, MachineError))
    except (Exception, SystemExit) as error:
        return Outcome(config, errors=(_fault(error),))
    return Outcome(
        config,
        len(built.pages),
        len(built.pages) + len(built.kept) + built.unchanged,
        built.published,
        tuple(str(error) for error in built.failed),
        tuple(printable(warning) for warning in built.warnings),
        seconds=time.perf_counter() - began,
    )


def _first(ready: Ready) -> plans.Ready:
    from generator.workforce import FEW  # noqa: PLC0415  # only the process that builds needs it

    left = iter(range(FEW))

    def handed(slug: str, folder: Path) -> None:
        if next(left, None) is not None:
            files = [path for path in folder.rglob("*") if path.is_file()]
            ready(Page({f"{slug}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}))

    return handed


def _fault(error: BaseException) -> str:
    """A fault of the program, or of a template that ends it: what, and the line that it came from."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return printable(f"the program failed ({told}, at {place}) — please report it, with the output of build --debug")


def work(line: Connection, load: Load, make: MakeSteps, jobs: int) -> None:
    """The life of the process: a build for each message, which says whether templates are to be looked for anew.

    The first build may have had nothing to do and loaded nothing. What the next one needs is loaded while it rests.
    """
    steps, warmed = make(), None
    while True:
        try:
            anew = line.recv()
        except EOFError:
            return
        line.send(BEGUN)
        if anew:
            templating.forget()
        outcome = build(load, steps, jobs, line.send)
        line.send(outcome)
        if warmed is None and outcome.config is not None:
            warmed = warming.warm(outcome.config, steps)
        for _ in warmed or ():
            if line.poll():
                break  # what is left of it comes after the build that is wanted now
        gc.freeze()  # word lists and rules stay: they need not be looked through again in every build


def _alone(line: Connection, load: Load, make: MakeSteps, jobs: int) -> None:
    """`work` in a session of its own: Ctrl-C is for the server, which ends this process and all that it started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    work(line, load, make, jobs)


class Builds(Protocol):
    """What the preview has its builds made by."""

    def build(self, *, anew: bool, ready: Ready) -> Outcome:
        """Build, and wait for the outcome; `anew` looks for templates anew, `ready` is handed pages before that."""

    def stop(self) -> None:
        """End it at once, even during a build. Any thread may call it."""


class Builder:
    """The process that builds, started when first needed, and anew where it died. Any thread may call `stop`."""

    def __init__(self, load: Load, make: MakeSteps, jobs: int = 1) -> None:
        """`jobs` are the processes that share the work of a large build."""
        self._given = (load, make, jobs)
        self._lock = threading.Lock()
        self._stopped = False
        self._running: tuple[SpawnProcess, Connection] | None = None

    def build(self, *, anew: bool, ready: Ready) -> Outcome:
        """Build, and wait for the outcome; `anew` looks for templates anew, `ready` is handed pages before that."""
        try:
            # One that died while it rested has lost nothing: another makes the build that it never took up.
            outcome = self._ask(anew, ready) or self._ask(anew, ready)
        except OSError as error:
            return Outcome(errors=(f"no process can be started ({error.strerror}) — end other programs",), again=True)
        return outcome or _ended("before it began to build")

    def _ask(self, anew: bool, ready: Ready) -> Outcome | None:
        """The outcome of a build; None where the process ended before it took the build up. OSError."""
        running, begun = self._started(), False
        if running is None:
            return Outcome(errors=("the preview was stopped",))
        process, line = running
        with suppress(OSError, EOFError):
            line.send(anew)
            while wait([line, process.sentinel]) and line.poll():
                told = line.recv()
                if isinstance(told, Outcome):
                    return told
                if isinstance(told, Page):
                    ready(told)
                begun = True
        _kill(process)
        self._running = None
        return _ended(f"while it built (code {process.exitcode})") if begun else None

    def _started(self) -> tuple[SpawnProcess, Connection] | None:
        with self._lock:
            if self._running is None and not self._stopped:
                context = multiprocessing.get_context("spawn")
                line, theirs = context.Pipe()
                process = context.Process(target=_alone, args=(theirs, *self._given))
                process.start()
                theirs.close()
                self._running = process, line
            return None if self._stopped else self._running

    def stop(self) -> None:
        """End it at once, even during a build."""
        with self._lock:
            self._stopped = True
            if self._running is not None:
                _kill(self._running[0])


def _ended(when: str) -> Outcome:
    what = f"the program ended {when}"
    return Outcome(errors=(f"{what} — save again to try anew, and please report it if it stays",))


def _kill(process: SpawnProcess) -> None:
    """End a process with all that it started."""
    if hasattr(os, "killpg") and process.pid is not None:
        with suppress(OSError):  # it is not the head of a group yet, or there is nobody left in it
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def mend(config: Config) -> None:
    """Put a site right whose build was ended half-way."""
    output = config.root / config.output
    if locking.workshop(output).exists():
        with suppress(ExplainerError, OSError), locking.exclusive(output):
            pass
