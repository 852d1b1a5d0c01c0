"""Plain mappings (of YAML, of TOML) into frozen dataclasses: unknown keys and wrong types are refused by name."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")
KeyPath = tuple[str | int, ...]

_QUOTABLE = (int, float, date)
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", date: "a date (YYYY-MM-DD)"}


class RecordError(ValueError):
    """A mapping does not fit: `path` leads to the key, `what` and `remedy` are for people."""

    def __init__(self, path: KeyPath, what: str, remedy: str) -> None:
        super().__init__(f"{'.'.join(map(str, path))}: {what} — {remedy}")
        self.path = path
        self.what = what
        self.remedy = remedy


def build(record: type[Record], data: Mapping[str, Any], path: KeyPath = ()) -> Record:
    """An instance of the dataclass `record` from `data`; RecordError where a key or a value does not fit."""
    known = {item.name: item for item in fields(record) if item.init}  # type: ignore[arg-type]  # a dataclass type
    for key in data:
        if key not in known:
            raise RecordError((*path, key), f"unknown key {key!r}", _suggestion(str(key), known))
    hints = _hints(record)  # type: ignore[arg-type]  # a class is hashable
    values = {}
    for name, item in known.items():
        if name in data:
            values[name] = _value(hints[name], data[name], (*path, name))
        elif item.default is MISSING and item.default_factory is MISSING:
            raise RecordError((*path, name), f"{name!r} is missing", f"add a line '{name}: …'")
    return record(**values)


@cache
def _hints(record: type) -> Mapping[str, Any]:
    """The types of the fields of a record, whose annotations are evaluated once."""
    return typing.get_type_hints(record)


def _suggestion(key: str, known: Mapping[str, object]) -> str:
    import difflib  # noqa: PLC0415  # wanted for mistakes alone

    close = difflib.get_close_matches(key.casefold(), known, 1)
    guess = f"did you mean {close[0]!r}? " if close else ""
    return f"{guess}known keys: {', '.join(known)}"


def _value(hint: Any, value: Any, path: KeyPath) -> Any:
    if type(value) is hint:  # most of the ten thousand texts of a language file
        return value
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _union(hint, value, path)
    if origin is typing.Literal:
        return _choice(typing.get_args(hint), value, path)
    if origin is tuple:
        return _tuple(hint, value, path)
    if origin is Mapping:
        return _mapping(hint, value, path)
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, _expect(value, Mapping, "a table", path), path)
    return _scalar(hint, value, path)


def _scalar(hint: Any, value: Any, path: KeyPath) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_choice(tuple(item.value for item in hint), value, path))
    if hint is Decimal:
        return Decimal(str(_expect(value, (int, float, str), "a number", path)))
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)  # a date in quotation marks is still one
        except ValueError:
            raise RecordError(path, f"{_shown(path)} is {value!r}", f"write {_NAMES[date]}") from None
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    kind = getattr(hint, "__supertype__", hint)
    if kind is not Any and ((kind is int and isinstance(value, bool)) or not isinstance(value, kind)):
        remedy = "put it in quotes" if kind is str and isinstance(value, _QUOTABLE) else f"write {_name(kind)}"
        raise RecordError(path, f"{_shown(path)} is {_kind(value)}", remedy)
    return value


def _name(kind: Any) -> str:
    return _NAMES.get(kind, getattr(kind, "__name__", str(kind)))


def _shown(path: KeyPath) -> str:
    """A key as messages name it; an item of a list by its number."""
    *above, last = path
    return f"item {last + 1} of {above[-1]!r}" if isinstance(last, int) and above else repr(last)


def _union(hint: Any, value: Any, path: KeyPath) -> Any:
    options = typing.get_args(hint)
    if value is None and type(None) in options:
        return None
    trouble: RecordError | None = None
    for option in options:
        if option is not type(None):
            try:
                return _value(option, value, path)
            except RecordError as error:
                trouble = trouble or error
    raise trouble or RecordError(path, f"{_shown(path)} is {_kind(value)}", "leave it out")


def _choice(options: tuple[Any, ...], value: Any, path: KeyPath) -> Any:
    if value not in options:
        raise RecordError(path, f"{_shown(path)} is {value!r}", f"write one of {', '.join(map(str, options))}")
    return value


def _tuple(hint: Any, value: Any, path: KeyPath) -> tuple[Any, ...]:
    inner = typing.get_args(hint)[0]
    items = _expect(value, (list, tuple), "a list", path)
    if inner is str and all(type(item) is str for item in items):
        return tuple(items)
    return tuple(_value(inner, item, (*path, index)) for index, item in enumerate(items))


def _mapping(hint: Any, value: Any, path: KeyPath) -> Mapping[str, Any]:
    inner = typing.get_args(hint)[1]
    table = _expect(value, Mapping, "a table", path)
    return types.MappingProxyType({key: _value(inner, item, (*path, key)) for key, item in table.items()})


def _expect(value: Any, kind: Any, name: str, path: KeyPath) -> Any:
    if not isinstance(value, kind):
        raise RecordError(path, f"{_shown(path)} is {_kind(value)}", f"write {name}")
    return value


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "empty"
    return _NAMES.get(type(value), type(value).__name__)
