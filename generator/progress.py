"""One line on a terminal that says how far a long build has come; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

# The package that draws the line is loaded when there is one to draw.
# ruff: noqa: PLC0415

PATIENCE = 1.0
"""Seconds that a build may take without a line."""


class Line:
    """Call it with the number of articles made and to be made; use it as a context, which takes the line away."""

    def __init__(self, stream: TextIO | None = None, *, patience: float = PATIENCE) -> None:
        self._stream = stream or sys.stderr
        self._until = time.monotonic() + patience
        self._shown = self._stream.isatty()
        self._progress: Progress | None = None

    def __call__(self, done: int, total: int) -> None:
        """Draw the line anew, where it is time and there is a terminal."""
        if not self._shown or time.monotonic() < self._until:
            return
        if self._progress is None:
            self._progress = self._begun(total)
        task = self._progress.task_ids[0]
        self._progress.update(task, completed=done)
        seconds = self._progress.tasks[0].elapsed or 0.0
        self._progress.update(task, rate=f"{done / (seconds + PATIENCE):.0f}/s", refresh=True)

    def _begun(self, total: int) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            MofNCompleteColumn(),
            TextColumn("articles"),
            BarColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        # Refreshed by hand: a thread that draws by itself and processes that are forked do not get on.
        begun = Progress(*columns, console=Console(file=self._stream), transient=True, auto_refresh=False)
        begun.add_task("", total=total, rate="")
        begun.start()
        return begun

    def __enter__(self) -> Line:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
