"""Which names are one person's: full names that agree, and the parts of a name that stand for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Parts = tuple[str, ...]
"""The words of a name in lower case, without suffixes such as "Jr."."""


def same(one: Parts, other: Parts) -> bool:
    """Whether two full names can be one person's: surname and given name agree, an initial agrees with its name."""
    if one[-1] != other[-1]:
        return len(one) == len(other) and len(one) > 2 and one[:2] == other[:2] and misspelt(one[-1], other[-1])
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or set(one) <= set(other) or set(other) <= set(one)


def stands_for(word: Parts, full: Parts) -> bool:
    """Whether a shorter name is a full one, its surname, its given name or its last words."""
    return len(word) <= len(full) and (full[-len(word) :] == word or full[: len(word)] == word)


def is_surname(word: Parts, full: Parts) -> bool:
    """Whether a shorter name ends the full one."""
    return full[-len(word) :] == word


def misspelt(one: str, other: str) -> bool:
    """Whether two long words differ by a letter or two."""
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85


def groups(names: Sequence[Parts]) -> list[list[int]]:
    """Indices of full names that are one person's, in the order of their first mention."""
    people: list[list[int]] = []
    for index, name in enumerate(names):
        home = next((group for group in people if all(same(names[other], name) for other in group)), None)
        if home is None:
            people.append([index])
        else:
            home.append(index)
    return people
