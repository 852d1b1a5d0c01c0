"""The people of an article: their names in all forms, what it calls them, their age, how much it is about them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.language import Language
from generator.lexicon import plain
from generator.mentions import Mention, Reader
from generator.model import Article, BlockKind, Person, Place, Role, Sentence
from generator.phrases import identities
from generator.phrases.fates import FateWords
from generator.phrases.pronouns import PronounWords, elected
from generator.text import Span, vocabulary

_WEIGHTS = {BlockKind.HEADLINE: 3.0, BlockKind.STANDFIRST: 2.0, BlockKind.CAPTION: 0.75}
_OFTEN = 3  # times as often as another is far more often
_CLEAR = 3  # sentences that a title or a word for a relative outweighs
_FATE_WEIGHT = 1.5
_LOWER = re.compile(r"\b[^\W\d_A-Z]\w+")
_HALF = 6.0  # the weight at which a person's salience is one half
_SUBJECT_FATES, _SUBJECT_LEAD = 3, 1.5


@dataclass(slots=True)
class _Group:
    mentions: list[Mention] = field(default_factory=list)
    full: int = 0
    last: int = -1


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    language: Language,
    known: tuple[Span, ...] = (),
) -> tuple[Person, ...]:
    """The people named in the sentences, in the order of their first mention. Names without evidence are left out.

    `known` are names that a model takes for people's.
    """
    reader = Reader.of(language)
    groups = [group for group in _group(reader.read(sentences, places, known), reader) if group.mentions]
    placed = [[(mention.index, mention.name) for mention in group.mentions] for group in groups]
    votes = language.words(PronounWords).votes(sentences, placed)
    fates = language.words(FateWords).count(sentences, placed)
    people = [_person(article, *found, reader) for found in zip(groups, votes, fates, strict=True)]
    return tuple(sorted(people, key=lambda person: person.mentions[0].start))


def _group(mentions: Sequence[Mention], reader: Reader) -> list[_Group]:
    """One group for each person: full names with evidence first, then every shorter form that stands for one."""
    full = [mention for mention in mentions if len(mention.parts) > 1 and mention.rule]
    grouped = identities.groups([mention.parts for mention in full], reader.names.is_given)
    groups, directory = [], identities.Directory()
    for members in grouped:
        groups.append(_Group(full=len(members)))
        directory.add(max((full[index].parts for index in members), key=len))
    homes = {id(full[index]): home for home, members in enumerate(grouped) for index in members}
    related = [mention for mention in mentions if mention.rule and any(reader.relatives(mention))]
    relatives = {
        at for mention in related for at in (homes.get(id(mention)), *directory.meant(mention.parts)) if at is not None
    }
    opening = {mention.parts[0] for mention in mentions if mention.candidate.opens and mention.parts}
    texts = dict.fromkeys(mention.sentence.words.readable for mention in mentions)
    lower = {
        word.lower() for text in texts if not opening.isdisjoint(vocabulary(text)) for word in _LOWER.findall(text)
    }
    for mention in mentions:
        home: int | None = homes.get(id(mention))
        if home is None:
            home = _home(mention, directory, groups, relatives, lower)
        elif len(mention.parts) > 1:
            groups[home].last = mention.index
        if home == len(groups):
            groups.append(_Group())
        if home is not None:
            groups[home].mentions.append(mention)
    return groups


def _home(
    mention: Mention, directory: identities.Directory, groups: list[_Group], relatives: set[int], lower: set[str]
) -> int | None:
    """The person whom a mention without a full name of its own means; a new one where its evidence asks for it."""
    opens = mention.candidate.opens
    # A capital that opens a sentence is no name where the article has the word in lower case too.
    for parts in (mention.parts, mention.parts[1:] if opens and mention.parts and mention.parts[0] in lower else ()):
        fits = directory.meant(parts) if parts else []
        if fits:
            ordinary = opens and len(parts) == 1 and parts[0] in lower and not mention.rule
            return None if ordinary else _meant(parts, fits, directory, groups, relatives)
    if not mention.rule:
        return None
    close = directory.misspelt(mention.parts[-1]) if mention.candidate.title is not None else []
    return close[0] if len(close) == 1 else directory.add(mention.parts)


def _meant(
    parts: identities.Parts, fits: list[int], directory: identities.Directory, groups: list[_Group], relatives: set[int]
) -> int:
    """Whom a name means that several bear: the one named in full far more often, else the one so named last.

    Somebody brought in as another's relative has the surname alone only where nobody else has it.
    """
    clear = [at for at in fits if not (at in relatives and directory.has_surname(at, parts))] or fits
    often = sorted(clear, key=lambda at: -groups[at].full)
    if len(often) > 1 and groups[often[0]].full < _OFTEN * max(1, groups[often[1]].full):
        latest = max(groups[at].last for at in clear)
        return next(at for at in clear if groups[at].last == latest)
    return often[0]


def _person(article: Article, group: _Group, votes: Counter[str], fates: int, words: Reader) -> Person:
    for mention in group.mentions:
        shown = [words.names.pronoun(str(mention.candidate.title or ""))]
        shown += [words.roles.pronoun(str(role.words)) for role in mention.roles]
        votes.update(shown * _CLEAR)
    named = max(group.mentions, key=lambda mention: (len(mention.parts), -mention.name.start))
    spelled: dict[str, Span] = {}
    for mention in group.mentions:
        spelled.setdefault(plain(str(mention.name)), mention.name)
    spelled.pop(plain(str(named.name)))
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
        words=named.name,
        rule=next(mention.rule for mention in group.mentions if mention.rule),
        mentions=tuple(mention.name for mention in group.mentions),
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
    starts = [sentence.words.start for sentence in kept]
    placed = [list(_placed(person, kept, starts)) for person in people]
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


def _placed(person: Person, sentences: Sequence[Sentence], starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """The mentions of a person with the index of their sentence; `starts` are where the sentences start."""
    for span in person.mentions:
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and sentences[at].words.contains(span):
            yield at, span
