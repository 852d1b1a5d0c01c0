"""What an expression of time means: a method for each class of expression.

Everything is resolved against the publication date and dates in the text, never against today. The choices for a
weekday, a month and a day without a year are those of news: a weekday is on or before publication unless its clause
speaks of the future, a month and day is the nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from generator import periods
from generator.model import DateKind, Mod, Tense, Timex
from generator.periods import Period, Precision, WeekStart
from generator.timex import Context, Meaning, Parts, value_of


def resolve(method: str, parts: Parts, context: Context) -> Meaning | None:
    """The meaning by the method that a rule names; None where the parts are no time at all (31 April)."""
    try:
        return _METHODS[method](parts, context)
    except (ValueError, OverflowError):
        return None


def methods() -> frozenset[str]:
    """The names of the methods that a rule can name."""
    return frozenset(_METHODS)


def _dated(period: Period | None, unresolved: str, mod: Mod | None = None) -> Meaning:
    value = Timex(unresolved) if period is None else value_of(period)
    return Meaning(DateKind.DATE, value, period, mod)


def _nearest(candidates: list[Period], published: date, tense: Tense) -> Period:
    """The one whose middle is nearest to publication; a future clause looks ahead, a past one back."""
    if tense is Tense.FUTURE:
        candidates = [period for period in candidates if period.last >= published] or candidates
    elif tense is Tense.PAST:
        candidates = [period for period in candidates if period.first <= published] or candidates
    return min(candidates, key=lambda period: (abs((period.first - published).days), period.first))


def _year_of(parts: Parts, context: Context) -> int | None:
    if parts.year is not None:
        return parts.year
    if parts.shift is None or context.published is None:
        return None
    return context.published.year + {"last": -1, "this": 0, "next": 1}[parts.shift]


def _date(parts: Parts, context: Context) -> Meaning:
    """A day of a month, with its year, or the nearest."""
    assert parts.month is not None and parts.day is not None
    year = _year_of(parts, context)
    if year is not None:
        return _dated(periods.day(date(year, parts.month, parts.day)), "")
    unresolved = f"XXXX-{parts.month:02}-{parts.day:02}"
    if context.published is None:
        return _dated(None, unresolved)
    around = []
    for candidate in range(context.published.year - 1, context.published.year + 2):
        try:
            around.append(periods.day(date(candidate, parts.month, parts.day)))
        except ValueError:  # 29 February
            continue
    # Only the future moves a day of the year: reports look back at the nearest one, whatever their tense.
    tense = Tense.FUTURE if context.tense is Tense.FUTURE else Tense.NONE
    return _dated(_nearest(around, context.published, tense), unresolved)


def _month(parts: Parts, context: Context) -> Meaning:
    """A month, with its year, by "last" and "next", or the nearest that fits the tense."""
    assert parts.month is not None
    unresolved = f"XXXX-{parts.month:02}"
    if parts.year is not None:
        return _dated(periods.month(parts.year, parts.month), "", parts.part)
    if context.published is None:
        return _dated(None, unresolved, parts.part)
    here = periods.month(context.published.year, context.published.month)
    around = [periods.month(context.published.year + step, parts.month) for step in (-1, 0, 1)]
    if parts.shift == "last":
        chosen = max(period for period in around if period < here)
    elif parts.shift == "next":
        chosen = min(period for period in around if period > here)
    elif parts.shift == "this":
        chosen = around[1]
    else:
        chosen = _nearest(around, context.published, context.tense)
    return _dated(chosen, unresolved, parts.part)


def _day_of_month(parts: Parts, context: Context) -> Meaning:
    """Of "the 19th": of the month under discussion, else the one of publication."""
    assert parts.day is not None
    around = context.last.first if context.last else context.published
    period = None if around is None else periods.day(around.replace(day=parts.day))
    return _dated(period, f"XXXX-XX-{parts.day:02}")


def _date_range(parts: Parts, context: Context) -> Meaning:
    """From one day, month or year to another; the parts that only one end gives hold for both."""
    month, month2 = parts.month or parts.month2, parts.month2 or parts.month
    year2 = parts.year2 if parts.year2 is not None else parts.year
    year = parts.year if parts.year is not None else parts.year2
    if month is None or month2 is None:
        assert year is not None and year2 is not None
        return _dated(periods.days(periods.year(year).first, periods.year(year2).last), "")
    ends = []
    for day, number, known in ((parts.day, month, year), (parts.day2, month2, year2)):
        one = Parts(year=known, month=number, day=day)
        ends.append((_date if day else _month)(one, context).period)
    first, last = ends
    if first is None or last is None:
        return _dated(None, "XXXX")
    if last.last < first.first and parts.year is None:
        first = Period(first.first.replace(year=first.first.year - 1), first.last, first.precision)
    return _dated(periods.days(first.first, last.last), "")


def _year(parts: Parts, context: Context) -> Meaning:
    """A year; "early in" it is its first quarter."""
    year = _year_of(parts, context)
    if year is None:
        return _dated(None, "XXXX", parts.part)
    whole = periods.year(year)
    if parts.part is Mod.START:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(whole.first, date(year, 3, 31)), parts.part)
    if parts.part is Mod.END:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(date(year, 10, 1), whole.last), parts.part)
    return _dated(whole, "", parts.part)


def _decade(parts: Parts, context: Context) -> Meaning:
    assert parts.year is not None
    return _dated(periods.decade(parts.year - parts.year % 10), "", parts.part)


def _century(parts: Parts, context: Context) -> Meaning:
    assert parts.number is not None
    first = 100 * (int(parts.number) - 1)
    return Meaning(
        DateKind.DATE, Timex(f"{first // 100:02}"), periods.days(date(first + 1, 1, 1), date(first + 100, 12, 31))
    )


def _weekday(parts: Parts, context: Context) -> Meaning:
    """A weekday: on or before publication, after it in a clause of the future or with "next"."""
    assert parts.weekday is not None
    unresolved = f"XXXX-WXX-{parts.weekday + 1}"
    if context.published is None:
        return _dated(None, unresolved)
    back = (context.published.weekday() - parts.weekday) % 7
    if parts.shift == "next" or (parts.shift is None and context.tense is Tense.FUTURE):
        ahead = (7 - back) % 7
        when = context.published + timedelta(days=ahead or (7 if parts.shift == "next" else 0))
    else:
        when = context.published - timedelta(days=back or (7 if parts.shift == "last" else 0))
    return _dated(periods.day(when), unresolved)


def _day_offset(parts: Parts, context: Context) -> Meaning:
    """Today and the days around it, counted from publication."""
    assert parts.number is not None
    if context.published is None:
        return _dated(None, "XXXX-XX-XX")
    return _dated(periods.day(context.published + timedelta(days=int(parts.number))), "")


def unit_around(when: date, unit: str, step: int, starts: WeekStart) -> Period:
    """The calendar unit that holds `when`, moved by `step` units."""
    match unit:
        case "day":
            return periods.day(when + timedelta(days=step))
        case "week":
            return periods.week(when + timedelta(weeks=step), starts)
        case "fortnight":
            return periods.week(when + timedelta(weeks=2 * step), starts)
        case "weekend":
            saturday = when + timedelta(days=(5 - when.weekday()) % 7 if when.weekday() < 5 else 5 - when.weekday())
            first = saturday + timedelta(weeks=step)
            return periods.days(first, first + timedelta(days=1))
        case "month":
            return periods.month(when.year, when.month + step)
        case "quarter":
            return periods.quarter(when.year, (when.month + 2) // 3 + step)
        case "year":
            return periods.year(when.year + step)
        case "decade":
            return periods.decade(when.year - when.year % 10 + 10 * step)
    raise ValueError(f"no calendar unit {unit!r}")


def _unit(parts: Parts, context: Context) -> Meaning:
    """Of "last month", "earlier this week", "by the end of the year": a unit counted from the one of publication."""
    if context.published is None:
        return _dated(None, "XXXX")
    published = context.published
    step = {"last": -1, "this": 0, "next": 1}[parts.shift or "this"]
    if parts.unit == "weekend" and step <= 0 and published.weekday() < 5 and context.tense is not Tense.FUTURE:
        step -= 1 if parts.shift == "this" or step < 0 else 0  # on a Wednesday, a past weekend is the one before
    whole = unit_around(published, parts.unit, step, context.week_starts)
    if parts.half == "earlier" and whole.first <= published:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(whole.first, min(whole.last, published)), Mod.START)
    if (parts.half == "later" or parts.by) and published <= whole.last:
        return Meaning(DateKind.DATE, value_of(whole), periods.days(max(whole.first, published), whole.last), Mod.END)
    return _dated(whole, "", parts.part)


def _ahead(parts: Parts, context: Context) -> Meaning:
    """Of "in two weeks' time": as exact as its unit, counted from publication."""
    if context.published is None or parts.number is None:
        return _dated(None, "FUTURE_REF")
    return _dated(unit_around(context.published, parts.unit, int(parts.number), context.week_starts), "")


def _ago(parts: Parts, context: Context) -> Meaning:
    """Of "two years ago", "a month later": as exact as its unit; counted from publication, or the date discussed."""
    anchor = context.published
    if parts.shift is not None:  # "later", "earlier": from the date under discussion
        anchor = context.last.first if context.last else None
    if anchor is None or parts.number is None:
        return _dated(None, "PAST_REF" if parts.shift is None else "XXXX")
    step = -parts.number if parts.shift in (None, "last") else parts.number
    if parts.unit in ("second", "minute", "hour"):
        hours = step / {"second": 3600, "minute": 60, "hour": 1}[parts.unit]
        return _dated(periods.day(anchor + timedelta(days=round(hours / 24))), "")
    if parts.unit in ("decade", "century"):
        years = step * (10 if parts.unit == "decade" else 100)
        return _dated(periods.year(anchor.year + int(years)), "")
    return _dated(unit_around(anchor, parts.unit, int(step), context.week_starts), "")


def _season(parts: Parts, context: Context) -> Meaning:
    assert parts.season is not None
    year = _year_of(parts, context)
    if year is None:
        return _dated(None, "XXXX")
    first, last = periods.month(year, 3 * parts.season + 3), periods.month(year, 3 * parts.season + 5)
    return _dated(Period(first.first, last.last, Precision.SEASON), "", parts.part)


def _quarter(parts: Parts, context: Context) -> Meaning:
    assert parts.quarter is not None
    year = _year_of(parts, context) or (context.published and context.published.year)
    return _dated(periods.quarter(year, parts.quarter) if year else None, f"XXXX-Q{parts.quarter}", parts.part)


_DURATION = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W"}
_DURATION |= {"month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE"}


def _duration(parts: Parts, context: Context) -> Meaning:
    """A length of time."""
    code = _DURATION[parts.unit]
    amount = "X" if parts.number is None else f"{parts.number.normalize():f}"
    time, code = ("T", code[1:]) if code.startswith("T") else ("", code)
    return Meaning(DateKind.DURATION, Timex(f"P{time}{amount}{code}"), None, Mod.APPROX if parts.approximate else None)


def _set(parts: Parts, context: Context) -> Meaning:
    """Something that comes again: "every Tuesday", "each year"."""
    if parts.weekday is not None:
        return Meaning(DateKind.SET, Timex(f"XXXX-WXX-{parts.weekday + 1}"))
    return Meaning(DateKind.SET, Timex(f"P1{_DURATION[parts.unit]}"))


def _reference(value: str) -> Callable[[Parts, Context], Meaning]:
    return lambda parts, context: Meaning(DateKind.DATE, Timex(value))


def _same(parts: Parts, context: Context) -> Meaning:
    """Of "the same day": the date under discussion, widened to the unit."""
    if context.last is None:
        return _dated(None, "XXXX")
    return _dated(unit_around(context.last.first, parts.unit, 0, context.week_starts), "")


def _year_before(parts: Parts, context: Context) -> Meaning:
    """Of "the year before", "a year earlier": before the year under discussion, else before publication."""
    anchor = context.last.first if context.last else context.published
    return _dated(unit_around(anchor, parts.unit, -1, context.week_starts) if anchor else None, "XXXX")


def _clock(parts: Parts, context: Context) -> Meaning:
    return Meaning(DateKind.TIME, Timex("TXX:XX"))


_METHODS: Mapping[str, Callable[[Parts, Context], Meaning]] = {
    "date": _date,
    "month": _month,
    "day-of-month": _day_of_month,
    "range": _date_range,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "day-offset": _day_offset,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "season": _season,
    "quarter": _quarter,
    "duration": _duration,
    "set": _set,
    "same": _same,
    "before": _year_before,
    "clock": _clock,
    "present": _reference("PRESENT_REF"),
    "past": _reference("PAST_REF"),
    "future": _reference("FUTURE_REF"),
}
