"""How much an event belongs on the timeline of its story: what a careful editor would show first.

The weights were set by hand and checked against the events that editors marked as key (benchmarks and eval/gold.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.model import Article, BlockKind, Event, EventStatus, Outcome, Person, Sentence
from generator.periods import Precision
from generator.phrases.telling import EventWords
from generator.text import Span

KEY = 0.4
"""From this salience on an event stands on the page."""
_NEAR, _LONG_AGO = 31, 2
"""Days around publication that are the story's own; years after which a bare year is history."""


@dataclass(frozen=True)
class Story:
    """What an event is weighed against."""

    article: Article
    sentences: Sequence[Sentence]
    outcomes: Sequence[Outcome]
    subject: Person | None
    words: EventWords

    def weigh(self, event: Event) -> float:
        """The salience of an event, from 0 to 1."""
        score = 0.45 + self._of_place(event) + self._of_time(event) + self._of_telling(event)
        return round(min(1.0, max(0.0, score)), 2)

    def _of_place(self, event: Event) -> float:
        """The lead counts, and so does whom the story is about."""
        index = max(0, bisect_right(self._starts, event.words.start) - 1)
        block = self.sentences[index].block
        score = 0.2 if block in self._running[:1] else 0.05 if block in self._running else 0.0
        at = bisect_left(self._mentions, event.words.start, key=lambda mention: mention.start)
        inside = at < len(self._mentions) and event.words.contains(self._mentions[at])
        about = inside or (event.who is not None and event.who.name in self._named)
        return score + 0.1 * about

    @cached_property
    def _starts(self) -> list[int]:
        return [one.words.start for one in self.sentences]

    @cached_property
    def _running(self) -> list[int]:
        """The first three blocks of running text."""
        kinds = (BlockKind.PARAGRAPH, BlockKind.LIST)
        return [index for index, one in enumerate(self.article.blocks) if one.kind in kinds][:3]

    @cached_property
    def _mentions(self) -> tuple[Span, ...]:
        return self.subject.mentions if self.subject else ()

    @cached_property
    def _named(self) -> frozenset[Span]:
        return frozenset(self._mentions)

    @cached_property
    def _decided(self) -> list[Span]:
        words = [outcome.words for outcome in self.outcomes if outcome.label in self.words.essential]
        return sorted(words, key=lambda span: span.start)

    @cached_property
    def _longest(self) -> int:
        return max((len(span) for span in self._decided), default=0)

    def _decides(self, event: Event) -> bool:
        """Whether a decision is told in the words of an event."""
        first = bisect_left(self._decided, event.words.start - self._longest, key=lambda span: span.start)
        last = bisect_left(self._decided, event.words.end, key=lambda span: span.start)
        return any(event.words.overlaps(span) for span in self._decided[first:last])

    def _of_time(self, event: Event) -> float:
        period, published = event.period, self.article.published
        if event.status is EventStatus.UPCOMING:
            return 0.15
        if period is None or published is None:
            return 0.1 if event.rule == "outcome" else 0.0
        if abs((published - period.last).days) <= _NEAR:
            return 0.1
        old = period.precision is Precision.YEAR and published.year - period.last.year >= _LONG_AGO
        return -0.1 if old else 0.0

    def _of_telling(self, event: Event) -> float:
        """A decision weighs most; a statement and a state less, and what a reader cannot understand alone."""
        text = event.words.readable
        score = 0.15 * self._decides(event)
        score += 0.05 * min(2, len(event.retold))
        stated = event.rule not in ("plan", "reported") and self.words.statement_pattern.match(text) is not None
        score -= 0.15 * stated
        score -= 0.1 * (self.words.state_pattern.match(text) is not None)
        score -= 0.1 * (event.rule in ("relative-clause", "dated-caption"))
        return score - 0.1 * (self.words.pronoun_pattern.match(text) is not None and event.who is None)
