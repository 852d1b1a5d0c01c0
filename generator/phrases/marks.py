"""Quotation marks: which pairs stand in an article's blocks, straight and curly, over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import ClassVar, TypeVar

from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_DOUBLE = re.compile(r"[“”„«»\"]")
_SINGLE_OPEN = re.compile(r"[‘'](?<![\w’'][‘'])(?=[^\W_])")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")
_BEFORE_OPENING = frozenset("([{—–-/‘'“")
_TYPED = "''"
_INNER = '“"'
_LONG = 1500  # characters of a quotation in single marks that holds others
_INSIDE = 8  # quotations that it may hold
_MOST = 1000  # marks in one block: where there are more, it is no prose
_STOPS = frozenset(",.!?…")

Mark = TypeVar("Mark")


@dataclass(frozen=True)
class MarkWords:
    """The table `marks`: `naming` words stand before a name or a title in marks ("a robot called"); `small` are the
    words that titles of works write small, split on white space.
    """

    TABLE: ClassVar[str] = "marks"

    naming: tuple[str, ...]
    small: str

    @cached_property
    def _naming(self) -> re.Pattern[str]:
        return compiled(rf"(?<![\w'’-])(?:{either(self.naming)})[\s,]*$")

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(self.small.split())

    def names_it(self, lead: Span) -> bool:
        """Whether the words before a mark say that a name or a title follows: "a robot called", "the film"."""
        return self._naming.search(lead.readable[-40:]) is not None

    def is_title(self, said: Span) -> bool:
        """Whether the words look like the title of a work: each but the small ones has a capital."""
        words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", str(said)) if word.lower() not in self._small]
        if str(said)[-1:] in {"!", "?"}:
            return False
        return bool(words) and all(word[0].isupper() for word in words)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks: `words` with the marks, `said` without. `closed`: the closing mark is there."""

    words: Span
    said: Span
    closed: bool = True


def pairs(blocks: Sequence[Span]) -> tuple[Marked, ...]:
    """The outermost quotations of the blocks, in text order; a quotation inside a quotation is part of the outer one.

    A quotation that its block leaves open goes on in the next block where that one opens with the mark again or closes
    it first; otherwise it ends with its block.
    """
    found: list[Marked] = []
    opened: int | None = None
    for index, block in enumerate(blocks):
        marks = _few(_oriented(block))
        if opened is not None:
            if marks and (marks[0][1] == "close" or marks[0][0] == block.start):
                marks = marks[marks[0][1] == "open" :]
            else:
                found.append(_unclosed(blocks[index - 1], opened))
                opened = None
        for at, (position, side) in enumerate(marks):
            if opened is not None and side == "close":
                found.append(_marked(block, opened, position))
                opened = None
            elif side == "open" or (opened is None and _closes_next(marks, at)):
                opened = position
    if opened is not None:
        found.append(_unclosed(blocks[-1], opened))
    doubles = sorted(found, key=lambda marked: marked.words.start)
    singles = list(_singles(blocks, doubles))
    around = [single.words for single in singles if any(mark in str(single.said) for mark in _INNER)]
    outer = [marked for marked in doubles if not any(words.contains(marked.words) for words in around)]
    return tuple(sorted([*outer, *singles], key=lambda marked: marked.words.start))


def _few(marks: Iterable[Mark]) -> list[Mark]:
    """The marks of a block; none where there are too many."""
    found = list(islice(marks, _MOST + 1))
    return found if len(found) <= _MOST else []


def _marked(block: Span, opened: int, closed: int) -> Marked:
    source = block.source
    return Marked(source.span(opened, closed + 1), source.span(opened + 1, closed).strip())


def _unclosed(block: Span, opened: int) -> Marked:
    return Marked(block.source.span(opened, block.end).strip(), block.source.span(opened + 1, block.end).strip(), False)


def _oriented(block: Span) -> Iterator[tuple[int, str]]:
    """The double marks of a block with the side they stand on; a straight one is read from its neighbours."""
    text = block.source.readable
    for match in _DOUBLE.finditer(text, block.start, block.end):
        at, mark = match.start(), match.group()
        if mark == '"':
            before = text[at - 1] if at > block.start else " "
            after = text[at + 1] if at + 1 < block.end else " "
            opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
            yield at, "open" if opens else "close"
        else:
            yield at, "close" if mark in "”»" else "open"


def _closes_next(marks: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether a mark that looks like a closing one must open: nothing is open, and the next one closes."""
    return at + 1 < len(marks) and marks[at + 1][1] == "close"


def _singles(blocks: Sequence[Span], doubles: Sequence[Marked]) -> Iterator[Marked]:
    """Quotations in single marks outside all double ones; an apostrophe closes nothing that a later mark may close."""
    at = 0
    for block in blocks:
        text = block.source.readable
        edge = block.start
        if _TYPED in block.readable:
            continue  # what is single there stands inside a quotation whose marks are typed as two apostrophes
        for start in _few(match.start() for match in _SINGLE_OPEN.finditer(text, block.start, block.end)):
            while at < len(doubles) and doubles[at].words.end <= start:
                at += 1
            limit = min(doubles[at].words.start, block.end) if at < len(doubles) else block.end
            if start < edge or start >= limit:
                continue
            following = _SINGLE_OPEN.search(text, start + 1, limit)
            end = _single_end(text, start, following.start() if following else limit)
            if end is None and limit < block.end:
                end = _single_around(text, start, min(block.end, start + _LONG), doubles[at : at + _INSIDE])
            if end is not None:
                yield _marked(block, start, end)
                edge = end + 1


def _single_around(text: str, start: int, limit: int, doubles: Sequence[Marked]) -> int | None:
    """Where a quotation in single marks closes, after a stop, that holds quotations in double ones."""
    for match in _SINGLE_CLOSE.finditer(text, start + 2, limit):
        end = match.start()
        inside = any(marked.words.start < end < marked.words.end for marked in doubles)
        if text[end - 1] in _STOPS and not inside:
            return end
    return None


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Where a quotation in single marks closes: after a stop, else at the first mark that is no plural's apostrophe."""
    ends = [match.start() for match in _SINGLE_CLOSE.finditer(text, start + 2, limit)]
    for end in ends:
        if text[end - 1] in _STOPS:
            return end
    return next((end for end in ends if text[end - 1] not in "sS"), ends[-1] if ends else None)
