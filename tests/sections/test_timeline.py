"""The timeline: what stands first, what stands behind, and an event that two articles tell."""

from __future__ import annotations

from datetime import date

from generator import check, chronology, config, explain, language, pages, reading
from generator.model import Entry
from generator.sections.timeline import FEW, MOST, MOST_UNDATED
from tests.stories import explained

DULL = " ".join(f"The port was calm in {year}." for year in range(1990, 2004))
NEWS = (
    "Fire at the port\n\nThe harbour crane collapsed on March 16, 2021. The port closed the lock on March 17, 2021.\n\n"
)


def entries(text: str) -> list[Entry]:
    return [item for item in explained(text).items("timeline") if isinstance(item, Entry)]


def test_a_short_timeline_shows_every_dated_event() -> None:
    assert not any(entry.further for entry in entries(NEWS))


def test_of_a_long_one_what_matters_less_stands_behind() -> None:
    found = entries(NEWS + DULL)
    assert [str(entry.event.words)[:11] for entry in found if not entry.further][-2:] == ["The harbour", "The port cl"]
    assert sum(not entry.further for entry in found) <= FEW
    line = chronology.order(tuple(found))
    assert len(line.further) + len(line.dated) == len(line.every) == len(found)


def test_undated_events_are_few() -> None:
    text = NEWS + "\n\n".join(f"The port has closed gate {number} of the town." for number in range(20))
    assert sum(entry.event.period is None for entry in entries(text)) == MOST_UNDATED


def test_an_event_that_two_articles_tell_stands_once() -> None:
    settings = config.Config()
    texts = (NEWS, "Crane down\n\nA harbour crane collapsed on March 16, 2021. It was old.\n")
    readings = tuple(
        reading.read(text.encode(), f"{index}.txt", settings, date(2021, 3, 18)) for index, text in enumerate(texts)
    )
    story = explain.explain(readings, "port", settings)
    shown = [item.event for item in story.items("timeline") if isinstance(item, Entry)]
    (crane,) = (event for event in shown if "crane" in str(event.words))
    assert len(crane.retold) == 1


def test_what_an_earlier_article_expected_is_no_longer_to_come() -> None:
    settings = config.Config()
    told = "Pier opens\n\nMinister Ilse Brand will visit Port Tessaly next week."
    after = "Pier closes\n\nMayor Anton Reuel closed the pier on Tuesday."
    readings = tuple(
        reading.read(text.encode(), f"{index}.txt", settings, date(2021, 3, 1 + 20 * index))
        for index, text in enumerate((told, after))
    )
    explainer = explain.explain(readings, "pier", settings)
    line = chronology.order(explainer.items("timeline"))
    assert not line.upcoming
    assert [dated.entry.lapsed for dated in line.past] == [True, False]
    html = pages.render(explainer, settings, language.load("en"))
    check.prove(html, explainer, settings, language.load("en"), "site/pier/index.html")
    assert "<small>expected</small>" in html
    assert "Expected next" not in html


def test_of_very_many_events_only_the_weightiest_stand_first() -> None:
    told = " ".join(f"On March {day}, {year}, the crane collapsed." for year in (2019, 2020) for day in range(1, 29))
    explainer = explained(f"The crane of Ashby\n\n{told}")
    line = chronology.order(explainer.items("timeline"))
    assert len(line.past) <= MOST
    assert len(line.past) + len(line.further) == 56
    html = pages.render(explainer, config.Config(), language.load("en"))
    check.prove(html, explainer, config.Config(), language.load("en"), "site/crane/index.html")
    assert "<h3><time" in html.partition("<details>")[2]
