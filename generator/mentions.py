"""Mentions of people: names with the roles and the age that touch them, and what shows each to be a person's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import ClassVar

from generator.callings import RoleWords
from generator.language import Language
from generator.lexicon import NameWords
from generator.model import Place, PlaceKind, Sentence
from generator.patterns import either
from generator.phrases import identities
from generator.phrases.ages import Age, AgeWords
from generator.phrases.appositions import AppositionWords, RolesAfter
from generator.phrases.names import Candidate, candidates
from generator.phrases.roles import RolePhrase, RolesBefore
from generator.regexes import compiled
from generator.text import Span

_INITIALS = re.compile(r"(?:\w\.)+")
_PERSONAL = frozenset({"apposition", "relative clause", "office"})
_NEAR = 24
_OF_THE = 8  # characters of a preposition and an article
_PLACES = frozenset({PlaceKind.COUNTRY, PlaceKind.CITY})


@dataclass(frozen=True)
class PeopleWords:
    """The table `people`: verbs of speech that show a person before them, and what joins the names of a list.

    `placing` words stand before a firm's name rather than a person's, `locating` before a place's, `works` before that
    of a work or a thing.
    """

    TABLE: ClassVar[str] = "people"

    speech: tuple[str, ...]
    joined: str
    placing: tuple[str, ...]
    locating: tuple[str, ...]
    works: tuple[str, ...]

    @cached_property
    def work(self) -> re.Pattern[str]:
        """A word right before a name that makes it a work's, a ship's, a firm's."""
        return compiled(rf"\b(?:{either(self.works)})[^\S\n](?:called[^\S\n]|named[^\S\n])?$")

    @cached_property
    def places(self) -> re.Pattern[str]:
        """A word right before a name that rather places something at a firm's."""
        return compiled(rf"\b(?:{either(self.placing)})[^\S\n]$")

    @cached_property
    def locations(self) -> re.Pattern[str]:
        """What stands before a place, right before a name."""
        return compiled(rf"\b(?:{either(self.locating)})[^\S\n]$")

    @cached_property
    def speaks(self) -> re.Pattern[str]:
        """A verb of speech right after a name."""
        return compiled(rf"\s+(?:{either(self.speech)})\b")

    @cached_property
    def join(self) -> re.Pattern[str]:
        """What stands between two names of a list."""
        return compiled(self.joined)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that may be a person's, in sentence `index`; `rule` names what shows that it is one, if anything does."""

    candidate: Candidate
    index: int
    sentence: Sentence
    parts: identities.Parts
    roles: tuple[RolePhrase, ...] = ()
    age: Age | None = None
    rule: str = ""

    @property
    def name(self) -> Span:
        """The words of the name."""
        return self.candidate.name

    @property
    def start(self) -> int:
        """Where the name begins, or the first of its roles."""
        return min([self.name.start, *(role.words.start for role in self.roles)])


