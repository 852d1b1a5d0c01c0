"""Strict YAML: plain values with their places, or an error at the right line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import yamldoc
from generator.errors import ArticleError, ConfigError


def trouble(text: str) -> ArticleError:
    """The error that a document gives; its first line is line 2 of a file."""
    with pytest.raises(ArticleError) as caught:
        yamldoc.read(text, "bad.md", ArticleError, 2)
    return caught.value


def test_values_are_plain_and_words_stay_words() -> None:
    text = "a: no\nb: 7\nc: 1.5\nd: 2020-01-16\ne:\nf: true\ng: [x, 2]\nh: {i: '7'}\n"
    values = yamldoc.read(text, "x", ArticleError).values
    expected = {
        "a": "no",
        "b": 7,
        "c": 1.5,
        "d": date(2020, 1, 16),
        "e": None,
        "f": True,
        "g": ["x", 2],
        "h": {"i": "7"},
    }
    assert values == expected


def test_an_empty_document_has_no_values() -> None:
    assert yamldoc.read("", "x", ArticleError).values == {}


def test_places_are_lines_and_columns_of_the_file() -> None:
    places = yamldoc.read("a: 1\nb:\n  c: 2\nd:\n  - x\n", "x", ArticleError, 2).places
    assert places["a",] == (2, 1)
    assert places["b", "c"] == (4, 3)
    assert places["d", 0] == (6, 5)


CASES = [
    ('title: "Unclosed\n', 2, 8, "unclosed quote"),
    ('title: "Unclosed\nquestion: "What?"\n', 2, 8, "unclosed quote"),
    ("title: Lind: no deal\n", 2, 12, "put the title in quotes"),
    ("tags:\n\t- a\n", 3, 1, "use spaces"),
    ("tags:\n  - a\n\t- b\n", 4, 1, "use spaces"),
    ("date: 2026-13-45\n", 2, 7, "YYYY-MM-DD"),
    ("title: a\nurl: b\ntitle: c\n", 4, 1, "on lines 2 and 4"),
    ('a: !!python/object/apply:os.system ["touch PWNED"]\n', 2, 4, "tags are not allowed"),
    ("!!python/name:os.system\n", 2, 1, "tags are not allowed"),
    ("a: &x [1]\nb: [*x, *x]\n", 2, 4, "anchors/aliases are not allowed"),
    ("title: *star*\n", 2, 8, "anchors/aliases are not allowed"),
    ("<<: {a: 1}\n", 2, 1, "merge keys"),
    ("- a\n- b\n", 2, 1, "key: value"),
    ("just words\n", 2, 1, "key: value"),
    ("title:words\n", 2, 1, "key: value"),
    ("title: [Update] words\n", 2, 17, "put the title in quotes"),
    ("title: {a: 1\n", 2, 8, "unclosed bracket"),
    ("title: [\n", 2, 8, "unclosed bracket — close it, or put the title in quotes"),
    ("title: {a: [1], b: [\n", 2, 20, "unclosed bracket"),
    ("a: 1\n---\nb: 2\n", 3, 1, "second document"),
    ("? [a]\n: b\n", 2, 3, "a word as the key"),
    ('title: "\\ud800"\n', 2, 8, "U+D800"),
    ('title: "\\e[31m"\n', 2, 8, "U+001B"),
    ('title: "\\UFFFFFFFF"\n', 2, 11, "does not exist"),
    ("title: a\u2028b: c\n", 2, 9, "U+2028"),
    ("[" * 50, 2, 21, "nested"),
    ("a: b\n" * 30_000, 2, 1, "100,000 characters"),
]


@pytest.mark.parametrize(("text", "line", "col", "words"), CASES, ids=[repr(case[0][:24]) for case in CASES])
def test_a_fault_has_its_place_and_a_remedy(text: str, line: int, col: int, words: str) -> None:
    error = trouble(text)
    assert (error.path, error.line, error.col) == ("bad.md", line, col)
    assert words in str(error)


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    assert "anchors/aliases are not allowed" in str(trouble(bomb))


def test_a_fault_at_a_missing_key_is_that_of_the_key_above() -> None:
    document = yamldoc.read("answer:\n  method: x\n", "c.yaml", ConfigError)
    error = document.fault(("answer", "sentences"), "what", "remedy")
    assert isinstance(error, ConfigError)
    assert (error.line, error.col) == (1, 1)


@given(st.text(alphabet=st.sampled_from("ab:-?[]{}\"'\\#&*!|>%@`,. \n\t~<=0172\u2028é")) | st.text())
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    try:
        yamldoc.read(text, "x", ArticleError)
    except ArticleError as error:
        line = error.line
    else:
        line = 1
    assert line
