"""Quotations that show the story in its people's own words."""

from __future__ import annotations

from generator.language import Language
from generator.model import DateMention, LabelKey, Quotation, Quote, QuoteKind, Reading, Section, Story

ORDER = 50
MOST = 4
LEAST_WORDS = 6


def build(story: Story, language: Language) -> Section:
    """At most four whole quotations, each with a speaker: one of each speaker first, then a second, in text order."""
    candidates = [
        (quote, reading)
        for reading in story.readings
        for quote in reading.quotes
        if quote.speaker is not None
        and quote.kind is not QuoteKind.MIXED
        and len(quote.said.words.split()) >= LEAST_WORDS
    ]
    turns: dict[str, int] = {}
    ranked = []
    for order, (quote, reading) in enumerate(candidates):
        name = quote.speaker.words.casefold() if quote.speaker else ""
        turns[name] = turns.get(name, -1) + 1
        ranked.append((turns[name], quote.inferred, order, quote, reading))
    chosen = sorted(sorted(ranked, key=lambda row: row[:3])[:MOST], key=lambda row: row[2])
    return Section(LabelKey("quotes"), tuple(Quotation(quote, _day(quote, reading)) for *_, quote, reading in chosen))


def _day(quote: Quote, reading: Reading) -> DateMention | None:
    """The date in the same sentence outside the quotation: the day on which it was said."""
    sentence = reading.sentence_of(quote.words)
    if sentence is None:
        return None
    around = (
        date
        for date in reading.dates
        if date.period and sentence.words.contains(date.words) and not quote.words.overlaps(date.words)
    )
    return next(around, None)
