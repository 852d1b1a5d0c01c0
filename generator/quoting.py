"""How much of an article's words its page may quote, and the lines of a page clipped until it keeps to that.

No fact is left out for it: first all but three quotations go, then an event, a row or a quotation that is too long
loses words at its end, where a reader can do without them, and the page marks the cut. A sentence of the short answer
is never cut; of a very short article the last of three go, its quotations, the longest first, and then the events that
matter least. The rows of the
latest and the next event are cut to what the timeline quotes of them anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from generator import evidence, extracts
from generator.config import Config
from generator.language import Language
from generator.model import (
    Answer,
    Article,
    Entry,
    Explainer,
    Gap,
    Item,
    LabelKey,
    Quotation,
    Quote,
    Reading,
    Row,
    Section,
)
from generator.text import Span

_STEPS: tuple[tuple[int | None, int, int, int | None], ...] = (
    (None, 3, 4, None),
    *((length, 3, 4, None) for length in (40, 32, 26, 22, 18)),
    *((length, 2, 4, None) for length in (32, 26, 22, 18, 15, 12)),
    (12, 2, 2, None),
    (12, 1, 2, None),
    (12, 0, 2, None),
    *((12, 0, 2, most) for most in (12, 10, 8)),
    *((12, 0, 1, most) for most in (8, 7, 6, 5, 4, 3)),
)
"""The most words of a line, quotations, sentences of the answer and events, tried in this order."""
_KEPT = 0.55
"""The least part of a line that is kept."""
_SLACK, _WORTH = 5, 3
"""Words by which a line may be longer to end at a pause, and words that a cut must save."""
_EVENTS = frozenset({LabelKey("row_latest"), LabelKey("row_next")})
"""Rows that tell an event of the timeline."""
_AFTER_VERB = 3
"""Words kept after the verb of an event."""


@dataclass(frozen=True)
class ClippingWords:
    """The table `clipping` of a language.

    `openers` are words before which a line may be cut, `turning` those that may never be cut off, `asked` those that
    open what a verb cannot do without.
    """

    TABLE: ClassVar[str] = "clipping"

    openers: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def limit(article: Article, config: Config) -> int | None:
    """The most per cent of an article's words that a page may quote; None for no limit."""
    if article.quote_limit is not None:
        return article.quote_limit
    return config.quote_limit if article.of_others else None


def fitted(explainer: Explainer, config: Config, language: Language) -> Explainer:
    """The explainer with its lines clipped as little as the limits of its articles ask for, or as far as that goes."""
    over = _over(explainer, config)
    clipped = explainer
    for step in _STEPS if over else ():
        told = tuple(item.event.words for item in explainer.items("timeline") if isinstance(item, Entry))
        clipper = _Clipper({id(reading.article.source): reading for reading in over}, *step, told, language)
        sections = (clipper.section(section) for section in explainer.sections)
        clipped = replace(explainer, sections=tuple(section for section in sections if section.items))
        if not _over(clipped, config):
            break
    return clipped


def share(explainer: Explainer, reading: Reading, config: Config) -> tuple[int, int]:
    """How many words of an article a page of the explainer quotes, each counted once, and how many it has."""
    source = reading.article.source
    covered = bytearray(len(source.text))
    for span in _quoted(explainer, reading, config):
        covered[span.start : span.end] = b"\1" * len(span)
    words = [match.span() for match in re.finditer(r"\S+", source.readable)]
    return sum(any(covered[start:end]) for start, end in words), len(words)


def _over(explainer: Explainer, config: Config) -> list[Reading]:
    """The articles that are quoted beyond their limit."""
    found = []
    for reading in explainer.story.readings:
        most = limit(reading.article, config)
        if most is not None:
            quoted, total = share(explainer, reading, config)
            found += [reading] if 100 * quoted > most * total else []
    return found


def _quoted(explainer: Explainer, reading: Reading, config: Config) -> Iterable[Span]:
    source, headline = reading.article.source, reading.article.headline
    for section in explainer.sections:
        for item in section.items:
            yield from (span for span in evidence.spans(item) if span.source is source)
    for extract in evidence.gather(explainer).extracts:
        if extract.reading is reading:
            yield from extracts.pieces(extract, config)
    if headline is not None and not reading.article.title:
        yield headline


