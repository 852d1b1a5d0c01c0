"""The default summarizer: what a news sentence is worth as an answer, less what it repeats.

`summarize` needs nothing of sumy, whose import takes longer than a page takes to build. `NewsSummarizer` is the same
method as a subclass of sumy's AbstractSummarizer, over sumy's documents; the class is made when it is asked for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from generator import salience, selection
from generator.language import Language
from generator.model import Sentence
from generator.salience import NewsWords
from generator.selection import Candidate, Length

METHODS = ("news",)
LIMITS: dict[str, int] = {}
"""It reads all of an article."""

# Headlines, and articles that tell one story, are what no set of summaries shows: these weights are set by hand.
_TITLE, _AGREED, _OLD, _REDUNDANCY = 0.6, 0.8, 0.5, 0.15


def summarize(
    method: str, articles: Sequence[Sequence[Candidate]], length: Length, topic: str, language: Language
) -> tuple[Sentence, ...]:
    """The best sentences of the articles, newest first, in their order. `topic` are words of question and titles."""
    words = language.words(NewsWords)
    texts = [[one.sentence.words.words for one in article] for article in articles]
    leans = [
        words.leans.match(text) is not None and not one.resolved
        for article, told in zip(articles, texts, strict=True)
        for one, text in zip(article, told, strict=True)
    ]
    flat = [one for article in articles for one in article]
    chosen = _choose(texts, flat, leans, length, topic, words)
    return tuple(flat[index].sentence for index in chosen)


def _choose(
    articles: Sequence[Sequence[str]],
    facts: Sequence[Candidate | None],
    leans: Sequence[bool],
    length: Length,
    topic: str,
    words: NewsWords,
) -> list[int]:
    flat = (text for article in articles for text in article)
    sizes = [0 if one and one.vital else len(text.split()) for one, text in zip(facts, flat, strict=True)]
    contents = [[words.content(text) for text in article] for article in articles]
    title = words.content(topic).keys()
    told = Counter(word for article in contents for word in {word for content in article for word in content})
    scores: list[float] = []
    for age, (article, inside) in enumerate(zip(articles, contents, strict=True)):
        share = age / max(1, len(articles) - 1)
        for score, content in zip(salience.scores(article, inside, words), inside, strict=True):
            alike = len(title & content.keys()) / math.sqrt(max(1, len(title)) * max(1, len(content)))
            scores.append(score + _TITLE * alike + _AGREED * _agreed(content, told, len(articles)) - _OLD * share)
    scores = [score + (one.worth if one else 0.0) for score, one in zip(scores, facts, strict=True)]
    keys = [content.keys() for article in contents for content in article]
    return selection.pick(scores, keys, sizes, leans, length, _REDUNDANCY)


def _agreed(content: Counter[str], told: Counter[str], articles: int) -> float:
    """The mean share of the other articles that say the words of a sentence too."""
    if articles == 1:
        return 0.0
    return sum(told[word] - 1 for word in content) / (max(1, len(content)) * max(1, articles - 1))


def __getattr__(name: str) -> Any:
    if name == "NewsSummarizer":
        return _made()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _made() -> Any:
    base: Any = import_module("sumy.summarizers").AbstractSummarizer

    class NewsSummarizer(base):  # type: ignore[misc]  # sumy has no types
        """`news` over a document of sumy: its headings are the topic; `language` gives words and weights."""

        def __init__(self, language: Language) -> None:
            super().__init__()
            self._words = language.words(NewsWords)

        def __call__(self, document: Any, sentences_count: int) -> tuple[Any, ...]:
            sentences = document.sentences
            texts = [str(sentence) for sentence in sentences]
            leans = [self._words.leans.match(text) is not None for text in texts]
            topic = " ".join(map(str, document.headings))
            chosen = _choose([texts], [None] * len(texts), leans, Length(sentences_count), topic, self._words)
            return tuple(sentences[index] for index in chosen)

    return NewsSummarizer
