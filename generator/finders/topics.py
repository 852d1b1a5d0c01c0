"""The topic: the name that headline and text share, for an article that is not about one person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import Language
from generator.model import Article, BlockKind, Person, Sentence
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span


@dataclass(frozen=True)
class TopicWords:
    """`inside` are small words that may stand inside a name, `never` capitalised words that are no name alone."""

    TABLE: ClassVar[str] = "topics"

    inside: tuple[str, ...]
    never: tuple[str, ...]

    @cached_property
    def name(self) -> re.Pattern[str]:
        """Two or more capitalised words or numbers in a row, small words between them allowed."""
        word = r"[A-Z][\w’'-]*\w"
        return compiled(
            rf"\b(?!{either(self.never)}\b){word}(?:\s+(?:{either(self.inside)}\s+)?(?:{word}|\d+\b)){{1,6}}"
        )


def find(
    article: Article, sentences: tuple[Sentence, ...], people: tuple[Person, ...], language: Language
) -> Span | None:
    """The name (no person's) that recurs most and shares words with the headline; None if none does."""
    words = language.words(TopicWords)
    headline = article.headline
    if headline is None:
        return None
    head = set(re.findall(r"\w{2,}", headline.readable.lower()))
    mentions = sorted((mention for person in people for mention in person.mentions), key=lambda one: one.start)
    ends = [mention.end for mention in mentions]
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for sentence in sentences:
        if article.blocks[sentence.block].kind is BlockKind.HEADLINE:
            continue
        for found in sentence.words.find(words.name):
            at = bisect_right(ends, found.span.start)
            if at < len(mentions) and mentions[at].overlaps(found.span):
                continue
            key = found.span.words
            counts[key] += 1
            first.setdefault(key, found.span)
    shared = {key: _share(key, head) for key in counts}
    candidates = [key for key in counts if shared[key] >= 0.7]
    if not candidates:
        return None
    return first[max(candidates, key=lambda key: (len(key.split()) * counts[key], -first[key].start))]


def _share(name: str, head: set[str]) -> float:
    """How many of the words of a name the headline holds."""
    own = re.findall(r"\w{2,}", name.lower())
    return sum(word in head for word in own) / max(1, len(own))
