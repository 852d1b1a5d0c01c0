"""What is said of a person after the name: appositions, "is a ...", "who heads ...", "resigned as ..."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import either
from generator.text import Span

_WINDOW = 220  # characters of a sentence that are read after a name: keeps hostile lines linear
_PHRASE = r"[^,;:()—\"“”]*?"

Found = tuple[Span, str]
"""A phrase and the rule that found it."""


@dataclass(frozen=True)
class AppositionWords:
    """The table `appositions`.

    `articles` open a noun phrase, `links` and `articles` stand inside a name, `be` are verbs before what somebody is,
    `who` and `heading` begin a relative clause that tells an office, `offices` and `office_link` come before one,
    `belonging` before the body somebody speaks for, `conjunction` between two appositions; `ends` end one.
    """

    TABLE: ClassVar[str] = "appositions"

    articles: tuple[str, ...]
    links: tuple[str, ...]
    be: tuple[str, ...]
    who: tuple[str, ...]
    ends: tuple[str, ...]
    offices: tuple[str, ...]
    office_link: str
    heading: tuple[str, ...]
    belonging: tuple[str, ...]
    conjunction: str

    @cached_property
    def _end(self) -> str:
        return rf"(?=\s*(?:[,;:()—\"“”]|\.(?:\s|$)|\s(?:{either(self.ends)})\b)|\s*$)"

    @cached_property
    def _apposition(self) -> re.Pattern[str]:
        articles = either(self.articles)
        return re.compile(rf"\s*,\s+(?P<role>(?:{articles}\s|\w){_PHRASE}){self._end}")

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return re.compile(rf"\s*,?\s+{self.conjunction}\s+(?P<role>\w{_PHRASE}){self._end}")

    @cached_property
    def _copula(self) -> re.Pattern[str]:
        return re.compile(rf"\s+(?:{either(self.be)})\s+(?P<role>(?:{either(self.articles)})\s{_PHRASE}){self._end}")

    @cached_property
    def _relative(self) -> re.Pattern[str]:
        return re.compile(
            rf"\s*,\s+(?P<role>(?:{either(self.who)})\s+(?:{either(self.heading)})\s{_PHRASE}){self._end}"
        )

    @cached_property
    def _member(self) -> re.Pattern[str]:
        name = rf"[^\W\d_a-z][\w.&'’-]*(?:\s+(?:{either(self.links)}|{either(self.articles)}))*"
        return re.compile(
            rf"\s*(?P<comma>,)?\s+(?P<role>(?:{either(self.belonging)})\s+(?:{either(self.articles)}\s+)?{name}(?:\s+{name})*)",
        )

    @cached_property
    def _office(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{either(self.offices)})\s+{self.office_link}\s+(?P<role>{_PHRASE}){self._end}")

    def after(self, sentence: Span, start: int, is_role: Callable[[str], bool]) -> Iterator[Found]:
        """Phrases after a name, or its age, which ends at `start`; `is_role` tells which noun phrases are roles."""
        window = sentence.source.span(start, min(sentence.end, start + _WINDOW))
        if window.end < sentence.end:  # cut at a comma, never inside a phrase
            window = window.sub(0, max(0, window.readable.rfind(",")) + 1)
        if not self._relative.match(window.readable):
            yield from self._appositions(window, is_role)
        for pattern, rule in ((self._copula, "copula"), (self._relative, "relative clause")):
            match = pattern.match(window.readable)
            if match and (rule == "relative clause" or is_role(match["role"])):
                yield window.sub(*match.span("role")), rule
        member = self._member.match(window.readable)
        if member:
            yield from self._membership(window, member)
        office = self._office.search(window.readable)
        if office and is_role(office["role"]):
            yield window.sub(*office.span("role")), "office"

    def _appositions(self, window: Span, is_role: Callable[[str], bool]) -> Iterator[Found]:
        match = self._apposition.match(window.readable)
        while match and is_role(match["role"]):
            yield window.sub(*match.span("role")), "apposition"
            match = self._joined.match(window.readable, match.end())

    def _membership(self, window: Span, match: re.Match[str]) -> Iterator[Found]:
        words = window.sub(*match.span("role")).strip()
        rest = str(window.sub(match.end("role")))
        closed = re.match(r"[^,;:()—\"“”.]*,", rest)
        if match["comma"] and closed:
            yield words.sub(0, len(words) + closed.end() - 1), "membership"
        elif not match["comma"]:
            while str(words).split()[-1] in {*self.links, *self.articles}:
                words = words.sub(0, str(words).rstrip().rfind(" ")).strip()
                if len(str(words).split()) < 2:
                    return
            yield words, "membership"
