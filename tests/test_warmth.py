"""What a start need not work out anew is kept; whatever is wrong with it costs time and nothing else."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import fingerprints, language, regexes, warmth

SOURCE = r"\b(?:rain|snow)fall\b"


@pytest.fixture(autouse=True)
def _a_start() -> Iterator[None]:
    """A program that has just started, and may keep what it works out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", False)
        for module, names in ((regexes, ("_made", "_taken", "_new")), (language, ("_taken", "_parsed"))):
            for name in names:
                patch.setattr(module, name, {})
        yield


def _start() -> None:
    for held in (regexes._made, regexes._taken, regexes._new, language._taken, language._parsed):
        held.clear()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """What was kept of a pattern and a language by a run that has ended."""
    path = tmp_path / "cache" / "warmth.kept"
    regexes.compiled(SOURCE, re.IGNORECASE)
    language._parsed["en"] = {"labels": {"hail": "Grüße, “{words}”"}, "days": ["Mon", 1, True]}
    warmth.store(path)
    _start()
    return path


def test_a_start_takes_what_was_kept(kept: Path) -> None:
    warmth.load(kept)
    assert language.parsed() == {"en": {"labels": {"hail": "Grüße, “{words}”"}, "days": ["Mon", 1, True]}}
    assert regexes.compiled(SOURCE, re.IGNORECASE) == re.compile(SOURCE, re.IGNORECASE)
    assert not regexes.has_new() and not language.has_new()


def test_what_is_new_is_kept_beside_what_was_taken(kept: Path) -> None:
    warmth.load(kept)
    regexes.compiled("hail")
    assert regexes.has_new()
    warmth.store(kept)
    _start()
    warmth.load(kept)
    assert {one.source for one in regexes.known()} == {SOURCE, "hail"}
    assert set(language.parsed()) == {"en"}


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: data[:40], lambda data: b"", lambda data: b"x"])
def test_what_is_half_written_counts_as_not_there(kept: Path, harm: object) -> None:
    assert callable(harm)
    kept.write_bytes(harm(kept.read_bytes()))
    warmth.load(kept)
    assert not list(regexes.known()) and not language.parsed()


@pytest.mark.parametrize("told", [b"[]\n", b"{}\n", b"nonsense", b'{"program": 1}\n', b'{"patterns": [[1]]}\n'])
def test_what_is_something_else_counts_as_not_there(kept: Path, told: bytes) -> None:
    kept.write_bytes(fingerprints.of_bytes(told).encode("ascii") + told)
    warmth.load(kept)
    assert not list(regexes.known()) and not language.parsed()


def test_what_another_version_kept_counts_as_not_there(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "program", lambda spacy="": "another")
    warmth.load(kept)
    assert not list(regexes.known())


def test_nothing_is_left_behind_where_it_cannot_be_written(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = kept.read_bytes()
    regexes.compiled("hail")
    monkeypatch.setattr(os, "replace", refuse)
    warmth.store(kept)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    assert kept.read_bytes() == before


def test_a_language_with_a_value_that_json_does_not_know_is_not_kept(tmp_path: Path) -> None:
    language._parsed["en"] = {"day": fingerprints}
    warmth.store(tmp_path / "kept")
    assert not list(tmp_path.iterdir())


def test_a_language_that_was_taken_is_the_one_that_its_file_tells(tmp_path: Path) -> None:
    told = language._parse("en")
    language._parsed["en"] = told
    warmth.store(tmp_path / "kept")
    _start()
    warmth.load(tmp_path / "kept")
    assert language.parsed() == {"en": told}


@pytest.mark.parametrize("forbidden", [True, False])
def test_it_is_kept_where_python_may_keep_what_it_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, forbidden: bool
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", forbidden)
    warmth.end()
    assert not list(tmp_path.rglob("*.kept"))  # there is nothing new
    regexes.compiled(SOURCE)
    warmth.end()
    assert bool(list(tmp_path.rglob("*.kept"))) is not forbidden
