"""Quantities: a number with its sign, its range and the words that bound it ("about", "at least")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal

from generator.language import Language
from generator.model import Bound
from generator.nouns import NounWords
from generator.numerals import NumberWords
from generator.patterns import either
from generator.regexes import compiled
from generator.text import longest_word, numbers, vocabulary

Sort = Literal["number", "digits", "one", "signed", "part", "vague", "several", "adverb", "pair", "large"]
"""How a quantity is written: digits and "one" are numbers too, "signed" has a currency's sign before it."""

_WINDOW = 60


@dataclass(frozen=True)
class Bounding:
    """Words that say on which side of the number the truth lies."""

    approximate: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    nearly: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()

    @cached_property
    def meaning(self) -> Mapping[str, Bound | None]:
        """Each word with its bound; None for those that only approximate."""
        bounds = {bound: getattr(self, bound.value) for bound in Bound if bound is not Bound.RANGE}
        return dict.fromkeys(self.approximate) | {word: bound for bound, words in bounds.items() for word in words}


@dataclass(frozen=True)
class QuantityWords:
    """The table `quantities`: words around numbers, number adverbs ("twice") and pairs ("a couple").

    `ranges` join the ends of a range, or `and` after `between`; `several` stand before a bare multiplier; `named` is
    the pattern of what makes a number after it a part of a name; `%stop%` in it stands for the stops of nouns.
    """

    TABLE: ClassVar[str] = "quantities"

    ranges: tuple[str, ...]
    between: str
    joint: str
    several: tuple[str, ...]
    named: str
    adverbs: Mapping[str, int]
    pairs: Mapping[str, int]
    before: Bounding
    after: Bounding


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at [start, end) of a text; `first` to `last` is the number alone, `upper` the end of a range."""

    sorts: frozenset[Sort]
    start: int
    first: int
    last: int
    end: int
    amount: Decimal
    upper: Decimal | None = None
    sign: str = ""


@dataclass(frozen=True)
class Grammar:
    """The compiled patterns of a language for quantities with the given currency signs."""

    words: QuantityWords
    numbers: NumberWords
    nouns: NounWords
    signs: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, language: Language, signs: Iterable[str]) -> Grammar:
        """The grammar of a language."""
        return cls(language.words(QuantityWords), language.words(NumberWords), language.words(NounWords), tuple(signs))

    def counts(self, text: str) -> bool:
        """Whether a text has a number or a word of one, without which no quantity stands in it."""
        return bool(numbers(text)) or not self._words.isdisjoint(vocabulary(text))

    @cached_property
    def _words(self) -> frozenset[str]:
        listed = (*self.numbers.openings, *self.numbers.fractions, *self.words.adverbs, *self.words.pairs)
        return frozenset(map(longest_word, set(listed) - {*self.numbers.article}))

    def scan(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where quantities stand in [start, end) of a text, in order."""
        for match in self._locate.finditer(text, start, end):
            yield match.span()

    def read(self, text: str, start: int, end: int) -> Iterator[Quantity]:
        """The ways to read what begins at `start`, the longest way first."""
        for sort, pattern in self._others.items():
            if match := pattern.match(text, start, end):
                amount = self._amount(sort, match[1])
                if amount is not None:
                    yield Quantity(frozenset({sort}), start, match.start(1), match.end(1), match.end(), amount)
        match = self._number.match(text, start, end)
        amount = self.numbers.value(match["number"]) if match else None
        if match is None or amount is None:
            return
        first, last = match.span("number")
        sorts = self._sorts(match["number"], amount, bool(match["sign"]))
        if ranged := self._upper(text, match, amount, end):
            stop, lower, upper = ranged
            both: frozenset[Sort] = sorts if "signed" in sorts else frozenset({*sorts, "number"})
            yield Quantity(both, start, first, last, stop, lower, upper, match["sign"] or "")
        yield Quantity(sorts, start, first, last, last, amount, None, match["sign"] or "")

    def before(self, text: str, quantity: Quantity, floor: int) -> tuple[int, bool, Bound | None]:
        """Where the words that bound a quantity begin, not before `floor`; whether it is approximate, and its bound."""
        vague = bool(quantity.sorts & {"vague", "several"})
        bound = Bound.AT_LEAST if vague else Bound.RANGE if quantity.upper is not None else None
        start, approximate = quantity.start, vague or "pair" in quantity.sorts
        for _ in range(3):
            match = self._before.search(text, max(floor, start - _WINDOW), start)
            if not match:
                break
            meaning = self.words.before.meaning[" ".join(match[1].lower().split())]
            start, bound = match.start(), bound or meaning
            approximate = approximate or meaning in {None, Bound.NEARLY}
        return start, approximate, bound

    def after(
        self, text: str, end: int, ceiling: int, approximate: bool, bound: Bound | None
    ) -> tuple[int, bool, Bound | None]:
        """The same with the words that bound a quantity after it ("or more"), up to `ceiling`."""
        match = self._after.match(text, end, ceiling)
        if not match:
            return end, approximate, bound
        meaning = self.words.after.meaning[" ".join(match[1].lower().split())]
        return match.end(), approximate or meaning is None, bound or meaning

    def _amount(self, sort: Sort, text: str) -> Decimal | None:
        lower = " ".join(text.lower().split())
        listed = self.words.adverbs.get(lower, self.words.pairs.get(lower))
        return self.numbers.value(lower) if listed is None else Decimal(listed)

    def _sorts(self, number: str, amount: Decimal, signed: bool) -> frozenset[Sort]:
        if signed:
            return frozenset({"signed"})
        if number[0].isdigit():
            return frozenset({"number", "digits"})
        return frozenset({"one"} if amount == 1 else {"number"})

    def _upper(self, text: str, match: re.Match[str], amount: Decimal, end: int) -> tuple[int, Decimal, Decimal] | None:
        """Where a range that begins with `match` ends, and its two amounts ("5 to 10 million" has two millions)."""
        between = self._between.search(text, max(0, match.start() - _WINDOW), match.start())
        further = (self._joint if between else self._range).match(text, match.end(), end)
        upper = self.numbers.value(further["number"]) if further else None
        if further is None or upper is None:
            return None
        if self.numbers.scale(match["number"]) == 1 and amount < 1000:
            amount *= self.numbers.scale(further["number"])
        return (further.end(), amount, upper) if upper > amount else None

    @cached_property
    def sign(self) -> str:
        """A pattern for a currency's sign before a number."""
        return rf"(?<![\w$])(?-i:{either(self.signs)})" if self.signs else r"(?!)"

    @cached_property
    def vague(self) -> str:
        """A pattern for "dozens", "hundreds of thousands"."""
        word = either(self.numbers.vague)
        return rf"\b({word}(?:\s+of\s+{word})?)\b"

    @cached_property
    def large(self) -> str:
        """A pattern for a bare multiplier."""
        return rf"\b({either(self.numbers.multipliers)})\b"

    @cached_property
    def named(self) -> str:
        """A pattern for what makes the number after it a part of a name."""
        return self.words.named.replace("%stop%", either(self.nouns.stops))

    @cached_property
    def _others(self) -> Mapping[Sort, re.Pattern[str]]:
        patterns: dict[Sort, str] = {
            "part": rf"({self.numbers.part})",
            "vague": self.vague,
            "several": rf"\b{either(self.words.several)}\s+{self.large}",
            "adverb": rf"\b({either(self.words.adverbs)})\b",
            "pair": rf"\b({either(self.words.pairs)})\b",
            "large": self.large,
        }
        return {sort: compiled(pattern, re.IGNORECASE) for sort, pattern in patterns.items()}

    @cached_property
    def _number(self) -> re.Pattern[str]:
        return compiled(rf"(?:(?P<sign>{self.sign})[^\S\n]?(?=\d))?(?P<number>{self.numbers.pattern})", re.IGNORECASE)

    @cached_property
    def _locate(self) -> re.Pattern[str]:
        others = "|".join(pattern.pattern for pattern in self._others.values())
        told = rf"{self.sign}[^\S\n]?{self.numbers.digits}|{others}|{self.numbers.pattern}"
        # All of these begin at a digit, a sign or one of few words: that is soon seen, and mostly not so.
        signs = re.escape("".join(sorted({sign[0] for sign in self.signs})))
        words = (*self.numbers.openings, *self.words.several, *self.words.adverbs, *self.words.pairs)
        opening = rf"(?-i:[\d{signs}])|{either({word.split()[0] for word in words})}\b"
        return compiled(rf"(?<!\w)(?={opening})(?:{told})", re.IGNORECASE)

    @cached_property
    def _range(self) -> re.Pattern[str]:
        join = rf"(?:[^\S\n]?[-–—−][^\S\n]?|[^\S\n]{either(self.words.ranges)}[^\S\n])(?:{self.sign}[^\S\n]?)?"
        return compiled(rf"{join}(?P<number>{self.numbers.pattern})", re.IGNORECASE)

    @cached_property
    def _joint(self) -> re.Pattern[str]:
        join = rf"[^\S\n]{re.escape(self.words.joint)}[^\S\n](?:{self.sign}[^\S\n]?)?"
        return compiled(rf"{join}(?P<number>{self.numbers.pattern})", re.IGNORECASE)

    @cached_property
    def _between(self) -> re.Pattern[str]:
        return compiled(rf"\b{re.escape(self.words.between)}[^\S\n]$", re.IGNORECASE)

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return compiled(rf"\b({either(self.words.before.meaning)})[^\S\n](?:an?[^\S\n])?$", re.IGNORECASE)

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return compiled(rf"[^\S\n]({either(self.words.after.meaning)})\b", re.IGNORECASE)
