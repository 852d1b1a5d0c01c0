"""Numbers as people write them: digits, words, fractions, and the two mixed ("4 million", "seven and a half")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language: the table `numbers` of its file.

    `ones` and `tens` add, `multipliers` multiply, `fractions` are parts of one ("half" = 0.5), `vague` are words whose
    value is a least one ("dozens" = 12). `joiner` stands inside a number ("and"), `mixed` are the fractions that may
    end one ("seven and a half"), `bare` those that need no article ("half"), `decimal` and `grouping` are the marks in
    digits. Patterns want re.IGNORECASE; they repeat a bounded number of times, so that a line of nothing but numbers
    is read in linear time.
    """

    TABLE: ClassVar[str] = "numbers"

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    multipliers: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    vague: Mapping[str, int]
    article: tuple[str, ...]
    joiner: tuple[str, ...]
    mixed: tuple[str, ...]
    bare: tuple[str, ...]
    decimal: str
    grouping: str

    @cached_property
    def digits(self) -> str:
        """A pattern for a number in digits, with grouping marks, decimals and a vulgar fraction."""
        group, point = re.escape(self.grouping), re.escape(self.decimal)
        return rf"(?<![\w{point}])(?:\d{{1,3}}(?:{group}\d{{3}}){{1,6}}|\d{{1,18}})(?:{point}\d{{1,9}})?[½¼¾⅓⅔]?(?!\d)"

    @cached_property
    def spelled(self) -> str:
        """A pattern for a number in words: "twenty-seven", "two hundred and five", "seven and a half".

        Two small numbers side by side are two numbers ("two and five" is not seven).
        """
        small = rf"(?:{either(self.tens)}(?:[\s-]+{either(self._digits)})?|{either(self.ones)})(?!\w)"
        large = rf"{either(self.multipliers)}(?!\w)"
        article = either(self.article)
        joined = rf"(?:[\s-]+{large}){{1,3}}(?:(?:\s+{either(self.joiner)})?[\s-]+{small})?"
        mixed = rf"(?:{article}[\s-]+{either(self.mixed)}|{either(self._digits)}[\s-]+{either(self.fractions)})"
        part = rf"[\s-]+{either(self.joiner)}[\s-]+(?:{mixed}|{either(self.bare)})(?!\w)"
        counted = rf"(?:{small}|{article}(?=\s+{large}))(?:{joined}){{0,5}}(?:{part}(?:\s+{large})?)?"
        halved = rf"{either(self.bare)}\s+{article}\s+{large}"
        return rf"\b(?:{counted}|{halved})"

    @cached_property
    def scaled(self) -> str:
        """A pattern for digits with a multiplier: "4 million", "2.5bn"."""
        return rf"{self.digits}(?:[\s-]?{either(self.multipliers)}\b)?"

    @cached_property
    def pattern(self) -> str:
        """A pattern for any exact number."""
        return rf"(?:{self.scaled}|{self.spelled})"

    @cached_property
    def part(self) -> str:
        """A pattern for a part of a whole: "half", "a quarter", "two-thirds"."""
        counted = rf"(?:{either(self.article)}|{either(self._digits)})[\s-]+{either(self.fractions)}"
        return rf"\b(?:{counted}|{either(self.bare)})(?!\w)"

    @property
    def openings(self) -> tuple[str, ...]:
        """The words that a number, or a part of a whole, may begin with."""
        return (*self.article, *self.ones, *self.tens, *self.multipliers, *self.bare, *self.vague)

    def value(self, text: str) -> Decimal | None:
        """The value of a number that `pattern`, `part` or a vague word matched; None where the text is no number."""
        total, group, last, factor, seen = Decimal(0), Decimal(0), Decimal(0), Decimal(1), False
        for token in self._token.findall(text.lower()):
            if (small := self._small(token)) is not None:
                group, last = group + small, small
            elif token in self.fractions:
                # "three quarters" multiplies what stands before, "seven and a half" adds, "a million and a half" scales
                share = self.fractions[token] * (last or (factor if not group else Decimal(1)))
                group, last = group - last + share, Decimal(0)
            elif token in self.multipliers or token in self.vague:
                factor = self.multipliers.get(token) or Decimal(self.vague[token])
                group, last = (group or Decimal(1)) * factor, Decimal(0)
                if factor >= 1000:
                    total, group = total + group, Decimal(0)
            else:
                last = Decimal(0)
                continue
            seen = True
        return total + group if seen else None

    def scale(self, text: str) -> Decimal:
        """What the multipliers of a number multiply by: 1000000 for "4 million", 1 where it has none."""
        result = Decimal(1)
        for token in self._token.findall(text.lower()):
            result *= self.multipliers.get(token, 1)
        return result

    def _small(self, token: str) -> Decimal | None:
        if token in _VULGAR:
            return _VULGAR[token]
        if token[0].isdigit():
            return Decimal(token.replace(self.grouping, "").replace(self.decimal, "."))
        small = self.ones.get(token, self.tens.get(token))
        return None if small is None else Decimal(small)

    @cached_property
    def _digits(self) -> list[str]:
        return [word for word, value in self.ones.items() if 0 < value < 10]

    @cached_property
    def _token(self) -> re.Pattern[str]:
        group, point = re.escape(self.grouping), re.escape(self.decimal)
        return compiled(rf"\d+(?:{group}\d{{3}})*(?:{point}\d+)?|[½¼¾⅓⅔]|[^\W\d_]+")


_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
