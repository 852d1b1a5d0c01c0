"""Whom a pronoun could stand for beside the people who are named: "thanked the nurse. She resigned"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from generator.callings import RoleWords
from generator.language import Language
from generator.phrases.pronouns import names_somebody_else
from generator.text import Span

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class RivalWords:
    """The table `rivals`: `people` are nouns for people that are no roles."""

    TABLE: ClassVar[str] = "rivals"

    people: tuple[str, ...]


@cache
def nouns(language: Language) -> frozenset[str]:
    """The nouns that a person can be, in the singular and in lower case."""
    roles = language.words(RoleWords)
    return frozenset((*roles.nouns.split(), *roles.kin.split(), *language.words(RivalWords).people))


def stand_in(sentence: Span, known: Sequence[Span], people: frozenset[str]) -> bool:
    """Whether a sentence speaks of anybody outside the known names and roles: by a name or by a noun for a person."""
    if names_somebody_else(sentence, known):
        return True
    for word in _WORD.finditer(sentence.readable):
        noun, at = word.group().lower(), sentence.start + word.start()
        if (noun in people or noun.removesuffix("s") in people) and not any(one.start <= at < one.end for one in known):
            return True
    return False
