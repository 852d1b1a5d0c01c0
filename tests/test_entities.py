"""A model retypes names where one is named and loads; otherwise the rules serve, and one line says why."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cli, entities
from generator.config import Config
from generator.model import PlaceKind
from generator.reading import read

# A package like spaCy as far as it is used: its one model knows three names.
FAKE = """
from collections import namedtuple

Entity = namedtuple("Entity", "start_char end_char label_")
Doc = namedtuple("Doc", "ents")
KNOWN = {"Quillan Vorrath": "PERSON", "Tessel": "ORG", "Brumley Sound": "LOC"}

def load(name):
    if name != "tiny":
        raise OSError(f"[E050] Can't find model {name!r}.")
    def pipeline(text):
        return Doc([Entity(at, at + len(word), label) for word, label in KNOWN.items() if (at := text.find(word)) >= 0])
    return pipeline
"""
TEXT = b"Quillan Vorrath sailed up Brumley Sound for Tessel.\n\nThe boat was late."


@dataclass
class Installed:
    folder: Path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    (tmp_path / "spacy.py").write_text(FAKE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "spacy", raising=False)
    entities._load.cache_clear()
    yield Installed(tmp_path)
    sys.modules.pop("spacy", None)
    entities._load.cache_clear()


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "spacy", None)
    entities._load.cache_clear()
    yield
    entities._load.cache_clear()


@pytest.mark.usefixtures("installed")
def test_a_model_shows_people_and_places_that_no_rule_knows() -> None:
    plain, seen = read(TEXT, "a.txt", Config()), read(TEXT, "a.txt", Config(spacy="tiny"))
    assert [person.words.words for person in plain.people] == []
    assert [(person.words.words, person.rule) for person in seen.people] == [("Quillan Vorrath", "model")]
    assert [(place.words.words, place.kind) for place in seen.places] == [
        ("Brumley Sound", PlaceKind.CITY),
        ("Tessel", PlaceKind.ORGANISATION),
    ]
    assert (plain.recognizer, seen.recognizer) == ("rules", "spacy tiny")


@pytest.mark.usefixtures("installed")
def test_a_place_that_the_model_takes_for_a_person_is_none() -> None:
    text = b"Ms Paris Vorrath waited in Paris. Quillan Vorrath stood in Norway."
    seen = read(text, "a.txt", Config(spacy="tiny"))
    assert "Quillan Vorrath" in [person.words.words for person in seen.people]
    assert "Norway" in [place.words.words for place in seen.places]


@pytest.mark.usefixtures("installed")
def test_a_model_that_is_not_there_leaves_the_names_to_the_rules() -> None:
    assert "'huge' cannot be loaded" in entities.trouble("huge")
    assert entities.trouble("huge").endswith(f" — {shlex.quote(sys.executable)} -m spacy download huge")
    assert entities.trouble("models/huge").endswith(" — name the folder of a model")
    assert read(TEXT, "a.txt", Config(spacy="huge")).recognizer == "rules"


@pytest.mark.usefixtures("absent")
def test_without_spacy_the_rules_serve_and_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "config.yaml").write_text("spacy: tiny\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["inspect", "a.txt", "a.txt"]) == 0
    advice = f"{shlex.quote(sys.executable)} -m pip install spacy"
    assert capsys.readouterr().err == f"warning: spaCy is not installed, so the rules serve — {advice}\n"


def test_spacy_is_not_imported_where_no_model_is_named() -> None:
    read(TEXT, "a.txt", Config())
    assert "spacy" not in sys.modules
    assert entities.trouble("") == ""
