"""How many words of an article a page quotes: each once, however often and in whatever pieces it stands there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import shares

ARTICLE = "The well-known mayor said that rain would come, and rain came."


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>mayor</p>", 0),
        ("<q>The well-known mayor</q>", 3),
        ("<q>mayor said</q> and <q lang='en'>said that</q>", 3),
        ("<q>well</q><q>known</q>", 1),
        ("<q>rain</q>", 1),
        ("<q>The well-known… said that</q>", 4),
        ('<q><time datetime="2020">rain</time> <span class="x">[4 May]</span> would come</q>', 3),
        ('<q>mayor<span class="x"> [Ann]</span> said</q>', 2),
        ("<q>may</q>", 0),
        ("<q>mayor\n said</q>", 2),
    ],
)
def test_words_are_counted_where_they_stand(html: str, words: int) -> None:
    assert shares._of(ARTICLE, shares._said(html)) == (words, 11)


@given(st.text("ab -.é", max_size=30), st.sets(st.text("ab -.é", min_size=1, max_size=5)))
def test_the_count_is_that_of_words_with_a_covered_letter(text: str, parts: set[str]) -> None:
    article, said = " ".join(text.split()), frozenset(part.strip() for part in parts if part.strip())
    places = [(at, at + len(part)) for part in said if (at := shares._found(part, article)) >= 0]
    covered = {letter for start, end in places for letter in range(start, end)}
    words = [set(range(*match.span())) for match in re.finditer(r"\S+", article)]
    assert shares._of(article, said) == (sum(bool(word & covered) for word in words), len(words))
