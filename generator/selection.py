"""Choosing sentences by their worth: maximal marginal relevance (Carbonell and Goldstein 1998), linear in the article.

A sentence that only the one before explains is chosen together with that one or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

from generator.model import Sentence

_SAME = 0.8  # of the words: the same sentence again
_FREE = 2  # sentences that no number of words keeps out
_SPARE = 20  # words of a further sentence that always fits


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what the facts in it add to its worth.

    `resolved` says that the page names whom its opening pronoun means; `vital`, that it tells what the question asks,
    so that it is never too long.
    """

    sentence: Sentence
    worth: float = 0.0
    resolved: bool = False
    vital: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """So many sentences at most; from the third on, only such as fit into so many words, or are short."""

    sentences: int
    words: int | None = None


def pick(
    scores: Sequence[float],
    contents: Sequence[Set[str]],
    sizes: Sequence[int],
    leans: Sequence[bool],
    length: Length,
    redundancy: float,
) -> list[int]:
    """The indexes of the sentences to take, in order: greedily the best, less `redundancy` times what it repeats.

    `contents` are the content words of each, `sizes` how many words it has; `leans` marks the sentences that want the
    one before them. Where all of them do, the best is taken alone.
    """
    repeated = [0.0] * len(scores)
    chosen: list[int] = []
    while len(chosen) < min(length.sentences, len(scores)):
        best, worth = -1, -math.inf
        left = _left(length, [sizes[index] for index in chosen])
        for index, score in enumerate(scores):
            value = score - redundancy * repeated[index]
            stands = not leans[index] or index - 1 in chosen
            fits = sizes[index] <= left and repeated[index] < _SAME
            if value > worth and stands and fits and index not in chosen:
                best, worth = index, value
        if best < 0:
            break
        chosen.append(best)
        repeated = [max(seen, overlap(contents[best], own)) for seen, own in zip(repeated, contents, strict=True)]
    if not chosen and scores:
        chosen.append(max(range(len(scores)), key=scores.__getitem__))
    return sorted(chosen)


def _left(length: Length, taken: Sequence[int]) -> float:
    """How many words the next sentence may have."""
    return math.inf if length.words is None or len(taken) < _FREE else max(_SPARE, length.words - sum(taken))


def overlap(one: Set[str], other: Set[str]) -> float:
    """The words that both share, over the geometric mean of how many each has."""
    norm = math.sqrt(len(one) * len(other))
    return len(one & other) / norm if norm else 0.0
