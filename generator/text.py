"""An article's characters and the spans of them: the only way to hold an article's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from generator import pickled

Extracts = Literal["full", "clip", "link"]
"""How much of a sentence a source list quotes: all, what the page uses of it, or nothing but its address."""


@dataclass(frozen=True, slots=True)
class Source:
    """The only holder of an article's characters.

    Offsets are Unicode code points. `markup` lists the [start, end) ranges of `text` that are notation, not words
    (the asterisks of Markdown): finders see them as blanks, pages leave them out, offsets stay those of `text`.
    """

    text: str
    markup: tuple[tuple[int, int], ...] = ()
    readable: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pieces, at = [], 0
        for start, end in self.markup:
            if not at <= start <= end <= len(self.text):
                raise ValueError(f"markup [{start}, {end}) overlaps, or leaves a text of {len(self.text)} characters")
            pieces += [self.text[at:start], " " * (end - start)]
            at = end
        object.__setattr__(self, "readable", "".join(pieces) + self.text[at:] if pieces else self.text)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The span [start, end); the whole text by default."""
        return Span(self, start, len(self.text) if end is None else end)

    def line_col(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=32)  # of the articles at hand, not of all that were read
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


_WORD = re.compile(r"[a-zß-öø-ɏ]+|\d+|[^\W\d_]+")  # Latin letters apart from others, as a range is faster


@lru_cache(maxsize=1024)  # of the sentences at hand: each finder asks what stands in them before it tries its patterns
def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, and its numbers in digits; "5th" is two."""
    return frozenset(_WORD.findall(text.lower()))


@lru_cache(maxsize=1024)
def numbers(text: str) -> frozenset[str]:
    """The numbers in digits of a text, without marks: "1,200" is two."""
    return frozenset(word for word in vocabulary(text) if word[0].isdigit())


def longest_word(name: str) -> str:
    """The longest word of a name, in lower case, the first of several: it stands in fewer sentences than the others."""
    words: list[str] = _WORD.findall(name.lower())
    return max(words, key=len, default=name)


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Characters [start, end) of a source; `str(span)` reads them. Bounds are checked when it is made."""

    source: Source = field(repr=False, compare=True)
    start: int
    end: int

    # By hand, because an article makes a thousand of them, and dataclasses would take twice the time.
    def __init__(self, source: Source, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(source.text):
            raise ValueError(f"span [{start}, {end}) leaves a text of {len(source.text)} characters")
        _put_source(self, source)
        _put_start(self, start)
        _put_end(self, end)

    def __str__(self) -> str:
        return self.source.text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True  # an empty span is a place, not an absence

    @property
    def readable(self) -> str:
        """The words as finders see them: markup is blank, the length is that of the span."""
        return self.source.readable[self.start : self.end]

    @property
    def unmarked(self) -> str:
        """The characters without markup, white space as it stands."""
        pieces, at, markup = [], self.start, self.source.markup
        if not markup:
            return self.source.text[self.start : self.end]
        for start, end in markup[max(0, bisect_right(markup, (self.start, self.start)) - 1) :]:
            if start >= self.end:
                break
            if end > self.start:
                pieces.append(self.source.text[at : max(start, at)])
                at = max(at, min(end, self.end))
        return "".join(pieces) + self.source.text[at : self.end]

    @property
    def words(self) -> str:
        """The words as pages print them: markup left out, white space folded."""
        return " ".join(self.unmarked.split())

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside, in the same source."""
        return self.source is other.source and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character of the same source."""
        return self.source is other.source and self.start < other.end and other.start < self.end

    def sub(self, start: int, end: int | None = None) -> Span:
        """The span [start, end) counted from this span's start."""
        return Span(self.source, self.start + start, self.end if end is None else self.start + end)

    def to(self, other: Span) -> Span:
        """The span from this one's start to the other's end."""
        return Span(self.source, self.start, other.end)

    def strip(self, characters: str | None = None) -> Span:
        """Without the given characters (white space by default) at either end."""
        text = self.readable
        kept = len(text.strip(characters))
        if kept == len(text):
            return self
        left = len(text) - len(text.lstrip(characters))
        return Span(self.source, self.start + left, self.start + left + kept)

    def find(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """Matches of `pattern` inside the span (look-arounds may see beyond it), whose groups are spans."""
        for match in pattern.finditer(self.source.readable, self.start, self.end):
            yield Found(self.source, match)

    def first(self, pattern: re.Pattern[str]) -> Found | None:
        """The first match of `pattern`, or None."""
        match = pattern.search(self.source.readable, self.start, self.end)
        return None if match is None else Found(self.source, match)


_put_source, _put_start, _put_end = (vars(Span)[name].__set__ for name in ("source", "start", "end"))


class Found(NamedTuple):
    """A match whose groups are spans."""

    source: Source
    match: re.Match[str]

    @property
    def span(self) -> Span:
        """The whole match."""
        return Span(self.source, *self.match.span())

    def group(self, name: str | int) -> Span | None:
        """The span of a group, or None where it took no part or the pattern has no such group."""
        if isinstance(name, str) and name not in self.match.re.groupindex:
            return None
        start, end = self.match.span(name)
        return None if start < 0 else Span(self.source, start, end)

    def text(self, name: str | int) -> str:
        """The characters of a group; the empty string where it took no part."""
        span = self.group(name)
        return "" if span is None else span.readable


pickled.quickly((Source, Span))
