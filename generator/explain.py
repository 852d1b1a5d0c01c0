"""Explaining: the readings of one story become one explainer, in the order in which a reader asks."""

from __future__ import annotations

from collections import Counter

from generator import answering, plugins, quoting
from generator import language as languages
from generator.config import Config
from generator.language import Language
from generator.model import (
    Explainer,
    LabelKey,
    Person,
    Question,
    Reading,
    Section,
    Story,
)

_WITHOUT_RULES = frozenset({"generator.sections.answer", "generator.sections.gaps"})
"""Sections of a language without rules to find facts by: others would call missing what was not looked for."""


def explain(readings: tuple[Reading, ...], slug: str, config: Config) -> Explainer:
    """The explainer of a story: its question, its short answer, and every section that has something to say."""
    language = languages.load(readings[0].article.language)
    subject = _subject(readings)
    question = _question(readings, subject)
    chosen = answering.answer(_newest_first(readings), question, config, language)
    story = Story(readings, question, subject, chosen.sentences, chosen.referents, chosen.unread)
    return quoting.fitted(Explainer(slug, story, _sections(story, language)), config, language)


def _subject(readings: tuple[Reading, ...]) -> Person | None:
    """The person that most of the articles are about; the newest article's own form of the name."""
    subjects = [reading.subject for reading in _newest_first(readings) if reading.subject is not None]
    if not subjects:
        return None
    counts = Counter(person.words.words.casefold() for person in subjects)
    return max(subjects, key=lambda person: counts[person.words.words.casefold()])


def _question(readings: tuple[Reading, ...], subject: Person | None) -> Question:
    """The editor's question, else one about the person, else about the topic, else about the headline."""
    ordered = _newest_first(readings)
    given = next((reading.article.question for reading in ordered if reading.article.question), "")
    if subject is not None:
        return Question(given, LabelKey("question_person"), subject.words)
    topic = next((reading.topic for reading in ordered if reading.topic is not None), None)
    if topic is not None:
        return Question(given, LabelKey("question_topic"), topic)
    headline = next((reading.article.headline for reading in ordered if reading.article.headline is not None), None)
    return Question(given, LabelKey("question_headline") if headline else LabelKey("question_none"), headline)


def _sections(story: Story, language: Language) -> tuple[Section, ...]:
    parts = sorted(plugins.parts("sections"), key=lambda part: (part.ORDER, part.__name__))
    built = (part.build(story, language) for part in parts if language.finds or part.__name__ in _WITHOUT_RULES)
    return tuple(section for section in built if section.items)


def _newest_first(readings: tuple[Reading, ...]) -> list[Reading]:
    """The readings by publication, the newest first; undated ones last, in the order given."""
    return sorted(
        readings, key=lambda reading: -(reading.article.published.toordinal() if reading.article.published else 0)
    )
