"""The words that names are made of: given names, surnames, what stands around and inside a name, what is never one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True)
class NameWords:
    """The table `names`; lists are words split on white space.

    `given` and `family` are names in plain Latin letters, `common` words that every reader knows, in lower case.
    `honorifics` go to the pronoun they imply, or "". `titles` make even a single word after them a name. `ordinary`
    words are capitalised for another reason than that they name somebody; a run that holds one of `things` names a
    thing or a body; `firms` after a name make it a firm's. `surnames` are ordinary words that are surnames after a
    given name, `bodies` are firms and others that are named like people. `determiners` stand before no bare name, `cut`
    ends a verb cut short.
    """

    TABLE: ClassVar[str] = "names"

    given: str
    family: str
    common: str
    particles: str
    prefixes: str
    suffixes: str
    abbreviations: str
    honorifics: Mapping[str, str]
    titles: str
    ordinary: str
    surnames: str
    things: str
    firms: str
    bodies: tuple[str, ...]
    determiners: str
    cut: tuple[str, ...]

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Each list by its key."""
        lists = (
            "given", "family", "common", "particles", "prefixes", "suffixes", "abbreviations", "titles", "ordinary",
            "surnames", "things", "firms", "determiners",
        )  # fmt: skip
        return {name: frozenset(getattr(self, name).split()) for name in lists}

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name; of a hyphenated one the first part decides."""
        known = self.sets["given"]
        return _letters(word) in known or ("-" in word and _letters(word.split("-", maxsplit=1)[0]) in known)

    def is_family(self, word: str) -> bool:
        """Whether a word is a known surname; of a hyphenated one the last part decides."""
        return _letters(word.rsplit("-", maxsplit=1)[-1]) in self.sets["family"]

    def is_common(self, word: str) -> bool:
        """Whether a word is one that every reader knows, and no given name."""
        known = word in self.sets["common"] or (word.endswith("s") and word[:-1] in self.sets["common"])
        return known and word not in self.sets["given"]

    def is_suffix(self, word: str) -> bool:
        """Whether a word ends a name without being its surname ("Jr.", "III")."""
        return word.rstrip(".").lower() in self.sets["suffixes"]

    def is_title(self, title: str) -> bool:
        """Whether a title makes even a single word after it a name ("Mr", "President")."""
        last = title.rsplit(maxsplit=1)[-1].rstrip(".").lower()
        return last in self.sets["titles"] or last in self.honorifics

    def is_contraction(self, word: str) -> bool:
        """Whether a word is a verb cut short ("won't"), with either apostrophe."""
        return word[-2:-1] in {"'", "’"} and word.endswith(self.cut)

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is capitalised for another reason than that it is a name."""
        return word in self.sets["ordinary"]

    def is_thing(self, word: str) -> bool:
        """Whether a word names a thing or a body: a name that holds it is no person's."""
        several = word.endswith("s") and word[:-1] in self.sets["things"] and not self.is_family(word)
        return several or word in self.sets["things"]

    def pronoun(self, title: str) -> str:
        """The pronoun that the last word of a title implies; the empty string where it implies none."""
        return self.honorifics.get(title.rsplit(maxsplit=1)[-1].rstrip(".").lower(), "") if title.split() else ""


def _letters(word: str) -> str:
    """A word in plain Latin letters, in lower case."""
    word = word.lower()
    return word if word.isascii() else _folded(word)


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def plain(text: str) -> str:
    """`text` in lower case with typographic apostrophes and hyphens made plain, to compare names by."""
    return text.lower().replace("’", "'").replace("`", "'").replace("–", "-")