@dataclass(frozen=True)
class Reader:
    """Reads mentions by the words of a language."""

    names: NameWords
    roles: RoleWords
    before: RolesBefore
    after: RolesAfter
    ages: AgeWords
    people: PeopleWords

    @classmethod
    @cache
    def of(cls, language: Language) -> Reader:
        """The reader of a language: its patterns are compiled once."""
        names, roles = language.words(NameWords), language.words(RoleWords)
        before = RolesBefore(roles, frozenset(names.honorifics))
        after = RolesAfter(language.words(AppositionWords), roles)
        return cls(names, roles, before, after, language.words(AgeWords), language.words(PeopleWords))

    def read(
        self, sentences: Sequence[Sentence], places: Sequence[Place], known: Collection[Span] = ()
    ) -> list[Mention]:
        """Every candidate in text order; full names without evidence are a person's where something later shows it.

        `known` are names that a model takes for people's.
        """
        queue = sorted(places, key=lambda place: place.words.start)
        at, found = 0, []
        for index, sentence in enumerate(sentences):
            inside = []
            while at < len(queue) and queue[at].words.start < sentence.words.end:
                inside.append(queue[at])
                at += 1
            if sentence.prose:
                found += self._sentence(index, sentence, inside)
        found = [_modelled(mention, known) for mention in found] if known else found
        return self._recalled(self._without_firms(found))

    def speaks(self, mention: Mention) -> bool:
        """Whether a verb of speech follows a name."""
        source, end = mention.name.source, mention.sentence.words.end
        return self.people.speaks.match(source.readable, mention.name.end, end) is not None

    def _sentence(self, index: int, sentence: Sentence, places: Sequence[Place]) -> list[Mention]:
        known = {place.words for place in places if place.kind in _PLACES}
        ages = self.ages if self.ages.tells(sentence.words) else None
        listed: RolePhrase | None = None
        found: list[Mention] = []
        for candidate in candidates(sentence.words, [place.words for place in places], self.names, self.roles.is_noun):
            mention = self._mention(candidate, index, sentence, known, ages)
            several = [role for role in mention.roles if role.several]
            joins = bool(several or listed) and self._joins(found, mention)
            if several and not (found and found[-1].rule and joins):
                mention = replace(mention, roles=tuple(role for role in mention.roles if not role.several))
            elif several:
                found[-1] = replace(found[-1], roles=(*found[-1].roles, *several))
            if mention.rule or listed:
                if listed is None or not joins:
                    listed = self.before.listed(
                        sentence.words, sentence.words.source.span(mention.start, mention.start)
                    )
                if listed is not None:
                    mention = replace(mention, roles=(*mention.roles, listed))
            found.append(mention)
        return found

    def _joins(self, found: Sequence[Mention], mention: Mention) -> bool:
        """Whether nothing but what joins a list stands between the last name found in a sentence and another."""
        words = mention.sentence.words
        end = found[-1].name.end if found else words.start
        return self.people.join.fullmatch(words.source.readable, end, mention.start) is not None

    def _mention(
        self, candidate: Candidate, index: int, sentence: Sentence, places: Collection[Span], ages: AgeWords | None
    ) -> Mention:
        parts = tuple(part for part in candidate.parts if not self.names.is_suffix(part))
        if candidate.determined or not parts:
            return Mention(candidate, index, sentence, parts)
        before = tuple(self.before.before(sentence.words, candidate.name, candidate.title))
        if len(parts) == 1 and candidate.title is None:  # "the candidates Roe had met": a clause more often than a role
            before = tuple(role for role in before if role.owner is not None)
        aged = ages.after(sentence.words, candidate.name) if ages else None
        end = aged.words.end if aged else candidate.name.end
        after = tuple(
            RolePhrase(words, rule, several=several)
            for words, rule, several in self.after.after(sentence.words, end)
            if not (rule == "membership" and _names_place(words, places))
        )
        start = min([candidate.name.start, *(role.words.start for role in before)])
        age = aged or (ages.before(sentence.words, start) if ages else None)
        mention = Mention(candidate, index, sentence, parts, before + after, age)
        rule = self._evidence(mention, before, after)
        return Mention(candidate, index, sentence, parts, before + after, age, rule) if rule else mention

    def _evidence(self, mention: Mention, before: Sequence[RolePhrase], after: Sequence[RolePhrase]) -> str:
        """The rule that shows a candidate to be a person; the empty string where nothing does."""
        candidate, parts = mention.candidate, mention.parts
        given = self.names.is_given(parts[0])
        if candidate.headed and not given and parts[0].endswith(self.roles.past):
            return ""  # a headline's verb: "Endorsed Roe"
        shouted = str(candidate.name).split()[0].isupper() and not _INITIALS.fullmatch(parts[0])
        titled = candidate.title is not None
        if candidate.firm or (shouted and not given and not titled):
            return ""
        text = candidate.name.source.readable
        if not (titled or before or self.speaks(mention)) and self.people.work.search(
            text, *self._just_before(mention)
        ):
            return ""
        if len(parts) == 1:
            return self._single_evidence(mention, before, given=given)
        return next(self._shown(mention, before, after, given=given), "")

    def _shown(
        self, mention: Mention, before: Sequence[RolePhrase], after: Sequence[RolePhrase], *, given: bool
    ) -> Iterator[str]:
        """All rules that show a full name to be a person's, the surest first."""
        candidate, parts, text = mention.candidate, mention.parts, mention.name.source.readable
        titled = candidate.title is not None
        family = self.names.is_family(parts[-1])
        if (titled or before) and (given or family or not candidate.headed):
            yield "title" if titled else "role before"
        if mention.age is not None:
            yield "age"
        ordinary = self.names.is_common(parts[-1]) and not family
        if given and not ordinary:
            yield "given name"
        told = bool(after) and after[0].rule in _PERSONAL and self.roles.is_personal(str(after[0].words))
        # "born in Tarn Edge, the daughter of a smith": what follows a place is of somebody before it
        if told and self.people.locations.search(text, *self._just_before(mention)) is None:
            yield "role after"
        if any(map(_INITIALS.fullmatch, parts[:-1])):
            yield "initial"
        if not candidate.opens and not ordinary and self.speaks(mention):
            yield "speech"
        opens = candidate.opens or candidate.headed or self.names.is_common(parts[0])
        if family and not opens and self.people.places.search(text, *self._just_before(mention)) is None:
            yield "family name"

    @staticmethod
    def _just_before(mention: Mention) -> tuple[int, int]:
        return max(mention.sentence.words.start, mention.name.start - _NEAR), mention.name.start

    def _single_evidence(self, mention: Mention, before: Sequence[RolePhrase], *, given: bool) -> str:
        """What shows a single word to be a person: a title, a relative's word with a possessor, a given name's age."""
        title = mention.candidate.title
        if title is not None and self.names.is_title(str(title)):
            return "title"
        if any(role.owner is not None and self.roles.is_kin(str(role.words)) for role in before):
            return "relative"
        return "age" if mention.age and given else ""

    def _without_firms(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Mentions without those of a name that stands for a firm somewhere ("Orrick Vane & Co.")."""
        firms = {mention.parts for mention in mentions if mention.candidate.firm and len(mention.parts) > 1}
        kept = {mention.parts for mention in mentions if mention.candidate.title is not None or mention.age is not None}
        return [mention for mention in mentions if mention.parts not in firms or mention.parts in kept]

    def _recalled(self, mentions: Sequence[Mention]) -> list[Mention]:
        """A full name without evidence is a person's where its surname alone has an age or speaks later on."""
        alone = {
            mention.parts[0]
            for mention in mentions
            if len(mention.parts) == 1 and (mention.age is not None or self.speaks(mention))
        }

        def recalled(mention: Mention) -> bool:
            if len(mention.parts) < 2 or mention.rule or mention.parts[-1] not in alone:
                return False
            candidate = mention.candidate
            return not (candidate.determined or candidate.firm or self.names.is_common(mention.parts[-1]))

        return [replace(mention, rule="surname") if recalled(mention) else mention for mention in mentions]

    def relatives(self, mention: Mention) -> Iterator[RolePhrase]:
        """The roles of a mention that make it somebody's relative."""
        return (role for role in mention.roles if role.owner is not None and self.roles.is_kin(str(role.words)))


def _names_place(words: Span, places: Collection[Span]) -> bool:
    """Whether "of" and places are all of a phrase: where somebody is from, not what they are."""
    for place in places:
        if words.contains(place) and place.start - words.start <= _OF_THE:
            left = words.sub(place.end - words.start).readable.strip(" .")
            return not left or left.startswith("and ")
    return False


def _modelled(mention: Mention, known: Collection[Span]) -> Mention:
    """A full name with the model's word for evidence, where it has none of its own."""
    if mention.rule or len(mention.parts) < 2 or not any(mention.name.overlaps(span) for span in known):
        return mention
    return replace(mention, rule="model")
