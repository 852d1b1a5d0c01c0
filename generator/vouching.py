"""The proof of data files: every value of every record must be vouched for by one fact, under its own name."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

Tree = Mapping[str, Any]
Plain = str | tuple[str, object]
_ABSENT: tuple[object, ...] = (None, "", [])
_NONE: Mapping[str, Any] = MappingProxyType({})
_UNKNOWN: frozenset[object] = frozenset()
_EXACT = frozenset({str, int, bool})
"""Types whose equal values are the same, where both are of one of them."""


class Voucher(NamedTuple):
    """What one fact lets a record say.

    `values` are the allowed ones by field, each one value or a set of several, told apart as JSON tells them (1 is
    neither true nor 1.0); a field inside a table is named with a dot ("when.label").
    `children` are the facts of lists of records, in their order. Of each set in `needs` a field must stand there.
    """

    values: Mapping[str, object]
    children: Mapping[str, Sequence[Voucher]] = _NONE
    needs: Sequence[Collection[str]] = ()


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
    known = fact.values
    for key, value in flat.items():
        allowed = known.get(key, _UNKNOWN)
        if type(value) is type(allowed) and value == allowed and type(value) in _EXACT:
            continue  # most are, and most are right
        if value in _ABSENT:
            continue
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            if found := _children(key, value, fact.children.get(key, ())):
                return found
        elif not _allowed(value, allowed):
            return f"{key}: {_shown(value)}"
    for need in fact.needs:
        if all(flat.get(key) in (*_ABSENT, False) for key in need):
            return f"a record without {' or '.join(sorted(need))}: {_shown(next(iter(flat.values()), ''))}"
    return ""


def _children(key: str, records: Sequence[Tree], facts: Sequence[Voucher]) -> str:
    """Each record is one fact, in the order of the facts, none twice."""
    at = 0
    for record in records:
        if at < len(facts) and _same(record, facts[at]):
            at += 1
            continue
        flat = _flat(record)
        right = next((index for index in range(at, len(facts)) if not _fault(flat, facts[index])), None)
        if right is None:
            return f"{key}: {_nearest(record, [fault(record, fact) for fact in facts[at:]])}"
        at = right + 1
    return ""


def _same(record: Tree, fact: Voucher) -> bool:
    """Whether a record is all that a fact says, to the letter and the type; records with lists are looked at closer."""
    kinds = [*map(type, record.values())]
    same = record == fact.values and _EXACT.issuperset(kinds) and not fact.needs
    return same and kinds == [*map(type, fact.values.values())]


def _nearest(record: Tree, faults: Sequence[str]) -> str:
    """The fault that tells most: the one that comes last in the record."""
    names = list(_flat(record))
    place = {name: index for index, name in enumerate(names)}
    return max(faults, key=lambda found: place.get(found.partition(":")[0], len(names)), default=_shown(dict(record)))


def _flat(tree: Tree, prefix: str = "") -> Tree:
    if not prefix and dict not in map(type, tree.values()):
        return tree
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value
    return flat


def _allowed(value: Any, allowed: object) -> bool:
    """Whether a value is the one that is allowed, or one of several, or a list of them."""
    if isinstance(allowed, set):
        if type(value) is str:
            return value in allowed
    elif isinstance(allowed, list) and value == allowed:
        kinds = [*map(type, value)]
        if _EXACT.issuperset(kinds) and kinds == [*map(type, allowed)]:
            return True
    several = frozenset(map(_plain, allowed if isinstance(allowed, (set, frozenset)) else (allowed,)))
    if _plain(value) in several:
        return True
    return isinstance(value, list) and all(_plain(one) in several for one in value)


def _shown(value: object) -> str:
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return told if len(told) <= 80 else told[:79] + "…"
