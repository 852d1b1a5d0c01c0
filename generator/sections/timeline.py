"""The timeline: the events that matter in order of time, the further ones behind them, and the undated ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from generator.language import Language
from generator.model import Entry, Event, EventStatus, LabelKey, Section, Story
from generator.phrases.telling import EventWords
from generator.prominence import KEY

ORDER = 30
FEW, MOST, MOST_UNDATED = 8, 40, 6
"""Up to FEW dated events stand first, at most MOST do; of undated ones those beyond MOST_UNDATED are left out."""


def build(story: Story, language: Language) -> Section:
    """The dated events by their first day, the finer of two before the coarser; then the undated in text order."""
    words = language.words(EventWords)
    events = _merged((event for reading in story.readings for event in reading.events), words)
    dated = sorted(
        (event for event in events if event.period is not None),
        key=lambda event: (event.period and (event.period.first, -event.period.last.toordinal()), event.words.start),
    )
    ranked = sorted(dated, key=lambda event: -event.salience)
    key = {id(event) for index, event in enumerate(ranked) if index < FEW or (index < MOST and _is_key(event))}
    undated = sorted((event for event in events if event.period is None), key=lambda event: -event.salience)
    shown = {id(event) for event in undated[:MOST_UNDATED]}
    return Section(
        LabelKey("timeline"),
        (
            *(Entry(event, id(event) not in key, story.lapsed(event)) for event in dated),
            *(Entry(event) for event in events if id(event) in shown),
        ),
    )


def _is_key(event: Event) -> bool:
    return event.salience >= KEY or event.status is EventStatus.UPCOMING


def _merged(events: Iterable[Event], words: EventWords) -> list[Event]:
    """The events of a story: one that several articles tell stands once, as the article told it that ranks it highest.

    What one article dates, no other needs to tell without a date.
    """
    by_days: dict[tuple[date, date] | None, list[Event]] = defaultdict(list)
    found = list(events)
    several = len({id(event.words.source) for event in found}) > 1
    for event in found:
        days = (event.period.first, event.period.last) if event.period else None
        group = by_days[days]
        rivals = enumerate(group if several else ())
        same = next((index for index, other in rivals if _same(event, other, words)), None)
        if same is None:
            group.append(event)
        else:
            best, other = sorted((group[same], event), key=lambda one: -one.salience)
            group[same] = replace(best, retold=(*best.retold, other.words, *other.retold))
    undated = by_days.pop(None, [])
    told = [event for group in by_days.values() for event in group]
    if not several:
        return [*told, *undated]
    return [*told, *(event for event in undated if not any(_same(event, other, words) for other in told))]


def _same(one: Event, other: Event, words: EventWords) -> bool:
    """Whether two articles tell the same; what one article tells twice was merged when it was read."""
    return one.words.source is not other.words.source and words.alike(one.words, other.words)
