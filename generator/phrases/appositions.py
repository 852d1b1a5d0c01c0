"""What is said of a person after the name: appositions, "is a ...", "who heads ...", "resigned as ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.callings import RoleWords
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_WINDOW = 220  # characters of a sentence that are read after a name: keeps hostile lines linear
_OPENING = 40  # characters after a name that show whether anything is said of it
_PHRASE = r"[^,;:()—\"“”]*?"
_MARK = r"\.?[,;:()—\"“”]|''|\.?$"
_PASSIVE = ("was", "were", "been", "be", "being")
_MOST_WORDS = 15  # what is longer is a sentence of its own

Found = tuple[Span, str, bool]
"""A phrase, the rule that found it, and whether it speaks of several people."""


@dataclass(frozen=True)
class AppositionWords:
    """The table `appositions`.

    `leading` words open an apposition without belonging to it, `articles` open a noun phrase, `links` and `articles`
    stand inside a name, `be` are verbs before what somebody is, `who` and `heading` begin a relative clause that tells
    an office, `offices` and `office_link` come before one, and so do `passives`; `adverbs` and `auxiliaries` stand
    between a name and these; `belonging` stands before the body somebody speaks for, `conjunction` between two
    appositions; `ends` end one.
    """

    TABLE: ClassVar[str] = "appositions"

    leading: tuple[str, ...]
    articles: tuple[str, ...]
    links: tuple[str, ...]
    be: tuple[str, ...]
    who: tuple[str, ...]
    ends: tuple[str, ...]
    offices: tuple[str, ...]
    office_link: str
    passives: tuple[str, ...]
    adverbs: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    heading: tuple[str, ...]
    belonging: tuple[str, ...]
    conjunction: str

    @cached_property
    def end(self) -> str:
        """What ends a noun phrase, without being part of it."""
        return rf"(?=\s*(?:{_MARK}|\s(?:{either(self.ends)})\b))"

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words with which what tells somebody's role may follow a name, unless a comma does."""
        told = (*self.be, *self.adverbs, *self.belonging, *self.auxiliaries, *self.offices, *_PASSIVE)
        return frozenset(words.split()[0] for words in told)

    @cached_property
    def apposition(self) -> re.Pattern[str]:
        """A noun phrase behind a comma."""
        return compiled(rf"\s*,\s+(?:(?:{either(self.leading)})\s+)?(?P<role>\w{_PHRASE}){self.end}")

    @cached_property
    def joined(self) -> re.Pattern[str]:
        """A further noun phrase after a conjunction."""
        return compiled(rf"\s*,?\s+{self.conjunction}\s+(?P<role>\w{_PHRASE}){self.end}")

    @cached_property
    def copula(self) -> re.Pattern[str]:
        """What somebody is said to be."""
        article = rf"(?:{either(self.articles)})\s"
        adverb = rf"(?:(?:{either(self.adverbs)})\s+)?"
        return compiled(rf"\s+{adverb}(?:{either(self.be)})\s+{adverb}(?P<role>{article}{_PHRASE}){self.end}")

    @cached_property
    def relative(self) -> re.Pattern[str]:
        """A relative clause that tells an office."""
        who = rf"(?:{either(self.who)})\s+(?:{either(self.heading)})\s"
        return compiled(rf"\s*,\s+(?P<role>{who}{_PHRASE}){self.end}")

    @cached_property
    def member(self) -> re.Pattern[str]:
        """The body somebody is of."""
        name = rf"[^\W\d_a-z][\w.&'’-]*(?:\s+(?:{either(self.links)}|{either(self.articles)}))*"
        body = rf"(?:{either(self.belonging)})\s+(?:{either(self.articles)}\s+)?{name}(?:\s+(?:&\s+)?{name})*"
        return compiled(rf"\s*(?P<comma>,)?\s+(?P<role>{body})")

    @cached_property
    def office(self) -> re.Pattern[str]:
        """An office that somebody takes, holds or leaves, with what may stand between the name and its verb."""
        aside = r"(?:\s*,[^,;:()\"“”]{1,80},)?"
        between = rf"(?:\s+(?:{either((*self.adverbs, *self.auxiliaries))})){{0,5}}"
        passive = rf"(?:{either(_PASSIVE)})\s+(?:(?:{either(self.adverbs)})\s+)?(?:{either(self.passives)})"
        verbs = rf"(?:(?:{either(self.offices)})\s+{self.office_link}|{passive})"
        return compiled(rf"{aside}{between}\s+{verbs}\s+(?P<role>{_PHRASE})(?:{self.end}|(?=\s+to\s+[a-z]))")


