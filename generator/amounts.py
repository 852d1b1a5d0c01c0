"""Amounts as text: numerals, units and hedges of a figure, for pages and for the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from generator.language import Language
from generator.model import Bound, Figure, FigureKind
from generator.numerals import NumberWords


@dataclass(frozen=True, slots=True)
class DisplayUnit:
    """How a unit is written beside a number; `place` is "after" (a space), "tight" (no space) or "before"."""

    one: str
    many: str = ""
    place: Literal["after", "tight", "before"] = "after"


@dataclass(frozen=True)
class Amounts:
    """The table `amounts` of a language: units and currencies by name, and the words for large numbers."""

    TABLE: ClassVar[str] = "amounts"

    units: Mapping[str, DisplayUnit]
    currencies: Mapping[str, DisplayUnit]
    scales: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure to print: `value` for machines, then what stands before, the numeral, and what stands after."""

    value: str
    before: str
    numeral: str
    after: str
    tight: bool = False

    @property
    def text(self) -> str:
        """All of it in one line."""
        gap = " " if self.after and not self.tight else ""
        return f"{self.before}{self.numeral}{gap}{self.after}"


_VULGAR = {Decimal("0.5"): "½", Decimal("0.25"): "¼", Decimal("0.75"): "¾"}
# No decimals tell a third.
_THIRDS = {Decimal("0.3333"): "⅓", Decimal("0.6667"): "⅔"}
_DECIMAL = frozenset({FigureKind.PERCENT, FigureKind.MONEY, FigureKind.TEMPERATURE, FigureKind.RATE})
_HEDGES = {
    Bound.AT_LEAST: "page_at_least",
    Bound.AT_MOST: "page_at_most",
    Bound.OVER: "page_more_than",
    Bound.NEARLY: "page_nearly",
}
HEDGES = frozenset({"page_approximately", *_HEDGES.values()})
"""The labels that hedge a figure."""


def amount(figure: Figure, language: Language) -> Amount:
    """A figure as numeral and short unit; no unit where the language has no short name for it."""
    numeral = number(figure.amount, language, vulgar=figure.kind not in _DECIMAL)
    value = _plain(figure.amount)
    if figure.bound is Bound.RANGE and figure.upper is not None:
        numeral = f"{numeral}–{number(figure.upper, language, vulgar=figure.kind not in _DECIMAL)}"
    unit = unit_of(figure, language)
    if unit is None:
        return Amount(value, "", numeral, "")
    name = unit.one if figure.amount == 1 and figure.upper is None else unit.many or unit.one
    if unit.place == "before":
        return Amount(value, name, numeral, "")
    return Amount(value, "", numeral, name, tight=unit.place == "tight")


def unit_of(figure: Figure, language: Language) -> DisplayUnit | None:
    """The short name of the figure's unit, if the language has one; an age needs none."""
    if figure.kind is FigureKind.AGE:
        return None
    known = language.words(Amounts)
    return (known.currencies if figure.kind is FigureKind.MONEY else known.units).get(figure.unit)


def hedges(figure: Figure) -> tuple[str, ...]:
    """The keys of the labels that hedge the figure, in the order in which they are said."""
    approximate = ("page_approximately",) if figure.approximate else ()
    return (*approximate, _HEDGES[figure.bound]) if figure.bound in _HEDGES else approximate


def number(value: Decimal, language: Language, *, vulgar: bool = True) -> str:
    """A numeral: 7½, 2.37, 240,000, 26 million."""
    marks = language.words(NumberWords)
    for name, scale in sorted(language.words(Amounts).scales.items(), key=lambda item: -item[1]):
        scaled = value / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 2):
            return f"{_digits(scaled, marks)} {name}"
    fraction = abs(value) % 1
    known = _VULGAR | _THIRDS if vulgar else _THIRDS
    if fraction in known:
        whole = int(value)
        return f"{_digits(Decimal(whole), marks) if whole else ''}{known[fraction]}"
    return _digits(value, marks)


def _digits(value: Decimal, marks: NumberWords) -> str:
    whole, _, part = _plain(value).partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(whole) > 4 or (len(whole) == 4 and not part):
        whole = f"{int(whole):,}".replace(",", marks.grouping)
    return sign + whole + (marks.decimal + part if part else "")


def _plain(value: Decimal) -> str:
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
