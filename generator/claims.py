"""What each item of an explainer lets a page say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from generator import amounts, chronology, evidence, formats
from generator.chronology import Chronology, Dated
from generator.evidence import Evidence
from generator.formats import Formats
from generator.language import Language
from generator.model import (
    Answer,
    DateMention,
    Entry,
    EventStatus,
    Explainer,
    Gap,
    Item,
    KeyFigure,
    Profile,
    Quotation,
    Row,
)
from generator.periods import Period, days
from generator.text import Span


class Claims:
    """An explainer as what may be said of it; what is asked of an item twice is worked out once."""

    def __init__(self, explainer: Explainer, language: Language) -> None:
        self.explainer, self.language = explainer, language
        self.evidence: Evidence = evidence.gather(explainer)
        self.chronology: Chronology = chronology.order(explainer.items("timeline"))
        self.formats = language.words(Formats)
        self._dated = {id(dated.entry): dated for dated in self.chronology.every}
        self._held: dict[int, Held] = {}

    def held(self, item: Item) -> Held:
        """What one item of the explainer lets a page say."""
        if id(item) not in self._held:
            self._held[id(item)] = Held(item, self, self._dated.get(id(item)))
        return self._held[id(item)]


_LAST: list[Claims] = []


def of(explainer: Explainer, language: Language) -> Claims:
    """The claims of an explainer: those of the last one are kept, as its page and its facts box are proved by them."""
    if not _LAST or _LAST[0].explainer is not explainer or _LAST[0].language is not language:
        _LAST[:] = [Claims(explainer, language)]
    return _LAST[0]


class Held:
    """What one item lets a page say; `dated` is its place in the timeline, where it has one."""

    def __init__(self, item: Item, claims: Claims, dated: Dated | None) -> None:
        self.item = item
        self._claims, self._dated = claims, dated

    @cached_property
    def spans(self) -> Mapping[str, Sequence[Span]]:
        """The spans that a page may print for the item, by their words."""
        found: dict[str, list[Span]] = {}
        for span in evidence.spans(self.item):
            found.setdefault(span.words, []).append(span)
        return found

    @cached_property
    def behind(self) -> frozenset[int]:
        """The numbers of the sentences behind all of the item."""
        spans = evidence.spans(self.item)
        return frozenset(number for span in spans for number in self._claims.evidence.numbers(span))

    def told(self, span: Span) -> tuple[DateMention, ...]:
        """The dates that a page resolves inside a span of the item."""
        given = self.item.dates if isinstance(self.item, (Answer, Row)) else ()
        return tuple(when for when in given if when.period and span.contains(when.words))

    @cached_property
    def times(self) -> Mapping[tuple[str, str], Span]:
        """Each (datetime, text) that may be shown for the item, with the words that prove it."""
        return {
            pair: words
            for period, words in self._periods()
            for shown in ((period,) if period.first == period.last else (period, days(period.first, period.last)))
            for pair in formats.stamps(shown, self._claims.formats)
        }

    @cached_property
    def data(self) -> Mapping[tuple[str, str], Span]:
        """Each (value, text) of an amount that may be shown for the item, with the words that prove it."""
        item = self.item
        if isinstance(item, KeyFigure):
            amount = amounts.amount(item.figure, self._claims.language)
            return {(amount.value, amount.text): item.figure.words}
        if isinstance(item, Profile) and item.person.age is not None:
            age = str(item.person.age)
            return {(age, age): item.person.age_words or item.person.words}
        return {}

    def meant(self, before: str, name: str) -> Span | None:
        """The words that prove a name in brackets after the words `before`; None where none do."""
        if isinstance(self.item, Answer):
            meant, words = self.item.referent, self.item.sentence.words
        elif isinstance(self.item, Entry):
            meant, words = self.item.event.who, self.item.event.words
        else:
            return None
        if meant is None or meant.name.words != name:
            return None
        return meant.name if Span(words.source, words.start, meant.words.end).words == before else None

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that may stand beside the item."""
        return frozenset(evidence.labels(self.item)) | self.required | self._notes()

    @cached_property
    def required(self) -> frozenset[str]:
        """The labels that must stand beside the item: what would be misleading to leave out."""
        item = self.item
        if isinstance(item, KeyFigure):
            return frozenset(amounts.hedges(item.figure))
        if isinstance(item, Quotation) and item.quote.inferred and item.quote.speaker:
            return frozenset({"page_inferred"})
        if isinstance(item, Entry) and item.event.status is EventStatus.UPCOMING and item.event.period is not None:
            return frozenset({"page_expected"})
        return frozenset()

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """The dates of a coarser event that an entry may stand anywhere in."""
        within = self._dated.within if self._dated else None
        return formats.stamps(within, self._claims.formats) if within else frozenset()

    def _notes(self) -> frozenset[str]:
        if isinstance(self.item, Entry):
            dated = self._dated
            if dated is None:
                return frozenset()
            order = {"page_order_same" if dated.within == dated.period else "page_order"} if dated.within else set()
            return frozenset({*formats.notes(dated.period), *order})
        unnamed = isinstance(self.item, Quotation) and self.item.quote.speaker is None
        return frozenset({"page_unnamed"}) if unnamed else frozenset()

    def _periods(self) -> Iterable[tuple[Period, Span]]:
        item = self.item
        if isinstance(item, Entry):
            event = item.event
            if event.period and self._dated:
                yield event.period, event.when.words if event.when else event.words
        elif isinstance(item, (Quotation, Gap)):
            when = item.when if isinstance(item, Quotation) else item.date
            if when and when.period:
                yield when.period, when.words
