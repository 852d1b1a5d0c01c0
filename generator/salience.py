"""What each sentence of an article is worth as an answer, from where it stands and what it holds.

The features go back to Luhn (1958: words that recur), Edmundson (1969: place, title, cue words) and PacSum (Zheng and
Lapata 2019: likeness counts towards the sentences that follow). Linear in the length of the article.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled

FEATURES = (
    "position",
    "depth",
    "following",
    "recurrence",
    "keywords",
    "names",
    "figures",
    "long",
    "short",
    "talk",
    "question",
    "connective",
)
"""The names of the features, in the order of a row of `features`."""

_KEYWORDS = 10
_LONG, _SHORT = 25, 10  # words
_WORD = re.compile(r"[^\W_]{3,}")
_DIGIT = re.compile(r"\d")
_QUOTES = ('"', "“", "‘", "'")
_EDGES = "\"“”‘’'()[].,;:!?…–—-"


@dataclass(frozen=True)
class NewsWords:
    """`stop_words` carry no content; `personal` is talk; `weights` are those of the features, from tools/fit_answer.py.

    `unresolved` are words that point back where they open a sentence, `expletive` is what lets such a word point
    ahead; `connectives` join a sentence to the one before; `adrift` is the pattern of an opening whose pronoun has no
    name before it; `furniture` (at the start) and `credits` (anywhere) are patterns of what no story tells.
    """

    TABLE: ClassVar[str] = "news"

    unresolved: tuple[str, ...]
    connectives: tuple[str, ...]
    expletive: str
    adrift: str
    personal: tuple[str, ...]
    furniture: tuple[str, ...]
    credits: tuple[str, ...]
    stop_words: str
    weights: Mapping[str, float]

    @cached_property
    def stops(self) -> frozenset[str]:
        """The stop words."""
        return frozenset(self.stop_words.split())

    @cached_property
    def leans(self) -> re.Pattern[str]:
        """What only the sentence before explains: an opening that points back, or a quotation without its speaker."""
        joined = rf"(?:{either(self.connectives)},?\s)?"
        back = rf"(?!{self.expletive})(?i:{either(self.unresolved)})(?![\w’'])"
        return compiled(rf"^(?:[\"“][^\"“”]*[\"”]$|[\"“‘'(]*{joined}(?:{back}|(?i:{self.adrift})))")

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """A sentence that opens with a word that joins it to the one before."""
        return compiled(rf"[\"“‘'(]*{either(self.connectives)}(?![\w’'])")

    @cached_property
    def talk(self) -> frozenset[str]:
        """The words of the first and the second person."""
        return frozenset(self.personal)

    @cached_property
    def _untold(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return compiled("|".join(self.furniture)), compiled("|".join(self.credits))

    def is_furniture(self, folded: str) -> bool:
        """Whether a sentence, in lower case, is what no story tells."""
        opening, anywhere = self._untold
        return opening.match(folded) is not None or anywhere.search(folded) is not None

    def content(self, text: str) -> Counter[str]:
        """The content words of a text, crudely stemmed, with how often each stands there."""
        found, stops = _WORD.findall(text.lower()), self.stops
        return Counter([word[:-1] if word[-1] == "s" else word for word in found if word not in stops])


def scores(texts: Sequence[str], contents: Sequence[Counter[str]], words: NewsWords) -> list[float]:
    """The worth of each sentence of one article. `contents` are its content words."""
    weights = [words.weights[name] for name in FEATURES]
    return [
        sum([weight * value for weight, value in zip(weights, row, strict=True)])
        for row in features(texts, contents, words)
    ]


def features(texts: Sequence[str], contents: Sequence[Counter[str]], words: NewsWords) -> list[tuple[float, ...]]:
    """A row of FEATURES for each sentence of one article."""
    spread: Counter[str] = Counter()
    for content in contents:
        spread.update(content.keys())
    keywords = {word for word, _ in spread.most_common(_KEYWORDS)}
    logs = {word: math.log(count) for word, count in spread.items()}
    following = _following(contents, spread)
    return [
        (*_place(index, len(texts)), following[index], *_recurring(content, logs, keywords), *_form(text, words))
        for index, (text, content) in enumerate(zip(texts, contents, strict=True))
    ]


def _place(index: int, count: int) -> tuple[float, float]:
    return 1 / math.sqrt(1 + index), index / count


def _recurring(content: Counter[str], logs: Mapping[str, float], keywords: set[str]) -> tuple[float, float]:
    """How much of a sentence the article says again: the mean logarithm of its words' sentences, and its keywords."""
    size = max(1, len(content))
    return sum([logs[word] for word in content]) / size, len(content.keys() & keywords) / math.sqrt(size)


def _form(text: str, words: NewsWords) -> tuple[float, ...]:
    tokens = [token.strip(_EDGES) for token in text.split()]
    length = len(tokens)
    return (
        sum([token[:1].isupper() for token in tokens[1:]]) / max(1, length),
        float(_DIGIT.search(text) is not None),
        max(0, length - _LONG) / _SHORT,
        max(0, _SHORT - length) / _SHORT,
        float(text[:1] in _QUOTES or not words.talk.isdisjoint(tokens)),
        float("?" in text),
        float(words.joins.match(text) is not None),
    )


def _following(contents: Sequence[Counter[str]], spread: Counter[str]) -> list[float]:
    """How like the sentences that follow each one is: the mean cosine over the article, rarer words counting more.

    The sum of the cosines is the product with the sum of the unit vectors, so one pass from the end does.
    """
    count = len(contents)
    rare = {word: math.log(1 + count / seen) for word, seen in spread.items()}
    ahead: defaultdict[str, float] = defaultdict(float)
    likeness = [0.0] * count
    for index in range(count - 1, -1, -1):
        vector = {word: times * rare[word] for word, times in contents[index].items()}
        norm = math.sqrt(sum([value * value for value in vector.values()])) or 1.0
        likeness[index] = sum([value * ahead.get(word, 0.0) for word, value in vector.items()]) / (norm * count)
        for word, value in vector.items():
            ahead[word] += value / norm
    return likeness
