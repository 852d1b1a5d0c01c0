"""Quotations that show the story in its people's own words."""

from __future__ import annotations

from generator.language import Language
from generator.model import DateMention, LabelKey, Quotation, Quote, QuoteKind, Reading, Section, Story
from generator.text import Span

ORDER = 50
MOST = 4
LEAST_WORDS = 6
LEAST_WHOLE = 2
LEAST_FRAGMENT = 3
MOST_AROUND = 40
"""Words of a sentence up to which it is shown around a quotation of few words."""


def build(story: Story, language: Language) -> Section:
    """At most four, each with a speaker: one of each speaker first, then a second, in text order.

    What was said twice is shown once. Whole quotations; fragments of the reporter's sentences only where the articles
    hold fewer than two whole ones.
    """
    given = [(quote, reading) for reading in story.readings for quote in reading.quotes if quote.speaker is not None]
    candidates = [pair for pair in given if pair[0].kind is not QuoteKind.MIXED and _length(pair[0]) >= LEAST_WORDS]
    if len(candidates) < LEAST_WHOLE:
        candidates = [pair for pair in given if _length(pair[0]) >= LEAST_FRAGMENT]
    candidates = list({quote.said.words: (quote, reading) for quote, reading in reversed(candidates)}.values())[::-1]
    turns: dict[str, int] = {}
    ranked = []
    for order, (quote, reading) in enumerate(candidates):
        name = quote.speaker.words.casefold() if quote.speaker else ""
        turns[name] = turns.get(name, -1) + 1
        ranked.append((turns[name], quote.inferred, order, quote, reading))
    chosen = sorted(sorted(ranked, key=lambda row: row[:3])[:MOST], key=lambda row: row[2])
    items = (Quotation(quote, _day(quote, reading), _context(quote, reading)) for *_, quote, reading in chosen)
    return Section(LabelKey("quotes"), tuple(items))


def _length(quote: Quote) -> int:
    return len(quote.said.words.split())


def _context(quote: Quote, reading: Reading) -> Span | None:
    """The sentence around a quotation that says too little alone."""
    if _length(quote) >= LEAST_WORDS:
        return None
    sentence = reading.sentence_of(quote.words)
    return sentence.words if sentence is not None and len(sentence.words.words.split()) <= MOST_AROUND else None


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
