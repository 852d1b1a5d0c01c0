"""Expressions of time: found by the language's rules, the longest first, and resolved by the method each rule names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from generator import timex
from generator.dategrammar import DateWords, Grammar
from generator.language import Language
from generator.model import Article, Clause, DateKind, DateMention, RangeEnd, Sentence, Tense
from generator.numerals import NumberWords
from generator.periods import Period, Precision, WeekStart
from generator.text import Found, Span
from generator.timex import Context, Parts

_HALF_A_YEAR = 6
"""Months."""


@dataclass
class _Discussed:
    """The time under discussion while an article is read from its start to its end."""

    block: int = -1
    last: Period | None = None
    day: Period | None = None
    quarter: Period | None = None

    def enter(self, block: int) -> None:
        """A new paragraph forgets the last date, not the day and the quarter that the article speaks of."""
        if block != self.block:
            self.block, self.last = block, None

    def note(self, meaning: timex.Meaning, parts: Parts, method: str) -> None:
        """What the next expressions may be counted from: not what was itself counted from a quarter.

        Where half a year or more is told of ("the first nine months"), a year is not compared by its quarter.
        """
        period = meaning.period
        if meaning.kind is DateKind.DURATION and parts.unit == "month" and (parts.number or 0) >= _HALF_A_YEAR:
            self.quarter = None
        if period is None:
            return
        if period.precision is Precision.QUARTER:
            if method == "quarter":
                self.quarter = period
            return
        if period.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
            self.last = period
        if period.precision is Precision.DAY:
            self.day = period


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    language: Language,
    week_starts: WeekStart | None = None,
) -> tuple[DateMention, ...]:
    """Every expression of time in the sentences, in text order, resolved against the article's publication date."""
    grammar = _grammar(language)
    starts = [clause.words.start for clause in clauses]
    mentions: list[DateMention] = []
    discussed = _Discussed()
    for sentence in sentences:
        discussed.enter(sentence.block)
        for rule, found in grammar.matches(sentence.words):
            index = bisect_right(starts, found.span.start) - 1
            context = Context(
                article.published,
                week_starts or grammar.words.week_starts,
                clauses[index].tense_at(found.span.start) if index >= 0 else Tense.NONE,
                discussed.last,
                discussed.day,
                discussed.quarter,
            )
            parts = grammar.parts(rule, found)
            meaning = timex.resolve(rule.resolve, parts, context)
            if meaning is not None:
                discussed.note(meaning, parts, rule.resolve)
                before = found.group("since") or found.group("by")
                span = found.span if before is None else Span(found.source, before.end, found.span.end).strip()
                kind, value, period, mod = meaning.kind, meaning.value, meaning.period, meaning.mod
                ends = _ends(found, meaning)
                mentions.append(DateMention(span, rule.name, kind, value, period, mod, parts.since, ends))
    return tuple(mentions)


def _ends(found: Found, meaning: timex.Meaning) -> tuple[RangeEnd, ...]:
    """The two ends of a range, each as long as its own parts; a part that both share is of the end it stands in."""
    if not meaning.ends:
        return ()
    groups = {name: span for name in found.match.groupdict() if (span := found.group(name)) is not None}
    second = min(span.start for name, span in groups.items() if name.endswith("2"))
    sides = (
        [span for span in groups.values() if span.start < second],
        [span for span in groups.values() if span.start >= second],
    )
    return tuple(
        RangeEnd(Span(found.source, min(span.start for span in side), max(span.end for span in side)), value)
        for side, value in zip(sides, meaning.ends, strict=True)
    )


_GRAMMARS: dict[str, Grammar] = {}


def _grammar(language: Language) -> Grammar:
    if language.code not in _GRAMMARS:
        _GRAMMARS[language.code] = Grammar(language.words(DateWords), language.words(NumberWords))
    return _GRAMMARS[language.code]


def explicit(mention: DateMention) -> bool:
    """Whether the words alone say the whole date, so that a page need not resolve it."""
    return mention.kind is DateKind.DATE and mention.rule in (
        "iso-date",
        "month-day-year",
        "day-month-year",
        "month-year",
    )
