"""The people of the story, with what the articles call them, in groups that the articles give."""

from __future__ import annotations

from generator.language import Language
from generator.model import LabelKey, Person, PlaceKind, Profile, Reading, Section, Story

ORDER = 40
MOST = 12


def build(story: Story, language: Language) -> Section:
    """The most salient people; those named without a role come last, relatives of the subject first."""
    found: dict[str, tuple[Person, Reading]] = {}
    for reading in story.readings:
        for person in reading.people:
            found.setdefault(person.words.words.casefold(), (person, reading))
    ranked = sorted(found.values(), key=lambda pair: -pair[0].salience)[:MOST]
    profiles = [_profile(person, reading, story) for person, reading in ranked]
    order = list(dict.fromkeys(profile.group for profile in profiles))
    order.sort(key=lambda group: group != LabelKey("group_family"))
    grouped = sorted(profiles, key=lambda profile: order.index(profile.group))
    return Section(LabelKey("people"), tuple(grouped))


def _profile(person: Person, reading: Reading, story: Story) -> Profile:
    roles = tuple({role.words.words.casefold(): role for role in reversed(person.roles)}.values())[::-1]
    return Profile(person, roles[:2], _group(person, reading, story))


def _group(person: Person, reading: Reading, story: Story) -> LabelKey | None:
    """Family where a role relates the person to the subject; else the country that stands in a role."""
    subject = story.subject
    family = any(role.relation_to is not None for role in person.roles)
    if subject is not None and (family or person.words.words == subject.words.words):
        return LabelKey("group_family")
    for role in person.roles:
        for place in reading.places:
            known = place.kind in (PlaceKind.COUNTRY, PlaceKind.NATIONALITY) and place.country is not None
            if known and role.words.contains(place.words):
                return LabelKey(f"country_{place.country}")
    return None
