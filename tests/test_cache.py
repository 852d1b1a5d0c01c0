"""Readings are kept between builds, and what is wrong with a kept one costs time and nothing else."""

from __future__ import annotations

import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from generator import cache, explain, fingerprints, reading
from generator.config import Config
from generator.model import Reading
from tests import fakes

KEY = "0" * 32
TEXT = b"""Council votes to move the market

The council of Ashby voted on Thursday to move its weekly market. "Traders will like it," said Mayor Ada Quill, 51.
"""


def _reading() -> Reading:
    return reading.read(TEXT, "market.md", Config(), date(2024, 3, 8))


def _file(folder: Path) -> Path:
    return next(path for path in (folder / "readings").rglob("*") if path.is_file())


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = _reading()
    assert kept.people and kept.quotes and kept.dates
    cache.store(tmp_path, KEY, kept)
    again = cache.load(tmp_path, KEY)[0]
    assert again == kept
    assert again is not None
    assert again.people[0].words.source is again.article.source


def test_the_explainer_of_a_reading_comes_back_if_it_was_made_of_the_same(tmp_path: Path) -> None:
    kept = _reading()
    explainer = explain.explain((kept,), "market", Config())
    cache.store(tmp_path, KEY, explainer, "1" * 32)
    assert cache.load(tmp_path, KEY, "1" * 32) == (kept, explainer)
    assert cache.load(tmp_path, KEY, "2" * 32) == (kept, None)
    assert cache.load(tmp_path, KEY) == (kept, None)


def test_there_is_none_where_none_was_kept(tmp_path: Path) -> None:
    assert cache.load(tmp_path, KEY)[0] is None


@pytest.mark.parametrize("cut", [0, 10, 32, 33, 500])
def test_a_half_written_one_is_none(tmp_path: Path, cut: int) -> None:
    cache.store(tmp_path, KEY, _reading())
    file = _file(tmp_path)
    file.write_bytes(file.read_bytes()[:cut])
    assert cache.load(tmp_path, KEY)[0] is None


def test_a_damaged_one_is_none(tmp_path: Path) -> None:
    cache.store(tmp_path, KEY, _reading())
    file = _file(tmp_path)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    assert cache.load(tmp_path, KEY)[0] is None


class _Harmful:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize("value", [{"a": 1}, _Harmful(Path("PWNED")), print, Path("x"), [Config]])
def test_what_is_no_reading_is_neither_run_nor_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    monkeypatch.chdir(tmp_path)
    cache.store(tmp_path, KEY, _reading())
    data = b" " * 32 + pickle.dumps(value)
    _file(tmp_path).write_bytes(fingerprints.of_bytes(data).encode() + data)
    assert cache.load(tmp_path, KEY)[0] is None
    assert not (tmp_path / "PWNED").exists()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache.store(tmp_path / "cache", KEY, _reading())
    cache.remove(tmp_path / "cache", KEY)
    assert cache.load(tmp_path / "cache", KEY) == (None, None)


def test_a_key_depends_on_all_that_a_reading_depends_on(tmp_path: Path) -> None:
    settings = fingerprints.of_readings(Config())
    keys = {
        cache.key(TEXT, "a.md", settings),
        cache.key(TEXT + b" ", "a.md", settings),
        cache.key(TEXT, "b.md", settings),
        cache.key(TEXT, "a.md", fingerprints.of_readings(Config(language="de"))),
        cache.key(TEXT, "a.md", fingerprints.of_readings(Config(week_starts="monday"))),
    }
    assert len(keys) == 5
    assert fingerprints.of_readings(Config(title="Other", quote_limit=9)) == settings
    assert fingerprints.of_settings(Config(title="Other")) != fingerprints.of_settings(Config())
    assert fingerprints.of_settings(Config(content="x", output="y")) == fingerprints.of_settings(Config())


def test_git_sees_nothing_of_the_cache(tmp_path: Path) -> None:
    cache.store(cache.folder(fakes.config(tmp_path)), KEY, _reading())
    assert (tmp_path / ".cache/explainer/.gitignore").read_text() == "*\n"
