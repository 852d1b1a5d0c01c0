"""A sentence with what was found in it: what the rules for events read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import BlockKind, Clause, DateMention, Outcome, Sentence
from generator.text import Span


@dataclass(frozen=True)
class Passage:
    """A sentence with its clauses and the dates in it that can date an event.

    `times` are clock times without a day, `vague` dates that cannot be resolved; `quoted` are the words in quotation
    marks; `lead` says that it is the first sentence of the running text.
    """

    sentence: Sentence
    clauses: tuple[Clause, ...]
    dates: tuple[DateMention, ...]
    times: tuple[DateMention, ...]
    vague: tuple[DateMention, ...]
    kind: BlockKind
    quoted: tuple[Span, ...]
    outcomes: tuple[Outcome, ...]
    lead: bool

    def quotes(self, clause: Clause) -> bool:
        """Whether the verb of a clause stands in quotation marks; without a verb, any of it."""
        core = clause.verb or clause.words
        return any(span.overlaps(core) for span in self.quoted)
