"""Folders of files as mappings of paths to digests, brought from one state to another, and put in place at once.

Two trees are kept: the site, and a spare one of a build earlier, whose files are hard links to those of the site where
they are the same. A build brings the spare up to date and exchanges the two, so that an edit costs what it changed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator import fingerprints

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Left behind by file managers; they are nobody's work and are lost without a word."""
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE = -100  # AT_FDCWD of fcntl.h
_MANY = 200
"""So many new files are flushed by one call for the whole file system, fewer each by itself."""

Digests = Mapping[str, str]
"""Files by their paths in a folder, with forward slashes, and the digests of their bytes."""


def stamp(found: os.stat_result) -> str:
    """What the file system says of a file: as long as it is the same, so are its bytes."""
    return f"{found.st_ino}:{found.st_size}:{found.st_mtime_ns}"


def changed(mark: str) -> int:
    """When the file of a stamp was last changed, in nanoseconds."""
    return int(mark.rpartition(":")[2])


def walk(folder: Path) -> dict[str, str]:
    """Every file below a folder with its stamp; a link counts as a file. Empty where there is no such folder."""
    return dict(_walk(str(folder), "")) if folder.is_dir() else {}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            elif entry.name not in LITTER:
                yield prefix + entry.name, stamp(entry.stat(follow_symlinks=False))


def digests(folder: Path, stamps: Digests, *, read: bool) -> tuple[dict[str, str], dict[str, str]]:
    """The digests of all files below a folder, and their stamps. `stamps` are the digests that stamps are known for.

    A file with another stamp is read with `read`; else its digest is empty, as it is of links.
    """
    found = walk(folder)
    told = {path: stamps.get(mark) or (_digest(folder / path) if read else "") for path, mark in found.items()}
    return told, found


def _digest(path: Path) -> str:
    return "" if path.is_symlink() or not path.is_file() else fingerprints.of_bytes(path.read_bytes())


def become(folder: Path, has: Digests, wanted: Digests, place: Callable[[str], Path]) -> None:
    """Bring a folder that `has` these files to hold exactly the `wanted` ones, and flush them to the disk.

    `place` says where the bytes of a file stand: there they are linked from, or copied. OSError where the disk is full.
    """
    changed = [path for path, digest in wanted.items() if not digest or has.get(path) != digest]
    gone = [path for path in has if path not in wanted]
    for path in gone + [path for path in changed if path in has]:
        _remove(folder / path)
    folder.mkdir(exist_ok=True)
    made: set[str] = {""}
    for path in changed:
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(folder / parent, exist_ok=True)
            made.add(parent)
        _link(place(path), folder / path)
    if gone:
        _remove_empty(folder, {path.rpartition("/")[0] for path in gone})
    _flush(folder, changed, made)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except IsADirectoryError:
        shutil.rmtree(path)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        shutil.copy2(source, target)  # a file system without links


def _remove_empty(folder: Path, parents: Iterable[str]) -> None:
    for parent in sorted(filter(None, parents), key=len, reverse=True):
        path = parent
        while path:
            try:
                (folder / path).rmdir()
            except OSError:
                break
            path = path.rpartition("/")[0]


def _flush(folder: Path, files: Iterable[str], parents: Iterable[str]) -> None:
    """Have the disk hold files and folders before anything depends on them."""
    paths = [folder / file for file in files]
    if len(paths) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in [*paths, *(folder / parent for parent in parents)]:
        flush(path)


def flush(path: Path) -> None:
    """Have the disk hold one file or folder; where a system cannot open folders, it cannot flush them either."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EIO):
            raise
    finally:
        os.close(handle)


def swap(new: Path, target: Path, old: Path) -> None:
    """Put the folder `new` in the place of `target` at once, and the folder that stood there in the place of `new`.

    Where the system cannot exchange two folders, the old one is first moved to `old`: whoever finds it there, and none
    at `target`, moves it back.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        old.rename(new)
    with suppress(OSError):  # the site has changed places, whatever the disk says now
        flush(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders took each other's place by a single call of the system (Linux; renameat2(2))."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    done: int = call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTTY, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))
