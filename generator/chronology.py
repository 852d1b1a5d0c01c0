"""The order of a timeline: past, expected, undated; and where the text gives no order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from generator.lasting import kept
from generator.model import Entry, EventStatus, Item
from generator.periods import Period, Precision

YEAR_GROUPS_OVER = 15
"""Past events above which the timeline is grouped by years."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with its period; `within` is the coarser period before it that it may stand anywhere in."""

    entry: Entry
    period: Period
    within: Period | None = None


@dataclass(frozen=True, slots=True)
class Chronology:
    """A timeline in order. `further` are past events that matter less; `undated` keeps the order of the text."""

    past: tuple[Dated, ...]
    further: tuple[Dated, ...]
    upcoming: tuple[Dated, ...]
    undated: tuple[Entry, ...]

    @property
    def every(self) -> tuple[Dated, ...]:
        """All entries with a date."""
        return self.past + self.further + self.upcoming

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Past and upcoming entries."""
        return self.past + self.upcoming

    @property
    def years(self) -> tuple[tuple[int | None, tuple[Dated, ...]], ...]:
        """The past by years where it is long; otherwise one group without a year."""
        return _by_years(self.past)

    @property
    def further_years(self) -> tuple[tuple[int | None, tuple[Dated, ...]], ...]:
        """The past events that matter less, in the same way."""
        return _by_years(self.further)


def _by_years(past: tuple[Dated, ...]) -> tuple[tuple[int | None, tuple[Dated, ...]], ...]:
    if len(past) <= YEAR_GROUPS_OVER:
        return ((None, past),) if past else ()
    first = sorted({dated.period.first.year for dated in past})
    return tuple((year, tuple(dated for dated in past if dated.period.first.year == year)) for year in first)


@kept
def order(items: tuple[Item, ...]) -> Chronology:
    """Entries sorted by their start, then coarse before fine, then as the text orders them, then as given."""
    entries = [item for item in items if isinstance(item, Entry)]
    dated = [(entry, entry.event.period) for entry in entries if entry.event.status is not EventStatus.UNDATED]
    pairs = sorted(((entry, period) for entry, period in dated if period), key=lambda pair: _key(pair[1]))
    pairs = [pair for _, same in groupby(pairs, key=lambda pair: pair[1]) for pair in _told(list(same))]
    upcoming = [pair for pair in pairs if pair[0].upcoming]
    past = [pair for pair in pairs if not pair[0].upcoming and not pair[0].further]
    further = [pair for pair in pairs if not pair[0].upcoming and pair[0].further]
    placed = {id(entry) for entry, _ in pairs}
    undated = tuple(entry for entry in entries if id(entry) not in placed)
    return Chronology(_noted(past), _noted(further), _noted(upcoming), undated)


def _told(same: list[tuple[Entry, Period]]) -> list[tuple[Entry, Period]]:
    """Events of the same days, each moved before those that the text lets follow it."""
    told: list[tuple[Entry, Period]] = []
    for pair in same:
        later = pair[0].event.before
        at = next((index for index, (entry, _) in enumerate(told) if entry.event.words in later), len(told))
        told.insert(at, pair)
    return told


def _noted(pairs: list[tuple[Entry, Period]]) -> tuple[Dated, ...]:
    periods = [None, *(period for _, period in pairs), None]
    return tuple(
        Dated(entry, period, _within(periods[index], period, periods[index + 2]))
        for index, (entry, period) in enumerate(pairs)
    )


def _within(previous: Period | None, period: Period, after: Period | None) -> Period | None:
    """The period to name: said once, on the first finer event, or on the last of a run of coarse ones."""
    if previous is None or previous.precision is Precision.DAY or period.first > previous.last:
        return None
    finer = previous.contains(period) and period != previous
    last = after is None or after.first > previous.last
    return previous if finer or last else None


def _key(period: Period) -> tuple[int, int]:
    return period.first.toordinal(), -period.last.toordinal()
