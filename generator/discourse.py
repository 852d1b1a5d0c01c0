"""The time under discussion while an article is read: what partial and relative dates are counted from.

News is told from its day of publication. A history is told from its own last date: there "in May" is the May of the
year that was named before (the two strategies of Strötgen and Gertz, "Multilingual and cross-domain temporal tagging",
Language Resources and Evaluation 47, 2013; here the text itself decides between them, passage by passage).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model import DateKind, Tense
from generator.periods import Period, Precision
from generator.timex import Meaning, Parts

_HALF_A_YEAR = 6
"""Months."""
_DEICTIC = frozenset({"weekday", "day-offset", "unit", "ago", "ahead"})
"""Methods of resolution that count from publication."""
_FEWEST, _SHARE = 5, 3
"""So many dates of earlier years, and so many times as many as dates counted from publication, make a history."""


def tells_history(expressions: Iterable[tuple[int, str, Parts]], published: date | None, lead: int) -> bool:
    """Whether an article is a history: its expressions, by block, method and parts, name years before publication.

    What happened "on Sunday" in a block up to `lead`, its first paragraph, is news whatever it looks back to.
    """
    early, late, deictic = 0, 0, 0
    for block, method, parts in expressions:
        if block <= lead and method in _DEICTIC:
            return False
        if parts.year is not None and method not in ("quarter", "quarter-discussed", "spelled-year"):
            if published is None or parts.year < published.year - 1:
                early += 1
            else:
                late += 1
        elif method in _DEICTIC:
            deictic += 1
    return early >= _FEWEST and early >= _SHARE * deictic and early >= late


@dataclass
class Discussed:
    """The time under discussion.

    `last` is the last date of the paragraph, `earlier` that of the paragraphs before, `day` and `quarter` the last day
    and quarter of the article, `told` the time that a historical passage tells of, `thread` what a history goes back to
    after a paragraph that looked back to a year; `beyond` says that it tells of a time before all calendars. `clock` is
    the last time of day told of `day`.
    """

    published: date | None
    history: bool
    block: int = -1
    last: Period | None = None
    earlier: Period | None = None
    day: Period | None = None
    quarter: Period | None = None
    told: Period | None = None
    thread: Period | None = None
    beyond: bool = False
    clock: str = ""

    def enter(self, block: int) -> None:
        """A new paragraph forgets the last date, not the day and the quarter that the article speaks of."""
        if block != self.block:
            self.block, self.earlier, self.last = block, self.last or self.earlier, None
            self.told = self.thread

    def told_in(self, tense: Tense) -> Period | None:
        """What a date that leaves out its year is nearest to, where that is not the day of publication."""
        if tense is Tense.FUTURE or (tense is Tense.PRESENT and not self.history):
            return None
        return self.told

    def note(self, meaning: Meaning, parts: Parts, method: str) -> None:
        """What the next expressions may be counted from: not what was itself counted from a quarter.

        Where half a year or more is told of ("the first nine months"), a year is not compared by its quarter.
        """
        period = meaning.period
        if parts.hour is not None:
            self.clock = meaning.value.partition("T")[2] and f"T{meaning.value.partition('T')[2]}"
        elif period is not None and period.precision is Precision.DAY and period != self.day:
            self.clock = ""
        self.beyond = self.history and (parts.bc is not None or (self.beyond and period is None))
        if meaning.kind is DateKind.DURATION and parts.unit == "month" and (parts.number or 0) >= _HALF_A_YEAR:
            self.quarter = None
        if period is None:
            return
        if period.precision is Precision.QUARTER:
            if method == "quarter":
                self.quarter = period
            return
        if period.precision in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR):
            self.last = period
            self._tell(period, parts, method)
        if period.precision is Precision.DAY:
            self.day = period

    def _tell(self, period: Period, parts: Parts, method: str) -> None:
        """A day or month of an earlier year opens a historical passage; a date counted from publication ends it."""
        if self.history:
            if method not in _DEICTIC and (self.published is None or period.first <= self.published):
                self.told = period
                if self.thread is None or period.precision is not Precision.YEAR or period.last > self.thread.first:
                    self.thread = period
        elif method in _DEICTIC:
            self.told = None
        elif self.told is not None or (
            parts.year is not None
            and period.precision in (Precision.DAY, Precision.MONTH)
            and (self.published is None or period.last.year < self.published.year)
        ):
            self.told = period
