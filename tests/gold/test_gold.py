"""Quality: what is found in annotated articles never falls below floors that only rise."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import config, explain, language, reading
from generator.model import Explainer, KeyFigure, Reading, Row
from generator.text import Span

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
WHOLE = [name for name, floors in FLOORS["own"].items() if len(floors) > 1]


def _days(period: Any) -> tuple[str, str]:
    return (str(period.first), str(period.last)) if period else ("", "")


def _words(span: Span | None) -> str:
    return "" if span is None else span.words


def _found(read: Reading) -> dict[str, list[Any]]:
    """Everything found, as an annotation writes it."""
    return {
        "people": [person.words.words for person in read.people],
        "roles": [[person.words.words, role.words.words] for person in read.people for role in person.roles],
        "figures": [[f.words.words, f"{f.amount.normalize():f}", f.unit] for f in read.figures],
        "dates": [[date.words.words, *_days(date.period)] for date in read.dates if date.period],
        "quotes": [[quote.words.words, _words(quote.speaker)] for quote in read.quotes],
        "events": [[event.words.words, *_days(event.period)] for event in read.events],
    }


def _facts(explainer: Explainer) -> list[tuple[str, str]]:
    labels = language.load(explainer.story.readings[0].article.language).labels
    shown = []
    for item in explainer.items("facts"):
        if isinstance(item, KeyFigure):
            shown.append((labels.get(item.label or "", ""), f"{item.figure.words.words} {_words(item.caption)}"))
        elif isinstance(item, Row):
            shown += [(labels[item.label], span.words) for span in (item.words, *item.also)]
    return shown


def _matched(gold: list[Any], found: list[Any], kind: str) -> int:
    """How many of the gold are found, one to one: to the letter, but for events, whose clause holds the words."""
    left, matched = list(found), 0
    for item in gold:
        if kind == "events":
            hit = next((one for one in left if item[0] in one[0] and item[1:] == one[1:]), None)
        else:
            hit = item if item in left else None
        if hit is not None:
            left.remove(hit)
            matched += 1
    return matched


@cache
def _annotated(name: str) -> tuple[dict[str, Any], Explainer]:
    gold = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    if not (ROOT / gold["article"]).is_file():
        pytest.skip(f"{gold['article']} is gone")
    settings = config.Config()
    read = reading.read((ROOT / gold["article"]).read_bytes(), gold["article"], settings)
    return gold, explain.explain((read,), name, settings)


@pytest.fixture(scope="module", params=WHOLE)
def annotated(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], Explainer]:
    """An article of which all kinds are annotated."""
    return request.param, *_annotated(request.param)


@pytest.mark.parametrize("kind", ["people", "roles", "figures", "dates"])
def test_what_is_found_stays_above_its_floor(kind: str, annotated: tuple[str, dict[str, Any], Explainer]) -> None:
    name, gold, explainer = annotated
    _assert_above_floor(name, kind, gold, explainer)


@pytest.mark.parametrize("name", [name for name, floors in FLOORS["own"].items() if "quotes" in floors])
def test_the_quotations_found_stay_above_their_floor(name: str) -> None:
    _assert_above_floor(name, "quotes", *_annotated(name))


def _assert_above_floor(name: str, kind: str, gold: dict[str, Any], explainer: Explainer) -> None:
    found = _found(explainer.story.readings[0])[kind]
    matched = _matched(gold[kind], found, kind)
    precision, recall = 100 * matched / max(1, len(found)), 100 * matched / len(gold[kind])
    floor = FLOORS["own"][name][kind]
    missed = [item for item in gold[kind] if _matched([item], found, kind) == 0]
    assert [precision >= floor[0], recall >= floor[1]] == [True, True], (precision, recall, missed, found)


@pytest.mark.parametrize("name", [name for name, floors in FLOORS["own"].items() if "events" in floors])
def test_the_events_found_stay_above_their_floor(name: str) -> None:
    gold, explainer = _annotated(name)
    found = _found(explainer.story.readings[0])["events"]
    missed = [item for item in gold["events"] if _matched([item], found, "events") == 0]
    known = [*gold["events"], *gold.get("background", ())]
    wrong = [one for one in found if not any(item[0] in one[0] and item[1:] == one[1:] for item in known)]
    recall = 100 * _matched(gold["events"], found, "events") / len(gold["events"])
    precision = 100 * (1 - len(wrong) / max(1, len(found)))
    floor = FLOORS["own"][name]["events"]
    assert [precision >= floor[0], recall >= floor[1]] == [True, True], (precision, recall, missed, wrong)


def test_the_facts_box_holds_what_an_editor_wants(annotated: tuple[str, dict[str, Any], Explainer]) -> None:
    name, gold, explainer = annotated
    shown = _facts(explainer)
    missed = [(label, words) for label, words in gold["facts"] if not any(label == a and words in b for a, b in shown)]
    assert 100 * (1 - len(missed) / len(gold["facts"])) >= FLOORS["own"][name]["facts"][1], (missed, shown)


def test_the_subject_is_the_editors(annotated: tuple[str, dict[str, Any], Explainer]) -> None:
    _, gold, explainer = annotated
    assert _words(explainer.story.subject.words if explainer.story.subject else None) == gold["subject"]


def test_the_shared_articles_stay_above_their_floors() -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip("no annotated articles beside the project (../shared/gold)")
    command = [sys.executable, "eval/gold.py", str(SHARED), "--json"]
    marks = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout)
    assert marks["bad_spans"] == 0
    assert {kind: marks[kind]["F"] for kind, floor in FLOORS["shared"].items() if marks[kind]["F"] < floor} == {}
