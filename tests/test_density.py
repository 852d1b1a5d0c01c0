"""The measure of what articles hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import density
from generator import config, reading

TEXT = "Anna Bellister opened the school on May 2, 2011. She spent 300 euros. “We are glad of it,” Bellister said."


def test_it_counts_what_stands_in_an_article() -> None:
    counts = density.found(reading.read(TEXT.encode(), "school.txt", config.Config()))
    assert counts["sentences"] == 3
    assert counts["dates"] == counts["dated events"] == counts["figures"] == counts["quotations"] == 1
    assert (counts["people"], counts["mentions of people"], counts["people named once"]) == (1, 2, 0)
    assert counts["words quoted"] == 5
    assert counts["words with digits"] == 3
    assert counts["capitalised words"] == 6
    assert counts["different words"] == 19


def test_it_relates_counts_to_the_same_number_of_words() -> None:
    assert density.related({"dates": 3}, 300) == {"dates": 6}


@pytest.mark.parametrize(
    ("articles", "share"),
    [
        ([], 0),
        ([["It rained.", "It rained."]], 0),
        ([["It rained.", "It snowed."], ["It rained.", "It thawed."]], 0.5),
    ],
)
def test_a_sentence_counts_as_repeated_only_in_another_article(articles: list[list[str]], share: float) -> None:
    assert density.repeated(articles) == share


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    (made / "b.txt").write_text(f"{TEXT} {TEXT}", encoding="utf-8")
    (made / "c.pdf").write_bytes(b"no article")
    return made


def test_a_folder_gives_means_and_medians_and_tells_what_is_no_article(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, count = density.measure(folder)
    assert count == 2
    assert "c.pdf" in capsys.readouterr().err
    assert table["dates"] == pytest.approx((600 / 20, 600 / 20))
    assert table["bytes of the page"][0] > 0
    assert density.measure(folder, least=30)[1] == density.measure(folder, most=30)[1] == 1


def test_the_table_compares_each_folder_with_the_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "d.txt").write_text(f"{TEXT} {'It rained again. ' * 7}It stopped.", encoding="utf-8")
    assert density.main([str(folder), str(other)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{folder}: mean | median" in lines[0] and f"{other}: mean | median" in lines[0]
    assert "| dates | 30.0 | 30.0 | 14.0 (-53 %) | 14.0 |" in lines


def test_a_folder_without_articles_of_that_length_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert density.main([str(folder), "--least", "900"]) == 1
    assert "no articles" in capsys.readouterr().err
