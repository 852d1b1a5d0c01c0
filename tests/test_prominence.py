"""What belongs on the timeline: decisions before remarks, the lead before history."""

from __future__ import annotations

import pytest

from tests.stories import explained

LEAD = "Fire at the port\n\nThe port of Vale burned on Tuesday.\n\n"


def weight(text: str, start: str) -> float:
    """The salience of the event that begins so."""
    events = explained(LEAD + text).story.readings[0].events
    return next(event.salience for event in events if str(event.words).startswith(start))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("It is old.", "The port of Vale"), ("A crane fell on Wednesday.", "A crane")),
        (
            ("On Monday a court sentenced a crane driver to two years in prison.", "a court"),
            ("The port closed a gate on Monday.", "The port closed"),
        ),
        (
            ("The port closed a gate on Monday.", "The port closed"),
            ("The mayor said on Monday that it was sad.", "The mayor"),
        ),
        (("The port closed a gate on Monday.", "The port closed"), ("The port was busy on Monday.", "The port was")),
        (
            ("The port closed a gate on Monday.", "The port closed"),
            ("The port closed a gate in 1987.", "The port closed"),
        ),
        (
            ("The port will open a gate on April 3.", "The port will"),
            ("The port opened a gate on March 3.", "The port opened"),
        ),
    ],
)
def test_an_editor_would_show_the_first_rather_than_the_second(more: tuple[str, str], less: tuple[str, str]) -> None:
    assert weight(*more) > weight(*less)


def test_every_salience_is_a_share() -> None:
    events = explained().story.readings[0].events
    assert events
    assert all(0 <= event.salience <= 1 for event in events)
