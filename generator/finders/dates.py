"""Expressions of time: found by the language's rules, the longest first, and resolved by the method each rule names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator import discourse, timex
from generator.dategrammar import DateRule, DateWords, Grammar
from generator.discourse import Discussed
from generator.language import Language
from generator.model import Article, BlockKind, Clause, DateMention, Impossible, RangeEnd, Sentence, Tense
from generator.numerals import NumberWords
from generator.periods import WeekStart
from generator.text import Found, Span
from generator.timex import Context, Meaning, Parts


@dataclass(frozen=True, slots=True)
class Times:
    """The expressions of time of an article, and what is written like one and is none, both in text order."""

    mentions: tuple[DateMention, ...]
    impossible: tuple[Impossible, ...]


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    language: Language,
    week_starts: WeekStart | None = None,
) -> Times:
    """Every expression of time in the sentences, resolved against the article's publication date."""
    grammar = _grammar(language)
    starts = [clause.words.start for clause in clauses]
    expressions = [
        (block, rule, found, *reading)
        for block, words in _told(article, sentences)
        for rule, found in grammar.matches(words)
        for reading in grammar.readings(rule, found)
    ]
    told = ((block, method, parts) for block, *_, method, parts in expressions)
    history = discourse.tells_history(told, article.published, _lead(article))
    discussed = Discussed(article.published, history)
    mentions: list[DateMention] = []
    impossible: list[Impossible] = []
    for block, rule, found, words, method, parts in expressions:
        discussed.enter(block)
        before = found.group("since") or found.group("by")
        start = words.start if before is None else before.end  # "put off until Monday": of what until says
        index = bisect_right(starts, start) - 1
        tense = clauses[index].tense_at(start) if index >= 0 else Tense.NONE
        meaning = timex.resolve(method, parts, _context(discussed, week_starts or grammar.words.week_starts, tense))
        if meaning is None:
            if method != "clock":  # a score, a ratio, a verse
                impossible.append(Impossible(words, rule.name))
            continue
        discussed.note(meaning, parts, method)
        confidence = grammar.words.confidence.get(rule.name, 0.0)
        mentions.append(_mention(rule, found, words, parts, meaning, confidence))
    return Times(tuple(mentions), tuple(impossible))


def _told(article: Article, sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, Span]]:
    """The sentences with the index of their block, and before the first of a block the dateline that stands there."""
    before = -1
    for sentence in sentences:
        start = article.blocks[sentence.block].words.start
        if sentence.block != before and start < sentence.words.start:
            yield sentence.block, Span(article.source, start, sentence.words.start)
        before = sentence.block
        yield sentence.block, sentence.words


def _lead(article: Article) -> int:
    """The index of the first paragraph; -1 where there is none."""
    kinds = (block.kind for block in article.blocks)
    return next((index for index, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH), -1)


def _context(discussed: Discussed, week_starts: WeekStart, tense: Tense) -> Context:
    return Context(
        None if discussed.beyond else discussed.published,
        week_starts,
        tense,
        discussed.last,
        discussed.earlier,
        discussed.day,
        discussed.quarter,
        discussed.told_in(tense),
        discussed.history,
        discussed.clock,
    )


def _mention(
    rule: DateRule, found: Found, words: Span, parts: Parts, meaning: Meaning, confidence: float
) -> DateMention:
    before = found.group("since") or found.group("by")
    if before is not None:
        words = Span(found.source, before.end, words.end).strip()
    return DateMention(
        words,
        rule.name,
        meaning.kind,
        meaning.value,
        meaning.period,
        meaning.mod,
        parts.since,
        _ends(found, meaning),
        confidence,
    )


def _ends(found: Found, meaning: Meaning) -> tuple[RangeEnd, ...]:
    """The two ends of a range, each as long as its own parts; a part that both share is of the end it stands in."""
    if not meaning.ends:
        return ()
    groups = {
        name: span for name in found.match.groupdict() if name != "between" and (span := found.group(name)) is not None
    }
    second = min(span.start for name, span in groups.items() if name.rstrip("_").endswith("2"))
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
