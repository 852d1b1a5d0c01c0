"""Amounts as text: numerals, units and hedges."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator import amounts, language
from generator.model import Bound, FigureKind, Unit
from tests import ferry

ENGLISH = language.load("en")


@pytest.mark.parametrize(
    ("value", "kind", "unit", "text"),
    [
        ("7.5", FigureKind.DURATION, "year", "7½ years"),
        ("1", FigureKind.DURATION, "year", "1 year"),
        ("0.5", FigureKind.DURATION, "hour", "½ hours"),
        ("10", FigureKind.MASS, "gram", "10 g"),
        ("27", FigureKind.AGE, "year", "27"),
        ("2", FigureKind.COUNT, "prisoner", "2"),
        ("1500", FigureKind.COUNT, "seat", "1,500"),
        ("240000", FigureKind.MONEY, "US dollar", "$240,000"),
        ("26000000", FigureKind.COUNT, "vote", "26 million"),
        ("2500000000", FigureKind.MONEY, "euro", "€2.5 billion"),
        ("1234567", FigureKind.COUNT, "vote", "1,234,567"),
        ("7.5", FigureKind.PERCENT, "percent", "7.5%"),
        ("5", FigureKind.MONEY, "pound", "£5"),
        ("5", FigureKind.MASS, "pound", "5 lb"),
        ("2.37", FigureKind.LENGTH, "kilometer", "2.37 km"),
        ("-4", FigureKind.TEMPERATURE, "degree Celsius", "−4 °C"),
        ("100", FigureKind.COUNT, "", "100"),
        ("0", FigureKind.COUNT, "", "0"),
    ],
)
def test_an_amount_is_written_as(value: str, kind: FigureKind, unit: str, text: str) -> None:
    figure = replace(ferry.TERM, amount=Decimal(value), kind=kind, unit=Unit(unit))
    assert amounts.amount(figure, ENGLISH).text == text


def test_a_range_shows_both_ends() -> None:
    figure = replace(ferry.TERM, amount=Decimal(39), upper=Decimal(42), bound=Bound.RANGE, unit=Unit("month"))
    assert amounts.amount(figure, ENGLISH).text == "39–42 months"


@pytest.mark.parametrize("bound", [bound for bound in Bound if bound is not Bound.RANGE])
def test_every_bound_is_hedged(bound: Bound) -> None:
    figure = replace(ferry.TERM, bound=bound, approximate=True)
    first, second = amounts.hedges(figure)
    assert first == "page_approximately"
    assert second in amounts.HEDGES
    assert ENGLISH.labels[second]
