"""Outcomes: every frame has an example, a charge has its denial, and what was not decided is left alone."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import figures, outcomes
from generator.model import Article, Block, BlockKind, Outcome, Sentence
from generator.text import Source

ENGLISH = languages.load("en")
WORDS = ENGLISH.words(outcomes.OutcomeWords)
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/outcomes.toml").read_text(encoding="utf-8"))
FOUND = [(case, example) for case in CORPUS["found"] for example in case["examples"]]
SEED = Path(__file__).parents[3] / "shared/gold/seed.gold.json"
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][”\"]?(?=\s+[A-Z“])|$)", re.MULTILINE)


def read(*paragraphs: str, kinds: tuple[BlockKind, ...] = ()) -> tuple[Outcome, ...]:
    source = Source("\n\n".join(paragraphs))
    blocks, sentences = [], []
    for index, line in enumerate(re.finditer(r"[^\n]+", source.text)):
        kind = kinds[index] if index < len(kinds) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, source.span(*line.span())))
        sentences += [Sentence(found.span, index) for found in blocks[-1].words.find(SENTENCE)]
    article = Article("a.txt", source, tuple(blocks))
    told = tuple(sentences)
    return outcomes.find(article, told, figures.find(article, told, (), ENGLISH), ENGLISH)


@pytest.mark.parametrize(("case", "example"), FOUND, ids=[f"{case['rule']}: {example}" for case, example in FOUND])
def test_an_example_is_read_as_its_frame_says(case: dict[str, Any], example: str) -> None:
    found = [outcome for outcome in read(re.sub("[«»]", "", example)) if outcome.rule == case["rule"]]
    assert [str(outcome.value) for outcome in found] == re.findall("«(.*?)»", example)
    assert found[0].label == case["label"]
    assert found[0].words.contains(found[0].value)
    if "denial" in case:
        assert str(found[0].denial) == case["denial"]


@pytest.mark.parametrize("example", CORPUS["nothing"][0]["examples"])
def test_what_was_not_decided_is_left_alone(example: str) -> None:
    assert read(example) == ()


def test_every_frame_has_an_example_and_its_label_has_words() -> None:
    assert {frame.name for frame in WORDS.frames} == {case["rule"] for case in CORPUS["found"]}
    assert all(ENGLISH.label(frame.label) for frame in WORDS.frames)


def test_a_charge_never_stands_without_the_denial_that_the_article_gives() -> None:
    found = read(
        "Kell was charged with fraud.", "It rained.", "It was cold.", "It was late.", "Kell denies the charge."
    )
    charge = next(outcome for outcome in found if outcome.label == "row_charge")
    assert str(charge.denial) == "Kell denies the charge"


def test_one_of_several_denials_is_never_guessed_for_a_charge_far_away() -> None:
    far = ["It rained."] * 4
    found = read("Kell was charged with fraud.", *far, "Vale denied the charges.", "Orsk denied the allegations.")
    assert next(outcome for outcome in found if outcome.label == "row_charge").denial is None


@pytest.mark.parametrize("gap", [0, 4])
def test_the_denial_of_one_person_never_answers_the_charge_against_another(gap: int) -> None:
    found = read("Kell was charged with fraud.", *["It rained."] * gap, "Vale denied the claims of the union.")
    assert next(outcome for outcome in found if outcome.label == "row_charge").denial is None


def test_what_the_text_tells_the_headline_need_not_tell() -> None:
    headline, text = "Kell was sentenced to 2 years", "Kell was sentenced to two years for fraud."
    kinds = (BlockKind.HEADLINE,)
    assert [str(item.value) for item in read(headline, text, kinds=kinds) if item.rule == "sentenced_to"] == [
        "two years"
    ]
    assert [str(item.value) for item in read(headline, "It rained.", kinds=kinds)] == ["2 years"]


def test_a_caption_decides_nothing() -> None:
    assert read("Kell was charged with fraud.", kinds=(BlockKind.CAPTION,)) == ()


@given(st.text(alphabet='aewskilde tonf,.“”"-—$15 (\n', max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for outcome in read(text):
        assert outcome.words.contains(outcome.value)
        assert str(outcome.value).strip()


@pytest.mark.parametrize("noise", ["1", "(", "Abc ", "sentenced to ", "and was found in ", "he denied "])
def test_a_line_of_noise_decides_nothing(noise: str) -> None:
    assert read(noise * (40_000 // len(noise))) == ()


@pytest.mark.skipif(not SEED.is_file(), reason="the annotated articles of ../shared/gold are absent")
def test_the_facts_of_the_sample_article_are_found() -> None:
    gold = json.loads(SEED.read_text(encoding="utf-8"))
    found = read(*SEED.with_name("seed.txt").read_text(encoding="utf-8").split("\n\n"))
    values = [str(outcome.value) for outcome in found]
    wanted = {fact["value"] for fact in gold["facts"] if fact["label"] in {"Charge", "Sentence", "Held since", "Found"}}
    assert wanted <= set(values)
