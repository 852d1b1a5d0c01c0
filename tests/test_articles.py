"""The invented articles of the benchmarks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import articles
from generator import config, reading


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return articles.write(tmp_path_factory.mktemp("articles"), 12)


def test_they_are_the_same_every_time(written: tuple[Path, ...], tmp_path: Path) -> None:
    again = articles.write(tmp_path / "again", 12)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]
    assert articles.article(1, seed=8) != articles.article(1, seed=7)


def test_they_are_as_long_as_they_should_be(written: tuple[Path, ...]) -> None:
    assert all(600 <= len(path.read_text(encoding="utf-8").split()) < 690 for path in written)
    assert len(articles.article(1, words=5_000).split()) == pytest.approx(5_000, abs=100)


def test_dense_ones_hold_several_facts_in_every_sentence(written: tuple[Path, ...]) -> None:
    def dates(text: str) -> int:
        return len(reading.read(text.encode(), "article.md", config.Config()).dates)

    dense = sum(dates(articles.article(index, dense=True)) for index in range(6))
    assert dense > 3 * sum(dates(path.read_text(encoding="utf-8")) for path in written[:6])


def test_no_hole_is_left_and_no_article_is_wrong(written: tuple[Path, ...]) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    assert not re.search(r"[{}]|\b[Aa] [aeioAEIO]|\b[Aa]n [^aeiouAEIOU]|  |\.\.", text)


def test_every_list_of_words_is_asked_for() -> None:
    parts = articles.parts()
    told = str(parts)
    assert [name for name in parts["words"] if f"{{{name}" not in told] == []
    assert set(parts["shares"]) <= {"dense", *parts["sentences"]}


def test_hardly_a_sentence_stands_in_two_of_them(written: tuple[Path, ...]) -> None:
    sentences = [line for path in written for line in path.read_text(encoding="utf-8").splitlines()[4:] if line]
    assert len(set(sentences)) > 0.98 * len(sentences)


def test_the_program_finds_every_kind_of_fact_in_each(written: tuple[Path, ...]) -> None:
    for path in written:
        found = reading.read(path.read_bytes(), path.name, config.Config())
        assert found.article.title and found.article.published
        assert 20 <= len(found.sentences) <= 50
        assert all((found.dates, found.people, found.figures, found.quotes, found.events))
