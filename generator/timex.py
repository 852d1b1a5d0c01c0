"""TIMEX3: the parts that a rule reads from an expression of time, what it is read against, and what it means.

The values follow TIMEX3 of ISO-TimeML 1.2.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from generator.model import DateKind, Mod, Tense, Timex
from generator.periods import Period, Precision, WeekStart

Shift = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a rule read, in numbers and typed words: nothing here is language."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    weekday: int | None = None
    shift: Shift | None = None
    part: Mod | None = None
    half: Literal["earlier", "later"] | None = None
    unit: str = ""
    number: Decimal | None = None
    season: int | None = None
    quarter: int | None = None
    approximate: bool = False
    by: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: publication, the tense of its clause, the last date before it."""

    published: date | None
    week_starts: WeekStart
    tense: Tense = Tense.NONE
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and the days it can mean; `period` is None for what is no calendar time or stays unresolved."""

    kind: DateKind
    value: Timex
    period: Period | None = None
    mod: Mod | None = None


def value_of(period: Period) -> Timex:
    """The TIMEX3 value of a period."""
    first = period.first
    match period.precision:
        case Precision.DAY:
            value = first.isoformat()
        case Precision.WEEK:
            middle = first + timedelta(days=3)
            value = f"{middle.isocalendar().year}-W{middle.isocalendar().week:02}"
        case Precision.MONTH:
            value = f"{first:%Y-%m}"
        case Precision.QUARTER:
            value = f"{first.year}-Q{(first.month + 2) // 3}"
        case Precision.SEASON:
            value = f"{first.year}-{('SP', 'SU', 'FA', 'WI')[first.month // 3 - 1]}"
        case Precision.YEAR:
            value = f"{first.year:04}"
        case Precision.DECADE:
            value = f"{first.year // 10}"
        case _:
            value = f"{first.isoformat()}/{period.last.isoformat()}"
    return Timex(value)
