"""The subject of a verb: the noun phrase, the name or the pronoun that stands on either side of a verb of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.phrases.nominals import NominalWords, lower, tokens_of
from generator.text import Span

_WINDOW = 320  # characters before a verb in which its subject is looked for
_RIGHT = 160  # characters after a verb in which its subject is looked for
_SENTENCE = 600  # characters of a sentence in which the subject of its main clause is looked for
_LONGEST = 14  # words of a noun phrase
_ASIDE = 45  # words and marks of the asides between a subject and its verb
_TITLE = 6  # words of a title before a name
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_CONTRACTED = re.compile(r"['’](?:s|d|ll|ve|re|m)$")
_NUMBER = re.compile(r"\d{1,3}$")

Kind = Literal["name", "pronoun", "phrase"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb belongs to.

    `words` are the words beside the verb. `stands` are those that tell who it is, where that are others: what a
    relative pronoun refers to. `name` is the mention of a person that they come down to, if any. `sure` says that the
    words fill their clause, so that the verb can be no noun.
    """

    words: Span
    kind: Kind
    name: Span | None = None
    stands: Span | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects by the word lists of a language; `names` are always the mentions of people in the text."""

    words: NominalWords

    # Before a verb.

    def left(self, text: Span, names: Sequence[Span]) -> Subject | None:
        """The subject of a verb that stands right after `text`; `names` are the mentions of people in it."""
        text = text.sub(max(0, len(text) - _WINDOW))
        tokens = tokens_of(text)
        end = self.words.past_adverbs(tokens)
        if not end or any(self.words.among(lower(token), "passives") for token in tokens[end:]):
            return None
        last = lower(tokens[end - 1])
        bare = _CONTRACTED.sub("", last)
        if self.words.among(bare, "pronouns"):
            return Subject(tokens[end - 1].sub(0, len(bare)), "pronoun")
        if self.words.among(last, "relatives"):
            return self._relative(tokens, end - 1, names)
        if last in {",", ")"}:
            return self._aside(tokens, end, names)
        noun = self.words.among(last, "determiners") and not self.words.among(last, "plurals")
        if noun or last.endswith(_POSSESSIVE):
            return None  # "the report", "Roe's call": the verb is a noun
        return self._plain(tokens, end, names)

    def _relative(self, tokens: Sequence[Span], at: int, names: Sequence[Span]) -> Subject | None:
        """The subject that a relative pronoun at `at` is."""
        end = at
        while end and lower(tokens[end - 1]) in {",", "(", "-", "—", "–"}:
            end -= 1
        if not end or self.words.among(lower(tokens[end - 1]), "stops"):
            return None
        if lower(tokens[end - 1]) == ")":
            end = self.words.opened(tokens, end)
        meant = self._plain(tokens, end, names) if end else None
        return Subject(tokens[at], meant.kind, meant.name, meant.stands or meant.words) if meant else None

    def _aside(self, tokens: Sequence[Span], end: int, names: Sequence[Span]) -> Subject | None:
        """The subject before an aside that closes at `end`: "Roe, a teacher who left, " or "Roe (51) "."""
        if lower(tokens[end - 1]) == ")":
            opened = self.words.opened(tokens, end)
            if opened and lower(tokens[opened - 1]) in {",", ")"}:
                return self._aside(tokens, opened, names)
            return self._plain(tokens, opened, names) if opened else None
        named = self._name_in_aside(tokens, end - 1, names)
        if named is not None:
            return named
        found = None
        for at in range(end - 2, max(0, end - _ASIDE), -1):
            mark = lower(tokens[at])
            if mark in {";", ":", "—", "–", "!", "?"}:
                break
            if mark != "," or self.words.among(lower(tokens[at + 1]), "joints"):
                continue
            before = self.words.opened(tokens, at) if lower(tokens[at - 1]) == ")" else at
            head = self._plain(tokens, before, names) if before else None
            if head is None or not head.sure or head.kind == "pronoun":
                continue
            if head.name is not None or found is None:
                found = head
            if head.words.start == tokens[0].start:
                return head
        return found

    def _name_in_aside(self, tokens: Sequence[Span], end: int, names: Sequence[Span]) -> Subject | None:
        """A subject that an aside names: "Roe's lawyer, Helen Marsk, "."""
        name = next((name for name in names if name.end == tokens[end - 1].end), None) if end else None
        at = end - 1
        while at > 0 and lower(tokens[at]) != "," and end - at <= _TITLE + 3:
            at -= 1
        if name is None or lower(tokens[at]) != "," or not at:
            return None
        lead = [lower(token) for token in tokens[at + 1 : end] if token.start < name.start]
        if any(self.words.among(word, "determiners", "stops", "links", "joints") for word in lead):
            return None
        head = self._plain(tokens, at, names)
        if head is None or head.name is not None or head.kind == "pronoun":
            return None
        return Subject(head.words.to(name), "name", name)

    def _plain(self, tokens: Sequence[Span], end: int, names: Sequence[Span]) -> Subject | None:
        """The subject that ends with the token before `end`: all of its clause, or the noun phrase there."""
        if not end:
            return None
        start = self.words.clause_start(tokens, end)
        before = lower(tokens[start - 1]) if start else ""
        while start < end and self.words.among(lower(tokens[start]), "openers"):
            start += 1
        if start == end:
            return None
        words = [lower(token) for token in tokens[start:end]]
        if self.words.among(before, "relatives") and self.words.among(words[0], "auxiliaries", "stops"):
            return self._relative(tokens, start - 1, names)
        if len(words) == 1 and self.words.among(words[0], "pronouns"):
            return Subject(tokens[start], "pronoun")
        if self.words.is_phrase(tokens[start:end], words):
            return self._subject(tokens[start:end], names, sure=True)
        first = self.words.phrase_start(tokens[:end])
        named = next((name for name in names if name.end == tokens[end - 1].end), None)
        if named is not None and (first is None or named.start < tokens[first].start):
            return Subject(named, "name", named)
        if first is None:
            return None
        return self._subject(tokens[first:end], names, sure=named is not None)

    def _subject(self, tokens: Sequence[Span], names: Sequence[Span], *, sure: bool) -> Subject | None:
        """A noun phrase as a subject: the person whose name ends its head, else the phrase itself."""
        words = tokens[0].to(tokens[-1])
        head = 1
        while head < len(tokens) and not self.words.among(lower(tokens[head]), "stops", "links"):
            head += 1
        ends = {tokens[head - 1].end}
        if head > 1 and _NUMBER.match(str(tokens[head - 1])):
            ends.add(tokens[head - 2].end)  # "Roe, 51"
        name = next((name for name in names if name.end in ends and words.start <= name.start), None)
        joined = head < len(tokens) and self.words.among(lower(tokens[head]), "joints")
        if name is not None and not joined:
            return Subject(words, "name", name, sure=sure)
        return Subject(words, "phrase", sure=sure) if str(tokens[-1])[0].isalnum() else None

    # After a verb.

    def right(self, text: Span, names: Sequence[Span]) -> Subject | None:
        """The subject that `text` opens with, after an inverted verb or "according to"."""
        text = text.sub(0, min(len(text), _RIGHT))
        tokens = tokens_of(text)
        if not tokens or not str(tokens[0])[0].isalnum():
            return None
        if self.words.among(lower(tokens[0]), "pronouns"):
            return Subject(tokens[0], "pronoun")
        end = 0
        while end < len(tokens) and self._goes_on(tokens, end):
            end += 1
        while end > 1 and not str(tokens[end - 1])[0].isalnum():
            end -= 1
        phrase = tokens[0].to(tokens[max(1, end) - 1])
        for name in names:
            if phrase.start <= name.start and name.end <= phrase.end:
                if self._heads(tokens, name):
                    return Subject(tokens[0].to(name), "name", name)
            elif name.start == phrase.end + 2 and text.source.readable[phrase.end] == ",":
                return Subject(tokens[0].to(name), "name", name)
        opening = lower(tokens[0])
        determined = self.words.among(opening, "determiners")
        if self.words.among(opening, "plurals") or (end > 1 if determined else str(tokens[0])[0].isupper()):
            return Subject(phrase, "phrase")
        bare = opening.isalpha() and not self.words.among(opening, "stops") and end <= _TITLE
        last = str(tokens[max(1, end) - 1])
        return Subject(phrase, "phrase", sure=False) if bare and last.endswith(self.words.plural_ending) else None

    def _goes_on(self, tokens: Sequence[Span], at: int) -> bool:
        word = lower(tokens[at])
        if not word[0].isalnum():
            return word in {".", "&"} and at > 0
        if self.words.among(word, "joints"):
            return 0 < at < len(tokens) - 1 and all(
                str(tokens[near])[0].isupper() or str(tokens[near]) == "." for near in (at - 1, at + 1)
            )
        return not at or not self.words.among(word, "stops") or self.words.among(word, "right_links")

    def _heads(self, tokens: Sequence[Span], name: Span) -> bool:
        """Whether a name is the head of a phrase: no possessive, and not the object of "of" or "for"."""
        after = name.source.readable[name.end : name.end + 2]
        if after[:1] in {"'", "’"}:
            return False
        before = [lower(token) for token in tokens if token.end <= name.start]
        if before and self.words.among(before[0], "determiners"):
            return not any(self.words.among(word, "links", "right_links") for word in before)
        return not any(
            self.words.among(word, "right_links") and not self.words.among(word, "offices") for word in before
        )

    # Anywhere before a verb that has no subject of its own.

    def opener(self, text: Span, names: Sequence[Span]) -> Subject | None:
        """The last subject that opens a clause of `text`: what a participle after the clause belongs to."""
        tokens = tokens_of(text.sub(0, min(len(text), _SENTENCE)))
        found, opens = None, True
        for at, token in enumerate(tokens):
            word = lower(token)
            if self.words.among(word, "pronouns"):
                found = Subject(token, "pronoun")
            elif opens and word[0].isalnum() and not self.words.among(word, "openers"):
                found = self._opening(tokens[at : at + _LONGEST], names) or found
            opens = word in {",", ";", ":", "—", "–", "-"} or (opens and self.words.among(word, "openers"))
        return found

    def _opening(self, tokens: Sequence[Span], names: Sequence[Span]) -> Subject | None:
        """The subject that a clause opens with, up to its verb."""
        opening = lower(tokens[0])
        determined = self.words.among(opening, "determiners")
        if self.words.among(opening, "stops") and not determined:
            return None
        for name in names:
            if name.start < tokens[0].start or name.start > tokens[-1].start:
                continue
            lead = [token for token in tokens if token.end <= name.start]
            plain = all(str(token)[0].isalnum() and not self.words.among(lower(token), "stops") for token in lead)
            after = name.source.readable[name.end : name.end + 1]
            if plain and len(lead) <= _TITLE and after not in {"'", "’"} and not any(map(self.words.inflected, lead)):
                return Subject(tokens[0].to(name), "name", name)
            break
        if not determined and not str(tokens[0])[0].isupper():
            return None
        for at, token in enumerate(tokens):
            if at and self.words.is_verb(token):
                return Subject(tokens[0].to(tokens[at - 1]), "phrase")
            if not str(token)[0].isalnum():
                break
        return None
