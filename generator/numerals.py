"""Numbers as people write them: digits, words, fractions, and the two mixed ("4 million", "seven and a half")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language: the table `numbers` of its file.

    `ones` and `tens` add, `multipliers` multiply, `fractions` are parts of one ("half" = 0.5), `vague` are words whose
    value is a least one ("dozens" = 12). `joiner` stands inside a number ("and", "a"), `decimal` and `grouping` are the
    marks in digits.
    """

    TABLE: ClassVar[str] = "numbers"

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    multipliers: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    vague: Mapping[str, int]
    article: tuple[str, ...]
    joiner: tuple[str, ...]
    decimal: str
    grouping: str

    @cached_property
    def digits(self) -> str:
        """A pattern for a number in digits, with grouping marks, decimals and a vulgar fraction."""
        group, point = re.escape(self.grouping), re.escape(self.decimal)
        return rf"(?<![\w{point}])(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}\d+)?[½¼¾⅓⅔]?(?!\d)"

    @cached_property
    def spelled(self) -> str:
        """A pattern for a number in words: "twenty-seven", "two hundred and five", "seven and a half"."""
        small = _either([*self.ones, *self.tens])
        large = _either(self.multipliers)
        fraction = _either(self.fractions)
        article = _either(self.article)
        join = rf"(?:\s*-\s*|\s+(?:{_either(self.joiner)}\s+)?)"
        counted = rf"(?:{small}|{article}(?=\s+{large}\b))(?:{join}(?:{small}|{large}))*"
        return rf"\b(?:{counted}\b(?:\s+{_either(self.joiner)}\s+(?:{article}\s+)?{fraction})?)(?!\w)"

    @cached_property
    def scaled(self) -> str:
        """A pattern for digits with a multiplier: "4 million", "2.5bn"."""
        return rf"{self.digits}(?:[\s-]*{_either(self.multipliers)}\b)?"

    @cached_property
    def pattern(self) -> str:
        """A pattern for any exact number."""
        return rf"(?:{self.scaled}|{self.spelled})"

    def value(self, text: str) -> Decimal | None:
        """The value of a number that `pattern` matched; None where the text is no number."""
        total, group, seen = Decimal(0), Decimal(0), False
        for token in self._token.findall(text.lower()):
            if token in _VULGAR:
                group += _VULGAR[token]
            elif token[0].isdigit():
                group += Decimal(token.replace(self.grouping, "").replace(self.decimal, "."))
            elif token in self.ones or token in self.tens:
                group += self.ones.get(token, 0) or self.tens.get(token, 0)
            elif token in self.fractions:
                group += self.fractions[token]
            elif token in self.multipliers:
                factor = self.multipliers[token]
                group = (group or Decimal(1)) * factor
                if factor >= 1000:
                    total, group = total + group, Decimal(0)
            else:
                continue
            seen = True
        return total + group if seen else None

    @cached_property
    def _token(self) -> re.Pattern[str]:
        group, point = re.escape(self.grouping), re.escape(self.decimal)
        return re.compile(rf"\d+(?:{group}\d{{3}})*(?:{point}\d+)?|[½¼¾⅓⅔]|[^\W\d_]+")


_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}


def _either(words: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
