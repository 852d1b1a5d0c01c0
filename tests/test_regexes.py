"""Patterns that were translated by an earlier run are those that `re` makes, to the last match."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from generator import regexes

SOURCES = [
    (r"\b(?P<day>\d{1,2})(?:st|nd)?\s+(?P<month>May|June)\b", re.IGNORECASE),
    (r"(?i:she|he)|(?P<one>[à-ž]+)(?P=one)?", 0),
    (r"^(?:a|ab|abc)++$", re.MULTILINE),
    (r"(?<!\w)[“\"](.*?)[”\"](?!\w)", re.DOTALL),
    (r"(?x) ( a | b ){2,5} (?(1) c | d )", 0),
    ("", 0),
]
TEXTS = ["On 3rd May and 2 JUNE she said “no” abc", "ééÉé\nabc\n", "abcd ababac “a\nb”", ""]


@pytest.fixture(autouse=True)
def _no_pattern_is_known() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_made", "_taken", "_new"):
            patch.setattr(regexes, name, {})
        yield


def _again() -> None:
    """As if the program ended, and started with what it had kept."""
    kept = list(regexes.known())
    for held in (regexes._made, regexes._taken, regexes._new):
        held.clear()
    regexes.take(kept)


def _same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    told = (one.pattern, one.flags, one.groups, dict(one.groupindex))
    return one == other and told == (other.pattern, other.flags, other.groups, dict(other.groupindex))


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_a_pattern_is_the_one_that_re_makes_whether_it_is_new_or_kept(source: str, flags: int) -> None:
    expected = re.compile(source, flags)
    assert _same(regexes.compiled(source, flags), expected)
    _again()
    kept = regexes.compiled(source, flags)
    assert _same(kept, expected)
    assert not regexes.has_new()
    for text in TEXTS:
        found = [(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in kept.finditer(text)]
        assert found == [
            (match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in expected.finditer(text)
        ]


_ALL = """
import re
from datetime import date
from generator import language, reading, regexes
from generator.config import Config
reading.read(language.load("en").sample.encode(), "sample.txt", Config(), date(2021, 5, 4))
known = list(regexes.known())
assert len(known) > 150, len(known)
regexes._made.clear()
regexes.take(known)
for one in known:
    kept, fresh = regexes.compiled(one.source, one.asked), re.compile(one.source, one.asked)
    assert kept == fresh and kept.groupindex == fresh.groupindex and kept.groups == fresh.groups, one.source
"""


def test_every_pattern_that_an_article_calls_for_is_the_one_that_re_makes() -> None:
    subprocess.run([sys.executable, "-c", _ALL], check=True)


def test_a_pattern_is_made_once() -> None:
    assert regexes.compiled("a|b") is regexes.compiled("a|b")
    assert regexes.compiled("a|b", re.IGNORECASE) is not regexes.compiled("a|b")


def test_code_that_the_engine_refuses_is_compiled_anew() -> None:
    regexes.take([regexes.Translated("a|b", 0, 32, 0, {}, b"\xff\xff\xff\xff" * 4)])
    assert _same(regexes.compiled("a|b"), re.compile("a|b"))


def test_another_python_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regexes, "_KNOWN", False)
    assert _same(regexes.compiled("a|b", re.IGNORECASE), re.compile("a|b", re.IGNORECASE))
    assert not regexes.has_new()
