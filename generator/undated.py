"""What happened or will happen without a date: what was decided, what is new, what somebody will do."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from generator.model import BlockKind, Clause, Event, EventStatus, Tense
from generator.phrases.passages import Passage
from generator.phrases.telling import EventWords


def undated(told: Passage, published: datetime.date | None, words: EventWords) -> Iterator[Event]:
    """The first clause that tells, without a date, what was decided, what is new, or what somebody will do.

    Without a publication date, what a clause tells with a date that counts from it stands here too.
    """
    decided = [outcome for outcome in told.outcomes if outcome.label in words.essential]
    for clause in told.clauses:
        if told.quotes(clause) or told.kind is BlockKind.CAPTION:
            continue
        vague = next((date for date in told.vague if clause.words.contains(date.words)), None)
        if vague is not None and published is None and clause.tense is not Tense.NONE:
            yield Event(words.shortened(clause.words, vague), "unresolved", EventStatus.UNDATED, vague)
            continue
        if clause.tense is Tense.PAST and any(words.tells(clause, outcome) for outcome in decided):
            rule = "outcome"
        elif clause.verb is None or words.subordinate_pattern.match(clause.words.readable):
            continue
        else:
            rule = _news(clause, told, words)
        if rule and not words.earlier_pattern.search(clause.words.readable):
            yield Event(words.shortened(clause.words, None), rule, EventStatus.UNDATED, vague)
            return


def _news(clause: Clause, told: Passage, words: EventWords) -> str:
    """The rule by which an undated clause tells news; the empty string where it does not."""
    assert clause.verb is not None
    rest = clause.words.source.readable[clause.verb.start : clause.words.end]
    if words.news_pattern.match(rest):
        return "news"
    reported = clause.subject is not None and words.views_pattern.search(clause.subject.readable)
    planned = words.planned_pattern.match(rest) or (not reported and words.intends_pattern.match(rest))
    if planned and not words.conditions_pattern.search(clause.words.readable):
        return "plan"
    lead = told.lead and clause.tense is Tense.PAST and clause is told.clauses[0]
    told_of = words.states_pattern.match(rest) or words.perfect_pattern.match(rest)
    return "lead" if lead and not told_of and not words.possible_pattern.search(clause.words.readable) else ""
