"""Summaries: every method of sumy works over our sentences and invents nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import language as languages
from generator.language import Language
from generator.model import Sentence
from generator.selection import Candidate, Length
from generator.summarizers import sumy
from generator.text import Source

ENGLISH = languages.load("en")
TEXT = """The council closed the old bridge after a crack was found.
The crack was found by a diver who inspects the bridge each spring.
Drivers now take a detour of nine miles through the hills.
A new bridge would cost four million dollars.
The council has not said where the money would come from.
Shops near the old bridge have lost half of their trade.
The council meets again in a week to discuss the bridge."""


def told(text: str) -> tuple[Sentence, ...]:
    source = Source(text)
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Sentence(source.span(at, at + len(line)), 0))
        at += len(line) + 1
    return tuple(sentences)


def chosen(method: str, text: str, count: int = 3, topic: str = "What happened to the bridge?") -> tuple[Sentence, ...]:
    """What a method picks of a text, a sentence a line."""
    article = tuple(Candidate(sentence) for sentence in told(text))
    return sumy.summarize(method, (article,), Length(count), topic, ENGLISH)


@pytest.mark.parametrize("method", sumy.METHODS)
def test_a_method_picks_sentences_of_the_text_in_their_order(method: str) -> None:
    found = [str(sentence.words) for sentence in chosen(method, TEXT)]
    assert len(found) == 3
    assert [line for line in TEXT.split("\n") if line in found] == found


@pytest.mark.parametrize("method", sumy.METHODS)
def test_a_method_gives_the_same_sentences_each_time(method: str) -> None:
    runs = {tuple(str(one.words) for one in chosen(method, TEXT, 2)) for _ in range(3)}
    assert len(runs) == 1


@pytest.mark.parametrize("method", sumy.METHODS)
@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "One line.\nAnd another line.",
        "The same line.\nThe same line.\nThe same line.\nThe same line.",
        "It is so.\nSo it is.\nIs it so?\nIt was so.",
        "1.\n2.\n3.\n4.\n5.",
    ],
)
def test_a_text_too_poor_to_choose_from_is_given_in_part_and_nothing_twice(method: str, text: str) -> None:
    found = [str(sentence.words) for sentence in chosen(method, text)]
    assert found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("method", sumy.METHODS)
@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("ab 1.!é-", min_size=1, max_size=12), min_size=1, max_size=9))
def test_a_method_takes_any_text(method: str, lines: list[str]) -> None:
    assert len(chosen(method, "\n".join(lines))) <= 3


@pytest.mark.parametrize("method", sumy.METHODS)
def test_a_language_without_stop_words_is_no_obstacle(method: str) -> None:
    bare = Language("xx", {"summary": {"stemmer": "english", "stop_words": "", "stigma": []}})
    article = tuple(Candidate(sentence) for sentence in told(TEXT))
    assert len(sumy.summarize(method, (article,), Length(3), "", bare)) == 3


@pytest.mark.parametrize("method", sumy.LIMITS)
def test_a_long_article_is_capped_where_a_method_compares_all_pairs(method: str) -> None:
    count = sumy.LIMITS[method] + 20
    lines = [f"Line number {number} of the report on bridge {number % 7}." for number in range(count)]
    sentences = {line: index for index, line in enumerate(lines)}
    found = [sentences[str(one.words)] for one in chosen(method, "\n".join(lines), topic="bridge")]
    assert max(found) < sumy.LIMITS[method]
