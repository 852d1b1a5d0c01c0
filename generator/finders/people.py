"""The people of an article: their names in all forms, what it calls them, their age, how much it is about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from generator.callings import RoleWords
from generator.language import Language, either
from generator.lexicon import NameWords, plain
from generator.model import Article, BlockKind, Person, Place, Role, Sentence
from generator.phrases import identities
from generator.phrases.ages import Age, AgeWords
from generator.phrases.appositions import AppositionWords, RolesAfter
from generator.phrases.fates import FateWords
from generator.phrases.names import Candidate, candidates
from generator.phrases.pronouns import PronounWords, elected
from generator.phrases.roles import RolePhrase, RolesBefore
from generator.text import Span

_WEIGHTS = {BlockKind.HEADLINE: 3.0, BlockKind.STANDFIRST: 2.0, BlockKind.CAPTION: 0.75}
_CLEAR = 3  # sentences that a title or a word for a relative outweighs
_FATE_WEIGHT = 1.5
_INITIALS = re.compile(r"(?:\w\.)+")
_LOWER = re.compile(r"\b[^\W\d_A-Z]\w+")
_PERSONAL = frozenset({"apposition", "relative clause", "office"})
_HALF = 6.0  # the weight at which a person's salience is one half
_SUBJECT_FATES, _SUBJECT_LEAD = 3, 1.5


@dataclass(frozen=True)
class PeopleWords:
    """The table `people`: verbs of speech that show a person before them, and what joins the names of a list."""

    TABLE: ClassVar[str] = "people"

    speech: tuple[str, ...]
    joined: str

    @cached_property
    def speaks(self) -> re.Pattern[str]:
        """A verb of speech right after a name."""
        return re.compile(rf"\s+(?:{either(self.speech)})\b")

    @cached_property
    def join(self) -> re.Pattern[str]:
        """What stands between two names of a list."""
        return re.compile(self.joined)


@dataclass(slots=True)
class _Mention:
    candidate: Candidate
    index: int
    sentence: Sentence
    parts: identities.Parts
    roles: tuple[RolePhrase, ...] = ()
    age: Age | None = None
    rule: str = ""

    @property
    def start(self) -> int:
        return min([self.candidate.name.start, *(role.words.start for role in self.roles)])


@dataclass(slots=True)
class _Group:
    mentions: list[_Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    names: NameWords
    roles: RoleWords
    before: RolesBefore
    after: RolesAfter
    ages: AgeWords
    pronouns: PronounWords
    fates: FateWords
    people: PeopleWords


def _words(language: Language) -> _Words:
    names, roles = language.words(NameWords), language.words(RoleWords)
    return _Words(
        names,
        roles,
        RolesBefore(roles, frozenset(names.honorifics)),
        RolesAfter(language.words(AppositionWords), roles),
        language.words(AgeWords),
        language.words(PronounWords),
        language.words(FateWords),
        language.words(PeopleWords),
    )


def find(
    article: Article, sentences: tuple[Sentence, ...], places: tuple[Place, ...], language: Language
) -> tuple[Person, ...]:
    """The people named in the sentences, in the order of their first mention. Names without evidence are left out."""
    words = _words(language)
    mentions = list(_mentions(sentences, places, words))
    groups = [group for group in _group(mentions, words) if group.mentions]
    placed = [[(mention.index, mention.candidate.name) for mention in group.mentions] for group in groups]
    votes = words.pronouns.votes(sentences, placed)
    fates = words.fates.count(sentences, placed)
    people = [_person(article, *found, words) for found in zip(groups, votes, fates, strict=True)]
    return tuple(sorted(people, key=lambda person: person.mentions[0].start))


def _mentions(sentences: Sequence[Sentence], places: Sequence[Place], words: _Words) -> Iterator[_Mention]:
    """Every candidate with the roles and the age that touch it, and the rule that shows it a person's, if any."""
    queue = sorted((place.words for place in places), key=lambda span: span.start)
    at = 0
    for index, sentence in enumerate(sentences):
        blocked = []
        while at < len(queue) and queue[at].start < sentence.words.end:
            blocked.append(queue[at])
            at += 1
        if not sentence.prose:
            continue
        listed: RolePhrase | None = None
        end = sentence.words.start
        for candidate in candidates(sentence.words, blocked, words.names, words.roles.is_noun):
            mention = _read(candidate, index, sentence, words)
            if mention.rule or listed:
                gap = sentence.words.source.readable[end : mention.start]
                if listed is None or words.people.join.fullmatch(gap) is None:
                    listed = words.before.listed(
                        sentence.words, sentence.words.source.span(mention.start, mention.start)
                    )
                if listed is not None:
                    mention.roles += (listed,)
            end = candidate.name.end
            yield mention


