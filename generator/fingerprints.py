"""What a result was made from, as short digests: two that are equal were made from the same.

A digest is 32 hexadecimal digits of BLAKE2b, without a key: it tells accidents apart, not attackers.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

from generator.config import Config

_PACKAGES = ("jinja2", "markupsafe", "markdown_it", "yaml", "PIL", "numpy", "sumy")
"""The packages of others whose version can change what is found, or how a page is written."""
_OF_READINGS = ("language", "week_starts", "spacy", "article_limit")
"""The settings that the reading of an article depends on."""
_OF_NOTHING = ("content", "output", "templates", "theme")
"""Settings that say where something lies: what lies there is digested itself."""


def of_bytes(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def of(*parts: object) -> str:
    """The digest of plain values: text, numbers, and tuples of them."""
    return of_bytes(repr(parts).encode("utf-8", "surrogatepass"))


@cache
def program(spacy: str = "") -> str:
    """The digest of the program: its files and its packages, by size and time, and of the Python that runs it.

    A file that is only touched counts as another one: then everything is made anew, which is never wrong.
    """
    found = [(name, *_stamp(path)) for name, path in _own_files()]
    packages = (*_PACKAGES, *(("spacy", spacy) if spacy else ()))
    return of(sys.version, sys.platform, tuple(found), tuple((name, _package(name)) for name in packages))


def _own_files() -> list[tuple[str, str]]:
    top = str(Path(__file__).parent)
    found, folders = [], [top]
    while folders:
        for entry in os.scandir(folders.pop()):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
            else:
                found.append((entry.path[len(top) :], entry.path))
    return sorted(found)


def _package(name: str) -> tuple[int, int] | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return _stamp(spec.origin) if spec and spec.origin and os.path.exists(spec.origin) else None


def _stamp(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


def of_readings(config: Config) -> str:
    """The digest of what a reading depends on beside its article: the program, and some settings."""
    return of(program(config.spacy), tuple((name, str(getattr(config, name))) for name in _OF_READINGS))


def of_settings(config: Config) -> str:
    """The digest of what a page depends on beside its articles and templates: the program, and the settings."""
    names = (item.name for item in fields(config) if item.init and item.name not in _OF_NOTHING)
    return of(program(config.spacy), tuple((name, repr(getattr(config, name))) for name in names))
