"""How old a person is: an age that touches a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span, numbers

_WINDOW = 60  # characters that are read on either side of a name


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years and the words that tell it."""

    words: Span
    years: int


@dataclass(frozen=True)
class AgeWords:
    """The table `ages`: "aged", "now", what makes a number an age ("years old"), and what stands between name and
    number.
    """

    TABLE: ClassVar[str] = "ages"

    aged: str
    now: str
    years_old: str
    who: tuple[str, ...]
    be: tuple[str, ...]
    conjunction: str

    @cached_property
    def _aged(self) -> re.Pattern[str]:
        who = either(self.who)
        return compiled(
            rf"\s*(?:,\s*(?:{self.now}\s+)?(?P<age>\d{{1,3}})(?=\s*(?:[,.;)]|$))|\((?P<bracket>\d{{1,3}})\)"
            rf"|,?\s+(?P<aged>{self.aged}\s+\d{{1,3}})\b|(?:,?\s+{who})?\s+(?:{either(self.be)})\s+(?P<is>\d{{1,3}}(?:\s+{self.years_old})?)(?=\s*(?:[,.;)]|$|{self.conjunction}\b)))"
        )

    @cached_property
    def _year_old(self) -> re.Pattern[str]:
        return compiled(rf"(?<![\w.])(?P<age>\d{{1,3}}(?:-|\s+){self.years_old})\b(?:\s+[\w'’-]+){{0,4}}\s*,?\s*$")

    @staticmethod
    def tells(sentence: Span) -> bool:
        """Whether a sentence can tell an age: it has a number in digits."""
        return bool(numbers(sentence.readable))

    def after(self, sentence: Span, name: Span) -> Age | None:
        """The age told right after a name: "Roe, 27,", "Roe (27)", "Roe, aged 27"."""
        source, end = sentence.source, min(sentence.end, name.end + _WINDOW)
        match = self._aged.match(source.readable, name.end, end)
        return _age(source.span(*match.span(match.lastgroup or "age"))) if match else None

    def before(self, sentence: Span, start: int) -> Age | None:
        """The age told before `start`, the first character of a name or of its role: "27-year-old Roe"."""
        first = max(sentence.start, start - _WINDOW)
        match = self._year_old.search(sentence.source.readable[first:start])
        return _age(sentence.source.span(first + match.start("age"), first + match.end("age"))) if match else None


def _age(words: Span) -> Age | None:
    years = re.search(r"\d+", str(words))
    return Age(words, int(years.group())) if years and 0 < int(years.group()) < 120 else None
