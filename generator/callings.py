"""What a person can be: the nouns, relatives and endings that make a phrase the role of somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r"[^\W_](?:[\w'’-]|\.(?=\w))*\.?")


@dataclass(frozen=True)
class RoleWords:
    """The table `roles`. Lists are words split on white space.

    `nouns` are what a person can be, `plurals` those whose plural follows no rule, `kin` those that need another
    person, `she` and `he` those that show a pronoun, `loose` those that things can be too; `agents` are endings of
    further such nouns, `not_agents` words with such an ending that are none. `articles` and `owners` open a noun
    phrase, `stops` end one on its left, `links` join its parts, `spoken` are verbs that make an apposition a clause of
    its own. `verb_marks` stand before a verb ("to", "who"), `also_verbs` are nouns that are verbs after them, `verbs`
    are verbs before a title ("replace Chairman Roe"), `gerunds` and `participles` those that describe ("acting mayor",
    "retired Admiral"); `past`, `gerund` and `adverb` are endings of such words. `short` are verbs cut short ("he'd").
    `listing` introduces names ("such as"), `one` takes one out of many ("one of").
    """

    TABLE: ClassVar[str] = "roles"

    nouns: str
    plurals: str
    kin: str
    she: str
    he: str
    agents: tuple[str, ...]
    not_agents: str
    articles: str
    owners: str
    stops: str
    links: str
    verb_marks: tuple[str, ...]
    also_verbs: str
    verbs: str
    gerunds: str
    participles: str
    past: str
    gerund: str
    adverb: str
    short: tuple[str, ...]
    loose: str
    spoken: str
    listing: tuple[str, ...]
    one: str

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Each list by its key; "opening" are articles and owners, "plain" what is never part of a noun phrase."""
        lists = (
            "nouns", "plurals", "kin", "she", "he", "not_agents", "articles", "owners", "stops", "links", "also_verbs",
            "verbs", "gerunds", "participles", "loose", "spoken",
        )  # fmt: skip
        sets = {name: frozenset(getattr(self, name).split()) for name in lists}
        opening = sets["articles"] | sets["owners"]
        return sets | {
            "nouns": sets["nouns"] | sets["kin"] | sets["plurals"],
            "opening": opening,
            "plain": opening | sets["stops"] | sets["links"] | sets["spoken"],
        }

    def is_noun(self, word: str) -> bool:
        """Whether a word says what a person is; of a hyphenated one the last part decides, a plural counts."""
        word = word.lower().replace("’", "'").rsplit("-", 1)[-1].rstrip(".")
        return word in self.sets["nouns"] or (word.endswith("s") and word[:-1] in self.sets["nouns"])

    def is_plural(self, word: str) -> bool:
        """Whether a role noun speaks of several."""
        word = word.lower().rsplit("-", 1)[-1]
        regular = word.endswith("s") and word not in self.sets["nouns"] and word[:-1] in self.sets["nouns"]
        return regular or word in self.sets["plurals"]

    def is_agent(self, word: str) -> bool:
        """Whether the ending of a small word shows that it is a doer ("geologist", "puppeteer")."""
        lower = word.lower().rsplit("-", 1)[-1]
        return (
            word[0].islower() and len(word) > 4 and lower.endswith(self.agents) and lower not in self.sets["not_agents"]
        )

    def is_kin(self, role: str) -> bool:
        """Whether a role holds a word for a relative."""
        return any(word in self.sets["kin"] for word in _WORD.findall(role.lower()))

    def is_personal(self, role: str) -> bool:
        """Whether only people can be what a role says: not "its main rival"."""
        words = _WORD.findall(role.lower())
        head = self.head(role)
        if head and not self.is_noun(head):
            return False
        return words[0] not in self.sets["owners"] and not any(word in self.sets["loose"] for word in words)

    def pronoun(self, role: str) -> str:
        """The pronoun that a role shows: "she", "he", or the empty string."""
        words = set(_WORD.findall(role.lower()))
        she, he = bool(words & self.sets["she"]), bool(words & self.sets["he"])
        return "" if she == he else ("she" if she else "he")

    def head(self, text: str) -> str:
        """The role noun that a phrase is about ("chair" of "the chair of the board"); empty where it has none."""
        words = _PHRASE.findall(text)
        if not words or any(word.lower() in self.sets["spoken"] for word in words):
            return ""
        if text.lower().startswith(f"{self.one} "):
            return next((str(word) for word in words[len(self.one.split()) :] if self.is_plural(word)), "")
        determined = words[0].lower() in self.sets["opening"]
        if self._breaks(words):
            return ""
        for at, word in enumerate(words):
            if word.lower() in self.sets["links"] and at:
                return str(words[at - 1]) if self._names_role(words[at - 1], determined) else ""
            if self.is_noun(word) and (at + 1 == len(words) or words[at + 1].lower() in self.sets["plain"]):
                return str(word)
        return str(words[-1]) if self._names_role(words[-1], determined) else ""

    def _breaks(self, words: list[str]) -> bool:
        """Whether words are no noun phrase: somebody's title and name ("coach Jo Roe"), or a verb with its object."""
        for before, word in pairwise(words):
            named = word[0].isupper() and before[0].islower() and self.is_noun(before)
            lower = before.lower()
            joined = lower in self.sets["plain"] or lower.endswith(("'s", "’s", "s'", "s’", ","))
            acts = lower in self.sets["verbs"] or lower.endswith(self.past)
            owned = word.lower() in self.sets["owners"] and acts
            if named or owned or (word.lower() in self.sets["articles"] and not joined):
                return True
        return False

    def _names_role(self, word: str, determined: bool) -> bool:
        return self.is_noun(word) or (determined and self.is_agent(word))

    def is_role(self, text: str) -> bool:
        """Whether a phrase has a role noun as its head and no verb of speech: it is no clause of its own."""
        return bool(self.head(text)) and not self.opens_clause(text)

    def opens_clause(self, text: str) -> bool:
        """Whether a phrase opens like a participle's or an infinitive's clause ("seen as …", "to release …")."""
        words = _PHRASE.findall(text)[:2]
        first = words[0].lower()
        if first in self.verb_marks or first in self.sets["verbs"] or first in self.sets["stops"]:
            return True
        done = first.endswith((self.past, self.gerund)) and first not in self.sets["gerunds"] and "-" not in first
        return done and (len(words) < 2 or words[1].lower() in self.sets["plain"] or first.endswith(self.gerund))
