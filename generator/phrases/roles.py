"""What an article calls a person, and how old: phrases that touch a name, read from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import either
from generator.text import Span

_WINDOW = 220  # characters of a sentence that are read on either side of a name: keeps hostile lines linear
_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_][\w'’`.-]*[\w'’]|[^\W_]\.?|[^\w\s]")
_MODIFIERS = 7
_PLAIN_MODIFIERS = 3
_PUNCTUATION = frozenset(",.;:!?()[]—–\"“”‘'")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """What a person is called. `owner` is the possessor inside ("Ann Roe's" of "Ann Roe's mother")."""

    words: Span
    rule: str
    owner: Span | None = None


@dataclass(frozen=True)
class RoleWords:
    """The table `roles`. Lists are words split on white space.

    `nouns` are what a person can be, `kin` those of them that need another person, `she` and `he` those that show a
    pronoun, `loose` those that things can be too; `agents` are endings of further such nouns, `not_agents` words with
    such an ending that are none. `articles` and `owners` open a noun phrase, `stops` end one on its left, `links` join
    its parts, `spoken` are verbs that make an apposition a clause of its own. `verb_marks` stand before a verb ("to",
    "who"), `also_verbs` are nouns that are verbs after them, `past` and `adverb` endings of such words. `listing`
    introduces names ("such as").
    """

    TABLE: ClassVar[str] = "roles"

    nouns: str
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
    past: str
    adverb: str
    loose: str
    spoken: str
    listing: tuple[str, ...]

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(f"{self.nouns} {self.kin}".split())

    @cached_property
    def _kin(self) -> frozenset[str]:
        return frozenset(self.kin.split())

    @cached_property
    def _she(self) -> frozenset[str]:
        return frozenset(self.she.split())

    @cached_property
    def _also_verbs(self) -> frozenset[str]:
        return frozenset(self.also_verbs.split())

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(self.loose.split())

    @cached_property
    def _he(self) -> frozenset[str]:
        return frozenset(self.he.split())

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        return frozenset(f"{self.stops} {self.articles} {self.owners} {self.links} {self.spoken}".split())

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(self.articles.split())

    @cached_property
    def _owners(self) -> frozenset[str]:
        return frozenset(self.owners.split())

    @cached_property
    def _links(self) -> frozenset[str]:
        return frozenset(self.links.split())

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset(self.spoken.split())

    @cached_property
    def _not_agents(self) -> frozenset[str]:
        return frozenset(self.not_agents.split())

    def is_noun(self, word: str) -> bool:
        """Whether a word says what a person is; of a hyphenated one the last part decides, a plural counts."""
        word = word.lower().replace("’", "'").rsplit("-", 1)[-1]
        return word in self._nouns or (word.endswith("s") and word[:-1] in self._nouns)

    def is_kin(self, role: str) -> bool:
        """Whether a role holds a word for a relative."""
        return any(word in self._kin for word in re.findall(r"[^\W_]+", role.lower()))

    def is_personal(self, role: str) -> bool:
        """Whether only people can be what a role says: not "its main rival"."""
        words = re.findall(r"[^\W_]+", role.lower())
        return words[0] not in self._owners and not any(word in self._loose for word in words)

    def pronoun(self, role: str) -> str:
        """The pronoun that a role shows: "she", "he", or the empty string."""
        words = set(re.findall(r"[^\W_]+", role.lower()))
        she, he = bool(words & self._she), bool(words & self._he)
        return "" if she == he else ("she" if she else "he")

    def _agent(self, word: str) -> bool:
        lower = word.lower().rsplit("-", 1)[-1]
        return word[0].islower() and len(word) > 4 and lower.endswith(self.agents) and lower not in self._not_agents

    # Before the name.

    def before(self, sentence: Span, name: Span, title: Span | None) -> Iterator[RolePhrase]:
        """Roles that end at the name or its title: "Transport Minister", "actor", "Roe's mother,"."""
        end = (title or name).start
        window = sentence.source.span(max(sentence.start, end - _WINDOW), end)
        tokens = _tokens(window)
        if title is not None:
            phrase = self._phrase(tokens, len(tokens), title)
            if phrase is not None:
                yield phrase
            return
        at = len(tokens) - 1
        comma = at >= 0 and str(tokens[at]) == ","
        if comma:
            following = sentence.source.readable[name.end : min(name.end + 2, sentence.end)].replace("’", "'")
            if following[:1] not in {"", ",", ".", ";", ")"} and following != "'s":
                return
            at -= 1
        phrase = self._headed(tokens, at, comma)
        if phrase is not None:
            yield RolePhrase(phrase.words, "apposition before" if comma else phrase.rule, phrase.owner)

    def _headed(self, tokens: Sequence[Span], at: int, comma: bool) -> RolePhrase | None:
        """The phrase that ends at token `at`: its head there, or in front of a prepositional phrase that ends there."""
        if at < 0 or str(tokens[at]) in _PUNCTUATION:
            return None
        word = str(tokens[at])
        if self.is_noun(word) or (not comma and self._agent(word)):
            phrase = self._phrase(tokens, at, tokens[at])
            return self._outer(tokens, at, phrase) if comma and phrase else phrase
        if not comma and not word[0].isupper():
            return None
        return self._outer(tokens, at, None)

    def _outer(self, tokens: Sequence[Span], at: int, inner: RolePhrase | None) -> RolePhrase | None:
        """The phrase with a role noun before "of", "to", "for" and what ends at token `at`; else `inner`."""
        for head in range(at - 1, max(-1, at - 9), -1):
            if str(tokens[head]) in _PUNCTUATION:
                break
            if self.is_noun(str(tokens[head])) and str(tokens[head + 1]) in self._links and head + 1 < at:
                phrase = self._phrase(tokens, head, tokens[head])
                if phrase is not None:
                    return RolePhrase(phrase.words.to(tokens[at]), "role with complement", phrase.owner)
        return inner

    def _phrase(self, tokens: Sequence[Span], head: int, last: Span) -> RolePhrase | None:
        """The noun phrase whose last word is `last`, with the modifiers and the possessor before token `head`."""
        start, plain_words, owner = head, 0, None
        while start > 0 and head - start < _MODIFIERS:
            word = str(tokens[start - 1])
            lower = word.lower()
            if word in _PUNCTUATION or re.match(r"[^\w]", word):
                break
            if lower in self._articles or lower in self._owners:
                start -= 1
                break
            if word.endswith(("'s", "’s", "s'", "s’")):
                owner, start = self._owner(tokens, start - 1)
                break
            if lower in self._plain_words or word[0].isdigit() or self._past(tokens, start - 1):
                break
            plain_words += word[0].islower()
            if plain_words > _PLAIN_MODIFIERS:
                break
            start -= 1
        opening = str(tokens[start] if start < head else last)
        marked = start > 0 and str(tokens[start - 1]).lower() in self.verb_marks
        if marked and start < head and opening[0].islower() and opening not in self._articles | self._owners:
            start += 1  # "to meet mayor": the first word is the verb
        elif marked and opening in self._also_verbs:
            return None  # "to host Roe"
        first = tokens[start] if start < head else last
        rule = "possessor" if owner is not None else "role before"
        words = first.to(last)
        return RolePhrase(words, rule, owner)

    def _past(self, tokens: Sequence[Span], at: int) -> bool:
        """Whether a word is a verb in the past, not a participle: a noun stands right before it."""
        word = str(tokens[at])
        if at == 0 or word[0].isupper() or "-" in word or not word.endswith(self.past):
            return False
        before = str(tokens[at - 1]).lower()
        noun = before[0].isalpha() and not before.endswith(self.adverb)
        return noun and before not in self._articles | self._owners | self._links

    def _owner(self, tokens: Sequence[Span], at: int) -> tuple[Span, int]:
        """The possessor whose last word is token `at`, without its mark, and the index of its first token."""
        start = at
        while start > 0 and at - start < 4 and str(tokens[start - 1])[0].isupper():
            if str(tokens[start - 1]).lower() in self._plain_words:
                break
            start -= 1
        if not str(tokens[at])[0].isupper():
            for back in range(at - 1, max(-1, at - 4), -1):
                if str(tokens[back]).lower() in self._articles | self._owners:
                    start = back
                    break
        length = 2 if str(tokens[at])[-1] in "sS" and str(tokens[at])[-2] in "'’" else 1
        return tokens[start].to(tokens[at].sub(0, len(tokens[at]) - length)), start

    def is_role(self, text: str) -> bool:
        """Whether a phrase has a role noun as its head and no verb of speech: it is no clause of its own."""
        words = re.findall(r"[^\W_][\w'’-]*", text)
        if not words or any(word.lower() in self._spoken for word in words):
            return False
        for at, word in enumerate(words):
            if word.lower() in self._links and at:
                return self.is_noun(words[at - 1])
            if self.is_noun(word) and (at + 1 == len(words) or words[at + 1].lower() in self._plain_words):
                return word[0].isupper() or at > 0
        return self.is_noun(words[-1]) and (len(words) > 1 or words[0][0].isupper())

    @cached_property
    def _listing(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\s+|\s*,\s+)(?:{either(self.listing)})\s*$")

    def listed(self, sentence: Span, first: Span) -> RolePhrase | None:
        """The plural role that introduces a list of names whose first word (or role) begins at `first`."""
        window = sentence.source.span(max(sentence.start, first.start - _WINDOW), first.start)
        text = window.readable.rstrip()
        match = self._listing.search(text, max(0, len(text) - 24))
        if match is None:
            return None
        window = window.sub(0, match.start())
        tokens = _tokens(window)
        at = len(tokens) - 1
        if at < 0:
            return None
        phrase = self._phrase(tokens, at, tokens[at]) if self.is_noun(str(tokens[at])) else None
        phrase = self._outer(tokens, at, phrase)
        return RolePhrase(phrase.words, "list") if phrase else None


def _tokens(window: Span) -> list[Span]:
    return [window.sub(*match.span()) for match in _TOKEN.finditer(window.readable)]
