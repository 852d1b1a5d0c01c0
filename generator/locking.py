"""The workshop of a site: a hidden folder beside it, held by one build at a time.

It holds the lock, the ledger, and the trees that a build works on, so that they lie on the file system of the site. A
build that died leaves its trees; the next one removes them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import MachineError

LOCK, OLD, STAGE = "lock", "old", "stage"
"""The lock file, the site of before where it could only be moved away, and what a build has made so far."""


def workshop(output: Path) -> Path:
    """The folder beside the site that builds work in, whether it is there or not."""
    target = output.resolve()
    return target.with_name(f".{target.name}.build")


@contextmanager
def exclusive(output: Path) -> Iterator[Path]:
    """Hold the workshop of a site against a second build, and mend what a build that died left behind.

    MachineError where another build is running. A lock ends with its process, so none outlives a build that died.
    """
    folder = workshop(output)
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        _lock(handle, output)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
        _recover(folder, output.resolve())
        yield folder
    finally:
        os.close(handle)


def _lock(handle: int, output: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415  # there is none on Windows, where two builds at once are not noticed

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(handle, 20).decode("ascii", "replace").strip()
        raise MachineError(
            f"another build{f' (pid {holder})' if holder else ''} is running",
            "wait until it has ended",
            path=str(output),
        ) from error
    except (ImportError, OSError):
        return  # a file system without locks is no reason not to build
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _recover(folder: Path, target: Path) -> None:
    """Put the site back where a build died between taking the old one away and putting the new one there."""
    old = folder / OLD
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (OLD, STAGE):
        if (folder / leftover).exists():
            shutil.rmtree(folder / leftover)
