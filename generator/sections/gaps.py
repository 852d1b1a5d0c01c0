"""What the articles do not state: days left open, who said it, missing particulars of the article itself.

Events without a date are no gaps here: the timeline lists them under a heading that says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.language import Language
from generator.model import DateKind, Gap, LabelKey, Reading, Section, Story
from generator.periods import Precision

ORDER = 60
MOST_OF_A_KIND = 3


def build(story: Story, language: Language) -> Section:
    """The gaps, at most three of each kind."""
    items: list[Gap] = []
    for gap in _gaps(story):
        alike = [item for item in items if item.label == gap.label]
        same = any(item.words and gap.words and item.words.words == gap.words.words for item in alike)
        if len(alike) < MOST_OF_A_KIND and not same:
            items.append(gap)
    return Section(LabelKey("gaps"), tuple(items))


def _gaps(story: Story) -> Iterator[Gap]:
    for reading in story.readings:
        yield from _of_events(reading)
    for reading in story.readings:
        yield from _of_article(reading)


def _of_events(reading: Reading) -> Iterator[Gap]:
    for event in reading.events:
        coarse = event.period is not None and event.period.precision in (Precision.MONTH, Precision.WEEK)
        if coarse and event.when is not None:
            yield Gap(LabelKey("gap_day"), event.when.words, event.when)


def _of_article(reading: Reading) -> Iterator[Gap]:
    if reading.article.published is None:
        yield Gap(LabelKey("gap_published"))
        for date in reading.dates:
            if date.kind is DateKind.DATE and date.period is None and "XX" in date.value:
                yield Gap(LabelKey("gap_unresolved"), date.words)
    known = {quote.said.words for quote in reading.quotes if quote.speaker is not None}
    for quote in reading.quotes:
        if quote.speaker is None and quote.said.words not in known:
            yield Gap(LabelKey("gap_speaker"), quote.said)
    if not reading.article.url:
        yield Gap(LabelKey("gap_url"))
