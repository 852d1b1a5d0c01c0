"""What of an article stands behind a page: the spans that each item prints, and the sentences they are cited to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import takewhile

from generator.lasting import kept
from generator.model import (
    Answer,
    Block,
    BlockKind,
    Entry,
    Explainer,
    Gap,
    Item,
    KeyFigure,
    LabelKey,
    Profile,
    Quotation,
    Quote,
    Reading,
    Row,
)
from generator.text import Span

_OUTER = ' \n\t"“”„«»'


def said(quote: Quote) -> Span:
    """The words of a quotation without its outer marks and without a clause-final comma."""
    bare = quote.said.strip(_OUTER)
    return bare.sub(0, len(bare) - 1) if str(bare).endswith(",") else bare


def in_part(quote: Quote) -> bool:
    """Whether words of a quotation are left out at its end."""
    left = Span(quote.said.source, quote.said.end, max(quote.said.end, quote.words.end))
    return any(character.isalnum() for character in left.readable)


@singledispatch
def spans(item: Item) -> tuple[Span, ...]:
    """Every span of words that a page may print for an item, or that proves a typed value of it."""
    raise TypeError(f"no item of a section: {item!r}")


@spans.register
def _(item: Answer) -> tuple[Span, ...]:
    return (item.sentence.words, *_given(item.referent.name if item.referent else None))


@spans.register
def _(item: KeyFigure) -> tuple[Span, ...]:
    return (item.figure.words, *_given(item.caption))


@spans.register
def _(item: Row) -> tuple[Span, ...]:
    return (item.words, *item.also)


@spans.register
def _(item: Entry) -> tuple[Span, ...]:
    when = item.event.when
    said, who = item.event.attribution, item.event.who
    return (item.event.words, *_given(when.words if when else None, said, who.name if who else None))


@spans.register
def _(item: Profile) -> tuple[Span, ...]:
    return (item.person.words, *(role.words for role in item.roles), *_given(item.person.age_words))


@spans.register
def _(item: Quotation) -> tuple[Span, ...]:
    quote = item.quote
    return (said(quote), *_given(quote.speaker, quote.venue, item.when.words if item.when else None, item.context))


@spans.register
def _(item: Gap) -> tuple[Span, ...]:
    return _given(item.words, item.date.words if item.date else None)


def labels(item: Item) -> tuple[LabelKey, ...]:
    """The keys of the labels that an item brings with it."""
    given = (
        (item.label,) if isinstance(item, (KeyFigure, Row, Gap)) else (item.group,) if isinstance(item, Profile) else ()
    )
    return tuple(key for key in given if key is not None)


def _given(*maybe: Span | None) -> tuple[Span, ...]:
    return tuple(span for span in maybe if span is not None)


@dataclass(frozen=True, slots=True)
class Extract:
    """A numbered source: a sentence (or a block that holds none), and the spans of it that the page uses."""

    number: int
    reading: Reading
    words: Span
    caption: bool
    used: tuple[Span, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources of an explainer, numbered in article order across its readings in their order."""

    readings: tuple[Reading, ...]
    extracts: tuple[Extract, ...]
    _behind: dict[tuple[int, int, int], tuple[Span, ...]] = field(default_factory=dict, repr=False, compare=False)
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict, repr=False, compare=False)
    _found: dict[tuple[int, int, int], tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    _starts: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts.update(_starts(self.readings))
        self._numbers.update((_place(extract.words), extract.number) for extract in self.extracts)

    def numbered(self, number: str) -> Extract | None:
        """The source of a number as pages write it; None for what is the number of none."""
        place = int(number) - 1 if number.isdecimal() else -1
        found = self.extracts[place] if 0 <= place < len(self.extracts) else None
        return found if found is not None and str(found.number) == number else None

    def numbers(self, span: Span) -> tuple[int, ...]:
        """The numbers of all sentences that the span takes words from; none where it is not used on the page."""
        place = _place(span)
        if place not in self._found:
            known = (self._numbers.get(_place(words)) for words in self.behind(span))
            self._found[place] = tuple(sorted(number for number in known if number is not None))
        return self._found[place]

    def behind(self, span: Span) -> tuple[Span, ...]:
        """The sentences that the span takes words from; its blocks, or the span itself, where it is in none."""
        place = _place(span)
        if place not in self._behind:
            self._behind[place] = _behind(self.readings, span, self._starts)
        return self._behind[place]


@kept
def gather(explainer: Explainer) -> Evidence:
    """The evidence of every item of an explainer."""
    readings = explainer.story.readings
    starts, order = _starts(readings), _order(readings)
    behind: dict[tuple[int, int, int], tuple[Span, ...]] = {}
    used: dict[tuple[int, int, int], tuple[Span, list[Span], list[str]]] = {}
    for section in explainer.sections:
        for span in [span for item in section.items for span in spans(item)]:
            place = _place(span)
            if place not in behind:
                behind[place] = _behind(readings, span, starts)
            for words in behind[place]:
                _, uses, sections = used.setdefault(order(words), (words, [], []))
                uses.append(span)
                if section.name not in sections:
                    sections.append(section.name)
    extracts = tuple(
        Extract(number, *_home(readings, words), tuple(sorted(uses, key=_bounds)), tuple(sections))
        for number, (_, (words, uses, sections)) in enumerate(sorted(used.items(), key=_first), 1)
    )
    return Evidence(readings, extracts, behind)


def reading_of(readings: tuple[Reading, ...], span: Span) -> Reading:
    """The reading whose article the span is of; ValueError where it is of none."""
    for reading in readings:
        if reading.article.source is span.source:
            return reading
    raise ValueError(f"words of no article of this story: {str(span)!r}")


def _starts(readings: tuple[Reading, ...]) -> dict[int, list[int]]:
    """Where the sentences of each reading begin, by the identity of its source."""
    return {
        id(reading.article.source): [sentence.words.start for sentence in reading.sentences] for reading in readings
    }


def _behind(readings: tuple[Reading, ...], span: Span, starts: dict[int, list[int]]) -> tuple[Span, ...]:
    reading = reading_of(readings, span)
    known = starts[id(span.source)]
    first, after = max(0, bisect_right(known, span.start) - 1), bisect_left(known, span.end)
    near = [sentence.words for sentence in reading.sentences[first:after]]
    sentences = tuple([words for words in near if words.overlaps(span)])
    if sentences:
        return sentences
    return tuple(block.words for block in _blocks(reading, span)) or (span,)


def _home(readings: tuple[Reading, ...], words: Span) -> tuple[Reading, Span, bool]:
    reading = reading_of(readings, words)
    return reading, words, any(block.kind is BlockKind.CAPTION for block in _blocks(reading, words))


def _blocks(reading: Reading, words: Span) -> Iterator[Block]:
    """The blocks that a span takes words from."""
    blocks = reading.article.blocks
    first = max(0, bisect_right(blocks, words.start, key=lambda block: block.words.start) - 1)
    near = takewhile(lambda block: block.words.start < words.end, blocks[first:])
    return (block for block in near if block.words.overlaps(words))


def _order(readings: tuple[Reading, ...]) -> Callable[[Span], tuple[int, int, int]]:
    """The place of a span among all articles; the same words of an article that stands there twice have one."""
    sources = [reading.article.source for reading in readings]
    place = {id(source): sources.index(source) for source in sources}
    return lambda span: (place[id(span.source)], span.start, span.end)


def _first(pair: tuple[tuple[int, int, int], object]) -> tuple[int, int, int]:
    return pair[0]


def _place(span: Span) -> tuple[int, int, int]:
    return id(span.source), span.start, span.end


def _bounds(span: Span) -> tuple[int, int]:
    return span.start, span.end
