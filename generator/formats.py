"""Dates as text: one place writes them for pages, and the check proves them by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import ClassVar

from markupsafe import Markup, escape

from generator.model import DateMention
from generator.periods import Period, Precision, decade, month, quarter, year

WEEKDAY_WITHIN = 7
"""Days around publication within which a day is shown with its weekday."""
_SHORT_SCALE = timedelta(days=62)
"""Two months: up to them a scale is labelled with days."""


@dataclass(frozen=True, eq=False)
class Formats:
    """The table `formats` of a language: months and weekdays (Monday first) and patterns of dates.

    Told apart by identity, so that what was written once can be kept.

    `quarters` are patterns of a year, `seasons` those of the seasons that begin in December, March, June and September;
    `winter` writes the two years of the first of them.
    """

    TABLE: ClassVar[str] = "formats"

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    day: str
    day_month: str
    month: str
    week: str
    quarters: tuple[str, ...]
    seasons: tuple[str, ...]
    winter: str
    decade: str
    weekday_day: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a date as text; `iso` is its reduced ISO 8601 date, empty for what only joins."""

    text: str
    iso: str = ""


def time_element(told: str, stamp: str) -> Markup:
    """A `time` element."""
    return Markup(f'<time datetime="{escape(stamp)}">{escape(told)}</time>')


@lru_cache(maxsize=2048)
def date_element(period: Period, formats: Formats, *, weekday: bool = False) -> Markup:
    """A period as one `time` element, or two joined by a dash."""
    told = Markup()
    for piece in pieces(period, formats, weekday=weekday):
        told += time_element(piece.text, piece.iso) if piece.iso else escape(piece.text)
    return told


def iso(period: Period) -> str:
    """The reduced ISO 8601 date of a period: 2019, 2019-04, 2019-04-04; of a wider one its first day."""
    if period.precision is Precision.YEAR and _whole_years(period):
        return f"{period.first.year:04}"
    if period.precision is Precision.MONTH:
        return f"{period.first:%Y-%m}"
    return period.first.isoformat()


def ends(period: Period, formats: Formats) -> tuple[str, str]:
    """Reduced ISO 8601 dates of both ends; the same twice where one date tells the period."""
    if period.precision is Precision.WEEK:
        return period.first.isoformat(), period.last.isoformat()
    shown = _days(period) if spelled(period, formats) else period
    stamps = [piece.iso for piece in pieces(shown, formats) if piece.iso]
    return stamps[0], stamps[-1]


@lru_cache(maxsize=2048)
def pieces(period: Period, formats: Formats, *, weekday: bool = False) -> tuple[Piece, ...]:
    """A period in words: one dated piece, or two with a dash between them."""
    first, last = period.first, period.last
    if first == last:
        return (Piece(_day(first, formats, weekday=weekday), first.isoformat()),)
    if period.precision is Precision.WEEK:
        return (Piece(formats.week.format(day=_day(first, formats)), first.isoformat()),)
    if period.precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        days = "".join(piece.text for piece in span_of_days(period, formats))
        return (Piece(_month(first, formats) if period == month(first.year, first.month) else days, iso(period)),)
    if (name := _named(period, formats)) is not None:
        return (Piece(name, f"{first:%Y}" if period.precision is Precision.DECADE else f"{first:%Y-%m}"),)
    if _whole_years(period):
        ends = [Piece(str(year), f"{year:04}") for year in sorted({first.year, last.year})]
        return (*ends[:1], *((Piece("–"), ends[1]) if len(ends) == 2 else ()))
    if _whole_months(period):
        return _months(first, last, formats)
    return span_of_days(period, formats)


