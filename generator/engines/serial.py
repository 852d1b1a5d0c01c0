"""Tasks one after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Job = TypeVar("Job")
Task = TypeVar("Task")
Result = TypeVar("Result")


def each(work: Callable[[Job, Task], Result], job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
    """Every task with its result."""
    for task in tasks:
        yield task, work(job, task)
