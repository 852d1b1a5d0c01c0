"""What the index of a site says of each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import records
from generator.periods import Period, Precision


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index says of a page; plain values, so that it outlives the build that made it.

    `given` says that the question is the editor's own. `published` is an ISO date or empty; `upcoming` is the period of
    the next expected event as first day, last day and precision, or empty. `people` and `places` are names as the
    article has them; `line` holds the dated events: first day, last day and "past" or "upcoming". `aliases` are folders
    at which the page stood before.
    """

    question: str
    slug: str
    given: bool = False
    published: str = ""
    excerpt: str = ""
    upcoming: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    line: tuple[tuple[str, ...], ...] = ()
    aliases: tuple[str, ...] = ()

    @classmethod
    def read_back(cls, told: Mapping[str, Any]) -> IndexEntry:
        """The entry that `dataclasses.asdict` and JSON made `told` of; TypeError where it is no such thing."""
        return cls(**{name: _tuples(value) for name, value in told.items()})

    @classmethod
    def checked(cls, told: Mapping[str, Any]) -> IndexEntry:
        """The entry that somebody may have changed since; ValueError where it is none that a build can use."""
        entry = records.build(cls, told)
        if entry.published:
            date.fromisoformat(entry.published)
        for status in {status for _, _, status in entry.line}:
            entry.periods(status)
        entry.nearest  # noqa: B018  # its days are days
        return entry

    @property
    def nearest(self) -> Period | None:
        """The period of the next expected event."""
        if not self.upcoming:
            return None
        first, last, precision = self.upcoming
        return Period(date.fromisoformat(first), date.fromisoformat(last), Precision(precision))

    def periods(self, status: str) -> tuple[Period, ...]:
        """The periods of the dated events of a status."""
        dated = ((first, last) for first, last, told in self.line if told == status)
        days = ((date.fromisoformat(first), date.fromisoformat(last)) for first, last in dated)
        return tuple(Period(first, last, Precision.RANGE if first != last else Precision.DAY) for first, last in days)


def _tuples(value: Any) -> Any:
    """A value with tuples for its lists, as an entry has them: of texts, or of lists of texts."""
    if not isinstance(value, list):
        return value
    return tuple(map(tuple, value)) if value and isinstance(value[0], list) else tuple(value)