def _named(period: Period, formats: Formats) -> str | None:
    """The name of a whole quarter, season or decade; None for any other period."""
    first, last = period.first, period.last
    if period.precision is Precision.QUARTER and period == quarter(first.year, (first.month + 2) // 3):
        return formats.quarters[first.month // 3].format(year=first.year)
    if period.precision is Precision.DECADE and period == decade(first.year) and first.year % 10 == 0:
        return formats.decade.format(year=first.year)
    three = (
        _whole_months(period) and first.month % 3 == 0 and (last.year - first.year) * 12 + last.month == first.month + 2
    )
    if period.precision is not Precision.SEASON or not three:
        return None
    years = formats.winter.format(first=first.year, last=f"{last.year % 100:02}") if first.month == 12 else first.year
    return formats.seasons[first.month // 3 % 4].format(year=years)


@lru_cache(maxsize=2048)
def spelled(period: Period, formats: Formats) -> bool:
    """Whether a period is shown by a name that does not say its ends: a week, a quarter, a season, a decade."""
    return period.precision is Precision.WEEK or _named(period, formats) is not None


def span_of_days(period: Period, formats: Formats) -> tuple[Piece, ...]:
    """Both ends of a period as days: "19–25 January 2020", "28 March – 3 April 2019"."""
    first, last = period.first, period.last
    end = Piece(_day(last, formats), last.isoformat())
    if (first.year, first.month) == (last.year, last.month):
        return (Piece(str(first.day), first.isoformat()), Piece("–"), end)
    if first.year == last.year:
        text = formats.day_month.format(day=first.day, month=formats.months[first.month - 1])
        return (Piece(text, first.isoformat()), Piece(" – "), end)
    return (Piece(_day(first, formats), first.isoformat()), Piece(" – "), end)


def text(period: Period, formats: Formats, *, weekday: bool = False) -> str:
    """A period in words."""
    return "".join(piece.text for piece in pieces(period, formats, weekday=weekday))


def bracket(mention: DateMention, formats: Formats) -> str:
    """What the expression leaves unsaid of its date, to stand in square brackets; empty where it says all."""
    period = mention.period
    if period is None:
        return ""
    words = mention.words.words
    years = {str(period.first.year), str(period.last.year)}
    stated = set(re.findall(r"\d+", words))
    simple = period.precision in (Precision.DAY, Precision.MONTH) and text(period, formats) != words
    if simple and not _names_month(words, period.first.month, formats):
        return text(period, formats)
    if period.precision is Precision.DAY and str(period.first.day) not in {number.lstrip("0") for number in stated}:
        return text(period, formats)
    if years <= stated:
        return ""
    return str(period.first.year) if simple and len(years) == 1 else text(_days(period), formats)


def shows_weekday(period: Period, mention: DateMention | None, published: date | None, formats: Formats) -> bool:
    """Whether a day is shown with its weekday: the expression names one, or publication is near."""
    words = set(re.findall(r"\w+", mention.words.words)) if mention else set()
    named = not words.isdisjoint({*formats.weekdays, *formats.weekdays_short})
    return named or (published is not None and abs((period.first - published).days) <= WEEKDAY_WITHIN)


def notes(period: Period) -> tuple[str, ...]:
    """The keys of the labels that say what a date leaves open."""
    if period.precision is Precision.MONTH:
        return ("page_day_not_stated",)
    if period.precision in (Precision.QUARTER, Precision.SEASON):
        return ("page_month_not_stated",)
    return ("page_year_not_stated",) if period.precision is Precision.DECADE else ()


def clipped(text: str, limit: int) -> str:
    """The first whole words of a text, `limit` characters at most, with a cut mark where words are left out."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"


@lru_cache(maxsize=2048)
def stamps(period: Period, formats: Formats) -> frozenset[tuple[str, str]]:
    """The (datetime, text) pairs in which a period may be shown."""
    return frozenset(
        (piece.iso, " ".join(piece.text.split()))
        for weekday in (False, True)
        for piece in pieces(period, formats, weekday=weekday)
        if piece.iso
    )


def axis_stamps(periods: tuple[Period, ...], published: date | None, formats: Formats) -> set[tuple[str, str]]:
    """The (datetime, text) pairs that label a scale: its years and months, days of a short one and of publication."""
    days = [day for period in periods for day in (period.first, period.last)] + ([published] if published else [])
    years = range(min(days).year, max(days).year + 1)
    pairs = {(f"{number:04}", str(number)) for number in years}
    pairs |= {
        (f"{number:04}-{index:02}", name) for number in years for index, name in enumerate(formats.months_short, 1)
    }
    if max(days) - min(days) <= _SHORT_SCALE:
        first = min(days).replace(day=1)
        days += [first + timedelta(days=index) for index in range(_SHORT_SCALE.days)]
    elif published is None:
        return pairs
    else:
        days = [published]
    return pairs | {(when.isoformat(), short_day(when, formats)) for when in days}


def short_day(when: date, formats: Formats) -> str:
    """A day without its year, the month short."""
    return formats.day_month.format(day=when.day, month=formats.months_short[when.month - 1])


def _day(when: date, formats: Formats, *, weekday: bool = False) -> str:
    told = formats.day.format(day=when.day, month=formats.months[when.month - 1], year=when.year)
    return formats.weekday_day.format(weekday=formats.weekdays_short[when.weekday()], day=told) if weekday else told


def long_day(when: date, formats: Formats) -> str:
    """A day with its full weekday."""
    return formats.weekday_day.format(weekday=formats.weekdays[when.weekday()], day=_day(when, formats))


def _month(when: date, formats: Formats) -> str:
    return formats.month.format(month=formats.months[when.month - 1], year=when.year)


def _months(first: date, last: date, formats: Formats) -> tuple[Piece, ...]:
    end = Piece(_month(last, formats), f"{last:%Y-%m}")
    if (first.year, first.month) == (last.year, last.month):
        return (end,)
    if first.year == last.year:
        return (Piece(formats.months[first.month - 1], f"{first:%Y-%m}"), Piece("–"), end)
    return (Piece(_month(first, formats), f"{first:%Y-%m}"), Piece(" – "), end)


def _days(period: Period) -> Period:
    """A week, a quarter, a season as what it holds: a bracket adds to the article's own name for it."""
    return Period(period.first, period.last, Precision.RANGE)


def _names_month(words: str, number: int, formats: Formats) -> bool:
    names = {formats.months[number - 1], formats.months_short[number - 1]}
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names)


def _whole_years(period: Period) -> bool:
    return period.first == year(period.first.year).first and period.last == year(period.last.year).last


def _whole_months(period: Period) -> bool:
    return period.first.day == 1 and period.last == month(period.last.year, period.last.month).last


def scale_ends(periods: tuple[Period, ...], formats: Formats) -> tuple[str, str]:
    """The months in which the first of several periods begins and the last ends."""
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    return _month(first, formats), _month(last, formats)
