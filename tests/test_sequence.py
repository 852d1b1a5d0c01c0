"""The order of the events of one day, where the text tells it."""

from __future__ import annotations

import pytest

from generator import chronology
from generator.model import Entry
from tests.stories import explained

LEAD = "Fire at the port\n\nThe port is old.\n\n"


def order(text: str) -> list[str]:
    """The first three words of each past event, as the timeline has them."""
    items = explained(LEAD + text).items("timeline")
    entries = tuple(item for item in items if isinstance(item, Entry))
    return [" ".join(str(dated.entry.event.words).split()[:2]) for dated in chronology.order(entries).past]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # nothing tells an order: that of the text
        ("A crane fell on Monday. A ferry sank on Monday.", ["A crane", "A ferry"]),
        ("A crane fell at 4 p.m. on Monday. A ferry sank at 9 a.m. on Monday.", ["A ferry", "A crane"]),
        ("A crane fell on Monday night. A ferry sank on Monday morning.", ["A ferry", "A crane"]),
        (
            "The harbour crane fell on Monday. A ferry sank on Monday before the harbour crane fell.",
            ["A ferry", "The harbour"],
        ),
        (
            "A ferry sank on Monday after the harbour crane fell. The harbour crane fell on Monday.",
            ["The harbour", "A ferry"],
        ),
    ],
)
def test_the_text_orders_the_events_of_a_day(text: str, told: list[str]) -> None:
    assert order(text) == told


def test_days_come_before_hours() -> None:
    assert order("A crane fell at 4 p.m. on Monday. A ferry sank on Sunday night.") == ["A ferry", "A crane"]
