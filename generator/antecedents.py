"""The name that a pronoun at the start of a clause stands for, where the text leaves no doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import rivals
from generator.model import Clause, Person, Pronoun, Referent, Sentence
from generator.text import Span

_BACK = 2
"""How many sentences before its own a pronoun may reach."""


@dataclass(frozen=True)
class Antecedents:
    """The people of an article, asked for by the pronouns that its text uses for them; `forms` are those pronouns.

    `nouns` are what somebody can be who is not named.
    """

    sentences: Sequence[Sentence]
    clauses: Sequence[Clause]
    people: Sequence[Person]
    forms: Mapping[str, Pronoun]
    nouns: frozenset[str]

    @cached_property
    def _mentions(self) -> list[tuple[int, Span, Person]]:
        found = [(mention.start, mention, person) for person in self.people for mention in person.mentions]
        return sorted(found, key=lambda row: row[0])

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.words.start for clause in self.clauses]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.words.start for sentence in self.sentences]

    def of(self, clause: Span) -> Referent | None:
        """The one person that the first word of a clause can stand for, by the mention before it.

        None where the clause opens with no such pronoun, or somebody else is named near it whom it could stand for, or
        the one named there is not what that sentence speaks of (its subject).
        """
        first = clause.readable.split(maxsplit=1)[:1]
        pronoun = self.forms.get(first[0].lower()) if first else None
        if pronoun not in (Pronoun.SHE, Pronoun.HE) or first[0].lower() != pronoun:
            return None
        near = self._near(clause.start)
        fits = [(mention, person) for _, mention, person in near if person.pronoun in (pronoun, None)]
        known = [m for m, person in fits if person.pronoun is pronoun and self._is_subject(m)]
        same = len({id(person) for _, person in fits}) == 1
        return Referent(clause.sub(0, len(first[0])), "only-subject", known[-1]) if known and same else None

    def _is_subject(self, mention: Span) -> bool:
        index = bisect_right(self._clause_starts, mention.start) - 1
        subject = self.clauses[index].subject if index >= 0 else None
        return subject is not None and subject.contains(mention)

    def _near(self, offset: int) -> list[tuple[int, Span, Person]]:
        """The mentions before an offset in the first of the sentences back from it, inside its block, that has any."""
        index = bisect_right(self._starts, offset) - 1
        for back in range(_BACK + 1):
            at = index - back
            if at < 0 or self.sentences[at].block != self.sentences[index].block:
                return []
            words = self.sentences[at].words
            low = bisect_left(self._mentions, words.start, key=lambda row: row[0])
            high = bisect_left(self._mentions, min(words.end, offset), key=lambda row: row[0])
            if low < high:
                near = self._mentions[low:high]
                known = [mention for _, mention, _ in near]
                known += [role.words for _, _, person in near for role in person.roles]
                return [] if rivals.stand_in(words, known, self.nouns) else near
        return []
