"""Languages: found by their name, typed by the code that reads them, strict about keys."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from generator import language, reading
from generator.config import Config
from generator.errors import ConfigError
from generator.language import Language


@dataclass(frozen=True)
class Pair:
    TABLE: ClassVar[str] = "pair"

    one: str


def test_a_language_that_is_not_there_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="known languages: ar, en, he"):
        language.load("xx")


def test_a_table_is_built_once() -> None:
    english = Language("en", {"pair": {"one": "1"}})
    assert english.words(Pair) is english.words(Pair)


@pytest.mark.parametrize("table", [{"one": "1", "two": "2"}, {}, {"one": 1}])
def test_a_table_that_does_not_fit_is_refused_by_file_and_key(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match=r"generator/languages/en\.toml: pair\."):
        Language("en", {"pair": table}).words(Pair)


def test_a_language_travels_by_its_code() -> None:
    assert pickle.loads(pickle.dumps(language.load("en"))) is language.load("en")


def test_a_label_takes_its_typed_values() -> None:
    assert Language("en", {"labels": {"hail": "Hail {words}"}}).label("hail", words="all") == "Hail all"


def test_the_sample_of_a_language_calls_for_what_most_articles_do() -> None:
    found = reading.read(language.load("en").sample.encode(), "sample.txt", Config(), date(2021, 5, 4))
    facts = (found.dates, found.places, found.people, found.figures, found.quotes, found.outcomes, found.events)
    assert all(facts)
