"""Expressions that are counted from publication, or from the time under discussion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from generator import periods
from generator.model import DateKind, Mod, Tense, Timex
from generator.periods import Period, Precision, WeekStart
from generator.timex import (
    Context,
    Meaning,
    Method,
    Parts,
    at_day,
    clock_value,
    dated,
    part_of,
    unresolved,
    value_of,
)


def _weekday(parts: Parts, context: Context) -> Meaning:
    """A weekday: on or before publication, after it in a clause of the future or with "next".

    "This Friday" is to come unless its clause is past.
    """
    assert parts.weekday is not None
    if context.published is None or context.history:
        return unresolved(f"XXXX-WXX-{parts.weekday + 1}")
    back = (context.published.weekday() - parts.weekday) % 7
    if parts.shift == "this" and context.tense is not Tense.PAST:
        return at_day(context.published + timedelta(days=(7 - back) % 7), parts)
    if parts.shift == "next" or (parts.shift is None and context.tense is Tense.FUTURE):
        ahead = (7 - back) % 7
        when = context.published + timedelta(days=ahead or (7 if parts.shift == "next" else 0))
    else:
        when = context.published - timedelta(days=back or (7 if parts.shift == "last" else 0))
    return at_day(when, parts)


def _day_offset(parts: Parts, context: Context) -> Meaning:
    """Today and the days around it, counted from publication."""
    assert parts.number is not None
    if context.history and not parts.number and parts.day_part is None:
        return unresolved("PRESENT_REF")
    if context.published is None or context.history:
        return unresolved("XXXX-XX-XX")
    return at_day(context.published + timedelta(days=int(parts.number)), parts)


def _clock(parts: Parts, context: Context) -> Meaning:
    """A time of day, of the day under discussion where there is one."""
    if parts.hour is None and parts.day_part is None:
        return Meaning(DateKind.TIME, Timex("TXX:XX"))
    clock = clock_value(parts) if parts.hour is not None else f"T{parts.day_part}"
    discussed = context.day.first if context.day else context.published
    return Meaning(DateKind.TIME, Timex(f"{discussed.isoformat() if discussed else 'XXXX-XX-XX'}{clock}"))


def unit_around(when: date, unit: str, step: int, starts: WeekStart) -> Period:
    """The calendar unit that holds `when`, moved by `step` units. ValueError for what is no unit of the calendar."""
    match unit:
        case "day" | "night":
            period = periods.day(when + timedelta(days=step))
        case "week":
            period = periods.week(when + timedelta(weeks=step), starts)
        case "fortnight":
            period = periods.week(when + timedelta(weeks=2 * step), starts)
        case "weekend":
            saturday = when + timedelta(days=5 - when.weekday()) + timedelta(weeks=step)
            period = periods.days(saturday, saturday + timedelta(days=1))
        case "month":
            period = periods.month(when.year, when.month + step)
        case "quarter":
            period = periods.quarter(when.year, (when.month + 2) // 3 + step)
        case "year":
            period = periods.year(when.year + step)
        case "decade":
            period = periods.decade(when.year - when.year % 10 + 10 * step)
        case "century":
            first = (when.year - 1) // 100 * 100 + 100 * step
            period = periods.days(date(first + 1, 1, 1), date(first + 100, 12, 31))
        case _:
            raise ValueError(f"no calendar unit {unit!r}")
    return period


def _unit(parts: Parts, context: Context) -> Meaning:
    """Of "last month", "earlier this week", "by the end of the year": counted from the unit of publication."""
    published = context.now
    if published is None:
        return unresolved("XXXX")
    step = {"last": -1, "this": 0, "next": 1}[parts.shift or "this"]
    if parts.unit == "weekend":
        return _weekend(step, parts, context)
    whole = unit_around(published, parts.unit, step, context.week_starts)
    running = whole.first <= published <= whole.last
    if parts.half == "earlier" and running:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(whole.first, published), Mod.START)
    if (parts.half == "later" or parts.by) and running:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(published, whole.last), Mod.END)
    part = parts.part or {"earlier": Mod.START, "later": Mod.END, None: None}[parts.half]
    if parts.unit == "century":
        return Meaning(DateKind.DATE, Timex(f"{whole.first.year // 100:02}"), whole, part)
    return part_of(whole, part)


def _weekend(step: int, parts: Parts, context: Context) -> Meaning:
    """A Saturday and the Sunday after it; on a weekday, a weekend that is not to come is the one before."""
    assert context.now is not None
    if step == 0 and context.now.weekday() < 5 and context.tense is not Tense.FUTURE:
        step = -1
    period = unit_around(context.now, "weekend", step, context.week_starts)
    iso = period.first.isocalendar()
    return Meaning(DateKind.DATE, Timex(f"{iso.year}-W{iso.week:02}-WE"), period, parts.part)


def _ago(parts: Parts, context: Context) -> Meaning:
    """Of "two years ago": as exact as its unit, counted back from publication."""
    if context.now is None or parts.number is None:
        return unresolved("PAST_REF")
    if _is_year_ago(parts) and context.quarter is not None:
        return dated(_quarter_before(context.quarter), "")
    return _counted(context.now, -parts.number, parts, context)


def _ahead(parts: Parts, context: Context) -> Meaning:
    """Of "in two weeks' time": as exact as its unit, counted from publication."""
    if context.now is None or parts.number is None:
        return unresolved("FUTURE_REF")
    return _counted(context.now, parts.number, parts, context)


def _later(parts: Parts, context: Context) -> Meaning:
    """Of "two days later": counted from the date under discussion."""
    discussed = context.last or context.before
    if discussed is None or parts.number is None:
        return unresolved("XXXX")
    return _counted(discussed.first, parts.number, parts, context)


def _earlier(parts: Parts, context: Context) -> Meaning:
    """Of "a year earlier": from the quarter or the date under discussion, a year also from publication."""
    if parts.number is None:
        return unresolved("XXXX")
    if _is_year_ago(parts) and context.quarter is not None:
        return dated(_quarter_before(context.quarter), "")
    # A year is compared from publication, unless the paragraph speaks of another.
    discussed = context.last or context.told or (None if parts.unit == "year" else context.before)
    anchor = discussed.first if discussed else None
    if anchor is None and parts.unit == "year":
        anchor = context.now
    return unresolved("XXXX") if anchor is None else _counted(anchor, -parts.number, parts, context)


def _is_year_ago(parts: Parts) -> bool:
    return parts.unit == "year" and parts.number == 1


def _quarter_before(quarter: Period) -> Period:
    return periods.quarter(quarter.first.year - 1, (quarter.first.month + 2) // 3)


def _counted(anchor: date, step: object, parts: Parts, context: Context) -> Meaning:
    number = float(str(step))
    if parts.unit in ("second", "minute", "hour"):
        hours = number / {"second": 3600, "minute": 60, "hour": 1}[parts.unit]
        return dated(periods.day(anchor + timedelta(days=round(hours / 24))), "")
    if parts.unit in ("decade", "century"):
        return dated(periods.year(anchor.year + int(number * (10 if parts.unit == "decade" else 100))), "")
    return dated(unit_around(anchor, parts.unit, int(number), context.week_starts), "")


def _same(parts: Parts, context: Context) -> Meaning:
    """Of "the same day": the date under discussion, widened to the unit; "the following month" is one later."""
    anchor = context.last or context.before
    if parts.unit == "day" and (anchor is None or anchor.precision is not Precision.DAY):
        anchor = None if context.last else context.day
    if anchor is None:
        return unresolved("XXXX")
    step = {"last": -1, "this": 0, "next": 1}[parts.shift or "this"]
    period = unit_around(anchor.first, parts.unit, step, context.week_starts)
    if parts.day_part is not None:
        return at_day(period.first, parts)
    return dated(period, "")


def _day_at_hand(parts: Parts, context: Context) -> Meaning:
    """Of "later in the day": the day of the paragraph or of the article, else that of publication."""
    told = context.last or context.day
    if told is not None and told.precision is Precision.DAY:
        return dated(told, "")
    return _day_offset(Parts(number=Decimal(0)), context)


def _unit_before(parts: Parts, context: Context) -> Meaning:
    """Of "the year before": before the time under discussion, a year also before publication."""
    discussed = context.last or context.told or (None if parts.unit == "year" else context.before)
    anchor = discussed.first if discussed else None
    if anchor is None and parts.unit == "year":
        anchor = context.now
    return dated(unit_around(anchor, parts.unit, -1, context.week_starts) if anchor else None, "XXXX")


def _around(parts: Parts, context: Context) -> Meaning:
    """Of "the week before last": so many units from that of publication."""
    if context.now is None:
        return unresolved("XXXX")
    step = int(parts.number or 0)
    if parts.unit == "weekend":
        return _weekend(step, parts, context)
    return dated(unit_around(context.now, parts.unit, step, context.week_starts), "")


METHODS: Mapping[str, Method] = {
    "weekday": _weekday,
    "day-offset": _day_offset,
    "clock": _clock,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "later": _later,
    "earlier": _earlier,
    "same": _same,
    "day-at-hand": _day_at_hand,
    "before": _unit_before,
    "around": _around,
}
