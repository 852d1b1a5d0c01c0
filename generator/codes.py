"""Compiled code that is kept from one start of the program to the next, and found by what it was compiled of.

It lies where Python keeps the code of our modules, under the same conditions and as much trusted as that. It may be
deleted at any time; what is damaged or of another Python counts as not there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
from pathlib import Path
from types import CodeType

_DIGEST = 16
"""Bytes of a digest."""


def place(module: str) -> Path | None:
    """Where a module, given by its file, may keep something; None where this Python keeps nothing."""
    try:
        return Path(importlib.util.cache_from_source(module)).with_suffix(".kept")
    except NotImplementedError:
        return None


def write(path: Path, data: bytes) -> None:
    """Write a file that is kept, whole or not at all. Where it cannot be written, that costs time and nothing else."""
    if sys.dont_write_bytecode:
        return
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        with new.open("xb") as file:
            file.write(data)
        os.replace(new, path)
    except OSError:
        new.unlink(missing_ok=True)


class Codes:
    """Code by a text that says what it was compiled of; the file is read when the first is asked for."""

    def __init__(self, path: Path | None, most: int) -> None:
        """Of more than `most`, those are kept that were compiled last."""
        self._path = path
        self._most = most
        self._kept: dict[str, bytes] | None = None
        self._new: dict[str, bytes] = {}
        _ALL.append(self)

    def find(self, key: str) -> CodeType | None:
        """The code that was kept; None where there is none."""
        if self._kept is None:
            self._kept = self._read()
        stored = self._new.get(key) or self._kept.get(key)
        code: CodeType | None = marshal.loads(stored) if stored else None
        return code

    def add(self, key: str, code: CodeType) -> None:
        """Have some code kept."""
        self._new[key] = marshal.dumps(code)

    def keep(self) -> None:
        """Write what is new beside what was kept."""
        if self._new and self._path is not None:
            held = self._read() | self._new
            data = marshal.dumps(dict(list(held.items())[-self._most :]))
            write(self._path, _digest(data) + data)
            self._kept, self._new = held, {}

    def _read(self) -> dict[str, bytes]:
        try:
            stored = self._path.read_bytes() if self._path else b""
        except OSError:
            return {}
        digest, data = stored[:_DIGEST], stored[_DIGEST:]
        if _digest(data) != digest:
            return {}
        kept: dict[str, bytes] = marshal.loads(data)
        return kept


_ALL: list[Codes] = []


def keep() -> None:
    """Write all that is new: for the end of the program."""
    for one in _ALL:
        one.keep()


def _digest(data: bytes) -> bytes:
    """The digest of what this Python kept, and no other."""
    return hashlib.blake2b(importlib.util.MAGIC_NUMBER + sys.version.encode() + data, digest_size=_DIGEST).digest()
