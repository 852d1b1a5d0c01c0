"""Expressions that name a date, a month, a year or more: what they leave out is the nearest that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from generator import periods
from generator.model import DateKind, Tense, Timex
from generator.periods import Period, Precision
from generator.timex import Context, Meaning, Method, Parts, at_day, dated, part_of, unresolved, value_of


def _date(parts: Parts, context: Context) -> Meaning:
    """A day of a month, with its year, or the nearest."""
    assert parts.month is not None and parts.day is not None
    year = context.year_of(parts)
    if year is not None:
        return at_day(date(year, parts.month, parts.day), parts)
    if context.anchor is None or parts.same:
        return unresolved(f"XXXX-{parts.month:02}-{parts.day:02}")
    around = []
    reach = 4 if (parts.month, parts.day) == (2, 29) else 1
    for candidate in range(context.anchor.first.year - reach, context.anchor.first.year + reach + 1):
        try:
            around.append(periods.day(date(candidate, parts.month, parts.day)))
        except ValueError:  # no leap year
            continue
    if not around:
        raise ValueError("no year has that day")
    if parts.since:
        around = [period for period in around if period.first <= context.anchor.last]
    if parts.by and context.tense is Tense.PAST:
        context = replace(context, tense=Tense.NONE)
    # A report in the past tense speaks of days to come too ("was put off until May 3").
    return at_day(context.nearest(around, past_weight=2).first, parts)


def _slash_date(parts: Parts, context: Context) -> Meaning:
    """A day in figures: day and month as the numbers themselves tell, unresolved where they could be either."""
    assert parts.year is not None and parts.day is not None
    first, second = parts.day, parts.day2
    if second is None:
        return at_day(date(parts.year, parts.month or 0, first), parts)
    if min(first, second) > 12 or max(first, second) > 31:
        raise ValueError("no calendar has that day")
    if max(first, second) <= 12 and first != second:
        return unresolved(f"{parts.year}-XX-XX")
    return at_day(date(parts.year, min(first, second), max(first, second)), parts)


def _month(parts: Parts, context: Context) -> Meaning:
    """A month, with its year, by "last" and "next", or the nearest that fits the tense."""
    assert parts.month is not None
    year = context.year_of(parts) if parts.same else parts.year
    if year is not None:
        return dated(periods.month(year, parts.month), "", parts.part)
    if context.anchor is None or parts.same:
        return replace(unresolved(f"XXXX-{parts.month:02}"), mod=parts.part)
    start = context.anchor.first
    here = periods.month(start.year, start.month)
    around = [periods.month(start.year + step, parts.month) for step in (-1, 0, 1)]
    if parts.shift == "last":
        chosen = max(period for period in around if period < here)
    elif parts.shift == "next":
        chosen = min(period for period in around if period > here)
    elif parts.shift == "this":
        chosen = around[1]
    else:
        if parts.since:
            around = [period for period in around if period.first <= context.anchor.last]
        # What lasted until a month may still last, whatever the tense.
        chosen = (replace(context, tense=Tense.NONE) if parts.by else context).nearest(around)
    return dated(chosen, "", parts.part)


def _month_of_year(parts: Parts, context: Context) -> Meaning:
    """A month of a year that is named by its number, as "last year" or as "that year"."""
    year = context.year_of(parts)
    if year is None:
        assert parts.month is not None
        return replace(unresolved(f"XXXX-{parts.month:02}"), mod=parts.part)
    return _month(replace(parts, year=year, same=False), context)


def _next_month_with(day: int, published: date) -> date:
    """A day of the first month from publication on in which that day is to come; ValueError where no month has it."""
    for step in range(12):
        month = periods.month(published.year, published.month + step)
        if day <= month.last.day and month.first.replace(day=day) >= published:
            return month.first
    raise ValueError("no month has that day")


def _day_of_month(parts: Parts, context: Context) -> Meaning:
    """Of "the 19th": of the month under discussion, else the one of publication; of "last month", counted from it."""
    assert parts.day is not None
    around = context.last.first if context.last else context.published
    if context.tense is Tense.FUTURE and parts.shift is None and context.published is not None:
        around = _next_month_with(parts.day, context.published)
    if parts.shift is not None and context.now is not None:
        step = {"last": -1, "this": 0, "next": 1}[parts.shift]
        around = periods.month(context.now.year, context.now.month + step).first
    elif parts.shift is not None:
        around = None
    period = None if around is None else periods.day(around.replace(day=parts.day))
    return dated(period, f"XXXX-XX-{parts.day:02}")


def _date_range(parts: Parts, context: Context) -> Meaning:
    """From one day, month or year to another; the parts that only one end gives hold for both."""
    month, month2 = parts.month or parts.month2, parts.month2 or parts.month
    year2 = parts.year2 if parts.year2 is not None else parts.year
    year = parts.year if parts.year is not None else parts.year2
    if month is None or month2 is None:
        assert year is not None and year2 is not None
        return _between(periods.year(year), periods.year(year2))
    ends = []
    for day, number, known in ((parts.day, month, year), (parts.day2, month2, year2)):
        one = Parts(year=known, month=number, day=day)
        ends.append((_date if day else _month)(one, context).period)
    first, last = ends
    if first is None or last is None:
        return unresolved("XXXX")
    if last.last < first.first and parts.year is None:
        before = first.first.replace(year=first.first.year - 1)
        first = periods.day(before) if parts.day else periods.month(before.year, before.month)
    return _between(first, last)


def _between(first: Period, last: Period) -> Meaning:
    return replace(dated(periods.days(first.first, last.last), ""), ends=(value_of(first), value_of(last)))


def _year(parts: Parts, context: Context) -> Meaning:
    """A year; "early in" it is its first quarter, "late in" it its last."""
    year = context.year_of(parts)
    if year is None:
        return replace(unresolved("XXXX"), mod=parts.part)
    return part_of(periods.year(year), parts.part)


def _year_before_christ(parts: Parts, context: Context) -> Meaning:
    """A year or month, or a span of years, that no calendar of this program reaches: a value without days."""
    month = f"-{parts.month:02}" if parts.month else ""
    value = Timex(f"BC{parts.bc:04}{month}")
    if parts.bc2 is None:
        return Meaning(DateKind.DATE, value, None, parts.part)
    end = Timex(f"BC{parts.bc2:04}")
    return Meaning(DateKind.DATE, Timex(f"{value}/{end}"), ends=(value, end))


def _half_year(parts: Parts, context: Context) -> Meaning:
    """The first or the second half of a year, by its number or by "last"; of "the year", that of the text."""
    year, half = context.year_of(parts), int(parts.number or 1)
    if year is None and context.anchor is not None:
        year = context.anchor.first.year
    if year is None or half > 2:
        return unresolved(f"XXXX-H{half}")
    first, last = periods.month(year, 6 * half - 5), periods.month(year, 6 * half)
    return Meaning(DateKind.DATE, Timex(f"{year}-H{half}"), periods.days(first.first, last.last))


def _year_by_parts(parts: Parts, context: Context) -> Meaning:
    """Of "nineteen ninety-six": hundreds in `number`, the rest in `day`."""
    assert parts.number is not None
    year = 100 * int(parts.number) + (parts.day or 0)
    return dated(periods.month(year, parts.month) if parts.month else periods.year(year), "")


def _week_of_date(parts: Parts, context: Context) -> Meaning:
    """Of "the week of March 6": the calendar week that holds the day."""
    when = _date(parts, context)
    return dated(periods.week(when.period.first, context.week_starts), "") if when.period else when


def _decade(parts: Parts, context: Context) -> Meaning:
    """Ten years, by the first of them; of two digits, those of the twentieth century."""
    assert parts.year is not None
    return dated(periods.decade(parts.year - parts.year % 10), "", parts.part)


def _century(parts: Parts, context: Context) -> Meaning:
    """A hundred years; the 19th century ends with 1900. No calendar of this program reaches those before Christ."""
    assert parts.number is not None
    hundred = int(parts.number) - 1
    if parts.bc is not None:
        return Meaning(DateKind.DATE, Timex(f"BC{hundred:02}"), None, parts.part)
    days = periods.days(date(100 * hundred + 1, 1, 1), date(100 * hundred + 100, 12, 31))
    return Meaning(DateKind.DATE, Timex(f"{hundred:02}"), days, parts.part)


def _season(parts: Parts, context: Context) -> Meaning:
    """A season of a year; without one, the latest that has begun, the next in a clause of the future."""
    assert parts.season is not None
    year = context.year_of(parts)
    if year is None:
        if context.anchor is None or parts.same:
            return unresolved(f"XXXX-{('SP', 'SU', 'FA', 'WI')[parts.season]}")
        around = [_season_of(context.anchor.first.year + step, parts.season) for step in (-1, 0, 1)]
        if context.told is not None:
            return dated(context.nearest(around), "", parts.part)
        assert context.published is not None
        begun = [season for season in around if season.first <= context.published]
        ahead = [season for season in around if season.last >= context.published]
        return dated(ahead[0] if context.tense in (Tense.FUTURE, Tense.LATER) else begun[-1], "", parts.part)
    if parts.shift == "last" and context.published and _season_of(year + 1, parts.season).last < context.published:
        year += 1  # in October, last summer is this year's
    if parts.shift == "next" and context.now and _season_of(year - 1, parts.season).first > context.now + _FAR:
        year -= 1  # in March, next winter begins this year
    return dated(_season_of(year, parts.season), "", parts.part)


def _season_of(year: int, number: int) -> Period:
    """The season that begins in a year, by the months of meteorology; winter runs into the next."""
    first, last = periods.month(year, 3 * number + 3), periods.month(year, 3 * number + 5)
    return Period(first.first, last.last, Precision.SEASON)


def _quarter(parts: Parts, context: Context) -> Meaning:
    """A quarter by its number; without a year the latest that has begun, the next in a clause of the future."""
    assert parts.quarter is not None
    year = context.year_of(parts)
    if year is None:
        if context.published is None:
            return unresolved(f"XXXX-Q{parts.quarter}")
        year = context.published.year
        begun = periods.quarter(year, parts.quarter).first <= context.published
        next_one = parts.quarter - (context.published.month + 2) // 3 == 1
        if not begun and (context.tense is Tense.PAST or (context.tense is not Tense.FUTURE and not next_one)):
            year -= 1
    return dated(periods.quarter(year, parts.quarter), "", parts.part)


def _quarter_discussed(parts: Parts, context: Context) -> Meaning:
    """Of "the quarter", "the year-ago quarter": the one under discussion, else the last that publication has seen.

    "The 1988 period" is that quarter of another year, and the whole year where none is under discussion.
    """
    published = context.published
    seen = periods.quarter(published.year, (published.month + 2) // 3 - 1) if published else None
    quarter = context.quarter
    if parts.year is not None:
        if quarter is None:
            return dated(periods.year(parts.year), "")
        return dated(periods.quarter(parts.year, (quarter.first.month + 2) // 3), "")
    if parts.shift == "next":  # the latest
        return dated(seen, "XXXX-QX")
    if parts.shift == "this" and published is not None:
        return dated(periods.quarter(published.year, (published.month + 2) // 3), "")
    quarter = quarter or seen
    if quarter is not None and parts.shift == "last":
        quarter = periods.quarter(quarter.first.year - 1, (quarter.first.month + 2) // 3)
    return dated(quarter, "XXXX-QX")


_FAR = timedelta(days=183)
"""What begins this year and is further away than half a year is called "next" already."""


METHODS: Mapping[str, Method] = {
    "date": _date,
    "slash-date": _slash_date,
    "month": _month,
    "month-of-year": _month_of_year,
    "day-of-month": _day_of_month,
    "range": _date_range,
    "year": _year,
    "half-year": _half_year,
    "year-bc": _year_before_christ,
    "spelled-year": _year_by_parts,
    "week-of-date": _week_of_date,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "quarter-discussed": _quarter_discussed,
}
