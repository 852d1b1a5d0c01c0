"""Explaining: the question, the subject and the answer of a story of one article or of many."""

from __future__ import annotations

from datetime import date

import pytest

from generator import config, explain, labels, language, reading
from generator.errors import ArticleError, ConfigError
from generator.model import Explainer
from tests.stories import TEXT, explained


def asked(explainer: Explainer) -> str:
    return labels.question_text(explainer.story.question, language.load("en"))


def test_a_person_is_asked_after_by_name() -> None:
    assert asked(explained()) == "What happened to Mara Vale?"


def test_a_thing_is_asked_after_by_its_name() -> None:
    text = "Storm shuts Port Tessaly Boat Fair\n\nThe Port Tessaly Boat Fair was shut by a storm on Monday.\n"
    assert asked(explained(text)) == "What is known about Port Tessaly Boat Fair?"


def test_where_nothing_has_a_name_the_headline_is_asked_after() -> None:
    text = "Rain falls on dry fields\n\nIt rained on Monday. The fields were dry before that, and are wet now.\n"
    assert asked(explained(text)) == "What is known about “Rain falls on dry fields”?"


def test_the_editors_own_question_wins() -> None:
    text = f"---\nquestion: Where is Mara Vale?\n---\n{TEXT}"
    assert asked(explained(text)) == "Where is Mara Vale?"


def test_a_method_that_does_not_exist_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="lexrank"):
        explained(answer=config.AnswerConfig(method="magic"))


@pytest.mark.parametrize("method", ["news", "lexrank", "edmundson"])
def test_the_method_of_the_config_chooses_the_answer(method: str) -> None:
    assert len(explained(answer=config.AnswerConfig(method=method, sentences=2)).items("answer")) == 2


def test_the_readings_of_several_articles_make_one_story() -> None:
    settings = config.Config()
    first = reading.read(TEXT.encode(), "a.txt", settings, date(2021, 3, 18))
    later = (
        "Pilot Mara Vale freed\n\nNorland released Mara Vale, 34, on Monday. “I am glad to be home again,” Vale said.\n"
    )
    second = reading.read(later.encode(), "b.txt", settings, date(2021, 3, 30))
    explainer = explain.explain((first, second), "vale", settings)
    assert asked(explainer) == "What happened to Mara Vale?"
    assert explainer.story.published == date(2021, 3, 30)
    assert "released Mara Vale" in str(explainer.items("facts")) or len(explainer.items("timeline")) > 5


def test_a_file_that_no_reader_knows_is_refused_with_the_known_suffixes() -> None:
    with pytest.raises(ArticleError, match=r"\.md"):
        reading.read(b"x", "a.pdf", config.Config())
