"""Days with a name and parts of a month: of a fixed date, a weekday of a month, or counted from Easter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator import periods
from generator.periods import Period
from generator.timex import Context, Meaning, Method, Parts, dated, unresolved


def _holiday(parts: Parts, context: Context) -> Meaning:
    """A holiday with its year, or the nearest.

    Its rule is like "12-25", "11-4-3" (the fourth Thursday), "11-4-3+1" (the day after), "5--1-0" (the last Monday) or
    "E-2" (two days before Easter Sunday).
    """
    year = context.year_of(parts)
    if year is not None:
        return dated(periods.day(_holiday_in(year, parts.holiday)), "")
    if context.anchor is None:
        return unresolved("XXXX-XX-XX")
    around = [periods.day(_holiday_in(context.anchor.first.year + step, parts.holiday)) for step in (-1, 0, 1)]
    return dated(context.nearest(around), "")


def _holiday_in(year: int, rule: str) -> date:
    rule, _, after = rule.partition("+")
    return _named_in(year, rule) + timedelta(days=int(after or 0))


def _named_in(year: int, rule: str) -> date:
    if rule.startswith("E"):
        return _easter(year) + timedelta(days=int(rule[1:] or 0))
    month, count, *weekday = (
        int(piece) for piece in rule.replace("--", "-~").replace("-", " ").replace("~", "-").split()
    )
    if not weekday:
        return date(year, month, count)
    return periods.nth_weekday(year, month, count, weekday[0]).first


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _weekday_of_month(parts: Parts, context: Context) -> Meaning:
    """Of "the first Monday of September": of that year, or the nearest."""
    assert parts.month is not None and parts.weekday is not None
    nth, months = int(parts.number or 1), _months(parts, context)
    if not months:
        return unresolved(f"XXXX-{parts.month:02}-XX")
    around = [periods.nth_weekday(month.first.year, parts.month, nth, parts.weekday) for month in months]
    return dated(around[0] if len(around) == 1 else context.nearest(around, past_weight=2), "")


def _part_of_month(parts: Parts, context: Context) -> Meaning:
    """Of "the first week of May": its first seven days; the weekend is that of its nth Saturday."""
    assert parts.month is not None
    nth, months = int(parts.number or 1), _months(parts, context)
    if not months:
        return unresolved(f"XXXX-{parts.month:02}")
    around = []
    for month in months:
        if parts.unit == "weekend":
            first = periods.nth_weekday(month.first.year, parts.month, nth, _SATURDAY).first
            around.append(periods.days(first, first + timedelta(days=1)))
        elif parts.unit == "day":
            around.append(periods.day(month.last if nth < 0 else month.first + timedelta(days=nth - 1)))
        elif nth < 0:
            around.append(periods.days(month.last - timedelta(days=6), month.last))
        else:
            first = month.first + timedelta(days=7 * (nth - 1))
            around.append(periods.days(first, first + timedelta(days=6)))
    return dated(around[0] if len(around) == 1 else context.nearest(around, past_weight=2), "")


def _months(parts: Parts, context: Context) -> list[Period]:
    """The months that may be meant: that of the year named, else of the years around."""
    year, number = context.year_of(parts), parts.month or 1
    if year is not None:
        return [periods.month(year, number)]
    if context.anchor is None or parts.same:
        return []
    return [periods.month(context.anchor.first.year + step, number) for step in (-1, 0, 1)]


_SATURDAY = 5

METHODS: Mapping[str, Method] = {
    "holiday": _holiday,
    "weekday-of-month": _weekday_of_month,
    "part-of-month": _part_of_month,
}
