"""Places, nationalities and organisations, by every rule."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import places, sentences
from generator.model import Article, Block, BlockKind, Place
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/places.toml").read_text(encoding="utf-8"))
NOTHING = [text for case in CORPUS["nothing"] for text in case["texts"]]


def read(text: str) -> tuple[Place, ...]:
    source = Source(text)
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),))
    return places.find(article, sentences.find(article, ENGLISH), ENGLISH)


@pytest.mark.parametrize("case", CORPUS["case"], ids=[case["text"] for case in CORPUS["case"]])
def test_a_place_is_found_with_its_kind_and_country(case: dict[str, Any]) -> None:
    found = [[str(place.words), place.kind, place.country or "", place.rule] for place in read(case["text"])]
    assert found == case["places"]


def test_every_rule_has_an_example() -> None:
    shown = {place.rule for case in CORPUS["case"] for place in read(case["text"])}
    assert shown == {"country", "nationality", "city", "organisation word", "acronym"}


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_place_is_left_out(text: str) -> None:
    assert read(text) == ()


def test_every_country_has_a_code_a_name_and_a_label() -> None:
    lines = ENGLISH.words(places.PlaceWords).countries.strip().splitlines()
    assert len(lines) > 190
    for line in lines:
        code, names, _, _ = (column.strip() for column in line.split(";"))
        assert len(code) == 2
        assert ENGLISH.label(f"country_{code}") == names.split(",")[0]


def test_every_country_that_can_be_found_has_a_label() -> None:
    lines = ENGLISH.words(places.PlaceWords).known.strip().splitlines()
    assert len(lines) > 240
    for line in lines:
        code, name = (column.strip() for column in line.split(";")[:2])
        assert ENGLISH.label(f"country_{code}"), name


@given(st.text(alphabet="ABCUS.,'’ ofthe$()\n", max_size=200) | st.text(max_size=200))
def test_any_text_is_read_and_places_never_overlap(text: str) -> None:
    found = read(text)
    assert all(one.words.end <= other.words.start for one, other in pairwise(found))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("line", ["Court of " * 4500, "New " * 10000, "U.S. " * 8000, "(" * 40000, "A" * 40000])
def test_a_long_line_of_one_kind_is_read_to_its_end(line: str) -> None:
    read(line)
