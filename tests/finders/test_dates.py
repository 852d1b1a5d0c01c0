"""Dates: every rule has an example, every example reads as it should, and what is no date stays words."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator import timex
from generator.dategrammar import DateWords
from generator.finders import clauses, dates, sentences
from generator.model import Article, Block, BlockKind, DateMention
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/dates.toml").read_text(encoding="utf-8"))
FOUND = [(case, example) for case in CORPUS["found"] for example in case["examples"]]
NOTHING = [example for case in CORPUS["nothing"] for example in case["examples"]]


def read(text: str, published: date | None = CORPUS["published"]) -> tuple[DateMention, ...]:
    source = Source(text)
    block = Block(BlockKind.PARAGRAPH, source.span())
    article = Article("a.txt", source, (block,), published=published)
    told = sentences.find(article, ENGLISH)
    return dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH)


@pytest.mark.parametrize(("case", "example"), FOUND, ids=[example for _, example in FOUND])
def test_an_example_is_read_as_its_rule_says(case: dict[str, Any], example: str) -> None:
    marked = re.findall("«(.*?)»", example)
    mentions = read(re.sub("[«»]", "", example))
    mention = mentions[case.get("at", 0)]
    assert [str(item.words) for item in mentions] == marked
    assert mention.rule == case["rule"]
    if "first" in case:
        assert mention.period is not None
        assert (mention.period.first, mention.period.last) == (case["first"], case["last"])
        assert mention.period.precision == case["precision"]
    else:
        assert mention.period is None
    assert mention.value == case.get("value", mention.value)
    assert mention.mod == case.get("mod", mention.mod)


@pytest.mark.parametrize("example", NOTHING)
def test_what_is_no_date_is_left_alone(example: str) -> None:
    assert read(example) == ()


def test_every_rule_has_an_example() -> None:
    rules = {rule.name for rule in ENGLISH.words(DateWords).rules if rule.resolve != "none"}
    assert rules - {case["rule"] for case in CORPUS["found"]} == set()


def test_every_rule_names_a_method_of_resolution() -> None:
    assert {rule.resolve for rule in ENGLISH.words(DateWords).rules} <= set(timex.methods()) | {"none", "list"}


@pytest.mark.parametrize("relative", ["on Tuesday", "last month", "next week", "today", "two years ago", "in December"])
def test_without_a_publication_date_nothing_relative_is_resolved(relative: str) -> None:
    (mention,) = read(f"The council met {relative}.", published=None)
    assert mention.period is None


def test_without_a_publication_date_an_explicit_date_still_is() -> None:
    (mention,) = read("The council met on 4 April 2019.", published=None)
    assert mention.period is not None
    assert mention.period.first == date(2019, 4, 4)


def test_the_week_starts_on_the_configured_day() -> None:
    source = Source("A visit is planned for next week.")
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=date(2021, 3, 18))
    told = sentences.find(article, ENGLISH)
    (mention,) = dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH, "sunday")
    assert mention.period is not None
    assert (mention.period.first, mention.period.last) == (date(2021, 3, 21), date(2021, 3, 27))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ran from March 3 to 7.", [("March 3", "2021-03-03"), ("7", "2021-03-07")]),
        ("It ran from 3 to 7 May 2019.", [("3", "2019-05-03"), ("7 May 2019", "2019-05-07")]),
        ("The club played there between 1985 and 1987.", [("1985", "1985"), ("1987", "1987")]),
        ("It was shut from June 24 to July 17, 2020.", [("June 24", "2020-06-24"), ("July 17, 2020", "2020-07-17")]),
    ],
)
def test_the_ends_of_a_range_are_expressions_of_their_own(text: str, ends: list[tuple[str, str]]) -> None:
    (mention,) = read(text)
    assert [(str(end.words), end.value) for end in mention.ends] == ends


@pytest.mark.parametrize("wrong", ["31 April 2019", "February 30, 2020"])
def test_a_day_that_no_calendar_has_is_not_read_as_a_day(wrong: str) -> None:
    assert all(mention.period is None or mention.period.precision != "day" for mention in read(f"It was {wrong}."))


WORDS = st.sampled_from(
    "on in the 3 May March 2019 1999s Tuesday, last next week month years ago to - by since early a 12:30 .".split()
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_without_a_fault_and_in_order(text: str, published: date | None) -> None:
    mentions = read(text, published)
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.words.start < mention.words.end <= len(text)
        ends.append(mention.words.end)
