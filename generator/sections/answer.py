"""The short answer: whole sentences of the articles, with the dates inside them that the page resolves."""

from __future__ import annotations

from generator.language import Language
from generator.model import Answer, LabelKey, Section, Story

ORDER = 10


def build(story: Story, language: Language) -> Section:
    """The sentences that were chosen for the story, in their order."""
    items = []
    for sentence in story.answer:
        reading = next(reading for reading in story.readings if sentence in reading.sentences)
        dates = tuple(date for date in reading.dates if date.period and sentence.words.contains(date.words))
        meant = next((one for one in story.referents if sentence.words.contains(one.words)), None)
        items.append(Answer(sentence, dates, meant))
    return Section(LabelKey("answer"), tuple(items))
