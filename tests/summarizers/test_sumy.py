"""Summaries: every method of sumy works over our sentences and invents nothing."""

from __future__ import annotations

import pytest

from generator import language as languages
from generator.model import Sentence
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


@pytest.mark.parametrize("method", sumy.METHODS)
def test_a_method_picks_sentences_of_the_text_in_their_order(method: str) -> None:
    sentences = told(TEXT)
    chosen = sumy.summarize(method, sentences, 3, "What happened to the bridge?", {}, ENGLISH)
    assert len(chosen) == 3
    assert [sentence for sentence in sentences if sentence in chosen] == list(chosen)


@pytest.mark.parametrize("method", sumy.METHODS)
def test_a_method_gives_the_same_sentences_each_time(method: str) -> None:
    runs = {sumy.summarize(method, told(TEXT), 2, "bridge", {}, ENGLISH) for _ in range(3)}
    assert len(runs) == 1


@pytest.mark.parametrize("method", sumy.METHODS)
@pytest.mark.parametrize("text", ["One line.", "The same line.\nThe same line.\nThe same line.\nThe same line."])
def test_a_text_too_short_to_choose_from_is_given_whole_or_in_part(method: str, text: str) -> None:
    chosen = sumy.summarize(method, told(text), 3, "line", {}, ENGLISH)
    assert set(chosen) <= set(told(text))
    assert chosen


def test_a_long_article_is_capped_where_a_method_compares_all_pairs() -> None:
    sentences = told("\n".join(f"Line number {number} of the report on bridge {number % 7}." for number in range(600)))
    chosen = sumy.summarize("lexrank", sentences, 3, "bridge", {}, ENGLISH)
    assert all(sentence in sentences[:300] for sentence in chosen)
