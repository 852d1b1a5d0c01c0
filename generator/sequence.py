"""Which of the events of one day came first, where the text says so: "before news of the call", "hours earlier"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from generator.model import Event, Sentence, by_sentence
from generator.phrases.telling import EventWords, content
from generator.text import Span

_MOST = 40
"""Events of one day above which no order is looked for."""
_HOUR = re.compile(r"T(?P<hour>\d\d)(?::?(?P<minute>\d\d))?")
_PARTS = {"TMO": (5, 12), "TAF": (12, 18), "TEV": (18, 24), "TNI": (20, 30), "TMI": (11, 13)}
"""The hours, from midnight, that a part of the day may mean."""


def sequenced(events: Sequence[Event], sentences: Sequence[Sentence], words: EventWords) -> tuple[Event, ...]:
    """Events in the order given, each with the words of those that the text lets follow it on the same day."""
    around = {
        event.words: sentence.words
        for sentence, group in zip(sentences, by_sentence(sentences, events), strict=True)
        for event in group
    }
    days = defaultdict(list)
    for event in events:
        if event.period is not None and event.period.first == event.period.last:
            days[event.period.first].append(event)
    follow: dict[Span, list[Span]] = defaultdict(list)
    for group in days.values():
        for sooner, later in _pairs(group, around, words) if len(group) <= _MOST else ():
            if sooner not in follow[later]:
                follow[sooner].append(later)
    return tuple(
        replace(event, before=tuple(follow[event.words])) if event.words in follow else event for event in events
    )


def _pairs(group: Sequence[Event], around: dict[Span, Span], words: EventWords) -> Iterable[tuple[Span, Span]]:
    for one, other in combinations(group, 2):
        hours = _hours(one), _hours(other)
        if hours[0] and hours[1]:
            if hours[0][1] <= hours[1][0]:
                yield one.words, other.words
            elif hours[1][1] <= hours[0][0]:
                yield other.words, one.words
    for event in group:
        sentence = around.get(event.words, event.words)
        for match in words.order_pattern.finditer(sentence.readable):
            meant = content(sentence.sub(match.start("rest"), match.end("rest")))
            named = [other for other in group if other is not event and len(content(other.words) & meant) >= 2]
            for other in named[:1]:
                yield (event.words, other.words) if match["sooner"] else (other.words, event.words)


def _hours(event: Event) -> tuple[float, float] | None:
    """The hours in which an event began, as its expression has them."""
    value = str(event.when.value) if event.when is not None and not event.inherited else ""
    if match := _HOUR.search(value):
        hour = int(match["hour"]) + int(match["minute"] or 0) / 60
        return hour, hour
    return next((hours for part, hours in _PARTS.items() if value.endswith(part)), None)
