"""The eight extractive methods of sumy, over our sentences, our words and our stop words.

sumy is imported when a summary is asked for: it brings nltk, which takes longer to import than a page takes to build.
Sources of the methods: LexRank (Erkan and Radev 2004), LSA (Steinberger and Jezek 2004), TextRank (Mihalcea and Tarau
2004), Luhn (1958), Edmundson (1969), SumBasic (Nenkova and Vanderwende 2005), KL (Haghighi and Vanderwende 2009),
Reduction (a graph method of sumy's own).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, ClassVar

from generator.language import Language
from generator.model import Sentence
from generator.selection import Candidate, Length

METHODS = ("edmundson", "kl", "lexrank", "lsa", "luhn", "reduction", "sumbasic", "textrank")

_CLASSES = {
    "edmundson": ("edmundson", "EdmundsonSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
}
LIMITS = {"lexrank": 300, "lsa": 300, "reduction": 300, "textrank": 300, "kl": 100, "sumbasic": 1000}
"""How many sentences a method reads that compares each with every other, or rescores all of them for each pick."""


@dataclass(frozen=True)
class SummaryWords:
    """`stemmer` is the name by which sumy's stemmer knows the language; `stigma` are Edmundson's stigma words."""

    TABLE: ClassVar[str] = "summary"

    stemmer: str
    stop_words: str
    stigma: tuple[str, ...]

    @cached_property
    def stops(self) -> frozenset[str]:
        """The stop words."""
        return frozenset(self.stop_words.split())


class Tokenizer:
    """The tokenizer that sumy asks for words; sentences are ours already."""

    _word = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")

    def to_words(self, text: str) -> tuple[str, ...]:
        """The words of a sentence, in lower case."""
        return tuple(word.lower() for word in self._word.findall(text))


def summarize(
    method: str,
    articles: Sequence[Sequence[Candidate]],
    length: Length,
    topic: str,
    language: Language,
) -> tuple[Sentence, ...]:
    """The sentences, as many as `length` says, that a method of `METHODS` ranks highest, in text order.

    `topic` are the words of question and title: a heading to sumy, and Edmundson's bonus words. No method of sumy
    knows of facts, so their worth is not read; articles are one text to it.
    """
    sentences = [one.sentence for article in articles for one in article]
    table = language.words(SummaryWords)
    dom, tokenizer = import_module("sumy.models.dom"), Tokenizer()
    shown = _distinct(sentences[: LIMITS.get(method)], tokenizer, table)
    if len(shown) <= length.sentences:
        return shown or tuple(sentences[: length.sentences])
    items = [dom.Sentence(sentence.words.words, tokenizer) for sentence in shown]
    heading = dom.Sentence(topic, tokenizer, is_heading=True)
    document = dom.ObjectDocumentModel([dom.Paragraph([heading, *items])])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sumy and numpy warn where an article is short; the answer stands all the same
        try:
            chosen = _summarizer(method, tokenizer.to_words(topic), table)(document, length.sentences)
        except (
            ArithmeticError,
            ValueError,
        ):  # a graph without edges, a matrix without rank: nothing ranks above another
            chosen = items[: length.sentences]
    places = {id(item): index for index, item in enumerate(items)}
    return tuple(shown[index] for index in sorted(places[id(item)] for item in chosen))


def _distinct(sentences: Sequence[Sentence], tokenizer: Tokenizer, table: SummaryWords) -> tuple[Sentence, ...]:
    """Each sentence once, without those that have no content word: methods divide by what they hold."""
    found: dict[tuple[str, ...], Sentence] = {}
    for sentence in sentences:
        words = tokenizer.to_words(sentence.words.words)
        if any(word not in table.stops for word in words):
            found.setdefault(words, sentence)
    return tuple(found.values())


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    return cache(import_module("sumy.nlp.stemmers").Stemmer(name))


def _summarizer(method: str, topic: Sequence[str], table: SummaryWords) -> Any:
    module, name = _CLASSES[method]
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(_stemmer(table.stemmer))
    if method == "edmundson":
        summarizer.bonus_words = [word for word in topic if word not in table.stops] or ["-"]
        summarizer.stigma_words = table.stigma or ["-"]
        summarizer.null_words = table.stops or ["-"]
    else:
        summarizer.stop_words = table.stops
    return summarizer
