"""TIMEX3: the parts that a rule reads from an expression of time, what it is read against, and what it means.

The values follow TIMEX3 of ISO-TimeML 1.2.1. Everything is resolved against the publication date and dates in the text,
never against today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from generator import periods, plugins
from generator.model import DateKind, Mod, Tense, Timex
from generator.periods import Period, Precision, WeekStart

Shift = Literal["last", "this", "next"]
DayPart = Literal["MO", "MI", "AF", "EV", "NI"]


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
    holiday: str = ""
    day_part: DayPart | None = None
    hour: int | None = None
    minute: int | None = None
    morning: bool = False
    afternoon: bool = False
    approximate: bool = False
    by: bool = False
    since: bool = False
    same: bool = False
    bc: int | None = None
    bc2: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    `last` is the last date of the paragraph, `before` that of the paragraphs before, `day` and `quarter` are the last
    day and quarter of the article under discussion. `told` is the time that a historical passage tells of, `tense` that
    of the clause; `history` says that all of the article is a history.
    """

    published: date | None
    week_starts: WeekStart
    tense: Tense = Tense.NONE
    last: Period | None = None
    before: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    told: Period | None = None
    history: bool = False

    @property
    def now(self) -> date | None:
        """What "last month" is counted from: publication, in a history the time that it tells of."""
        return self.told.first if self.history and self.told else self.published

    @property
    def anchor(self) -> Period | None:
        """What a date that leaves out its year is nearest to: the time that is told of, else the day of publication."""
        return self.told or (periods.day(self.published) if self.published else None)

    def year_of(self, parts: Parts) -> int | None:
        """The year that the parts name, by its number, as "last year" or as "that year"."""
        if parts.same:
            discussed = self.last or self.before
            return discussed.first.year if discussed else None
        if parts.year is not None or parts.shift is None or self.now is None:
            return parts.year
        return self.now.year + {"last": -1, "this": 0, "next": 1}[parts.shift]

    def nearest(self, candidates: list[Period], past_weight: float = 8) -> Period:
        """The one nearest to the anchor; a clause of the future looks ahead only. ValueError without an anchor.

        A report in the past tense speaks of what is to come far less often: to it, such a time is `past_weight` times
        as far. A story goes on more often than back.
        """
        anchor, before, after = self.anchor, 1.0, 1.0
        if anchor is None:
            raise ValueError("nothing to be near to")
        if self.told is not None:
            before = _BACK
        elif self.tense is Tense.FUTURE:
            candidates = [period for period in candidates if period.last >= anchor.first] or candidates
        elif self.tense is Tense.PAST:
            after = past_weight

        def far(period: Period) -> tuple[float, date]:
            gap = max(0, (period.first - anchor.last).days, (anchor.first - period.last).days)
            return gap * (after if period.first > anchor.first else before), period.first

        return min(candidates, key=far)


_BACK = 1.5
"""How many times as far a story goes back as on, for the same likelihood."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value and the days it can mean; `period` is None for what is no calendar time or stays unresolved.

    `ends` are the values of the two ends of a range.
    """

    kind: DateKind
    value: Timex
    period: Period | None = None
    mod: Mod | None = None
    ends: tuple[Timex, ...] = ()


Method = Callable[[Parts, Context], Meaning]


def value_of(period: Period) -> Timex:
    """The TIMEX3 value of a period; days that are no unit of ISO 8601 (a week from Sunday) are told by both ends."""
    first = period.first
    match period.precision:
        case Precision.DAY:
            value = first.isoformat()
        case Precision.WEEK if first.weekday() == 0:
            week = first.isocalendar()
            value = f"{week.year}-W{week.week:02}"
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


def dated(period: Period | None, unresolved: str, mod: Mod | None = None) -> Meaning:
    """A DATE: the value of its period, or `unresolved` where there is none."""
    value = Timex(unresolved) if period is None else value_of(period)
    return Meaning(DateKind.DATE, value, period, mod)


def part_of(whole: Period, part: Mod | None) -> Meaning:
    """A DATE; "early in" a year is its first quarter, "late in" it its last, of shorter units any day of them."""
    days = whole
    if whole.precision is Precision.YEAR and part is Mod.START:
        days = periods.days(whole.first, date(whole.first.year, 3, 31))
    elif whole.precision is Precision.YEAR and part is Mod.END:
        days = periods.days(date(whole.first.year, 10, 1), whole.last)
    return Meaning(DateKind.DATE, value_of(whole), days, part)


def unresolved(value: str) -> Meaning:
    """A DATE that is no calendar time, or cannot be resolved."""
    return Meaning(DateKind.DATE, Timex(value))


def at_day(when: date, parts: Parts) -> Meaning:
    """A day, or a TIME where a part of the day or the clock is told with it."""
    period = periods.day(when)
    if parts.hour is not None:
        return Meaning(DateKind.TIME, Timex(f"{when.isoformat()}{clock_value(parts)}"), period)
    if parts.day_part is not None:
        return Meaning(DateKind.TIME, Timex(f"{when.isoformat()}T{parts.day_part}"), period, parts.part)
    return dated(period, "", parts.part)


def clock_value(parts: Parts) -> str:
    """The TIMEX3 value of a time of day ("T19:30"); ValueError for what no clock shows."""
    hour = parts.hour or 0
    if parts.afternoon and hour < 12:
        hour += 12
    elif parts.morning and hour == 12:
        hour = 0
    if hour > 24 or (parts.minute or 0) > 59:
        raise ValueError("no clock shows that")
    return f"T{hour:02}:{parts.minute or 0:02}"


@cache
def methods() -> Mapping[str, Method]:
    """Every method that a rule can name, of all modules of the folder `resolution`."""
    return {name: method for part in plugins.parts("resolution") for name, method in part.METHODS.items()}


def resolve(method: str, parts: Parts, context: Context) -> Meaning | None:
    """The meaning by the method that a rule names; None where the parts are no time at all (31 April)."""
    try:
        return methods()[method](parts, context)
    except (ValueError, OverflowError):
        return None
