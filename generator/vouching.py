"""The proof of data files: every value of every record must be vouched for by one fact, under its own name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Tree = Mapping[str, Any]
Plain = str | tuple[str, object]
_ABSENT: tuple[object, ...] = (None, "", [])
_NOTHING: frozenset[Plain] = frozenset()


@dataclass(frozen=True, slots=True)
class Voucher:
    """What one fact lets a record say.

    `values` are the allowed ones by field, told apart as JSON tells them (1 is neither true nor 1.0); a field inside a
    table is named with a dot ("when.label").
    `children` are the facts of lists of records, in their order. Of each set in `needs` a field must stand there.
    """

    values: Mapping[str, frozenset[Plain]]
    children: Mapping[str, tuple[Voucher, ...]] = field(default_factory=lambda: MappingProxyType({}))
    needs: tuple[frozenset[str], ...] = ()


def voucher(
    values: Mapping[str, object],
    children: Mapping[str, Iterable[Voucher]] = MappingProxyType({}),
    needs: Iterable[Iterable[str]] = (),
) -> Voucher:
    """A voucher; each value is the one that is allowed, or a set of several."""
    allowed = {
        key: frozenset((value,))
        if isinstance(value, str)
        else frozenset(map(_plain, value))
        if isinstance(value, (set, frozenset))
        else frozenset((_plain(value),))
        for key, value in values.items()
    }
    lists = {key: tuple(some) for key, some in children.items()}
    return Voucher(allowed, lists, tuple(frozenset(need) for need in needs))


def _plain(value: object) -> Plain:
    """A value of JSON as a member of a set, and not equal to one of another type."""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return "int", value
    if isinstance(value, (list, tuple)):
        return "list", tuple(map(_plain, value))
    return type(value).__name__, json.dumps(value) if isinstance(value, dict) else value


def fault(tree: Tree, fact: Voucher) -> str:
    """What a record says that is not so, or leaves out that it must say; empty where all of it is true."""
    return _fault(_flat(tree), fact)


def _fault(flat: Tree, fact: Voucher) -> str:
    """The same of a record without tables inside."""
    for key, value in flat.items():
        if type(value) in (str, int):  # most are, and most are right
            if value != "" and _plain(value) not in fact.values.get(key, _NOTHING):
                return f"{key}: {_shown(value)}"
            continue
        if value in _ABSENT:
            continue
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            if found := _children(key, value, fact.children.get(key, ())):
                return found
        elif not _allowed(value, fact.values.get(key, _NOTHING)):
            return f"{key}: {_shown(value)}"
    for need in fact.needs:
        if all(flat.get(key) in (*_ABSENT, False) for key in need):
            return f"a record without {' or '.join(sorted(need))}: {_shown(next(iter(flat.values()), ''))}"
    return ""


def _children(key: str, records: Sequence[Tree], facts: Sequence[Voucher]) -> str:
    """Each record is one fact, in the order of the facts, none twice."""
    at = 0
    for record in records:
        flat = _flat(record)
        right = next((index for index in range(at, len(facts)) if not _fault(flat, facts[index])), None)
        if right is None:
            return f"{key}: {_nearest(record, [fault(record, fact) for fact in facts[at:]])}"
        at = right + 1
    return ""


def _nearest(record: Tree, faults: Sequence[str]) -> str:
    """The fault that tells most: the one that comes last in the record."""
    names = list(_flat(record))
    place = {name: index for index, name in enumerate(names)}
    return max(faults, key=lambda found: place.get(found.partition(":")[0], len(names)), default=_shown(dict(record)))


def _flat(tree: Tree, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def _allowed(value: Any, allowed: frozenset[Plain]) -> bool:
    """Whether a value is one of those allowed, or a list of them."""
    if _plain(value) in allowed:
        return True
    return isinstance(value, list) and all(_plain(one) in allowed for one in value)


def _shown(value: object) -> str:
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return told if len(told) <= 80 else told[:79] + "…"
