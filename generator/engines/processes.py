"""Tasks by several processes. One that dies takes its task with it, and no other.

Each worker has a pipe of its own. It takes a task when it has none, so that long ones hold up nobody; it ends when its
pipe does, and so outlives neither the build nor a build that was killed. (The pools of the standard library lose all
tasks with one worker, and leave theirs behind where the parent is killed.)
"""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
import warnings
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of linux/prctl.h
Job = TypeVar("Job")
Task = TypeVar("Task")
Result = TypeVar("Result")


class Died:
    """In place of a result: the process that worked on a task ended, and how."""

    def __init__(self, code: int | None) -> None:
        self.how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def each(
    work: Callable[[Job, Task], Result], job: Job, tasks: Iterable[Task], jobs: int
) -> Generator[tuple[Task, Result | Died], None, None]:
    """Every task with its result, in the order in which they are done."""
    # Forked workers share what the parent has loaded; elsewhere they load it themselves.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool: list[_Worker[Task]] = []
    waiting = iter(tasks)
    try:
        for task in waiting:
            pool.append(_Worker(context, work, job, pool))
            pool[-1].give(task)
            if len(pool) == jobs:
                break
        while busy := [worker for worker in pool if worker.busy]:
            for pipe in wait([worker.pipe for worker in busy]):
                number = next(number for number, worker in enumerate(pool) if worker.pipe is pipe)
                worker = pool[number]
                done, result = worker.take()
                if isinstance(result, Died):
                    others = [one for one in pool if one is not worker]
                    worker = pool[number] = _Worker(context, work, job, others)
                for task in waiting:
                    worker.give(task)
                    break
                yield done, result
    finally:
        for worker in pool:
            worker.end()


class _Worker(Generic[Task]):
    """A process and the task that it has."""

    def __init__(self, context: Any, work: Callable[..., Any], job: object, others: Iterable[_Worker[Task]]) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.tasks: list[Task] = []
        inherited = [self.pipe, *(other.pipe for other in others)] if context.get_start_method() == "fork" else []
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, inherited, work, job), daemon=True)
        with warnings.catch_warnings():
            # Libraries for numbers start threads of their own; they are not used in workers.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        theirs.close()

    @property
    def busy(self) -> bool:
        return bool(self.tasks)

    def give(self, task: Task) -> None:
        self.tasks.append(task)
        try:
            self.pipe.send(task)
        except OSError:
            return  # a worker that died while it had nothing to do: `take` will notice

    def take(self) -> tuple[Task, Any]:
        task = self.tasks.pop()
        try:
            return task, self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return task, Died(self.process.exitcode)

    def end(self) -> None:
        self.pipe.close()
        if self.busy:
            self.process.terminate()
        self.process.join()


def _die_with_parent() -> None:
    """Have Linux end this process at once with the one that began it, and not with its task (prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL, 0, 0, 0)


def _serve(pipe: Connection, inherited: Iterable[Connection], work: Callable[..., Any], job: object) -> None:
    """What a worker does: tasks in, results out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_parent()
    for other in inherited:
        other.close()  # a worker that held the other end of a pipe would never see it end
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(work(job, task))
