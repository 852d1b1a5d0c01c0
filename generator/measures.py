"""What numbers measure: units, currencies, and the rules that tell a figure by the words around its number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from generator.model import FigureKind
from generator.patterns import either
from generator.regexes import compiled
from generator.text import vocabulary


@dataclass(frozen=True)
class Currency:
    """A currency: what stands before a number, and what stands after one (an "s" may follow)."""

    signs: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """A unit: its words (an "s" may follow) and its symbols, whose case matters."""

    kind: FigureKind
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitWords:
    """The table `units`. `short` are multipliers written as a letter after money ("$5m")."""

    TABLE: ClassVar[str] = "units"

    short: Mapping[str, int]
    currencies: Mapping[str, Currency]
    measures: Mapping[str, Measure]

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """All signs of currencies."""
        return tuple(sign for currency in self.currencies.values() for sign in currency.signs)

    @cached_property
    def unit(self) -> str:
        """A pattern for a unit, in the group `unit`; symbols stand only after a digit."""
        words = either(word for unit in self.measures.values() for word in unit.words).replace(
            r"[^\S\n]+", r"(?:[^\S\n]+|-)"
        )
        symbols = either(symbol for unit in self.measures.values() for symbol in unit.symbols)
        return rf"(?P<unit>{words}s?|(?<=[\d\s])(?-i:{symbols}))"

    @cached_property
    def currency(self) -> str:
        """A pattern for a currency after a number, in the group `currency`."""
        return rf"(?P<currency>{either(name for currency in self.currencies.values() for name in currency.names)}s?)"

    def is_unit(self, words: str) -> bool:
        """Whether words name a unit."""
        return _plain(words) in self._units

    def unit_of(self, words: str) -> str:
        """The unit that words or a symbol name."""
        return self._units.get(words) or self._units[_plain(words)]

    def currency_of(self, words: str) -> str:
        """The currency that a sign or a name names."""
        return self._currencies[_plain(words)]

    @cached_property
    def _units(self) -> Mapping[str, str]:
        named = {_plain(word): name for name, unit in self.measures.items() for word in unit.words}
        several = {word + "s": name for word, name in named.items()}
        return several | named | {symbol: name for name, unit in self.measures.items() for symbol in unit.symbols}

    @cached_property
    def _currencies(self) -> Mapping[str, str]:
        named = {_plain(word): name for name, money in self.currencies.items() for word in money.names}
        several = {word + "s": name for word, name in named.items()}
        return several | named | {_plain(sign): name for name, money in self.currencies.items() for sign in money.signs}


def _plain(words: str) -> str:
    return "".join(words.lower().replace("-", " ").split())


@dataclass(frozen=True)
class FigureRule:
    """One way to tell what a number is; the language file says what each field does."""

    name: str
    after: str
    on: tuple[str, ...] = ("number",)
    left: str = ""
    unless: str = ""
    kind: FigureKind | None = None
    kinds: tuple[FigureKind, ...] = ()
    unit: str = ""
    noun: Literal["", "plural", "short", "single"] = ""
    right: str = ""
    measure: str = ""
    salience: float = 0.0


@dataclass(frozen=True)
class FigureWords:
    """The table `figures`.

    `weighty` are words that make the figure beside them matter, `possessive` is the pattern of a possessive before
    a noun; `salience` is the weight of each kind, 0 to 1.
    """

    TABLE: ClassVar[str] = "figures"

    weighty: str
    possessive: str
    salience: Mapping[str, float]
    rules: tuple[FigureRule, ...]


@dataclass(frozen=True)
class Compiled:
    """A rule with its place among the rules and its patterns. `holders` are what each `%word%` in one stands for."""

    order: int
    rule: FigureRule
    holders: Mapping[str, str]

    @cached_property
    def after(self) -> re.Pattern[str]:
        """What follows the number."""
        return self._compile(self.rule.after)

    @cached_property
    def left(self) -> re.Pattern[str] | None:
        """What stands before it."""
        return self._compile(self.rule.left) if self.rule.left else None

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What does not."""
        return self._compile(self.rule.unless) if self.rule.unless else None

    @cached_property
    def right(self) -> re.Pattern[str] | None:
        """What follows the noun."""
        return self._compile(self.rule.right) if self.rule.right else None

    @cached_property
    def measure(self) -> re.Pattern[str] | None:
        """What leads to the words for what is measured."""
        return self._compile(self.rule.measure) if self.rule.measure else None

    def _compile(self, source: str) -> re.Pattern[str]:
        return compiled(re.sub(r"%(\w+)%", lambda match: self.holders[match[1]], source), re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """The compiled rules of a language. `holders` are what each `%word%` of a pattern stands for beside the units."""

    words: FigureWords
    units: UnitWords
    holders: Mapping[str, str]

    @cached_property
    def weighty(self) -> re.Pattern[str]:
        """The words that make the figure beside them matter."""
        return compiled(rf"\b{either(self.words.weighty.split())}\b", re.IGNORECASE)

    def weigh(self, text: str) -> bool:
        """Whether a word that makes figures matter stands in a text."""
        return not self._weighty.isdisjoint(vocabulary(text))

    @cached_property
    def _weighty(self) -> frozenset[str]:
        return frozenset(self.words.weighty.split())

    def of(self, sorts: frozenset[str]) -> Sequence[Compiled]:
        """The rules that read a quantity of these sorts, in order."""
        if sorts not in self._by_sorts:
            items = (item for sort in sorts for item in self._by_sort.get(sort, ()))
            self._by_sorts[sorts] = sorted(items, key=lambda item: item.order)
        return self._by_sorts[sorts]

    @cached_property
    def _by_sorts(self) -> dict[frozenset[str], Sequence[Compiled]]:
        return {}

    @cached_property
    def _by_sort(self) -> Mapping[str, list[Compiled]]:
        sorts: dict[str, list[Compiled]] = {}
        for order, rule in enumerate(self.words.rules):
            compiled = Compiled(order, rule, self._holders)
            for sort in rule.on:
                sorts.setdefault(sort, []).append(compiled)
        return sorts

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        units = {"unit": self.units.unit, "currency": self.units.currency, "short": either(self.units.short)}
        return {**self.holders, **units, "possessive": self.words.possessive}
