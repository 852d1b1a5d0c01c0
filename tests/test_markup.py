"""The notation inside Markdown: marked where it is proved, left where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import notation
from generator.text import Source

REFERENCES: dict[str, object] = {"references": {"REF": {"href": "http://a.example", "title": "", "map": [0, 1]}}}


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("a *b* **c** ***d*** _e_", "a b c d e"),
        ("[a](http://x.example 'a') and [b][ref], [ref]", "a and b, ref"),
        ('[a](<x y> "[t]") [b][] c', "a [b][] c"),
        (r"1990\. \*a\* \q", r"1990. *a* \q"),
        ("`a *b*` and `` c`d ``", "a *b* and c`d"),
        ("<https://a.example> <b>bold</b>", "https://a.example bold"),
        ("![a *cat*](c.jpg)", "a cat"),
        ("see ![icon](i.png) here", "see here"),
        ("2 * 3 * 4 and snake_case", "2 * 3 * 4 and snake_case"),
        ("~~kept~~ &amp; 'kept'", "~~kept~~ &amp; 'kept'"),
        ("a\\\nb  \nc", "a b c"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_notation_is_left_out_of_the_words(run: str, words: str) -> None:
    found = notation(run, REFERENCES)
    assert found is not None
    assert Source(run, found.ranges).span().words == words


@given(st.text(alphabet=st.sampled_from("ab*_`[]()!<>\\ \n\"'/:#&;")))
def test_ranges_are_ordered_and_inside_the_run(run: str) -> None:
    found = notation(run, {})
    if found is not None:
        Source(run, found.ranges)
