"""Quotations and their speakers, by every rule."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.attribution import QuoteWords
from generator.finders import people, places, quotes, sentences
from generator.model import Article, Block, BlockKind, Quote, QuoteKind
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/quotes.toml").read_text(encoding="utf-8"))
NOTHING = [text for case in CORPUS["nothing"] for text in case["texts"]]


def read(text: str, first: BlockKind = BlockKind.PARAGRAPH, others: BlockKind | None = None) -> tuple[Quote, ...]:
    source, at = Source(text), 0
    blocks: list[Block] = []
    for line in text.split("\n"):
        kind = others or BlockKind.PARAGRAPH if blocks else first
        blocks.append(Block(kind, source.span(at, at + len(line))))
        at += len(line) + 1
    article = Article("a.txt", source, tuple(blocks))
    told = sentences.find(article, ENGLISH)
    known = places.find(article, told, ENGLISH)
    return quotes.find(article, told, people.find(article, told, known, ENGLISH), known, ENGLISH)


@pytest.mark.parametrize("case", CORPUS["case"], ids=[case["text"][:60] for case in CORPUS["case"]])
def test_a_quotation_has_the_speaker_that_the_text_gives(case: dict[str, Any]) -> None:
    found = [
        [str(quote.words), quote.rule, str(quote.speaker) if quote.speaker else "", quote.inferred]
        for quote in read(case["text"])
    ]
    assert found == case["quotes"]


def test_every_rule_has_an_example_and_a_confidence() -> None:
    shown = {quote.rule for case in CORPUS["case"] for quote in read(case["text"])}
    assert shown == set(ENGLISH.words(QuoteWords).confidence) - {"pronoun", "block"}


def test_a_block_quotation_needs_no_marks_but_words_that_introduce_it() -> None:
    (quote,) = read("Helen Marsk wrote:\nThe tide was late. It came in.", others=BlockKind.QUOTE)
    assert (str(quote.words), quote.rule, quote.kind) == ("The tide was late. It came in.", "block", QuoteKind.BLOCK)
    assert str(quote.speaker) == "Helen Marsk"
    assert read("Helen Marsk left.\nThe tide was late. It came in.", others=BlockKind.QUOTE) == ()


def test_a_quotation_says_nothing_about_who_speaks_where_its_pronoun_stands_for_nobody() -> None:
    assert read("They called it “a small wonder” on Monday.") == ()


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_quotation_is_left_out(text: str) -> None:
    assert read(text) == ()


def test_marks_in_a_headline_are_no_quotation() -> None:
    assert read("Marsk said: “The tide was very late today.”", BlockKind.HEADLINE) == ()


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("“The tide was late,” Helen Marsk wrote on her Facebook account.", "on her Facebook account"),
        ("“The tide was late,” Helen Marsk told the Ferry Gazette.", "the Ferry Gazette"),
        ("“The tide was late,” Helen Marsk said in a statement on Monday.", "in a statement"),
        ("“It was late,” Helen Marsk said, according to the news agency Fen.", "according to the news agency Fen"),
    ],
)
def test_the_venue_is_kept_beside_the_speaker(text: str, venue: str) -> None:
    (quote,) = read(text)
    assert str(quote.speaker) == "Helen Marsk"
    assert str(quote.venue) == venue


def test_an_attribution_inside_makes_two_quotations_of_one_speaker() -> None:
    first, second = read("“The tide,” Helen Marsk said, “was late.”")
    assert (str(first.words), str(second.words)) == ("“The tide,”", "“was late.”")
    assert str(first.speaker) == str(second.speaker) == "Helen Marsk"


def test_a_pronoun_for_nobody_named_leaves_the_speaker_open() -> None:
    (quote,) = read("“The tide was late,” she said.")
    assert quote.speaker is None
    assert str(quote.source) == "she"
    assert quote.confidence == 0.0


def test_the_bearer_of_an_office_is_meant_by_the_office() -> None:
    _, quote = read("Harbour Minister Orla Fenwick said: “We wait.” “The tide was late,” the minister added.")
    assert str(quote.speaker) == "Orla Fenwick"
    assert quote.inferred


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    found = read("Helen Marsk said: “The tide was late, I think\nIt rained all day.\nNobody came.")
    assert all("rained" not in str(quote.words) for quote in found)


@given(st.text(alphabet="Aa .,?“”‘’\"'-—:\nsaid", max_size=200) | st.text(max_size=200))
def test_any_text_is_read_and_quotations_never_overlap(text: str) -> None:
    found = read(text)
    assert all(one.words.end <= other.words.start for one, other in pairwise(found))
    assert all(quote.words.contains(quote.said) for quote in found)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line", ['"' * 40000, "“" * 40000, "‘a " * 13000, '"a" ' * 10000, "“A.” he said " * 3000, "said " * 8000]
)
def test_a_long_line_of_one_kind_is_read_to_its_end(line: str) -> None:
    read(line)
