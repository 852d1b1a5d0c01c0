"""Stories made by this process and, where there are many, by others beside it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from generator import production
from generator.engines import serial
from generator.errors import ArticleError
from generator.plans import Task
from generator.production import Job, Made

# Other processes are for many stories; a build of few loads nothing for them.
# ruff: noqa: PLC0415

FEW = 8
"""Stories up to which one process is faster than several."""
_FIRST = 3
"""Stories that are made before there are other processes: these share what has been loaded and compiled by then."""
_OBJECTS = 200_000
"""Objects made from one look for garbage to the next, while articles are made."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of malloc.h
_SPARE, _LARGE = 8 << 20, 2 << 20
"""Bytes of memory that are kept when they are no longer used, and bytes from which on they never are."""


def each(job: Job, tasks: list[Task], jobs: int) -> Generator[tuple[Task, Made], None, None]:
    """Every story with what was made of it; who stops asking closes the generator, and with it all processes."""
    alone = len(tasks) if jobs == 1 or len(tasks) <= FEW else _FIRST
    if len(tasks) > FEW:
        keep_memory()
    with _calm_collector():
        yield from serial.each(production.make, job, tasks[:alone])
        if alone == len(tasks):
            return
        from generator.engines import processes

        with closing(processes.each(production.make, job, tasks[alone:], jobs)) as others:
            for task, made in others:
                yield task, _lost(task, made.how) if isinstance(made, processes.Died) else made


def _lost(task: Task, how: str) -> Made:
    what = f"the process that worked on this article ended ({how})"
    error = ArticleError(what, "build again, with --jobs 1 if it stays", path=task.sources[0])
    return Made(task.sources, errors=[error])


def keep_memory() -> None:
    """Have this process, and those that it forks, keep the memory of one article for the next (mallopt(3)).

    The C library of Linux gives large blocks back at once; to be given them anew, page by page, costs an article with a
    picture a millisecond and more.
    """
    import ctypes

    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_TRIM_THRESHOLD, _SPARE)
        mallopt(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Look for garbage in circles less often: an article makes a hundred thousand objects, and hardly any circle."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
