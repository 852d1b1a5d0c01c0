"""Choosing sentences by their worth: maximal marginal relevance (Carbonell and Goldstein 1998), linear in the article.

A sentence that only the one before explains is chosen together with that one or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.model import Sentence

_SAME = 0.8  # of the words: the same sentence again


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what the facts in it add to its worth.

    `resolved` says that the page names whom its opening pronoun means.
    """

    sentence: Sentence
    worth: float = 0.0
    resolved: bool = False


def pick(
    scores: Sequence[float],
    contents: Sequence[Collection[str]],
    leans: Sequence[bool],
    count: int,
    redundancy: float,
) -> list[int]:
    """The indexes of `count` sentences at most, in order: greedily the best, less `redundancy` times what it repeats.

    `leans` marks the sentences that want the one before them. Where all of them do, the best is taken alone.
    """
    sets = [frozenset(content) for content in contents]
    repeated = [0.0] * len(scores)
    chosen: list[int] = []
    while len(chosen) < min(count, len(scores)):
        best, worth = -1, -math.inf
        for index, score in enumerate(scores):
            value = score - redundancy * repeated[index]
            if value > worth and index not in chosen and _stands(index, leans, chosen) and repeated[index] < _SAME:
                best, worth = index, value
        if best < 0:
            break
        chosen.append(best)
        repeated = [max(seen, _overlap(sets[index], sets[best])) for index, seen in enumerate(repeated)]
    if not chosen and scores:
        chosen.append(max(range(len(scores)), key=scores.__getitem__))
    return sorted(chosen)


def _stands(index: int, leans: Sequence[bool], chosen: Sequence[int]) -> bool:
    return not leans[index] or index - 1 in chosen


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    norm = math.sqrt(len(one) * len(other))
    return len(one & other) / norm if norm else 0.0
