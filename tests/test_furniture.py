"""What stands around an article: every rule has an example, and prose is left alone."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator import blocks, furniture, language
from generator.model import BlockKind
from generator.text import Source

CORPUS = tomllib.loads((Path(__file__).parent / "corpora" / "en" / "blocks.toml").read_text(encoding="utf-8"))
WORDS = language.load("en").words(furniture.BlockWords)


@pytest.mark.parametrize(
    ("rule", "line"), [(rule, line) for rule, lines in CORPUS["matches"].items() for line in lines]
)
def test_a_rule_matches_its_lines(rule: str, line: str) -> None:
    assert WORDS.matches(rule, line)


@pytest.mark.parametrize(
    ("rule", "pattern"), [(rule, pattern) for rule in CORPUS["matches"] for pattern in getattr(WORDS, rule)]
)
def test_every_pattern_has_an_example(rule: str, pattern: str) -> None:
    words: dict[str, Any] = {rule: (pattern,)}
    alone = dataclasses.replace(WORDS, **words)
    assert any(alone.matches(rule, line) for line in CORPUS["matches"][rule])


@pytest.mark.parametrize("line", CORPUS["nothing"]["furniture"])
@pytest.mark.parametrize("place", ["head", "middle", "tail"])
def test_prose_is_never_furniture(line: str, place: str) -> None:
    prose = ["The board met at the pier on Monday.", "It voted for the ferries by seven to two."]
    texts = {"head": [line, *prose], "middle": [prose[0], line, prose[1]], "tail": [*prose, line]}[place]
    source = Source("\n\n".join(["Board votes on ferries", *texts]))
    drafts = [blocks.Draft(span) for span in blocks.split(source.span(), WORDS)]
    kinds = {str(block.words): block.kind for block in blocks.classify(drafts, WORDS)}
    assert kinds[line] is BlockKind.PARAGRAPH


@pytest.mark.parametrize(("caption", "credit"), CORPUS["credits"].items())
def test_a_credit_is_found_at_the_end_of_a_caption(caption: str, credit: str) -> None:
    assert str(furniture.credit(Source(caption).span(), WORDS)) == credit


@pytest.mark.parametrize("prose", CORPUS["nothing"]["credits"])
def test_prose_has_no_credit(prose: str) -> None:
    assert furniture.credit(Source(prose).span(), WORDS) is None


@pytest.mark.parametrize("line", ["By Jane Roe", "By Jane Roe and Sam Poe, Shoreline", "Words by Ada de la Cruz"])
def test_a_byline_names_people(line: str) -> None:
    assert WORDS.is_byline(line)


@pytest.mark.parametrize("line", ["By land and sea", "By Monday the fire was out", "Byron Poe"])
def test_a_byline_is_nothing_else(line: str) -> None:
    assert not WORDS.is_byline(line)


@pytest.mark.parametrize("line", ["Jan. 16, 2020", "Updated 3 March 2019, 10:05 am GMT", "Published 2 hours ago"])
def test_a_date_line_is_numbers_and_the_words_of_dates(line: str) -> None:
    assert WORDS.is_date_line(line)


@pytest.mark.parametrize("line", ["2020", "May", "Published in 1999, it sold", "3 ferries sank"])
def test_a_date_line_is_no_prose(line: str) -> None:
    assert not WORDS.is_date_line(line)
