"""Days with a name: of a fixed date, a weekday of a month, or counted from Easter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator import periods
from generator.timex import Context, Meaning, Method, Parts, dated, unresolved


def _holiday(parts: Parts, context: Context) -> Meaning:
    """A holiday with its year, or the nearest: "12-25", "11-4-3" (fourth Thursday), "5--1-0" (last Monday), "E-2"."""
    year = context.year_of(parts)
    if year is not None:
        return dated(periods.day(_holiday_in(year, parts.holiday)), "")
    if context.anchor is None:
        return unresolved("XXXX-XX-XX")
    around = [periods.day(_holiday_in(context.anchor.first.year + step, parts.holiday)) for step in (-1, 0, 1)]
    return dated(context.nearest(around), "")


def _holiday_in(year: int, rule: str) -> date:
    if rule.startswith("E"):
        return _easter(year) + timedelta(days=int(rule[1:] or 0))
    month, count, *weekday = (
        int(piece) for piece in rule.replace("--", "-~").replace("-", " ").replace("~", "-").split()
    )
    if not weekday:
        return date(year, month, count)
    whole = periods.month(year, month)
    if count < 0:
        return whole.last - timedelta(days=(whole.last.weekday() - weekday[0]) % 7)
    return whole.first + timedelta(days=(weekday[0] - whole.first.weekday()) % 7 + 7 * (count - 1))


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


METHODS: Mapping[str, Method] = {"holiday": _holiday}
