"""Events: clauses that a date belongs to, and undated ones that an outcome or a plan makes essential."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from generator.language import Language
from generator.model import (
    Article,
    BlockKind,
    Clause,
    DateKind,
    DateMention,
    Event,
    EventStatus,
    Outcome,
    Quote,
    Sentence,
    Tense,
    by_sentence,
)
from generator.periods import Period, Precision
from generator.text import Span

_HEADS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.HEADING)


@dataclass(frozen=True)
class EventWords:
    """Patterns over a clause: what opens it, what dates it from elsewhere, who says so after it."""

    TABLE: ClassVar[str] = "events"

    at_that_time: str
    openers: str
    before_date: str
    during: str
    visit: tuple[str, ...]
    attribution: str
    according: str
    planned: str
    relative: str
    background: tuple[str, ...]

    @cached_property
    def at_that_time_pattern(self) -> re.Pattern[str]:
        """A clause that is dated by the words just before it."""
        return re.compile(self.at_that_time, re.IGNORECASE)

    @cached_property
    def openers_pattern(self) -> re.Pattern[str]:
        """Connectives at the start of a clause."""
        return re.compile(self.openers, re.IGNORECASE)

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """A preposition alone, where a date follows it."""
        return re.compile(rf"^(?:{self.before_date})?$", re.IGNORECASE)

    @cached_property
    def trailing(self) -> re.Pattern[str]:
        """A preposition at the end, where a date followed it."""
        return re.compile(rf"(?:^|[\s,(]+){self.before_date}?$|[\s,(]+$", re.IGNORECASE)

    @cached_property
    def during_pattern(self) -> re.Pattern[str]:
        """A sentence that opens with an event told before."""
        return re.compile(self.during, re.IGNORECASE)

    @cached_property
    def attribution_pattern(self) -> re.Pattern[str]:
        """Who says so, at the end of a sentence."""
        return re.compile(self.attribution)

    @cached_property
    def relative_pattern(self) -> re.Pattern[str]:
        """A relative clause between commas near the start of a clause, in the group `inside`."""
        return re.compile(self.relative)

    @cached_property
    def planned_pattern(self) -> re.Pattern[str]:
        """A verb of speech or intention."""
        return re.compile(self.planned)


@dataclass(frozen=True)
class _Told:
    """A sentence with its clauses and the dates in it that can date an event."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    dates: tuple[DateMention, ...]
    kind: BlockKind
    quotes: tuple[Quote, ...]
    outcomes: tuple[Outcome, ...]


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
    outcomes: tuple[Outcome, ...],
    language: Language,
) -> tuple[Event, ...]:
    """The events of an article in text order. Headlines tell none (the text tells them), nor do quotations."""
    words = language.words(EventWords)
    events: list[Event] = []
    for told in _told(article, sentences, clauses, dates, quotes, outcomes, words):
        found = list(_dated(told, article, words))
        if not found:
            found = list(_inherited(told, events, article, words)) or list(_undated(told, words))
        for event in found:
            _add(events, event)
    return tuple(sorted(events, key=lambda event: (event.words.start, event.words.end)))


def _told(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
    outcomes: tuple[Outcome, ...],
    words: EventWords,
) -> Iterator[_Told]:
    rows = zip(
        sentences,
        by_sentence(sentences, clauses),
        by_sentence(sentences, dates),
        _overlapping(sentences, quotes),
        by_sentence(sentences, outcomes),
        strict=True,
    )
    for sentence, pieces, times, said, decided in rows:
        block = article.blocks[sentence.block]
        if block.kind in _HEADS or block.copy:
            continue
        dating = tuple(
            date
            for date in times
            if date.kind in (DateKind.DATE, DateKind.TIME)
            and date.period is not None
            and date.rule not in words.background
            and not any(quote.words.contains(date.words) for quote in said)
        )
        yield _Told(sentence, tuple(pieces), dating, block.kind, tuple(said), tuple(decided))


def _overlapping(sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]) -> list[list[Quote]]:
    """For each sentence the quotations that reach into it: one may run over several sentences."""
    groups: list[list[Quote]] = [[] for _ in sentences]
    starts = [sentence.words.start for sentence in sentences]
    for quote in quotes:
        index = max(0, bisect_right(starts, quote.words.start) - 1)
        while index < len(sentences) and sentences[index].words.start < quote.words.end:
            if sentences[index].words.overlaps(quote.words):
                groups[index].append(quote)
            index += 1
    return groups


def _dated(told: _Told, article: Article, words: EventWords) -> Iterator[Event]:
    """An event for each clause that holds a date, and for the one that opens with "when" right after it."""
    before: DateMention | None = None
    for index, clause in enumerate(told.clauses):
        when = next((date for date in told.dates if clause.words.contains(date.words) and _dates(date, clause)), None)
        if when is None and before is not None and words.at_that_time_pattern.match(clause.words.readable):
            # What happened then is no state that lasts since.
            yield _event(told, clause, before, "when-clause", article, words, ongoing=False)
        elif when is not None and (clause.tense is not Tense.NONE or told.kind is BlockKind.CAPTION):
            whole = _with_subject(told.clauses, index)
            rule = "dated-clause" if clause.tense is not Tense.NONE else "dated-caption"
            if (inner := _relative(whole, when, words)) is not None:
                whole, rule = inner, "relative-clause"
            # The verb of a relative clause is its own: "who took over in March, will run" was in March.
            tense = Tense.PAST if inner is not None and clause.tense is Tense.FUTURE else clause.tense
            yield _event(told, replace(clause, words=whole, tense=tense), when, rule, article, words)
        before = when


