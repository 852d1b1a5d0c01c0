"""Regular expressions that are compiled once, and not anew each time the program starts.

`re` first translates a pattern into code, a list of numbers, and then has its engine check that code and make an object
of it. The first half takes fifty times as long as the second. What was translated can be told, and taken by a later run
of the same Python. Where `re` is not built as it is known here, patterns are compiled as ever.
"""

from __future__ import annotations

import importlib
import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_KNOWN: Final = sys.implementation.name == "cpython" and sys.version_info < (3, 15)
"""Whether this is a Python whose `re` has been looked at: `_compiler.compile` of 3.11 to 3.14 does what `_translated`
does here."""
_CODE: Final = "I" if array("I").itemsize == 4 else "L"
"""The type of the numbers: unsigned, of four bytes."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A pattern as its source and flags, and all that the engine is handed to make an object of it.

    `code` are unsigned numbers of four bytes in the order of this machine.
    """

    source: str
    asked: int
    flags: int
    groups: int
    names: dict[str, int]
    code: bytes | memoryview


_made: dict[tuple[str, int], re.Pattern[str]] = {}
_taken: dict[tuple[str, int], Translated] = {}
_new: dict[tuple[str, int], Translated] = {}


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern that `re.compile` makes of these arguments: for those of a language, the same in every run."""
    key = source, int(flags)
    pattern = _made.get(key)
    if pattern is None:
        pattern = _made[key] = _kept(key) or _fresh(*key)
    return pattern


def take(translated: Iterable[Translated]) -> None:
    """Know what an earlier run of this program, by the same Python, has translated."""
    if _KNOWN:
        _taken.update({(one.source, one.asked): one for one in translated})


def known() -> Iterator[Translated]:
    """All that was taken and that was translated since."""
    yield from _taken.values()
    yield from _new.values()


def has_new() -> bool:
    """Whether anything was translated that had not been taken."""
    return bool(_new)


def _kept(key: tuple[str, int]) -> re.Pattern[str] | None:
    try:
        return _made_of(_taken[key]) if key in _taken else None
    except (RuntimeError, ValueError, OverflowError):  # the engine refuses code that is none
        return None


def _fresh(source: str, flags: int) -> re.Pattern[str]:
    if not _KNOWN:
        return re.compile(source, flags)
    translated = _translated(source, flags)
    _new[source, flags] = translated
    return _made_of(translated)


def _translated(source: str, flags: int) -> Translated:
    parser: Any = importlib.import_module("re._parser")
    compiler: Any = importlib.import_module("re._compiler")
    parsed = parser.parse(source, flags)
    state = parsed.state
    code = array(_CODE, compiler._code(parsed, flags)).tobytes()
    return Translated(source, flags, flags | state.flags, state.groups - 1, dict(state.groupdict), code)


def _made_of(one: Translated) -> re.Pattern[str]:
    engine: Any = importlib.import_module("_sre")
    numbers = array(_CODE)
    numbers.frombytes(one.code)
    pattern: re.Pattern[str] = engine.compile(
        one.source, one.flags, numbers.tolist(), one.groups, one.names, _by_number(one)
    )
    return pattern


def _by_number(one: Translated) -> Sequence[str | None]:
    names: list[str | None] = [None] * (one.groups + 1)
    for name, number in one.names.items():
        names[number] = name
    return tuple(names)
