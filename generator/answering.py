"""The short answer of a story: what may stand in it, what the facts say for it, and the method that chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType

from generator import plugins, referents
from generator.config import Config
from generator.errors import ConfigError
from generator.language import Language
from generator.model import BlockKind, Question, Reading, Referent, Sentence, Story, by_sentence
from generator.salience import NewsWords
from generator.selection import Candidate, Length

_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST)
_LAST_RESORT = (*_TOLD, BlockKind.QUOTE, BlockKind.STANDFIRST)
_WHOLE = re.compile(r"[.!?…][\"”’')\]]*$")
_FEWEST = 6  # words of a sentence
# What the facts of a sentence add to its worth, where the weight of its position is 1.
_NAMED, _DECIDED, _HAPPENED = 0.3, 1.0, 0.1


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of an answer, and whom their opening pronouns mean where no sentence shown before says it.

    `unread` is how many sentences the method left out because it would take too long over so many.
    """

    sentences: tuple[Sentence, ...]
    referents: tuple[Referent, ...]
    unread: int


def answer(readings: Sequence[Reading], question: Question, config: Config, language: Language) -> Chosen:
    """The sentences that the configured method picks from the articles of a story, the newest of them first."""
    method = _method(config.answer.method)
    if not language.finds:
        return Chosen(_first(readings, config.answer.sentences), (), 0)
    meant = {sentence: one for reading in readings for sentence, one in referents.find(reading, language).items()}
    articles = candidates(readings, meant, language)
    headlines = [reading.article.headline.words for reading in readings if reading.article.headline]
    topic = " ".join([question.given, question.subject.words if question.subject else "", *headlines])
    chosen: tuple[Sentence, ...] = method.summarize(
        config.answer.method, articles, Length(config.answer.sentences, config.answer.words or None), topic, language
    )
    before = {two: one for reading in readings for one, two in _pairs(reading)}
    open_ones = [sentence for sentence in chosen if before.get(sentence) not in chosen]
    limit, count = method.LIMITS.get(config.answer.method), sum(map(len, articles))
    return Chosen(
        chosen,
        tuple(meant[sentence] for sentence in open_ones if sentence in meant),
        max(0, count - limit) if limit else 0,
    )


def _first(readings: Sequence[Reading], most: int) -> tuple[Sentence, ...]:
    """The first sentences of the newest article that has any, of running text where there is some."""
    for kinds in (_TOLD, _LAST_RESORT):
        for reading in readings:
            told = [one for one in reading.sentences if reading.article.blocks[one.block].kind in kinds]
            if told:
                return tuple(told[:most])
    return ()


def notice(story: Story, config: Config) -> str:
    """What a person should know of how the answer was chosen; empty where there is nothing."""
    if not story.unread:
        return ""
    method = config.answer.method
    return f"{method} left out the last {story.unread} sentences — use answer.method: news, which reads all of them"


def _method(name: str) -> ModuleType:
    """The summarizer of that name; ConfigError lists the known ones."""
    methods = {method: part for part in plugins.parts("summarizers") for method in part.METHODS}
    if name not in methods:
        raise ConfigError(f"answer.method: no method {name!r}", f"write one of {', '.join(sorted(methods))}")
    return methods[name]


def _pairs(reading: Reading) -> Iterator[tuple[Sentence, Sentence]]:
    told = [one for one in reading.sentences if reading.article.blocks[one.block].kind in _TOLD]
    return pairwise(told)


def candidates(
    readings: Sequence[Reading], meant: Mapping[Sentence, Referent], language: Language
) -> tuple[tuple[Candidate, ...], ...]:
    """The sentences of each article that may answer: whole sentences of running text, each once in the story.

    Where the articles have none, what comes next to running text.
    """
    words = language.words(NewsWords)
    for kinds, strict in ((_TOLD, True), (_TOLD, False), (_LAST_RESORT, False)):
        seen: set[str] = set()
        articles = tuple(
            tuple(
                Candidate(sentence, worth, sentence in meant, vital=worth >= _DECIDED)
                for sentence, worth in zip(reading.sentences, _worth(reading), strict=True)
                if reading.article.blocks[sentence.block].kind in kinds
                and _may_stand(sentence.words.words, seen, words, strict=strict)
            )
            for reading in readings
        )
        if any(articles):
            break
    return articles


def _may_stand(text: str, seen: set[str], words: NewsWords, *, strict: bool) -> bool:
    key = text.casefold()
    if key in seen:
        return False
    seen.add(key)
    if not strict:
        return True
    whole = text.count(" ") + 1 >= _FEWEST and _WHOLE.search(text, len(text) - 6 if len(text) > 6 else 0) is not None
    return whole and _balanced(text) and not words.is_furniture(key)


def _balanced(text: str) -> bool:
    """Whether no quotation begins or ends outside the sentence."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _worth(reading: Reading) -> list[float]:
    """What the facts in each sentence add to its worth as an answer: what became of the subject, and when."""
    mentions = [mention.start for mention in reading.subject.mentions] if reading.subject else []
    decided = by_sentence(reading.sentences, reading.outcomes)
    happened = by_sentence(reading.sentences, (event for event in reading.events if event.period is not None))
    worth, about, at = [], False, 0
    for sentence, outcomes, events in zip(reading.sentences, decided, happened, strict=True):
        while at < len(mentions) and mentions[at] < sentence.words.start:
            at += 1
        named = at < len(mentions) and mentions[at] < sentence.words.end
        # A sentence about the subject may go on with a pronoun in the next.
        about, close = named, named or about
        worth.append(close * (_NAMED + _DECIDED * min(2, len(outcomes))) + _HAPPENED * bool(events))
    return worth
