"""People, organisations and places as a model of spaCy sees them, for who installs one beside the program.

Without the key `spacy` in the settings nothing here is used, and spaCy is not imported.
"""

from __future__ import annotations

import importlib
import shlex
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.model import Article, BlockKind, Place, PlaceKind
from generator.text import Span

RULES = "rules"
"""What recognises names where no model does."""
_KINDS = {"ORG": PlaceKind.ORGANISATION, "GPE": PlaceKind.CITY, "LOC": PlaceKind.CITY, "FAC": PlaceKind.CITY}
_PERSON = "PERSON"
_RULE = "model"


@dataclass(frozen=True, slots=True)
class Entities:
    """What a model found in one article: `people`, and `places` with organisations. `recognizer` names it."""

    recognizer: str = RULES
    people: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Loaded:
    pipeline: Any = None
    trouble: str = ""


@cache
def _load(model: str) -> _Loaded:
    try:
        spacy = importlib.import_module("spacy")
    except ImportError:
        return _Loaded(trouble=f"spaCy is not installed, so the rules serve — {_typed('pip', 'install', 'spacy')}")
    try:
        return _Loaded(spacy.load(model))
    except Exception as error:
        # A model can fail in as many ways as its packages can; the rules serve in all of them.
        said = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        remedy = _typed("spacy", "download", model) if model.isidentifier() else "name the folder of a model"
        return _Loaded(trouble=f"the spaCy model {model!r} cannot be loaded ({said}), so the rules serve — {remedy}")


def _typed(*words: str) -> str:
    """What to type to run a module by the Python that runs the program: another would install beside it."""
    return shlex.join((sys.executable, "-m", *words))


def trouble(model: str) -> str:
    """Why a model that the settings name is not used, in one line; the empty string where it is, or none is named."""
    return _load(model).trouble if model else ""


def find(article: Article, model: str) -> Entities:
    """The entities of an article; none where no model is named, or it cannot be loaded."""
    loaded = _load(model) if model else _Loaded()
    if loaded.pipeline is None:
        return Entities()
    people: list[Span] = []
    places: list[Place] = []
    for block in article.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        for entity in loaded.pipeline(block.words.readable).ents:
            words = block.words.sub(entity.start_char, entity.end_char).strip()
            if entity.label_ == _PERSON:
                people.append(words)
            elif entity.label_ in _KINDS:
                places.append(Place(words, _RULE, _KINDS[entity.label_]))
    return Entities(f"spacy {model}", tuple(people), tuple(places))


def retyped(places: Sequence[Place], entities: Entities) -> tuple[Place, ...]:
    """Places and organisations of the rules, without those that the model takes for people, with those it adds."""
    kept = [
        place for place in places if place.kind is PlaceKind.NATIONALITY or not _overlaps(place.words, entities.people)
    ]
    spans = [place.words for place in kept]
    added = [place for place in entities.places if not _overlaps(place.words, spans)]
    return tuple(sorted([*kept, *added], key=lambda place: place.words.start))


def _overlaps(words: Span, others: Iterable[Span]) -> bool:
    return any(words.overlaps(other) for other in others)
