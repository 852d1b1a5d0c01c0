"""Hostile lines: what repeats one thing for ever is read in linear time. The time limit of every test is the proof."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from generator import language as languages
from generator.finders import clauses, dates, events, outcomes, sentences
from generator.model import Article, Block, BlockKind
from generator.text import Source

ENGLISH = languages.load("en")
PIECES = tomllib.loads((Path(__file__).parents[2] / "benchmarks/hostile.toml").read_text(encoding="utf-8"))
# Linear, a line of this length takes a fraction of a second; with the square of it, minutes.
LENGTH, SENTENCE = 80_000, 1_900


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("length", [LENGTH, SENTENCE], ids=["one line", "many sentences"])
def test_a_hostile_line_is_read_in_linear_time(piece: str, length: int) -> None:
    line = f"It {piece * (length // len(piece))}it. "
    source = Source(line * (LENGTH // len(line) or 1))
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=date(2020, 1, 16))
    told = sentences.find(article, ENGLISH)
    pieces = clauses.find(told, ENGLISH)
    # Dates have their own tests: those of the first sentences stand for all.
    times = dates.find(article, told[:2] if length == SENTENCE else (), pieces, ENGLISH).mentions
    decided = outcomes.find(article, told, (), ENGLISH)
    found = events.find(article, told, pieces, times, (), decided, ENGLISH)
    assert all(event.words.source is source for event in found)
    assert all(len(sentence.words) for sentence in told)