@dataclass(frozen=True, slots=True)
class _Clipper:
    readings: dict[int, Reading]
    length: int | None
    quotes: int
    answers: int
    events: int | None
    told: tuple[Span, ...]
    language: Language

    @property
    def words(self) -> ClippingWords:
        """Where a line may end."""
        return self.language.words(ClippingWords)

    def section(self, section: Section) -> Section:
        """A section with its lines clipped: fewer quotations, sentences and events, where there are too many."""
        quotes = [item for item in section.items if isinstance(item, Quotation) and self._own(item.quote.words)]
        answers = [item for item in section.items if isinstance(item, Answer) and self._own(item.sentence.words)]
        left: list[Item] = [*sorted(quotes, key=lambda item: len(item.quote.said))[self.quotes :]]
        left += answers[self.answers :]
        entries = [item for item in section.items if isinstance(item, Entry) and self._own(item.event.words)]
        if self.events is not None:
            left += sorted(entries, key=lambda item: (item.further, -item.event.salience))[self.events :]
        return replace(section, items=tuple(self._item(item) for item in section.items if item not in left))

    def _own(self, words: Span) -> bool:
        return id(words.source) in self.readings

    def _item(self, item: Item) -> Item:
        if isinstance(item, Entry):
            before = tuple(self._event(words) for words in item.event.before)  # these are told by their words
            return replace(item, event=replace(item.event, words=self._event(item.event.words), before=before))
        if isinstance(item, Gap) and item.words is not None:
            return replace(item, words=self._event(item.words))
        if isinstance(item, Row):
            clause = item.words
            if self.length is not None and item.label in _EVENTS:
                clause = next((words for words in self.told if item.words.contains(words)), item.words)
            told = tuple((span, self._cut(span)) for span in (clause, *item.also))
            words, *also = (cut for _, cut in told)
            return replace(item, words=words, also=tuple(also), cut=tuple(cut for span, cut in told if cut != span))
        if isinstance(item, Quotation):
            around = item.context if self.length is None or not self._own(item.quote.words) else None
            return replace(item, quote=self._quote(item.quote), context=around)
        return item

    def _quote(self, quote: Quote) -> Quote:
        return replace(quote, said=self._cut(quote.said, pauses=True))

    def _event(self, words: Span) -> Span:
        """An event keeps its verb, and what stands just after it."""
        reading = self.readings.get(id(words.source))
        clauses = reading.clauses if reading else ()
        verbs = [clause.verb.end for clause in clauses if clause.verb and words.contains(clause.verb)]
        return self._cut(words, max(verbs, default=words.start))

    def _cut(self, words: Span, verb: int = 0, *, pauses: bool = False) -> Span:
        if self.length is None or not self._own(words):
            return words
        tokens = [words.sub(match.start(), match.end()) for match in re.finditer(r"\S+", words.readable)]
        after_verb = sum(token.start < verb for token in tokens) + (_AFTER_VERB if verb else 0)
        least = max(after_verb, round(_KEPT * len(tokens)))
        if len(tokens) <= self.length:
            return words
        most = min(max(self.length, least + _SLACK), len(tokens) - _WORTH)
        ends = (end for end in range(most, least - 1, -1) if self._may_end(words, tokens, end, verb, pauses))
        end = next(ends, None)
        return words if end is None else tokens[0].to(tokens[end - 1]).strip(",;:–—-")

    def _may_end(self, words: Span, tokens: list[Span], end: int, verb: int, pauses: bool) -> bool:
        """Whether a line may be cut after so many words.

        It ends at a pause, outside brackets; what is cut off turns nothing round, and is not what the verb asks for
        ("promised in May | to free her").
        """
        kept, left = words.readable[: tokens[end].start - words.start], tokens[end:]
        folded = {token.readable.strip(".,;:!?“”‘’\"'()").casefold() for token in left}
        opens = not pauses and left[0].readable.casefold() in self.words.openers
        pause = opens or kept.rstrip()[-1:] in ".?!,;:–—"
        whole = all(kept.count(opened) == kept.count(closed) for opened, closed in ("“”", "()", "[]"))
        asked = {token.readable.casefold() for token in tokens[:end] if token.start >= verb}
        asks = any(word in folded and word not in asked for word in self.words.asked)
        return pause and whole and not asks and folded.isdisjoint(self.words.turning)
