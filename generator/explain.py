"""Explaining: the readings of one story become one explainer, in the order in which a reader asks."""

from __future__ import annotations

from collections import Counter

from generator import language as languages
from generator import plugins, quoting
from generator.config import Config
from generator.errors import ConfigError
from generator.language import Language
from generator.model import (
    BlockKind,
    Explainer,
    LabelKey,
    Person,
    Question,
    Reading,
    Section,
    Sentence,
    Story,
    by_sentence,
)

_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST)


def explain(readings: tuple[Reading, ...], slug: str, config: Config) -> Explainer:
    """The explainer of a story: its question, its short answer, and every section that has something to say."""
    language = languages.load(readings[0].article.language)
    subject = _subject(readings)
    question = _question(readings, subject)
    story = Story(readings, question, subject, _answer(readings, question, config, language))
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


def _answer(
    readings: tuple[Reading, ...], question: Question, config: Config, language: Language
) -> tuple[Sentence, ...]:
    """The sentences that the configured summarizer picks from the running text of all articles."""
    methods = {name: part for part in plugins.parts("summarizers") for name in part.METHODS}
    method = config.answer.method
    if method not in methods:
        raise ConfigError(f"answer.method: no method {method!r}", f"write one of {', '.join(sorted(methods))}")
    seen: set[str] = set()
    prior: dict[Sentence, float] = {}
    for reading in _newest_first(readings):
        for sentence, worth in zip(reading.sentences, _worth(reading), strict=True):
            key = sentence.words.words
            if reading.article.blocks[sentence.block].kind in _TOLD and key not in seen and len(key.split()) > 3:
                seen.add(key)
                prior[sentence] = worth
    headlines = [reading.article.headline.words for reading in readings if reading.article.headline]
    topic = " ".join([question.given, question.subject.words if question.subject else "", *headlines])
    chosen: tuple[Sentence, ...] = methods[method].summarize(
        method, tuple(prior), config.answer.sentences, topic, prior, language
    )
    return chosen


def _worth(reading: Reading) -> list[float]:
    """What the facts in each sentence add to its worth as an answer: what became of the subject, and when."""
    mentions = [mention.start for mention in reading.subject.mentions] if reading.subject else []
    decided = by_sentence(reading.sentences, reading.outcomes)
    happened = by_sentence(reading.sentences, (event for event in reading.events if event.period is not None))
    worth, about = [], False
    for sentence, outcomes, events in zip(reading.sentences, decided, happened, strict=True):
        named = any(sentence.words.start <= start < sentence.words.end for start in mentions)
        # A sentence about the subject may go on with a pronoun in the next.
        about, close = named, named or about
        worth.append(close * (0.25 + 0.25 * min(2, len(outcomes))) + 0.1 * bool(events))
    return worth


def _sections(story: Story, language: Language) -> tuple[Section, ...]:
    parts = sorted(plugins.parts("sections"), key=lambda part: (part.ORDER, part.__name__))
    built = (part.build(story, language) for part in parts)
    return tuple(section for section in built if section.items)


def _newest_first(readings: tuple[Reading, ...]) -> list[Reading]:
    """The readings by publication, the newest first; undated ones last, in the order given."""
    return sorted(
        readings, key=lambda reading: -(reading.article.published.toordinal() if reading.article.published else 0)
    )
