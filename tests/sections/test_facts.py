"""The facts box: what it shows, and why it leaves out the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import explain, inspection
from generator import language as languages
from generator.config import Config
from generator.model import KeyFigure, LabelKey, Row
from generator.reading import read
from generator.sections import facts

ROOT = Path(__file__).parents[2]
SETTINGS = Config()
ARTICLES = [*sorted((ROOT / "content").glob("*.md")), *sorted((ROOT / "tests/gold").glob("*.md"))]


def _explained(text: str) -> tuple[set[str], dict[str, str]]:
    """The words that the box shows, and the words that it leaves out with the reason."""
    reading = read(text.encode(), "a.txt", SETTINGS)
    explainer = explain.explain((reading,), "a", SETTINGS)
    shown = {
        item.figure.words.words if isinstance(item, KeyFigure) else item.words.words
        for item in explainer.items("facts")
        if isinstance(item, (KeyFigure, Row))
    }
    report = inspection.report(reading, explainer, verbose=True)
    return shown, {row["text"]: row["reason"] for row in report["left_out"]}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_figure_and_outcome_is_shown_or_left_out_with_a_reason(path: Path) -> None:
    reading = read(path.read_bytes(), path.name, SETTINGS)
    explainer = explain.explain((reading,), "a", SETTINGS)
    told = {omission.words for omission in facts.left_out(explainer.story, languages.load("en"))}
    for item in explainer.items("facts"):
        told |= {item.figure.words} if isinstance(item, KeyFigure) else set()
        told |= {item.words, *item.also} if isinstance(item, Row) else set()
    assert {figure.words for figure in reading.figures} <= told
    assert {outcome.value for outcome in reading.outcomes} <= told


def test_so_few_of_something_are_no_key_figure() -> None:
    shown, left = _explained(
        "The harbour of Ashby was closed on Friday after a storm tore the roof from the fish market.\n\n"
        "The storm had torn the roof from the market of Ashby before the harbour was shut, the harbour master said.\n\n"
        "The harbour master said the market of Ashby would stay closed until the roof of the market was mended.\n\n"
        "Children played.\n\nIt was a quiet day.\n\nTwo boats passed."
    )
    assert "Two boats" not in shown
    assert left["Two boats"] == "so few of something are no key figure"


def test_the_age_of_somebody_else_is_no_key_figure() -> None:
    shown, left = _explained("Helen Marsk, 43, sang in Ashby.")
    assert "43" not in shown
    assert left["43"] == "the age of somebody whom the article is not about"


def test_one_value_said_twice_is_one_figure() -> None:
    reading = read(b"Vale got 7.5 years. Seven and a half years is long.", "a.txt", SETTINGS)
    first, second = inspection.report(reading, explain.explain((reading,), "a", SETTINGS))["figures"]
    assert (first["same_as"], second["same_as"]) == ([second["id"]], [first["id"]])


def test_a_row_about_an_event_is_never_the_sentence_at_its_place_in_another_article() -> None:
    older = "A lantern fell in Ashby on 4 March 2024.\n\nThe mill in Ashby will open again on 2 May 2024."
    newer = "The bridge in Venn was shut on 5 March 2024.\n\nIt was mended on 6 March 2024."
    readings = tuple(
        read(f"---\ndate: {day}\n---\n{text}\n".encode(), f"{day}.txt", SETTINGS)
        for day, text in (("2024-03-04", older), ("2024-03-07", newer))
    )
    explainer = explain.explain(readings, "a", SETTINGS)
    rows = {item.label: item.words.words for item in explainer.items("facts") if isinstance(item, Row)}
    assert rows[LabelKey("row_next")].startswith("The mill in Ashby will open again on 2 May 2024")