def _read(candidate: Candidate, index: int, sentence: Sentence, words: _Words) -> _Mention:
    parts = tuple(part for part in candidate.parts if not words.names.is_suffix(part))
    mention = _Mention(candidate, index, sentence, parts)
    if candidate.determined or not parts:
        return mention
    before = tuple(words.before.before(sentence.words, candidate.name, candidate.title))
    mention.roles = before
    mention.age = words.ages.find(sentence.words, candidate.name, mention.start)
    aged = words.ages.after(sentence.words, candidate.name)
    end = aged.words.end if aged else candidate.name.end
    mention.roles += tuple(
        RolePhrase(span, rule, several=several) for span, rule, several in words.after.after(sentence.words, end)
    )
    mention.rule = _evidence(mention, before, words)
    mention.roles = tuple(role for role in mention.roles if not words.names.is_honorific(str(role.words)))
    return mention


def _evidence(mention: _Mention, before: Sequence[RolePhrase], words: _Words) -> str:
    """The rule that shows a candidate to be a person; the empty string where nothing does."""
    candidate, parts = mention.candidate, mention.parts
    given = words.names.is_given(parts[0])
    if len(parts) == 1:
        return _single_evidence(mention, before, words, given=given)
    after = mention.roles[len(before) :]
    speaks = words.people.speaks.match(candidate.name.source.readable, candidate.name.end, mention.sentence.words.end)
    shown = {
        "title": candidate.title is not None,
        "role before": bool(before),
        "age": mention.age is not None,
        "given name": given,
        "role after": bool(after) and after[0].rule in _PERSONAL and words.roles.is_personal(str(after[0].words)),
        "initial": any(map(_INITIALS.fullmatch, parts[:-1])),
        "speech": speaks is not None and not candidate.opens,
    }
    return next((rule for rule, holds in shown.items() if holds), "")


def _single_evidence(mention: _Mention, before: Sequence[RolePhrase], words: _Words, *, given: bool) -> str:
    """What shows a single word to be a person: a title, a relative's word with a possessor, a given name's age."""
    title = mention.candidate.title
    if title is not None and words.names.is_title(str(title)):
        return "title"
    if any(role.owner is not None and words.roles.is_kin(str(role.words)) for role in before):
        return "relative"
    return "age" if mention.age and given else ""


def _group(mentions: Sequence[_Mention], words: _Words) -> list[_Group]:
    """One group for each person: full names with evidence first, then every shorter form that stands for one."""
    _recall(mentions, words)
    full = [mention for mention in mentions if len(mention.parts) > 1 and mention.rule]
    grouped = identities.groups([mention.parts for mention in full])
    groups, directory = [], identities.Directory()
    for members in grouped:
        groups.append(_Group())
        directory.add(max((full[index].parts for index in members), key=len))
    homes = {id(full[index]): home for home, members in enumerate(grouped) for index in members}
    relatives = {homes[id(mention)] for mention in full if _is_relative(mention, words)}
    sentences = {mention.sentence.words for mention in mentions}
    lower = {plain(word) for sentence in sentences for word in _LOWER.findall(sentence.readable)}
    for mention in mentions:
        home: int | None = homes.get(id(mention))
        if home is None:
            home = _home(mention, directory, relatives, lower)
        if home == len(groups):
            groups.append(_Group())
        if home is not None:
            groups[home].mentions.append(mention)
    return groups


def _recall(mentions: Sequence[_Mention], words: _Words) -> None:
    """A full name without evidence is a person's where its surname alone has an age or speaks later on."""
    alone = {
        mention.parts[0]
        for mention in mentions
        if len(mention.parts) == 1 and (mention.age is not None or _speaks(mention.candidate, mention.sentence, words))
    }
    for mention in mentions:
        if (
            len(mention.parts) > 1
            and not mention.rule
            and mention.parts[-1] in alone
            and not mention.candidate.determined
        ):
            mention.rule = "surname"


