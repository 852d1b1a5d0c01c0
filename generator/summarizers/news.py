"""The default summarizer: what a news sentence is worth as an answer, from where it stands and what it holds.

Features after Edmundson (1969) and the lead bias of news; redundancy is taken out by maximal marginal relevance
(Carbonell and Goldstein 1998). Linear in the length of the article for a fixed number of sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import Language, either
from generator.model import Sentence

METHODS = ("news",)

# Weights of the features; the novelty that a sentence must bring; tuned on the development articles alone.
_POSITION, _TITLE, _CENTRAL, _PRIOR = 1.0, 0.6, 0.5, 1.0
_PENALTY = 0.6
_REDUNDANCY = 0.7
_SHORT, _LONG = 8, 45


@dataclass(frozen=True)
class NewsWords:
    """`stop_words` carry no content; `unresolved` open a sentence that leans on the one before; `personal` is talk."""

    TABLE: ClassVar[str] = "news"

    unresolved: tuple[str, ...]
    personal: tuple[str, ...]
    stop_words: str

    @cached_property
    def stops(self) -> frozenset[str]:
        """The stop words."""
        return frozenset(self.stop_words.split())

    @cached_property
    def leans(self) -> re.Pattern[str]:
        """A sentence that opens with a word that points back."""
        return re.compile(rf"{either(self.unresolved)}\b", re.IGNORECASE)

    @cached_property
    def talk(self) -> re.Pattern[str]:
        """First and second person, or a sentence that opens with a quotation mark."""
        return re.compile(rf"^[\"“‘']|\b{either(self.personal)}\b")

    def content(self, text: str) -> list[str]:
        """The content words of a text, crudely stemmed."""
        found = re.findall(r"[^\W_]{3,}", text.lower())
        return [word[:-1] if word.endswith("s") else word for word in found if word not in self.stops]


def summarize(
    method: str,
    sentences: Sequence[Sentence],
    count: int,
    topic: str,
    prior: Mapping[Sentence, float],
    language: Language,
) -> tuple[Sentence, ...]:
    """The `count` best sentences, in the order given. `prior` is what the facts in a sentence add to its worth."""
    words = language.words(NewsWords)
    contents = [Counter(words.content(sentence.words.words)) for sentence in sentences]
    whole: Counter[str] = Counter()
    for content in contents:
        whole.update(content.keys())
    title = set(words.content(topic))
    scores = [
        _score(index, sentence, contents[index], whole, title, words) + _PRIOR * prior.get(sentence, 0.0)
        for index, sentence in enumerate(sentences)
    ]
    return tuple(sentences[index] for index in sorted(_pick(sentences, scores, contents, count, words)))


def _score(
    index: int, sentence: Sentence, content: Counter[str], whole: Counter[str], title: set[str], words: NewsWords
) -> float:
    text = sentence.words.words
    length = len(text.split())
    size = sum(content.values()) or 1
    central = sum(whole[word] for word in content) / (size * (max(whole.values(), default=1) or 1))
    score = _POSITION / math.sqrt(1 + index) + _CENTRAL * central
    score += _TITLE * len(title & content.keys()) / math.sqrt(max(1, len(title)) * size)
    if words.talk.search(text):
        score -= _PENALTY
    if not _SHORT <= length <= _LONG:
        score -= _PENALTY / 2
    return score


def _pick(
    sentences: Sequence[Sentence],
    scores: list[float],
    contents: list[Counter[str]],
    count: int,
    words: NewsWords,
) -> set[int]:
    """Greedily the best of what is left, less what it repeats; one that leans back wants its antecedent beside it."""
    chosen: set[int] = set()
    repeated = [0.0] * len(sentences)
    while len(chosen) < min(count, len(sentences)):
        best, worth = -1, -math.inf
        for index, score in enumerate(scores):
            if index in chosen:
                continue
            value = score - _REDUNDANCY * repeated[index]
            if words.leans.match(sentences[index].words.words) and index - 1 not in chosen:
                value -= _PENALTY
            if value > worth:
                best, worth = index, value
        chosen.add(best)
        for index, content in enumerate(contents):
            repeated[index] = max(repeated[index], _overlap(content, contents[best]))
    return chosen


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    norm = math.sqrt(len(one) * len(other))
    return len(one.keys() & other.keys()) / norm if norm else 0.0
