"""What befalls people: clauses that tell of an arrest, a sentence, a release, a death, and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.model import Sentence
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span, longest_word, vocabulary

_WINDOW = 120


@dataclass(frozen=True)
class FateWords:
    """The table `fates`.

    `passive` are participles ("arrested"), `active` finite verbs ("died"), `transitive` verbs whose object it befalls
    ("released Ann Roe"), `nouns` what one has ("Roe's release", "the case of Roe"), `links` stand between such a noun
    and the name, `be` are the auxiliaries of a passive, `have` those of a perfect, `subjects` the pronouns that carry a
    fate on.
    """

    TABLE: ClassVar[str] = "fates"

    passive: tuple[str, ...]
    active: tuple[str, ...]
    transitive: tuple[str, ...]
    nouns: tuple[str, ...]
    links: tuple[str, ...]
    be: tuple[str, ...]
    have: tuple[str, ...]
    subjects: tuple[str, ...]

    @cached_property
    def _after(self) -> re.Pattern[str]:
        aside = r"(?:\s*,[^,.;:]{1,80},)?"
        auxiliaries = rf"(?:(?:{either(self.be)}|{either(self.have)})\s+)"
        return compiled(
            rf"['’`]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{either(self.nouns)})\b"
            rf"|\s*,\s+(?:\w+\s+)?(?:{either(self.passive)})\b"
            rf"|{aside}\s+{auxiliaries}{{1,3}}(?:\w+ly\s+)?(?:{either(self.passive)})\b"
            rf"|{aside}\s+(?:(?:{either(self.have)})\s+)?(?:{either(self.active)})\b"
        )

    @cached_property
    def _before(self) -> re.Pattern[str]:
        described = r"(?:[\w'’-]+\s+){0,3}"
        return compiled(
            rf"\b(?:(?:{either(self.nouns)})\s+(?:{either(self.links)})|(?:{either(self.transitive)}))\s+{described}$"
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """One word of everything that tells what befalls somebody: one of them stands in every such sentence."""
        return frozenset(map(longest_word, (*self.passive, *self.active, *self.transitive, *self.nouns)))

    @cached_property
    def _pronoun(self) -> re.Pattern[str]:
        return compiled(rf"(?:{either(self.subjects)})(?=\s)", re.IGNORECASE)

    def befalls(self, sentence: Span, name: Span) -> bool:
        """Whether the words around a mention tell what befalls the person named."""
        if self._words.isdisjoint(vocabulary(sentence.readable)):
            return False
        text = sentence.source.readable
        after = text[name.end : min(sentence.end, name.end + _WINDOW)]
        before = text[max(sentence.start, name.start - 60) : name.start]
        return self._after.match(after) is not None or self._before.search(before) is not None

    def carries_on(self, sentence: Span) -> bool:
        """Whether a sentence begins with a pronoun and tells what befalls the one it stands for."""
        match = self._pronoun.match(sentence.readable)
        return match is not None and self._after.match(sentence.readable[match.end() : _WINDOW]) is not None

    def count(self, sentences: Sequence[Sentence], people: Sequence[Sequence[tuple[int, Span]]]) -> list[int]:
        """In how many sentences something befalls each person; mentions come with the index of their sentence."""
        fates: list[set[int]] = [set() for _ in people]
        first: dict[int, tuple[int, int]] = {}
        for person, mentions in enumerate(people):
            for index, span in mentions:
                first[index] = min(first.get(index, (span.start, person)), (span.start, person))
                if self.befalls(sentences[index].words, span):
                    fates[person].add(index)
        for index, sentence in enumerate(sentences):
            before = first.get(index - 1)
            if before and sentences[index - 1].block == sentence.block and self.carries_on(sentence.words):
                fates[before[1]].add(index)
        return [len(found) for found in fates]
