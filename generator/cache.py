"""Readings kept between builds, one file each, in a folder that may be deleted at any time.

A story of one article is kept as its explainer, which holds the reading: a new template explains nothing again.

What is there is never trusted: a file of another version, a damaged or half-written one is as good as none. A reading
is pickled, as it is made of our own types alone; unpickling makes no others, so that a folder which somebody else
prepared cannot run anything.
"""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from generator import fingerprints
from generator.config import Config

if TYPE_CHECKING:
    from generator.model import Explainer, Reading

FOLDER = ".cache/explainer"
"""Where the cache of a project lies."""
_OURS = frozenset({"generator.model", "generator.text", "generator.periods", "generator.ids"})
"""The modules whose classes a reading is made of."""
_OTHERS = frozenset({("datetime", "date"), ("decimal", "Decimal"), ("builtins", "frozenset"), ("builtins", "set")})
_DIGEST = 32


def folder(config: Config) -> Path:
    """The folder of the cache, whether it is there or not."""
    return config.root / FOLDER


def key(data: bytes, name: str, readings: str) -> str:
    """The name of a reading: of an article's bytes and path, and of what reading depends on beside them."""
    return fingerprints.of(fingerprints.of_bytes(data), name, readings)


def load(folder: Path, key: str, explained: str = "") -> tuple[Reading | None, Explainer | None]:
    """A reading by its key, and its explainer if one was made of `explained`; None for what cannot be used."""
    from generator.model import Explainer, Reading  # noqa: PLC0415  # a build in which nothing changed needs none

    try:
        stored = _path(folder, key).read_bytes()
        digest, data = stored[:_DIGEST], stored[_DIGEST:]
        if fingerprints.of_bytes(data).encode("ascii") != digest:
            return None, None
        found = _Unpickler(io.BytesIO(data[_DIGEST:])).load()
        if isinstance(found, Explainer):
            same = bool(explained) and data[:_DIGEST] == explained.encode("ascii")
            return found.story.readings[0], found if same else None
    except Exception:  # whatever is wrong with a file, the article can be read instead
        return None, None
    return (found if isinstance(found, Reading) else None), None


def store(folder: Path, key: str, found: Reading | Explainer, explained: str = "") -> None:
    """Keep a reading, or the explainer of one reading with what it was made of, whole or not at all.

    A disk that does not take it costs time, and nothing else.
    """
    data = explained.encode("ascii").ljust(_DIGEST) + pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    path = _path(folder, key)
    try:
        _prepare(path.parent, folder)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(fingerprints.of_bytes(data).encode("ascii") + data)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
    except OSError:
        return


def remove(folder: Path, key: str) -> None:
    """Forget a reading."""
    try:
        _path(folder, key).unlink(missing_ok=True)
    except OSError:
        return


def _path(folder: Path, key: str) -> Path:
    return folder / "readings" / key[:2] / key[2:]


def _prepare(parent: Path, folder: Path) -> None:
    if not parent.is_dir():
        parent.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what readings are made of."""

    def find_class(self, module: str, name: str) -> object:
        if module not in _OURS and (module, name) not in _OTHERS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        return _class(module, name)


@cache
def _class(module: str, name: str) -> object:
    found = getattr(import_module(module), name)
    if not isinstance(found, type) or found.__module__ != module:
        raise pickle.UnpicklingError(f"{module}.{name} is no class of that module")
    return found
