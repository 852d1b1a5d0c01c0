"""The people of the story, with what the articles call them, in groups that the articles give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from generator.language import Language
from generator.model import LabelKey, Person, PlaceKind, Profile, Reading, Role, Section, Story

ORDER = 40
MOST = 12
"""People that are shown at once; further ones stand behind them."""


@dataclass(frozen=True)
class KinWords:
    """Words for relatives."""

    TABLE: ClassVar[str] = "profiles"

    kin: tuple[str, ...]


def build(story: Story, language: Language) -> Section:
    """The people in their groups, the most salient first: the family before others, those of no group last."""
    found: dict[str, tuple[Person, Reading]] = {}
    for reading in story.readings:
        for person in reading.people:
            found.setdefault(person.words.words.casefold(), (person, reading))
    ranked = sorted(found.values(), key=lambda pair: -pair[0].salience)
    kin = frozenset(language.words(KinWords).kin)
    profiles = [_profile(person, reading, story, kin) for person, reading in ranked]
    profiles = [replace(profile, further=index >= MOST) for index, profile in enumerate(profiles)]
    if any(profile.group for profile in profiles):
        profiles = [replace(profile, group=profile.group or LabelKey("group_other")) for profile in profiles]
    order = list(dict.fromkeys(profile.group for profile in profiles))
    order.sort(key=lambda group: (group == LabelKey("group_other"), group != LabelKey("group_family")))
    grouped = sorted(profiles, key=lambda profile: order.index(profile.group))
    return Section(LabelKey("people"), tuple(grouped))


def _profile(person: Person, reading: Reading, story: Story, kin: frozenset[str]) -> Profile:
    return Profile(person, _distinct(person.roles)[:2], _group(person, reading, story, kin))


def _distinct(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles in text order without those that another one says too ("President" beside "Russian President")."""
    told = [(role, set(role.words.words.casefold().split())) for role in roles]
    return tuple(
        role
        for index, (role, words) in enumerate(told)
        if not any(words < others or (words == others and at < index) for at, (_, others) in enumerate(told))
    )


def _group(person: Person, reading: Reading, story: Story, kin: frozenset[str]) -> LabelKey | None:
    """Family where a role relates the person to the subject; else the country that stands in a role."""
    if story.subject is not None and _family(person, reading, story.subject, kin):
        return LabelKey("group_family")
    for role in person.roles:
        for place in reading.places:
            known = place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY) and place.country is not None
            if known and role.words.contains(place.words):
                return LabelKey(f"country_{place.country}")
    return None


def _family(person: Person, reading: Reading, subject: Person, kin: frozenset[str]) -> bool:
    """The subject, whoever is related to the subject by name, and kin told of in a sentence that names the subject."""
    if person.words.words == subject.words.words:
        return True
    for role in person.roles:
        if role.relation_to is not None and any(role.relation_to.overlaps(mention) for mention in subject.mentions):
            return True
        around = reading.around(role.words)
        named = around is not None and any(around.contains(mention) for mention in subject.mentions)
        if named and role.relation_to is None and kin & set(role.words.words.lower().split()):
            return True
    return False
