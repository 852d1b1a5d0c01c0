"""Figures: every rule has an example, every example reads as it should, and what is no figure stays words."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import figures
from generator.measures import FigureWords
from generator.model import Article, Block, BlockKind, DateKind, DateMention, Figure, Sentence, Timex
from generator.periods import day
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/figures.toml").read_text(encoding="utf-8"))
FOUND = [(case, example) for case in CORPUS["found"] for example in case["examples"]]
NOTHING = [example for case in CORPUS["nothing"] for example in case["examples"]]
GOLD = Path(__file__).parents[3] / "shared/gold"


def read(text: str, *dates: str) -> tuple[Figure, ...]:
    source = Source(text)
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),))
    mentions = []
    for words in dates:
        start = text.index(words)
        when = source.span(start, start + len(words))
        mentions.append(DateMention(when, "test", DateKind.DATE, Timex("2021"), day(date(2021, 1, 1))))
    return figures.find(article, (Sentence(source.span(), 0),), tuple(mentions), ENGLISH)


@pytest.mark.parametrize(("case", "example"), FOUND, ids=[example for _, example in FOUND])
def test_an_example_is_read_as_its_rule_says(case: dict[str, Any], example: str) -> None:
    found = read(re.sub("[«»]", "", example))
    figure = found[case.get("at", 0)]
    assert [str(item.words) for item in found] == re.findall("«(.*?)»", example)
    assert (figure.rule, figure.unit, figure.kind) == (case["rule"], case["unit"], case["kind"])
    assert figure.amount == Decimal(str(case["amount"]))
    assert figure.upper == (Decimal(str(case["upper"])) if "upper" in case else None)
    assert figure.bound == case.get("bound")
    assert figure.approximate == case.get("approximate", False)
    assert figure.words.contains(figure.number)
    if "measures" in case:
        assert str(figure.measures) == case["measures"]


@pytest.mark.parametrize("example", NOTHING)
def test_what_is_no_figure_is_left_alone(example: str) -> None:
    assert read(example) == ()


def test_every_rule_has_an_example() -> None:
    rules = {rule.name for rule in ENGLISH.words(FigureWords).rules}
    assert rules == {case["rule"] for case in CORPUS["found"]}


def test_a_date_is_no_figure_and_ends_a_name() -> None:
    assert read("Since 5 May 300 people left.", "5 May")[0].unit == "person"
    assert len(read("Since 5 May 300 people left.", "5 May")) == 1


def test_the_same_value_in_digits_and_in_words_is_the_same() -> None:
    digits, words = read("It took 7.5 years.")[0], read("It took seven and a half years.")[0]
    assert figures.value_of(digits) == figures.value_of(words)
    assert figures.value_of(digits) != figures.value_of(read("It took 7.5 months.")[0])
    assert figures.value_of(digits) != figures.value_of(replace(words, upper=Decimal(9)))


def test_money_and_sentences_matter_more_than_small_counts() -> None:
    money, count = read("She paid $3 million for two goats.")
    term = read("Vale was sentenced to seven years.")[0]
    assert money.salience > count.salience
    assert term.salience > count.salience


@given(st.text(alphabet="0123456789 .,-–%$£€abo onetwhalfinf\n’'(", max_size=120))
def test_any_text_is_read_without_a_crash_and_figures_never_overlap(text: str) -> None:
    found = read(text)
    for one, other in pairwise(found):
        assert one.words.end <= other.words.start
    for figure in found:
        assert figure.words.contains(figure.number)
        assert 0 <= figure.salience <= 1


@pytest.mark.parametrize("noise", ["1", "1,", "(", "Abc ", "one ", "$ ", "1,111 ", "hundreds of "])
def test_a_line_of_noise_holds_no_figure(noise: str) -> None:
    assert read(noise * (40_000 // len(noise))) == ()


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles of ../shared/gold are absent")
def test_the_figures_of_the_annotated_articles_are_found() -> None:
    right = wanted = given_ = 0
    for path in sorted(GOLD.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        right_, wanted_, found_ = _score(gold, path.with_name(f"{gold['id']}.txt").read_text(encoding="utf-8"))
        right, wanted, given_ = right + right_, wanted + wanted_, given_ + found_
    assert 2 * right / (wanted + given_) >= 0.93


def _score(gold: dict[str, Any], text: str) -> tuple[int, int, int]:
    """How many figures have the gold's value in its place, how many there are, how many were found."""
    source = Source(text)
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(BlockKind.PARAGRAPH, source.span(*line)) for line in lines)
    sentences = tuple(Sentence(block.words, index) for index, block in enumerate(blocks))
    period = day(date.fromisoformat(gold["date"]))
    dates = tuple(
        DateMention(source.span(item["start"], item["end"]), "gold", DateKind.DATE, Timex(""), period)
        for item in gold["dates"]
    )
    wanted = [item for item in gold["figures"] if not item.get("optional")]
    found = figures.find(Article("a.txt", source, blocks), sentences, dates, ENGLISH)
    optional = [item for item in gold["figures"] if item.get("optional")]
    asked = [figure for figure in found if not any(_overlaps(figure, item) for item in optional)]
    right = sum(
        any(_overlaps(figure, item) and abs(float(figure.amount) - item["value"]) < 0.01 for figure in found)
        for item in wanted
    )
    return right, len(wanted), len(asked)


def _overlaps(figure: Figure, item: dict[str, Any]) -> bool:
    return bool(figure.words.start < item["end"] and item["start"] < figure.words.end)
