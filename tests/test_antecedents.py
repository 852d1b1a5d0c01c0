"""The name behind a pronoun: only where the text leaves no doubt."""

from __future__ import annotations

import pytest

from tests.stories import explained

LEAD = "Fire at the port\n\nThe port burned for a night. It is old.\n\n"


def who(text: str, start: str) -> str | None:
    """The name found for the event that begins so."""
    events = explained(LEAD + text).story.readings[0].events
    event = next(event for event in events if str(event.words).startswith(start))
    return str(event.who.name) if event.who else None


def test_a_pronoun_stands_for_the_one_person_its_last_sentence_speaks_of() -> None:
    text = "Mara Vale, a pilot, moored her boat on Monday. She sailed home on Tuesday."
    assert who(text, "She sailed") == "Mara Vale"


@pytest.mark.parametrize(
    "text",
    [
        # two people whom it may stand for
        "Mara Vale, a pilot, moored her boat on Monday and met Ida Brand at her house. She sailed home on Tuesday.",
        # the person named is not what the sentence speaks of
        "The port gave Mara Vale her boat on Monday. She sailed home on Tuesday.",
        # somebody is there who has no name
        "Mara Vale, a pilot, moored her boat on Monday and thanked the nurse. She sailed home on Tuesday.",
        "Mara Vale, a pilot, moored her boat on Monday with her sister. She sailed home on Tuesday.",
        # nobody is named in the paragraph
        "Mara Vale, a pilot, moored her boat on Monday.\n\nIt rained for a day. She sailed home on Tuesday.",
    ],
)
def test_where_there_is_doubt_there_is_no_name(text: str) -> None:
    assert who(text, "She sailed") is None


def test_an_event_that_begins_with_a_name_needs_none() -> None:
    assert who("Mara Vale sailed home on Tuesday.", "Mara") is None
