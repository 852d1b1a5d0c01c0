"""Which names are one person's: full names that agree, and the parts of a name that stand for the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

_SPELLED = 1  # letters that a misspelt name shares from the start
_FEW = 40  # people with so spelt a name among whom a misspelling can be told

Parts = tuple[str, ...]
"""The words of a name in lower case, without suffixes such as "Jr."."""


def same(one: Parts, other: Parts, is_given: Callable[[str], bool]) -> bool:
    """Whether two full names can be one person's: surname and given name agree, an initial agrees with its name."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 1 and longer[: len(shorter)] == shorter and all(map(is_given, shorter)):
        return True  # given names without the surname: "Juan Miguel"
    if one[-1] != other[-1]:
        return len(one) == len(other) and len(one) > 2 and one[:2] == other[:2] and misspelt(one[-1], other[-1])
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or set(one) <= set(other) or set(other) <= set(one)


def stands_for(word: Parts, full: Parts) -> bool:
    """Whether a shorter name is a full one, its surname, its given name or its last words."""
    return len(word) <= len(full) and (full[-len(word) :] == word or full[: len(word)] == word)


def misspelt(one: str, other: str) -> bool:
    """Whether two long words differ by a letter or two."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85


def groups(names: Sequence[Parts], is_given: Callable[[str], bool]) -> list[list[int]]:
    """Indices of full names that are one person's, in the order of their first mention.

    `is_given` tells which words are given names.
    """
    people: list[list[int]] = []
    members: list[list[Parts]] = []
    home: dict[Parts, int] = {}
    near: dict[Parts, list[int]] = {}  # people by surname, and by their first two names
    for index, name in enumerate(names):
        if name not in home:
            likely = sorted({*near.get(name[-1:], ()), *near.get(name[:2], ())})
            fits = (at for at in likely if all(same(other, name, is_given) for other in members[at]))
            home[name] = next(fits, len(people))
            if home[name] == len(people):
                people.append([])
                members.append([])
            members[home[name]].append(name)
            for key in (name[-1:], name[:2]):
                near.setdefault(key, []).append(home[name])
        people[home[name]].append(index)
    return people


class Directory:
    """People by the words that their full names begin and end with."""

    def __init__(self) -> None:
        self._names: list[Parts] = []
        self._near: dict[str, list[int]] = {}

    def add(self, full: Parts) -> int:
        """The number of a further person."""
        number = len(self._names)
        self._names.append(full)
        for key in {full[0], full[-1], full[-1][:_SPELLED] + "…"}:
            self._near.setdefault(key, []).append(number)
        return number

    def meant(self, parts: Parts) -> list[int]:
        """The people whom a name, or a part of one, can stand for."""
        likely = sorted({*self._near.get(parts[0], ()), *self._near.get(parts[-1], ())})
        return [number for number in likely if stands_for(parts, self._names[number])]

    def misspelt(self, word: str) -> list[int]:
        """The people whose surname is nearly `word`; none where too many are near to tell."""
        likely = self._near.get(word[:_SPELLED] + "…", [])
        return [at for at in likely if misspelt(word, self._names[at][-1])] if len(likely) <= _FEW else []

    def has_surname(self, number: int, parts: Parts) -> bool:
        """Whether a shorter name ends a person's full one."""
        return self._names[number][-len(parts) :] == parts
