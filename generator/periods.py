"""Calendar time as the first and last day it can mean. Nothing here knows what day it is today."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from generator import pickled

WeekStart = Literal["sunday", "monday"]


class Precision(StrEnum):
    """How exactly a text tells a time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both included, and how exactly the text told them."""

    first: date
    last: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    def contains(self, other: Period) -> bool:
        """Whether all of `other` lies inside."""
        return self.first <= other.first and other.last <= self.last


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, Precision.DAY)


def days(first: date, last: date) -> Period:
    """The days from `first` to `last`."""
    return Period(first, last, Precision.RANGE)


def week(when: date, starts: WeekStart) -> Period:
    """The seven days around `when` that begin on a Sunday or on a Monday."""
    since = (when.weekday() + (1 if starts == "sunday" else 0)) % 7
    first = when - timedelta(days=since)
    return Period(first, first + timedelta(days=6), Precision.WEEK)


def month(year: int, number: int) -> Period:
    """A month; numbers outside 1 to 12 run into the years before and after."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Precision.MONTH)


def nth_weekday(year: int, number: int, nth: int, weekday: int) -> Period:
    """The nth such weekday of a month (Monday is 0); the last one where `nth` is negative."""
    whole = month(year, number)
    if nth < 0:
        return day(whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7))
    return day(whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (nth - 1)))


def quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year, counted from 1; other numbers run into the years before and after."""
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Period(first.first, last.last, Precision.QUARTER)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def decade(first_year: int) -> Period:
    """The ten years that begin with `first_year`."""
    return Period(date(first_year, 1, 1), date(first_year + 9, 12, 31), Precision.DECADE)


pickled.quickly((Period,))
