"""Which of the dates in a clause is the day of what it tells, and of which of its words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Clause, DateMention, Tense
from generator.phrases.telling import EventWords
from generator.text import Span

_MOST = 12
"""Dates of a clause that are looked at: what has more is a table."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date with the words that it dates. `attribution` is who says so, where that stands before them."""

    when: DateMention
    words: Span
    rule: str
    tense: Tense
    attribution: Span | None = None


def anchored(
    clause: Clause, whole: Span, dates: Sequence[DateMention], published: datetime.date | None, words: EventWords
) -> Iterator[Anchor]:
    """What a clause tells with a date: what somebody said and what happened apart, where each has a date of its own.

    `whole` is the clause from its subject on. A date inside a relative clause is that of the relative clause alone.
    """
    inside = [date for date in dates if clause.words.contains(date.words) and _can_date(date, clause, words)][:_MOST]
    if not inside:
        return
    asides = {date: span for date in inside if (span := _aside(whole, date, words)) is not None}
    apart = {date: span for date in inside if (span := _restrictive(whole, date, words)) is not None}
    reported = words.reported(whole)
    after = whole.first(words.attribution_pattern)
    speech = after.group("attribution") if after else None
    # What is said, and who says so at the end, have a tense of their own.
    own = [part for part in (reported[1] if reported else None, speech) if part is not None]
    main = [
        date
        for date in inside
        if date not in asides
        and date not in apart
        and (any(part.contains(date.words) for part in own) or not _clashes(date, clause, published, words))
    ]
    main.sort(key=lambda date: _is_attribute(date, words))
    for date, span in list((asides if main or asides else apart).items())[:1]:
        tense = Tense.PAST if clause.tense is Tense.FUTURE else clause.tense
        yield Anchor(date, span, "relative-clause", tense)
    found = [*_reported(clause, whole, main, reported)] if reported else []
    yield from found
    if main and not found:
        yield Anchor(main[0], whole, "dated-clause", _tense(main[0], clause, published))


def _reported(
    clause: Clause, whole: Span, dates: Sequence[DateMention], reported: tuple[Span, Span]
) -> Iterator[Anchor]:
    """That somebody said so, and what is said, each with a date of its own."""
    head, said = reported
    for date in [date for date in dates if head.contains(date.words)][:1]:
        yield Anchor(date, whole, "dated-clause", Tense.PAST)
    for date in [date for date in dates if said.contains(date.words)][:1]:
        yield Anchor(date, said, "reported", clause.tense_at(date.words.start), head)


def _tense(date: DateMention, clause: Clause, published: datetime.date | None) -> Tense:
    """The tense of a clause; of the last verb before the date where one of the two is the future.

    What somebody said would be is to come where its days are not over ("said it would close by the end of the year").
    """
    there = clause.tense_at(date.words.start)
    open_yet = date.period is not None and published is not None and date.period.last > published
    return (
        there if clause.tense is Tense.FUTURE or (there in (Tense.FUTURE, Tense.LATER) and open_yet) else clause.tense
    )


def _can_date(date: DateMention, clause: Clause, words: EventWords) -> bool:
    """Whether a date is that of its clause: "above Monday's price" is not, "Next year's race is in May" is."""
    if words.open_ended_pattern.match(date.words.readable):
        return False
    text, at = clause.words.source.readable, date.words.end
    if text[at : at + 2] not in ("'s", "’s") or date.words.start == clause.words.start:
        return True
    before = text[max(0, date.words.start - 12) : date.words.start]
    occasion = words.occasion_pattern.match(text, at) is not None
    return occasion and clause.tense is Tense.PAST and words.elsewhere_pattern.search(before) is None


def _is_attribute(date: DateMention, words: EventWords) -> bool:
    """Whether a date is a part of a name for something: "the November 1995 assassination"."""
    text, start, end = date.words.source.readable, date.words.start, date.words.end
    if text.startswith(("'s", "’s"), end):
        return True
    before = words.attribute_pattern.search(text[max(0, start - 12) : start])
    return before is not None and words.noun_pattern.match(text, end) is not None


def _clashes(date: DateMention, clause: Clause, published: datetime.date | None, words: EventWords) -> bool:
    """Whether the tense rules a date out.

    What "has been closed" was not closed on a day that is over, what "closed" did not do so since one; and what is
    told in the past is not to come.
    """
    if clause.verb is None or date.period is None or published is None:
        return False
    rest = Span(clause.words.source, clause.verb.start, clause.words.end).readable
    perfect = words.perfect_pattern.match(rest) is not None
    if date.since:
        return clause.tense is Tense.PAST and not perfect and not rest.lower().startswith("had")
    if date.period.first > published:
        return (
            clause.tense is Tense.PAST
            and not perfect
            and clause.tense_at(date.words.start) not in (Tense.FUTURE, Tense.LATER)
        )
    return perfect and date.period.last < published and clause.verb.end <= date.words.start


def _aside(whole: Span, date: DateMention, words: EventWords) -> Span | None:
    """The subject and the relative clause between commas that holds the date: "Lind, who took over in March"."""
    for match in words.relative_pattern.finditer(whole.readable):
        if whole.sub(match.start("inside"), match.end("inside")).contains(date.words):
            return whole.sub(0, match.end("inside"))
    return None


def _restrictive(whole: Span, date: DateMention, words: EventWords) -> Span | None:
    """The noun and its relative clause without commas where the date stands in it: "a man who fled in March"."""
    if not whole.contains(date.words):
        return None
    found = None
    before = whole.readable[: date.words.start - whole.start]
    for match in words.restrictive_pattern.finditer(before):
        found = match
    if found is None or "," in before[found.end() :]:
        return None
    return whole.sub(found.start("noun"))
