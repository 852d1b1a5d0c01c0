"""The timeline: every dated event of the story, and the undated ones that matter."""

from __future__ import annotations

from generator.language import Language
from generator.model import Entry, LabelKey, Section, Story

ORDER = 30


def build(story: Story, language: Language) -> Section:
    """The dated events by their first day, the finer of two before the coarser; then the undated in text order."""
    events = [event for reading in story.readings for event in reading.events]
    dated = sorted(
        (event for event in events if event.period is not None),
        key=lambda event: (event.period and (event.period.first, -event.period.last.toordinal()), event.words.start),
    )
    undated = [event for event in events if event.period is None]
    return Section(LabelKey("timeline"), tuple(Entry(event) for event in (*dated, *undated)))
