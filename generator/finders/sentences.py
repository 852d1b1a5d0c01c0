"""Sentences: the words of each block cut where one sentence ends and the next begins. Furniture has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import Language
from generator.model import Article, Block, BlockKind, Sentence
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(\\["
_MARKS = re.compile(r"[.!?…؟۔]++")
_MARKER = re.compile(
    rf"(?P<bullet>[•⁃‣◦▪●]\s*)?(?:(?P<label>\d{{1,3}}|[a-z])(?P<form>\.\)|[.)])\s+)?(?=[{_OPENERS}]*\w)"
)


@dataclass(frozen=True)
class SentenceWords:
    """`titles` never end a sentence, `abbreviations` end one only before a word that commonly opens a sentence.

    `openers` are those words; `attributions` are verbs that attach a following speaker to a question or an exclamation
    in quotation marks; `times` is the pattern of a time of day that opens a sentence and is none, `hours` that of what
    may go on after a time of day with a capital letter; `dateline` is the pattern of a place (and agency) before the
    first sentence of a story.
    """

    TABLE: ClassVar[str] = "sentences"

    titles: tuple[str, ...]
    abbreviations: tuple[str, ...]
    openers: tuple[str, ...]
    attributions: tuple[str, ...]
    times: str
    hours: str
    dateline: str

    @cached_property
    def stop(self) -> re.Pattern[str]:
        """A run of final marks with what closes after it, before white space and a word that may open a sentence.

        `spaced` is a run of three or four points with spaces between them, standing apart from the word before.
        """
        return compiled(
            rf"(?P<mark>(?P<spaced>(?<!\S)\.(?: \.){{2,3}})|{_MARKS.pattern})(?P<close>[{_CLOSERS}]*)(?P<gap>\s+)"
            rf"(?=(?P<open>[{_OPENERS}]*)(?P<next>\S))"
        )

    def stops(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of `stop` in a text, looked for where marks begin: long runs of them are read in linear time."""
        end = 0
        for marks in _MARKS.finditer(text):
            if marks.start() >= end and (match := self.stop.match(text, marks.start())):
                end = match.end()
                yield match

    @cached_property
    def before(self) -> re.Pattern[str]:
        """The end of a text whose last token takes its full stop with it: a title, an initial, an abbreviation."""
        return compiled(
            rf"(?<![\w.])(?:(?P<title>{either(self.titles)})|(?P<initial>(?:[A-Z]\.)*[A-Z])"
            rf"|(?P<clock>(?<=\d\s)[aApP]\.[mM])"
            rf"|(?P<abbreviation>{either(self.abbreviations)}|(?:[a-zA-Z]\.)+[a-zA-Z]))\.$"
        )

    @cached_property
    def opener(self) -> re.Pattern[str]:
        """A word that commonly opens a sentence, at the start of a text."""
        return compiled(rf"[{_OPENERS}]*{either(self.openers)}\b")

    @cached_property
    def attribution(self) -> re.Pattern[str]:
        """A speaker of up to four words and a verb of speech, at the start of a text."""
        return compiled(rf"(?:{either(self.attributions)}\s|(?:[\w’'.-]+\s){{1,4}}?{either(self.attributions)}\b)")

    @cached_property
    def time(self) -> re.Pattern[str]:
        """A time of day before anything else, with the full stop of its abbreviation."""
        return compiled(self.times)

    @cached_property
    def hour(self) -> re.Pattern[str]:
        """What belongs to the time of day before it, at the start of a text."""
        return compiled(self.hours)

    @cached_property
    def place(self) -> re.Pattern[str]:
        """A dateline at the start of a text."""
        return compiled(self.dateline)


def find(article: Article, language: Language) -> tuple[Sentence, ...]:
    """The sentences of an article in text order. Photo credits and a dateline belong to none."""
    words = language.words(SentenceWords)
    found: list[Sentence] = []
    seen_paragraph = False
    for index, block in enumerate(article.blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        span = _without_credit(block)
        if block.kind is BlockKind.PARAGRAPH and not seen_paragraph:
            seen_paragraph = True
            span = _without_dateline(span, words)
        found += [Sentence(piece, index) for piece in split(span, words)]
    return tuple(found)


def split(span: Span, words: SentenceWords) -> Iterator[Span]:
    """The sentences of one block; each item of a list inside it is one too, with its marker."""
    text = span.readable
    items = tuple(_items(text))
    start = 0
    for end, begin in sorted({*((item.start(), item.start()) for item in items), *_ends(text, items, words)}):
        if begin > start:
            yield span.sub(start, end).strip()
            start = begin
    if len(rest := span.sub(start).strip()):
        yield rest


def _items(text: str) -> Iterator[re.Match[str]]:
    """The markers of a list that a text opens with, each followed by the next of its kind and number."""
    marker = _MARKER.match(text)
    while marker and (marker["bullet"] or marker["label"]):
        yield marker
        label, form = marker["label"] or "", re.escape(marker["form"] or "")
        after = str(int(label) + 1) if label.isdecimal() else chr(ord(label) + 1) if label else ""
        following = rf"(?<=\s){re.escape((marker['bullet'] or '').strip())}\s*{after}{form}\s*(?=[{_OPENERS}]*[A-Z0-9])"
        found = re.compile(following).search(text, marker.end())
        marker = found and _MARKER.match(text, found.start())


def _ends(text: str, items: Sequence[re.Match[str]], words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Where a sentence ends, with where the next one begins."""
    begin = 0
    for match in words.stops(text):
        if any(item.start() <= match.start() < item.end() for item in items):
            continue
        if _ends_at(text, begin, match, words):
            begin = match.end()
            yield match.end("close"), begin


def _ends_at(text: str, begin: int, match: re.Match[str], words: SentenceWords) -> bool:
    mark, after = match["mark"], text[match.end() : match.end() + 60]
    opens = match["next"]
    if opens == ".":  # an ellipsis with spaces, which opens a sentence or closes the text
        return re.match(r"\. \. \.\s+[A-Z]", after) is not None
    if opens.islower() or opens in ",;:)]–—-" or text[match.start() - 1 : match.start()] == "[":
        return False
    if match["spaced"]:
        return len(mark) > len(". . .")
    if mark == "." and not match["close"]:
        before = words.before.search(text[max(0, match.start() - 30) : match.end("mark")])
        if before is not None:
            told = text[begin : match.end("mark")]
            return _abbreviation_ends(before, after, words) and words.time.fullmatch(told) is None
    # A question inside quotation marks goes on into the words that say who asked it.
    return not (match["close"] and mark[-1] in "?!…" and words.attribution.match(after))


def _abbreviation_ends(before: re.Match[str], after: str, words: SentenceWords) -> bool:
    if before["clock"]:
        return words.hour.match(after) is None
    return before["title"] is None and words.opener.match(after) is not None


def _without_credit(block: Block) -> Span:
    if block.credit is None:
        return block.words
    return Span(block.words.source, block.words.start, block.credit.start).strip()


def _without_dateline(span: Span, words: SentenceWords) -> Span:
    match = words.place.match(span.readable)
    return span.sub(match.end()) if match else span
