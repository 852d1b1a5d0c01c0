"""Units and currencies: their words, their symbols, and what they measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import either
from generator.model import FigureKind


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
        words = either(word for unit in self.measures.values() for word in unit.words)
        symbols = either(symbol for unit in self.measures.values() for symbol in unit.symbols)
        return rf"(?P<unit>{words}s?|(?<=[\d\s])(?-i:{symbols}))"

    @cached_property
    def currency(self) -> str:
        """A pattern for a currency after a number, in the group `currency`."""
        return rf"(?P<currency>{either(name for currency in self.currencies.values() for name in currency.names)}s?)"

    def unit_of(self, words: str) -> str:
        """The unit that words or a symbol name."""
        return self._units.get(words) or self._units[_plain(words)]

    def currency_of(self, words: str) -> str:
        """The currency that a sign or a name names."""
        return self._currencies[_plain(words)]

    @cached_property
    def _units(self) -> Mapping[str, str]:
        units = {_plain(word) + s: name for name, unit in self.measures.items() for word in unit.words for s in ("", "s")}
        return units | {symbol: name for name, unit in self.measures.items() for symbol in unit.symbols}

    @cached_property
    def _currencies(self) -> Mapping[str, str]:
        named = {_plain(word) + s: key for key, unit in self.currencies.items() for word in unit.names for s in ("", "s")}
        return named | {_plain(sign): key for key, unit in self.currencies.items() for sign in unit.signs}


def _plain(words: str) -> str:
    return "".join(words.lower().split())
