"""Whom the pronoun means that opens a sentence, where there is no doubt: for sentences that are shown alone.

The rule is the strongest case of centering (Grosz, Joshi and Weinstein 1995): the subject of the sentence before,
the only person in it, carried on as the subject; or carried on through several such sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator import rivals
from generator.language import Language
from generator.model import BlockKind, Person, Pronoun, Reading, Referent, Sentence
from generator.patterns import either
from generator.regexes import compiled
from generator.salience import NewsWords
from generator.text import Span

_RULE = "the subject goes on"
_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST)
_QUOTES = re.compile(r"[\"“”]")


@dataclass(frozen=True)
class ReferentWords:
    """The table `referents`: the pronouns that stand as a subject."""

    TABLE: ClassVar[str] = "referents"

    subjects: Mapping[str, Pronoun]

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """A pronoun as a subject."""
        return compiled(rf"\b{either(self.subjects)}\b", re.IGNORECASE)


def find(reading: Reading, language: Language) -> Mapping[Sentence, Referent]:
    """The sentences that open with a pronoun whose person is certain, with the name where it stands in full."""
    return dict(_Search(reading, language).found())


class _Search:
    """One pass over the sentences of an article."""

    def __init__(self, reading: Reading, language: Language) -> None:
        self._reading = reading
        self._words = language.words(ReferentWords)
        self._news = language.words(NewsWords)
        self._nouns = rivals.nouns(language)
        self._mentions = sorted(
            ((mention.start, mention.end, person) for person in reading.people for mention in person.mentions),
            key=lambda one: one[:2],
        )

    def found(self) -> list[tuple[Sentence, Referent]]:
        found: list[tuple[Sentence, Referent]] = []
        before: Person | None = None  # the subject of the sentence before, the only person in it
        at = 0
        for sentence in self._reading.sentences:
            if self._reading.article.blocks[sentence.block].kind not in _TOLD:
                continue
            while at < len(self._mentions) and self._mentions[at][0] < sentence.words.start:
                at += 1
            here = []
            while at < len(self._mentions) and self._mentions[at][0] < sentence.words.end:
                here.append(self._mentions[at])
                at += 1
            referent = self._referent(sentence, before) if before else None
            if referent:
                found.append((sentence, referent))
            carried = before if referent else None
            before = self._alone(sentence, here, carried)
        return found

    def _referent(self, sentence: Sentence, before: Person) -> Referent | None:
        """The person of the sentence before, where this one opens with that person's pronoun, outside quotations."""
        text = sentence.words.readable
        opening = self._news.leans.match(text)
        pronoun = opening and self._words.subject.search(text, 0, opening.end())
        if not pronoun or _QUOTES.search(text, 0, pronoun.end()):
            return None
        if self._words.subjects[pronoun.group().lower()] is not before.pronoun:
            return None
        return Referent(sentence.words.sub(*pronoun.span()), _RULE, before.words)

    def _alone(self, sentence: Sentence, here: list[tuple[int, int, Person]], carried: Person | None) -> Person | None:
        """The one person of a sentence, as its subject: named, or carried on; None where anybody else stands in it."""
        people = {id(person): person for _, _, person in here} | ({id(carried): carried} if carried else {})
        if len(people) != 1:
            return None
        (person,) = people.values()
        if person.pronoun is None:
            return None
        named = [(start, end) for start, end, _ in here]
        named += [(role.words.start, role.words.end) for role in person.roles]
        if carried is None and not self._opens(sentence, named):
            return None
        known = [Span(sentence.words.source, *place) for place in named]
        return None if rivals.stand_in(sentence.words, known, self._nouns) else person

    def _opens(self, sentence: Sentence, named: list[tuple[int, int]]) -> bool:
        """Whether a name, with what the person is called, is the first thing said in a sentence."""
        start = min(start for start, _ in named if start >= sentence.words.start)
        return start == sentence.words.start
