"""Numbers: every example has its value, two numbers stay two, and any text is read without a crash."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.numerals import NumberWords

NUMBERS = languages.load("en").words(NumberWords)
PATTERN = re.compile(NUMBERS.pattern, re.IGNORECASE)
PART = re.compile(NUMBERS.part, re.IGNORECASE)
CORPUS = tomllib.loads((Path(__file__).parent / "corpora/en/numbers.toml").read_text(encoding="utf-8"))


def cases(kind: str) -> list[tuple[dict[str, object], str]]:
    return [(case, example) for case in CORPUS[kind] for example in case["examples"]]


def unmarked(example: str) -> str:
    return re.sub("[«»]", "", example)


@pytest.mark.parametrize(("case", "example"), cases("found"))
def test_a_number_has_its_value(case: dict[str, object], example: str) -> None:
    found = PATTERN.findall(unmarked(example))
    assert found == re.findall("«(.*?)»", example)
    assert NUMBERS.value(found[0]) == Decimal(str(case["value"]))
    if "scale" in case:
        assert NUMBERS.scale(found[0]) == case["scale"]


@pytest.mark.parametrize(("case", "example"), cases("parts"))
def test_a_part_of_a_whole_has_its_value(case: dict[str, object], example: str) -> None:
    found = PART.findall(unmarked(example))
    assert found == re.findall("«(.*?)»", example)
    assert NUMBERS.value(found[0]) == Decimal(str(case["value"]))


@pytest.mark.parametrize(("case", "example"), cases("several"))
def test_numbers_side_by_side_stay_apart(case: dict[str, object], example: str) -> None:
    assert [NUMBERS.value(words) for words in PATTERN.findall(unmarked(example))] == case["values"]


@pytest.mark.parametrize("example", CORPUS["nothing"][0]["examples"])
def test_what_is_no_number_is_left_alone(example: str) -> None:
    assert PATTERN.findall(example) == []


@pytest.mark.parametrize(("words", "value"), [("dozens", 12), ("hundreds of thousands", 100_000)])
def test_a_vague_number_has_its_least_value(words: str, value: int) -> None:
    assert NUMBERS.value(words) == value


def test_words_that_hold_no_number_have_no_value() -> None:
    assert NUMBERS.value("and a") is None


@given(st.lists(st.sampled_from(["one", "two", "twenty", "hundred", "million", "and", "a", "half", "7", "½", "1,000"])))
def test_any_run_of_number_words_is_read_without_a_crash(words: list[str]) -> None:
    for found in PATTERN.findall(" ".join(words)):
        value = NUMBERS.value(found)
        assert value is not None
        assert value >= 0


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_read_as_themselves_with_and_without_grouping(number: int) -> None:
    for words in (str(number), f"{number:,}"):
        assert PATTERN.fullmatch(words)
        assert NUMBERS.value(words) == number
