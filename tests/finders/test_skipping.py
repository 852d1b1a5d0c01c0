"""Finders skip sentences in which none of their words stands: nothing that their patterns would find stands there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import language as languages
from generator.finders import figures, outcomes, places
from generator.finders.clauses import ClauseWords
from generator.lexicon import NameWords
from generator.phrases.appositions import AppositionWords
from generator.phrases.fates import FateWords
from generator.phrases.names import candidates
from generator.phrases.pronouns import PronounWords
from generator.text import Source, vocabulary

ENGLISH = languages.load("en")
TESTS = Path(__file__).parents[1]


def strings(value: Any) -> Iterator[str]:
    """All texts of a corpus."""
    if isinstance(value, str):
        yield value.replace("«", "").replace("»", "")
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in strings(one))


def texts() -> list[str]:
    """Every example of every corpus, and the lines of the annotated articles."""
    corpora = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((TESTS / "corpora/en").glob("*.toml"))
    ]
    articles = [path.read_text(encoding="utf-8") for path in sorted((TESTS / "gold/articles").glob("*.md"))]
    lines = [line for text in [*strings(corpora), *articles] for line in text.splitlines()]
    return list(dict.fromkeys(line for line in lines if line.strip()))


TEXTS = texts()
CLAUSES = ENGLISH.words(ClauseWords)
FATES = ENGLISH.words(FateWords)
PRONOUNS = ENGLISH.words(PronounWords)
PLACES = ENGLISH.words(places.PlaceWords)
NAMES = ENGLISH.words(NameWords)
NUMBERS = figures._rules(ENGLISH)[1]


def places_in(text: str) -> bool:
    """Whether a text names a place, or an organisation other than by letters that it expands itself."""
    return any(places._Line(Source(text).span(), PLACES, NAMES).places(()))


SKIPPING: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "plans": (CLAUSES.outlook.search, lambda text: CLAUSES.plans & vocabulary(text)),
    "fates after a name": (FATES._after.search, lambda text: FATES._words & vocabulary(text)),
    "fates before a name": (
        lambda text: any(FATES._before.search(text[: name.start()]) for name in re.finditer(r"(?<=\s)[A-Z]", text)),
        lambda text: FATES._words & vocabulary(text),
    ),
    "pronouns": (PRONOUNS._form.search, lambda text: PRONOUNS._told & vocabulary(text)),
    "figures": (lambda text: any(NUMBERS.scan(text, 0, len(text))), NUMBERS.counts),
    "places": (places_in, lambda text: PLACES.signs & vocabulary(text)),
}


@pytest.mark.parametrize("kind", SKIPPING)
def test_what_is_found_stands_beside_one_of_its_words(kind: str) -> None:
    finds, asks = SKIPPING[kind]
    found = [text for text in TEXTS if finds(text)]
    assert len(found) > 5, "the corpora must show some"
    assert [text for text in found if not asks(text)] == []
    assert any(not asks(text) for text in TEXTS), "what skips nothing saves nothing"


def test_every_cue_calls_for_its_frame_at_the_beginning_of_a_word_alone() -> None:
    frames = outcomes._frames(ENGLISH)
    for one in frames.words.frames:
        for cue in one.cues:
            begun = cue.upper() + "ing" * (len(cue) > 2)
            assert one in [frame for frame, _ in frames.called(f"So {begun} was", lead=True)], cue
            inside = [frame for frame, _ in frames.called(f"Qx{cue}", lead=True)]
            assert one not in inside or " " in cue, cue


def test_what_is_said_of_somebody_opens_with_a_comma_or_one_of_its_words() -> None:
    words = ENGLISH.words(AppositionWords)
    found = 0
    for text in TEXTS:
        for end in (match.start() for match in re.finditer(r"(?=[\s,])", text)):
            rest = text[end:]
            if any(pattern.match(rest) for pattern in (words.copula, words.member, words.office)):
                found += 1
                opens = rest[:1].isspace() and not words.openings.isdisjoint(rest.split(maxsplit=1)[:1])
                assert rest.lstrip()[:1] == "," or opens, rest
    assert found > 100


@pytest.mark.parametrize(
    ("first", "rest"), [("The", "port closed."), ("It", "sank."), ("But", "the mayor, who left, is back.")]
)
def test_a_sentence_without_further_capitals_names_nobody(first: str, rest: str) -> None:
    span = Source(f"{first} {rest}").span()
    assert candidates(span, (), NAMES, lambda word: word == "mayor") == ()
