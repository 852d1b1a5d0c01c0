"""The pronoun that a text uses for somebody, from sentences that speak of one person alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.model import Pronoun, Sentence
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span, longest_word, vocabulary

_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AGREED = 0.75  # share of the clues that must agree

Placed = tuple[int, Span]
"""The index of a sentence, and a mention inside it."""


@dataclass(frozen=True)
class PronounWords:
    """The table `pronouns`: each form with the pronoun it shows."""

    TABLE: ClassVar[str] = "pronouns"

    forms: Mapping[str, Pronoun]

    @cached_property
    def _form(self) -> re.Pattern[str]:
        return compiled(rf"\b(?:{either(self.forms)})\b", re.IGNORECASE)

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset(map(longest_word, self.forms))

    def votes(self, sentences: Sequence[Sentence], people: Sequence[Sequence[Placed]]) -> list[Counter[str]]:
        """How often each pronoun stands for each person, where a sentence and the ones after it name nobody else."""
        votes: list[Counter[str]] = [Counter() for _ in people]
        inside: dict[int, dict[int, int]] = {}
        for person, mentions in enumerate(people):
            for index, span in mentions:
                inside.setdefault(index, {})[person] = span.end
        lone: int | None = None
        for index, sentence in enumerate(sentences):
            here = inside.get(index, {})
            goes_on = index > 0 and sentences[index - 1].block == sentence.block
            if len(here) > 1 or (not here and not goes_on):
                lone = None
                continue
            start = sentence.words.start
            if here:
                (lone, start), *_ = here.items()
            if lone is not None:
                votes[lone].update(self._shown(sentence.words, start))
        return votes

    def _shown(self, sentence: Span, start: int) -> list[str]:
        """The pronouns that a sentence shows from `start` on, outside quotations."""
        if self._told.isdisjoint(vocabulary(sentence.readable)):
            return []
        text = _QUOTED.sub(lambda match: " " * len(match.group()), sentence.readable)
        return [self.forms[match.group().lower()] for match in self._form.finditer(text, start - sentence.start)]


def elected(votes: Counter[str]) -> Pronoun | None:
    """The pronoun that nearly all clues agree on; None where they do not, or there are none."""
    clues = Counter({vote: count for vote, count in votes.items() if vote})
    if not clues:
        return None
    ((best, count),) = clues.most_common(1)
    return Pronoun(best) if count >= _AGREED * clues.total() else None


def names_somebody_else(sentence: Span, known: Sequence[Span]) -> bool:
    """Whether two words in a row begin with capitals outside the known names: a person perhaps, whom nobody knows.

    The first word of a sentence has its capital anyhow.
    """
    before = None
    for word in _WORD.finditer(sentence.readable):
        start = sentence.start + word.start()
        free = not any(name.start <= start < name.end for name in known)
        capital = free and word.start() > 0 and word.group()[0].isupper()
        if capital and before is not None and word.start() - before == 1:
            return True
        before = word.end() if capital else None
    return False
