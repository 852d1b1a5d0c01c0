"""Noun phrases before a verb: where they start, what fills a clause, what stands between them and the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import ClassVar

from generator.text import Span

_TOKEN = re.compile(r"[^\W_](?:[\w'’`&./-]*[\w])?(?:['’](?!\w))?|[^\w\s]")
_NEAR = 60  # characters before a verb in which a word that shares its subject stands
_LONGEST = 14  # words of a noun phrase
_TITLE = 6  # words of a title before a name
_APART = 1  # more characters than this between two words: a quotation or a line's end stands between them


@dataclass(frozen=True)
class NominalWords:
    """The table `subjects`; every list is split on white space.

    `between` may stand between a subject and its verb, `times` are adverbs of time there. `pronouns` are subjects,
    `relatives` refer to the words before them. `determiners` open a noun phrase, `plurals` open one without a noun,
    `stops` end one on its left, `links` join its parts and `right_links` do after an inverted verb;
    `offices` join an office without an article to what it is of. `auxiliaries` and
    `verbs` are verbs that no noun phrase holds, `verb_endings` the ends of others. `openers` may stand before a subject
    at the start of its clause, `joints` join two subjects, `time_leads` stand before a time. Adverbs, participles and
    plurals are told by their endings, `passives` before a verb turn its subject into its object.
    """

    TABLE: ClassVar[str] = "subjects"

    between: str
    times: str
    pronouns: str
    relatives: str
    determiners: str
    plurals: str
    stops: str
    links: str
    right_links: str
    offices: str
    auxiliaries: str
    passives: str
    verbs: str
    verb_endings: str
    openers: str
    joints: str
    time_leads: str
    adverb_ending: str
    participle_ending: str
    plural_ending: str

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Every list as a set, by its name; what may stand between a subject and its verb includes all of its kinds."""
        sets = {item.name: frozenset(getattr(self, item.name).split()) for item in fields(self)}
        return {**sets, "between": sets["between"] | sets["times"] | sets["auxiliaries"]}

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(self.verb_endings.split())

    def among(self, word: str, *kinds: str) -> bool:
        """Whether a word is in one of the lists."""
        return any(word in self.sets[kind] for kind in kinds)

    def inflected(self, token: Span) -> bool:
        """Whether a word has the ending of a verb, and no capital."""
        text = str(token)
        return not text[0].isupper() and text.endswith(self._endings)

    def is_verb(self, token: Span) -> bool:
        """Whether a word is a verb as far as can be told."""
        return self.among(lower(token), "verbs", "auxiliaries") or self.inflected(token)

    def is_bare(self, token: Span) -> bool:
        """Whether a word can be the last of a noun phrase without an article: a plural or a name."""
        return str(token).endswith(self.plural_ending) or str(token)[0].isupper()

    def past_adverbs(self, tokens: Sequence[Span]) -> int:
        """The number of tokens before the adverbs, auxiliaries and times that stand right before the verb."""
        end = len(tokens)
        while end:
            word = lower(tokens[end - 1])
            if self.among(word, "times") and end > 1 and self.among(lower(tokens[end - 2]), "time_leads"):
                end -= 2
            elif self.among(word, "between") or (word.endswith(self.adverb_ending) and end > 1 and word.isalpha()):
                end -= 1
            else:
                break
        return end

    def opened(self, tokens: Sequence[Span], end: int) -> int:
        """Where the bracket opens that closes right before `end`; 0 where it does not open nearby."""
        for at in range(end - 2, max(-1, end - 16), -1):
            if lower(tokens[at]) == "(":
                return at
        return 0

    def clause_start(self, tokens: Sequence[Span], end: int) -> int:
        """Where the clause starts whose words end at `end`."""
        start = end
        while start and end - start < 2 * _LONGEST:
            token = tokens[start - 1]
            word = lower(token)
            if self.among(word, "joints") and self._joins(tokens, start - 1):
                start -= 1
                continue
            if not word[0].isalnum() and word not in {"&", "'", "’", "$", "."}:
                break
            if self.among(word, "openers", "relatives", "verbs", "joints"):
                break
            if start < end and tokens[start].start - token.end > _APART:
                break
            start -= 1
        return start

    def _joins(self, tokens: Sequence[Span], at: int) -> bool:
        """Whether an "and" at `at` joins two parts of one noun phrase that fills its clause from the start."""
        start = at
        while start and at - start < _LONGEST and lower(tokens[start - 1])[0].isalnum():
            start -= 1
        words = [lower(token) for token in tokens[start:at]]
        return bool(words) and self.is_phrase(tokens[start:at], words)

    def is_phrase(self, tokens: Sequence[Span], words: Sequence[str]) -> bool:
        """Whether words that fill a clause are one noun phrase: it opens like one, and no verb stands in it."""
        opening = str(tokens[0])
        of_them = len(words) > 2 and self.among(words[-2], "links")
        if (self.among(words[-1], "stops") and not of_them) or (
            self.among(words[0], "stops") and not self.among(words[0], "determiners")
        ):
            return False
        if words[0].endswith(self.participle_ending) and len(words) > 2:
            return False
        for at, word in enumerate(words):
            participle = not at or self.among(words[at - 1], "determiners")  # "the convicted"
            if self.among(word, "verbs", "auxiliaries") or (self.inflected(tokens[at]) and not participle):
                return False
        if self.among(words[0], "determiners", "plurals"):
            return len(words) > 1 or self.among(words[0], "plurals")
        if opening[0].isupper() or (opening[0].isdigit() and len(words) > 1):
            return True
        named = any(str(token)[0].isupper() for token in tokens)
        return (len(words) <= _TITLE or named) and self.is_bare(tokens[-1])

    def phrase_start(self, tokens: Sequence[Span]) -> int | None:
        """Where the noun phrase starts that ends with the last token: its determiner or its first capital."""
        start, first = len(tokens), None
        while start > 0 and len(tokens) - start < _LONGEST:
            word, small = str(tokens[start - 1]), lower(tokens[start - 1])
            if not (word[0].isalnum() or word in {".", "&"}) or self.among(small, "stops", "verbs", "auxiliaries"):
                break
            if start < len(tokens) and tokens[start].start - tokens[start - 1].end > _APART:
                break
            start -= 1
            if self.among(small, "determiners"):
                first = start
                if start == 0 or not self.among(lower(tokens[start - 1]), "links"):
                    break
            elif word[0].isupper():
                first = start
        while first is not None and first < len(tokens) and self.among(lower(tokens[first]), "links"):
            first += 1
        if first is None or first >= len(tokens) or not str(tokens[-1])[0].isalpha():
            return None
        return None if first == len(tokens) - 1 and self.among(lower(tokens[first]), "determiners") else first

    def is_title(self, gap: str) -> bool:
        """Whether words can be a role without an article before a name."""
        words = gap.lower().split()
        no_role = any(self.among(word, "stops", "openers", "verbs", "auxiliaries", "joints") for word in words)
        return len(words) <= _TITLE and not no_role and all(word[0].isalnum() for word in words)

    def shares(self, text: Span) -> bool:
        """Whether a verb right after `text` shares the subject of a verb before it: "and then said"."""
        tokens = tokens_of(text.sub(max(0, len(text) - _NEAR)))
        end = self.past_adverbs(tokens)
        return not end or self.among(lower(tokens[end - 1]), "joints", "openers")


def tokens_of(text: Span) -> list[Span]:
    """The words and marks of a text."""
    return [text.sub(*match.span()) for match in _TOKEN.finditer(text.readable)]


def lower(token: Span) -> str:
    """A token as the word lists have it."""
    return str(token).lower()