def _speaks(candidate: Candidate, sentence: Sentence, words: _Words) -> bool:
    return words.people.speaks.match(candidate.name.source.readable, candidate.name.end, sentence.words.end) is not None


def _is_relative(mention: _Mention, words: _Words) -> bool:
    return any(role.owner is not None and words.roles.is_kin(str(role.words)) for role in mention.roles)


def _home(mention: _Mention, directory: identities.Directory, relatives: set[int], lower: set[str]) -> int | None:
    """The person whom a mention without a full name of its own means; a new one where its evidence asks for it."""
    opens = mention.candidate.opens
    # A capital that opens a sentence is no name where the article has the word in lower case too.
    for parts in (mention.parts, mention.parts[1:] if opens and mention.parts and mention.parts[0] in lower else ()):
        fits = directory.meant(parts) if parts else []
        if fits:
            ordinary = opens and len(parts) == 1 and parts[0] in lower and not mention.rule
            # Somebody brought in as another's relative has the surname alone only where nobody else has it.
            doubts = [at in relatives and directory.has_surname(at, parts) for at in fits]
            return None if ordinary else fits[doubts.index(min(doubts))]
    if not mention.rule:
        return None
    close = directory.misspelt(mention.parts[-1]) if mention.candidate.title is not None else []
    return close[0] if len(close) == 1 else directory.add(mention.parts)


def _person(article: Article, group: _Group, votes: Counter[str], fates: int, words: _Words) -> Person:
    for mention in group.mentions:
        shown = [words.names.pronoun(str(mention.candidate.title or ""))]
        shown += [words.roles.pronoun(str(role.words)) for role in mention.roles]
        votes.update(shown * _CLEAR)
    named = max(group.mentions, key=lambda mention: (len(mention.parts), -mention.candidate.name.start))
    spelled: dict[str, Span] = {}
    for mention in group.mentions:
        spelled.setdefault(plain(str(mention.candidate.name)), mention.candidate.name)
    spelled.pop(plain(str(named.candidate.name)))
    roles: dict[str, Role] = {}
    for mention in group.mentions:
        for role in mention.roles:
            related = role.owner if role.owner is not None and words.roles.is_kin(str(role.words)) else None
            roles.setdefault(plain(str(role.words)), Role(role.words, role.rule, related))
    age = next((mention.age for mention in group.mentions if mention.age), None)
    weight = _FATE_WEIGHT * fates + sum(
        _WEIGHTS.get(block.kind, 1.0)
        for mention in group.mentions
        if not (block := article.blocks[mention.sentence.block]).copy
    )
    return Person(
        words=named.candidate.name,
        rule=next(mention.rule for mention in group.mentions if mention.rule),
        mentions=tuple(mention.candidate.name for mention in group.mentions),
        aliases=tuple(spelled.values()),
        roles=tuple(roles.values()),
        age=age.years if age else None,
        age_words=age.words if age else None,
        pronoun=elected(votes),
        salience=round(weight / (weight + _HALF), 3),
    )


def subject(
    people: tuple[Person, ...], article: Article, sentences: tuple[Sentence, ...], language: Language
) -> Person | None:
    """The person whose story is told: something befalls them in sentence after sentence. None where nobody is."""
    kept = [sentence for sentence in sentences if not article.blocks[sentence.block].copy]
    fates = language.words(FateWords)
    placed = [list(_placed(person, kept)) for person in people]
    scores = fates.count(kept, placed)
    # A headline that tells what befell somebody by name has named its subject.
    heads = [index for index, item in enumerate(kept) if article.blocks[item.block].kind is BlockKind.HEADLINE]
    for person, mentions in enumerate(placed):
        scores[person] += sum(fates.befalls(kept[index].words, span) for index, span in mentions if index in heads)
    ranked = sorted(zip(scores, range(len(people)), strict=True), key=lambda item: (-item[0], item[1]))
    if not ranked or ranked[0][0] < _SUBJECT_FATES:
        return None
    if len(ranked) > 1 and ranked[0][0] < _SUBJECT_LEAD * ranked[1][0]:
        return None
    return people[ranked[0][1]]


def _placed(person: Person, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Span]]:
    """The mentions of a person with the index of their sentence; both are in text order."""
    at = 0
    for span in person.mentions:
        while at < len(sentences) and sentences[at].words.end <= span.start:
            at += 1
        if at < len(sentences) and sentences[at].words.contains(span):
            yield at, span
