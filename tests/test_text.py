"""Spans: they read their source, refuse what lies outside it, and see markup as blanks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import Source, Span, longest_word, numbers, vocabulary

TEXT = Source("The **red** door\nopened at noon.", ((4, 6), (9, 11)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (0, 33), (33, 34)])
def test_a_span_outside_its_source_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="leaves a text of 32 characters"):
        Span(TEXT, start, end)


def test_a_span_reads_the_source() -> None:
    assert str(TEXT.span(4, 11)) == "**red**"


def test_markup_is_blank_to_finders_and_left_out_on_pages() -> None:
    assert TEXT.span(0, 11).readable == "The   red  "
    assert TEXT.span(0, 16).words == "The red door"


def test_a_cut_through_markup_still_reads() -> None:
    assert TEXT.span(5, 10).words == "red"


def test_words_fold_white_space() -> None:
    assert TEXT.span(12).words == "door opened at noon."


def test_overlapping_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Source("abcdef", ((0, 3), (2, 4)))


def test_the_groups_of_a_match_are_spans() -> None:
    found = TEXT.span().first(re.compile(r"(?P<thing>door)\s(?P<gone>shut)?"))
    assert found is not None
    assert str(found.group("thing")) == "door"
    assert found.group("gone") is None
    assert found.text("gone") == ""


def test_a_match_never_leaves_the_span() -> None:
    assert [str(found.span) for found in TEXT.span(0, 3).find(re.compile(r"\w+"))] == ["The"]


def test_lines_and_columns_are_counted_from_one() -> None:
    assert TEXT.line_col(0) == (1, 1)
    assert TEXT.line_col(17) == (2, 1)


def test_spans_of_different_sources_never_overlap() -> None:
    assert not Source("abc").span().overlaps(Source("abd").span())


@given(st.text(min_size=1), st.data())
def test_a_stripped_span_reads_as_the_stripped_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert str(Source(text).span(start, end).strip()) == text[start:end].strip()


def test_the_vocabulary_of_a_text_is_its_words_in_lower_case_and_its_numbers() -> None:
    assert vocabulary("Orrick’s 5th Café, in 1999_x: Ōta, Москва") == frozenset(
        {"orrick", "s", "5", "th", "café", "in", "1999", "x", "ōta", "москва"}
    )
    assert numbers("the 5th of 1,200 in May") == frozenset({"5", "1", "200"})
    assert not numbers("no number")


@given(st.text())
def test_each_word_of_a_text_is_a_run_of_letters_or_of_digits(text: str) -> None:
    assert vocabulary(text) == frozenset(re.findall(r"[a-zß-öø-ɏ]+|\d+|[^\W\d_]+", text.lower()))
    assert all(word.isdecimal() or not any(map(str.isdecimal, word)) for word in vocabulary(text))


@pytest.mark.parametrize(
    ("name", "word"), [("Port Said", "port"), ("U.S.", "u"), ("Isle of Tarn", "isle"), ("&", "&"), ("May Day", "may")]
)
def test_the_longest_word_of_a_name_is_the_first_of_several(name: str, word: str) -> None:
    assert longest_word(name) == word