def _dates(date: DateMention, clause: Clause) -> bool:
    """Whether a date is that of its clause: "above Monday's price" is not, "Next year's race is in May" is."""
    after = clause.words.source.readable[date.words.end : date.words.end + 2]
    return after not in ("'s", "’s") or date.words.start == clause.words.start


def _relative(clause: Span, when: DateMention, words: EventWords) -> Span | None:
    """A clause up to the end of the relative clause that holds the date: "Lind, who took over in March"."""
    for match in words.relative_pattern.finditer(clause.readable):
        inside = clause.sub(match.start("inside"), match.end("inside"))
        if inside.contains(when.words):
            return clause.sub(0, match.end("inside"))
    return None


def _with_subject(clauses: Sequence[Clause], index: int) -> Span:
    """A clause that shares its subject is told from where the subject stands."""
    first = index
    while first > 0 and clauses[first].rule == "same-subject":
        first -= 1
    return clauses[first].words.to(clauses[index].words)


def _event(
    told: _Told, clause: Clause, when: DateMention, rule: str, article: Article, words: EventWords, ongoing: bool = True
) -> Event:
    period = when.period
    assert period is not None
    lasts = ongoing and clause.tense is not Tense.FUTURE and when.since
    status = EventStatus.ONGOING if lasts else _status(period, clause.tense, article)
    span = _trim(clause.words, when, words)
    said = None
    if not clause.words.readable.rstrip(" .").endswith(told.sentence.words.readable.rstrip(" .")[-20:]):
        match = told.sentence.words.first(words.attribution_pattern)
        said = match.group("attribution") if match else None
    inherited = not told.sentence.words.contains(when.words)
    return Event(span, rule, status, when, period, inherited, 0.0, (), said)


def _status(period: Period, tense: Tense, article: Article) -> EventStatus:
    published = article.published
    if published is None:
        return EventStatus.PAST
    if period.first > published or (tense is Tense.FUTURE and period.last >= published):
        return EventStatus.UPCOMING
    return EventStatus.PAST


def _trim(span: Span, when: DateMention, words: EventWords) -> Span:
    """The clause without its connective, and without the date at either end: the line shows it already."""
    short = span
    if match := words.openers_pattern.match(short.readable):
        short = short.sub(match.end())
    if short.contains(when.words) and not when.since:
        head = Span(span.source, short.start, when.words.start)
        tail = Span(span.source, when.words.end, short.end)
        if words.leading.match(head.readable) and not re.match(r"[\w’'-]", tail.readable):
            rest = tail.strip(" \t\n,;:–—-")
            # Without its date a clause that opens so would stand on no foot.
            short = short if words.openers_pattern.match(rest.readable) else rest
        elif not tail.readable.strip(" \t\n.,;:)"):
            kept = words.trailing.sub("", head.readable)
            short = Span(span.source, head.start, head.start + len(kept)) if kept else short
    short = short.strip(" \t\n,;:–—-")
    if short.readable.endswith(".") and not re.search(
        r"\b(?:[A-Z]|[A-Za-z]\.[A-Za-z]|Jr|Sr|Inc|Co|Corp|Ltd)\.$", short.readable
    ):
        short = short.strip(".")
    return short if len(short.readable.split()) >= 3 else span


def _inherited(told: _Told, events: list[Event], article: Article, words: EventWords) -> Iterator[Event]:
    """Of "During the meetings she raised …": dated by the event that told of the meetings."""
    match = words.during_pattern.match(told.sentence.words.readable)
    if match is None or not told.clauses:
        return
    head = match["head"].lower().split()
    names = set(words.visit) if set(head) & set(words.visit) else {head[0].rstrip("s")}
    clause = told.clauses[0]
    for event in reversed(events):
        if event.when is None or event.period is None or event.period.precision in (Precision.YEAR, Precision.DECADE):
            continue
        if (event.status is EventStatus.UPCOMING) != (clause.tense is Tense.FUTURE):
            continue
        if any(re.search(rf"\b{re.escape(name)}", event.words.readable.lower()) for name in names):
            yield _event(told, clause, event.when, "during", article, words, ongoing=False)
            return


def _undated(told: _Told, words: EventWords) -> Iterator[Event]:
    """What was decided, without a date; what somebody says will be done, without a date."""
    decided = next(iter(told.outcomes), None)
    for clause in told.clauses:
        if any(quote.words.overlaps(clause.words) for quote in told.quotes):
            continue
        span = words.openers_pattern.match(clause.words.readable)
        short = (clause.words.sub(span.end()) if span else clause.words).strip(" \t\n,;:–—-.")
        if decided is not None and clause.words.overlaps(decided.words) and clause.tense is Tense.PAST:
            yield Event(short, "outcome", EventStatus.UNDATED)
            return
        if clause.verb is not None and words.planned_pattern.search(clause.verb.readable):
            rest = Span(clause.words.source, clause.verb.end, clause.words.end)
            if re.search(r"\b(?:will|would)\s+\w+", rest.readable):
                yield Event(short, "plan", EventStatus.UNDATED)
                return


def _add(events: list[Event], event: Event) -> None:
    """Add an event, or, where it tells one again, name it there as retold."""
    for index, other in enumerate(events):
        if event.period is not None and other.period == event.period and _alike(event.words, other.words):
            events[index] = replace(other, retold=(*other.retold, event.words))
            return
    events.append(event)


def _alike(one: Span, other: Span) -> bool:
    mine, theirs = (_content(span) for span in (one, other))
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs)) and bool(mine & theirs)


def _content(span: Span) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"\w{4,}", span.readable.lower()))
