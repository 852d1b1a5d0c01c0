"""Periods: the days that calendar units cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import periods
from generator.periods import Period, Precision


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2021, 3, 2), date(2021, 3, 1), Precision.RANGE)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (periods.month(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        (periods.month(2020, 13), date(2021, 1, 1), date(2021, 1, 31)),
        (periods.month(2020, 0), date(2019, 12, 1), date(2019, 12, 31)),
        (periods.quarter(2020, 3), date(2020, 7, 1), date(2020, 9, 30)),
        (periods.year(1999), date(1999, 1, 1), date(1999, 12, 31)),
        (periods.decade(1980), date(1980, 1, 1), date(1989, 12, 31)),
        (periods.week(date(2020, 1, 16), "sunday"), date(2020, 1, 12), date(2020, 1, 18)),
        (periods.week(date(2020, 1, 16), "monday"), date(2020, 1, 13), date(2020, 1, 19)),
    ],
)
def test_a_calendar_unit_covers_its_days(period: Period, first: date, last: date) -> None:
    assert (period.first, period.last) == (first, last)


@given(st.dates(date(1, 1, 10), date(9999, 12, 20)), st.sampled_from(["sunday", "monday"]))
def test_a_week_holds_its_day_and_has_seven(when: date, starts: periods.WeekStart) -> None:
    week = periods.week(when, starts)
    assert week.contains(periods.day(when))
    assert week.last - week.first == timedelta(days=6)
