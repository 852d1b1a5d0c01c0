"""What takes its day from an event told before: "During the meetings she …", "Meanwhile …", "At noon …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Clause, DateMention, Event, EventStatus, Tense
from generator.periods import Precision
from generator.phrases.passages import Passage
from generator.phrases.telling import EventWords

_PERFECT = re.compile(r"(?:has|have|had)\b")
_BACK = 40
"""How many events before it a clause may speak of."""


def inherited(
    told: Passage, events: Sequence[Event], last: tuple[int, Event] | None, words: EventWords
) -> tuple[Clause, DateMention, str] | None:
    """The clause of a passage that happened on a day told before, the date that told it, and the rule that says so.

    `last` is the event of few days told last, with its block.
    """
    if not told.clauses:
        return None
    clause = told.clauses[0]
    if match := words.during_pattern.match(told.sentence.words.readable):
        head = match["head"].lower().split()
        visit = set(head) & set(words.visit)
        names = {*words.visit, *words.travel} if visit else {head[0].rstrip("s")}
        if (event := _named(names, clause, events)) is not None and event.when is not None:
            return clause, event.when, "during"
    if last is None or last[1].when is None or told.sentence.block - last[0] > 1:
        return None
    for clause in told.clauses:
        if _goes_on(told, clause, last[0], words):
            return clause, last[1].when, "same-day"
    return None


def _named(names: set[str], clause: Clause, events: Sequence[Event]) -> Event | None:
    """The last event before a clause that one of the names stands for."""
    for event in reversed(events[-_BACK:]):
        if event.period is None or event.period.precision in (Precision.YEAR, Precision.DECADE):
            continue
        if (event.status is EventStatus.UPCOMING) != (clause.tense is Tense.FUTURE):
            continue
        if any(re.search(rf"\b{re.escape(name)}", event.words.readable.lower()) for name in names):
            return event
    return None


def _goes_on(told: Passage, clause: Clause, block: int, words: EventWords) -> bool:
    """Whether a clause tells in the simple past what followed on the day told before."""
    if clause.tense is not Tense.PAST or clause.verb is None or _PERFECT.match(clause.verb.readable):
        return False
    if any(clause.words.contains(date.words) for date in told.dates):
        return False
    if told.quotes(clause) or words.subordinate_pattern.match(clause.words.readable):
        return False
    if any(clause.words.contains(hour.words) for hour in told.times):
        return True
    if words.going_on_pattern.search(clause.words.readable):
        return True
    followed = [outcome for outcome in told.outcomes if outcome.label in words.consequences]
    return block == told.sentence.block and any(words.tells(clause, outcome) for outcome in followed)