@dataclass(frozen=True)
class RolesAfter:
    """Reads what is said of a person right after the name."""

    words: AppositionWords
    roles: RoleWords

    def after(self, sentence: Span, start: int) -> Iterator[Found]:
        """Phrases after a name, or its age, which ends at `start`."""
        opening = sentence.source.readable[start : min(sentence.end, start + _OPENING)]
        comma = opening.lstrip()[:1] == ","
        words = opening.split(maxsplit=1)[:1] if opening[:1].isspace() else ()
        if not comma and self.words.openings.isdisjoint(words):
            return
        window = sentence.source.span(start, min(sentence.end, start + _WINDOW))
        if window.end < sentence.end:  # cut at a comma, never inside a phrase
            window = window.sub(0, max(0, window.readable.rfind(",")) + 1)
        text = window.readable
        relative = self.words.relative.match(text) if comma else None
        if relative:
            yield window.sub(*relative.span("role")), "relative clause", False
        elif comma:
            yield from self._appositions(window)
        copula = self.words.copula.match(text)
        if copula:
            role = self._joined_whole(window, copula.span("role"))
            if self.roles.is_role(str(role)) and len(str(role).split()) <= _MOST_WORDS:
                yield role, "copula", False
        member = self.words.member.match(text)
        if member:
            yield from self._membership(window, member)
        office = self.words.office.match(text)
        if office and self.roles.is_role(office["role"]):
            yield self._joined_whole(window, office.span("role")), "office", False

    def _appositions(self, window: Span) -> Iterator[Found]:
        match = self.words.apposition.match(window.readable)
        if match is None or self._lists(window.readable, match.end()):
            return
        while match:
            role = self._joined_whole(window, match.span("role"))
            if not self.roles.is_role(str(role)):
                return
            head = self.roles.head(str(role))
            several = self.roles.is_plural(head) and not str(role).lower().startswith(self.roles.one)
            yield role, "apposition", several
            match = self.words.joined.match(window.readable, role.end - window.start)

    def _joined_whole(self, window: Span, role: tuple[int, int]) -> Span:
        """A phrase that ends at a conjunction, with what follows where that is no role of its own and no clause."""
        text, (start, end) = window.readable, role
        further = self.words.joined.match(text, end)
        if further is None:
            return window.sub(start, end).strip()
        words = further["role"].split()
        first = words[0].lower()
        named = words[0][0].isupper() and text[start:end].split()[-1][0].isupper()
        verb = first in self.roles.sets["plain"] or (
            first in self.roles.sets["verbs"] or first[:-1] in self.roles.sets["verbs"]
        )
        verb = verb or first.endswith((self.roles.past, self.roles.adverb))
        inside = any(link in text[start:end].split() for link in self.words.links)
        several = named and self.roles.is_plural(self.roles.head(further["role"]))
        if not inside or verb or (self.roles.is_role(further["role"]) and not several):
            return window.sub(start, end).strip()
        return window.sub(start, further.end("role")).strip()

    @cached_property
    def _row(self) -> re.Pattern[str]:
        return compiled(rf"\s*,\s+(?:{either((*self.words.articles, *self.roles.sets['owners']))})\s[^,;:()\"“”]*,")

    def _lists(self, text: str, at: int) -> bool:
        """Whether a comma and another noun phrase follow: things that stand in a row describe nobody."""
        return self._row.match(text, at) is not None

    def _membership(self, window: Span, match: re.Match[str]) -> Iterator[Found]:
        words = window.sub(*match.span("role")).strip()
        rest = str(window.sub(match.end("role")))
        closed = re.match(r"[^,;:()—\"“”.]*,", rest)
        if match["comma"] and closed:
            yield words.sub(0, len(words) + closed.end() - 1), "membership", False
        elif not match["comma"] and not str(words).endswith(("'s", "’s", "'", "’")):
            while str(words).split()[-1] in {*self.words.links, *self.words.articles}:
                words = words.sub(0, str(words).rstrip().rfind(" ")).strip()
                if len(str(words).split()) < 2:
                    return
            if str(words).endswith(".") and (not rest or rest[0] in "”\")’'"):
                words = words.sub(0, len(words) - 1)
            yield words, "membership", False
