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

_OWN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_HELD: set[int] = set()
"""The locks that this process holds."""
LOCK, OLD, STAGE = "lock", "old", "stage"
"""The lock file, the site of before where it could only be moved away, and what a build has made so far."""


def workshop(output: Path) -> Path:
    """The folder beside the site that builds work in, whether it is there or not."""
    target = output.resolve()
    return target.with_name(f".{target.name}.build")


@contextmanager
def exclusive(output: Path) -> Iterator[Path]:
    """Hold the workshop of a site against a second build, and mend what a build that died left behind.

    MachineError where another build is running, or the workshop is a link: what is in it is written and removed. A lock
    ends with its process, so none outlives a build that died.
    """
    folder = workshop(output)
    if folder.is_symlink():
        raise MachineError("the folder that builds work in is a link", "remove it", path=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | _OWN, 0o666)
    _HELD.add(handle)
    try:
        _lock(handle, output)
        _ignore(folder / ".gitignore")
        _recover(folder, output.resolve())
        yield folder
    finally:
        _HELD.discard(handle)
        os.close(handle)


def _release() -> None:
    """Let go of the lock in a process that was forked: it would hold it for as long as it lives."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release)


def _lock(handle: int, output: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415  # there is none on Windows, where two builds at once are not noticed

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(handle, 20).decode("ascii", "replace").strip()
        what = f"another build{f' (pid {holder})' if holder else ''} is running"
        raise MachineError(what, "wait until it has ended", path=str(output)) from error
    except (ImportError, OSError):
        return  # a file system without locks is no reason not to build
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)


def _ignore(path: Path) -> None:
    """Have git see nothing of the workshop. A link is not written through."""
    try:
        with path.open("x", encoding="ascii") as file:
            file.write("*\n")
    except FileExistsError:
        return


def _recover(folder: Path, target: Path) -> None:
    """Put the site back where a build died between taking the old one away and putting the new one there."""
    old = folder / OLD
    if old.exists() and not old.is_symlink() and not target.exists():
        old.rename(target)
    for name in (OLD, STAGE):
        remove(folder / name)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; of a link the link alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
