"""Regular expressions made of word lists, and many of them that are compiled when they are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.regexes import compiled


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; a space matches any white space inside a line.

    Words that begin alike share that beginning in the pattern, so that a long list costs little more than a short one.
    """
    root: dict[str, Any] = {}
    for word in words:
        letters = root
        for letter in word:
            letters = letters.setdefault(letter, {})
        letters[""] = {}
    return f"(?:{_branches(root)})" if root else "(?:)"


def _branches(letters: Mapping[str, Any]) -> str:
    """A pattern for what may come next, by letter; the empty string is where a word ends."""
    told = ""
    while len(letters) == 1:
        ((letter, letters),) = letters.items()
        if not letter:
            return told
        told += _escaped(letter)
    branches = [_escaped(letter) + _branches(letters[letter]) for letter in sorted(letters) if letter]
    if "" in letters:
        return f"{told}(?:{'|'.join(branches)})?"
    return f"{told}(?:{'|'.join(branches)})"


@cache
def _escaped(letter: str) -> str:
    """The pattern of one letter."""
    return r"[^\S\n]+" if letter == " " else re.escape(letter)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns by number, each compiled when it is first asked for: an article wants few of the hundred there are."""

    sources: Sequence[str]
    flags: re.RegexFlag = re.NOFLAG
    _compiled: dict[int, re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, number: int) -> re.Pattern[str]:
        pattern = self._compiled.get(number)
        if pattern is None:
            pattern = self._compiled[number] = compiled(self.sources[number], self.flags)
        return pattern

    def __len__(self) -> int:
        return len(self.sources)

    def __iter__(self) -> Iterator[re.Pattern[str]]:
        return (self[number] for number in range(len(self)))
