"""The noun phrase that follows a number, read without a tagger: where it ends, its head, and the head's lemma."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from generator.regexes import compiled


class Phrase(NamedTuple):
    """A noun phrase at [start, end) of a text, and the singular of its head in lower case."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True)
class NounWords:
    """How nouns look in a language: the table `nouns` of its file.

    `stops` end a phrase: articles, prepositions, conjunctions, pronouns, auxiliaries, frequent verbs. `plurals` are the
    plurals that follow no rule, with their singulars, `compounds` those of them that also end longer words; `singular`
    turns an ending of the plural into that of the singular, the first that fits; words that `not_plural` matches only
    look like plurals, words that `participle` matches head no phrase, one that `done` matches opens a clause;
    `longest` is how many words a phrase may have.
    """

    TABLE: ClassVar[str] = "nouns"

    stops: tuple[str, ...]
    plurals: Mapping[str, str]
    compounds: tuple[str, ...]
    singular: Mapping[str, str]
    not_plural: str
    participle: str
    done: str
    longest: int

    def plural(self, text: str, start: int, end: int) -> Phrase | None:
        """The phrase that begins at `start` and whose head is a plural noun ("armed men", "hard drives"), or None."""
        head: tuple[int, str] | None = None
        for word in self._words(text, start, end):
            noun, stop = self._plural_noun(word)
            if noun:
                head = word.start() + stop, noun
            if (head is not None and not noun) or (noun and stop < len(word.group())):
                break
        return None if head is None else Phrase(start, head[0], self.lemma(head[1]))

    def short(self, text: str, start: int, end: int, longest: int = 2) -> Phrase | None:
        """The phrase that ends at a plural noun or before a stop, of at most `longest` words otherwise, or None."""
        words = list(self._words(text, start, end))
        for index, word in enumerate(words):
            noun, stop = self._plural_noun(word)
            following = words[index + 1 : index + 2]
            if noun and not (following and self._plural_noun(following[0])[0]):
                return Phrase(start, word.start() + stop, self.lemma(noun))
        if not 0 < len(words) <= longest or self._bad_head.fullmatch(words[-1].group()):
            return None
        return Phrase(start, words[-1].end(), words[-1].group().lower())

    def single(self, text: str, start: int, end: int) -> Phrase | None:
        """The one word at `start` where it may be a singular noun in lower case, or None."""
        word = self._word.match(text, start, end)
        if not word or not word.group().islower() or self.is_stop(word.group()) or len(word.group()) < 3:
            return None
        if self._bad_head.fullmatch(word.group()) or self._plural_noun(word)[0]:
            return None
        return Phrase(start, word.end(), word.group())

    def is_stop(self, word: str) -> bool:
        """Whether a word ends a phrase."""
        return word.lower() in self._stops

    def is_done(self, phrase: str) -> bool:
        """Whether a phrase of several words opens with one that looks like a verb: "seemed long"."""
        first, *others = phrase.split()
        return bool(others) and self._done.fullmatch(first) is not None

    def lemma(self, noun: str) -> str:
        """The singular of a plural noun, in lower case."""
        lower = noun.lower()
        if match := self._irregular.fullmatch(lower):
            return lower[: match.start("plural")] + self.plurals[match["plural"]]
        for ending, other in self.singular.items():
            if lower.endswith(ending) and len(lower) > len(ending) + 1:
                return lower[: -len(ending)] + other
        return lower

    def _words(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """The words from `start` that nothing but a space parts, up to a stop or a possessive, `longest` at most."""
        words: list[re.Match[str]] = []
        while len(words) < self.longest and (word := self._word.match(text, start, end)):
            if self.is_stop(word.group()):
                break
            words.append(word)
            if not (gap := self._gap.match(text, word.end(), end)):
                break
            start = gap.end()
        return words

    def _plural_noun(self, word: re.Match[str]) -> tuple[str, int]:
        """The plural noun that a word is or begins with, and where it ends in the word; ("", 0) for other words."""
        whole = word.group()
        if word.string[word.end() : word.end() + 1] in {"’", "'"}:
            return "", 0
        first, last = whole.partition("-")[0], whole.rpartition("-")[2]
        if self._regular.fullmatch(last) or self._irregular.fullmatch(last.lower()):
            return last, len(whole)
        return (first, len(first)) if self._irregular.fullmatch(first.lower()) else ("", 0)

    @cached_property
    def _stops(self) -> frozenset[str]:
        return frozenset(self.stops)

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return compiled(r"[^\W\d_]{1,40}(?:[-’'][^\W\d_]{1,40}){0,4}(?![\w])")

    @cached_property
    def _done(self) -> re.Pattern[str]:
        return compiled(self.done, re.IGNORECASE)

    @cached_property
    def _gap(self) -> re.Pattern[str]:
        return compiled(r"[^\S\n]{1,2}")

    @cached_property
    def _regular(self) -> re.Pattern[str]:
        return compiled(rf"(?!(?:{self.not_plural})$)[^\W\d_]{{2,}}s", re.IGNORECASE)

    @cached_property
    def _irregular(self) -> re.Pattern[str]:
        compound, whole = "|".join(map(re.escape, self.compounds)), "|".join(map(re.escape, self.plurals))
        return compiled(rf"(?:\w{{1,30}}(?=(?:{compound})$))?(?P<plural>{whole})")

    @cached_property
    def _bad_head(self) -> re.Pattern[str]:
        return compiled(self.participle, re.IGNORECASE)
