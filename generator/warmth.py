"""What every start of the program would work out anew, kept from one to the next: language files and their patterns.

It lies where Python keeps what it compiled of our modules, under the same conditions, and is trusted as much. It may be
deleted at any time. What is of another version, damaged or half-written counts as not there.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator import codes, fingerprints, language, regexes
from generator.regexes import Translated

_DIGEST = 32
_MOST = 20_000_000
"""Bytes of what is kept; nothing is added to more."""


@cache  # once in the life of a process
def begin() -> None:
    """Take what earlier runs have kept."""
    path = codes.place(__file__)
    if path is not None:
        load(path)


def end() -> None:
    """Keep what was worked out since the beginning. Where it cannot be written, that costs time and nothing else."""
    path = codes.place(__file__)
    if path is not None and (regexes.has_new() or language.has_new()):
        store(path)


def load(path: Path) -> None:
    """Take what a file keeps, if it was written by this very program."""
    try:
        stored = path.read_bytes()
        digest, data = stored[:_DIGEST], stored[_DIGEST:]
        if fingerprints.of_bytes(data).encode("ascii") != digest:
            return
        index, _, numbers = data.partition(b"\n")
        told = json.loads(index)
        if told["program"] != fingerprints.program(""):
            return
        regexes.take(_patterns(told["patterns"], memoryview(numbers)))
        language.take(told["languages"])
    except (OSError, ValueError, LookupError, TypeError):
        return


def _patterns(told: list[list[Any]], numbers: memoryview) -> list[Translated]:
    found, at = [], 0
    for source, asked, flags, groups, names, size in told:
        found.append(Translated(source, asked, flags, groups, names, numbers[at : at + size]))
        at += size
    return found


def store(path: Path) -> None:
    """Write what there is to keep, whole or not at all."""
    patterns = list(regexes.known())
    told = {
        "program": fingerprints.program(""),
        "languages": language.parsed(),
        "patterns": [[one.source, one.asked, one.flags, one.groups, one.names, len(one.code)] for one in patterns],
    }
    try:
        data = b"\n".join((json.dumps(told).encode("ascii"), b"".join(one.code for one in patterns)))
    except TypeError:  # a language file with a date in it, which JSON has no notation for
        return
    if len(data) <= _MOST:
        codes.write(path, fingerprints.of_bytes(data).encode("ascii") + data)
