"""Whose voice it is: the person or the body that a name, a pronoun or a noun phrase beside a cue verb stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from generator.attribution import Attributions, Cue
from generator.model import Article, Person, Quote, Sentence
from generator.phrases.marks import Marked
from generator.subjects import Subject
from generator.text import Source, Span

_BACK = 6  # sentences in which the person that a pronoun stands for is looked for
_TITLE = 4  # words of a title that may open a sentence before its subject
_DESCRIPTION = 4  # words of a phrase that may stand for somebody named before: "the transport minister"
_OWNED = re.compile(r"(?P<owner>[^\W\d_a-z].*?)['’]s?\s+(?P<rest>.+)")


@dataclass(frozen=True)
class VoiceWords:
    """The table `voices`: whom words stand for.

    `gendered` gives what each pronoun shows, `plural` is the one that stands for words with `plural_ending`. `article`
    opens a phrase that may stand for one told before, unless that has an `indefinite` determiner; `determiners` open no
    name. `documents` speak for their owner, `anonymous` words open a phrase that names nobody.
    """

    TABLE: ClassVar[str] = "voices"

    gendered: Mapping[str, str]
    plural: str
    plural_ending: str
    article: str
    indefinite: str
    determiners: str
    documents: str
    anonymous: str

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(self.documents.split())

    @cached_property
    def _anonymous(self) -> frozenset[str]:
        return frozenset(self.anonymous.split())

    @cached_property
    def _indefinite(self) -> frozenset[str]:
        return frozenset(self.indefinite.split())

    @cached_property
    def _determiners(self) -> frozenset[str]:
        return frozenset(self.determiners.split())

    def owner(self, phrase: Span) -> Span:
        """Who speaks in a phrase: the owner of a document ("Roe's report"), without an article before a name."""
        text = str(phrase)
        head, _, tail = text.partition(" ")
        if head.lower() == self.article and tail.lstrip()[:1].isupper():
            phrase = phrase.sub(len(text) - len(tail.lstrip()))
        owned = _OWNED.match(str(phrase))
        if owned and owned["owner"].split()[0].lower() not in self._determiners:
            capital = owned["owner"].split()[-1][0].isupper()
            if capital and any(word.lower() in self._documents for word in owned["rest"].split()[:4]):
                return phrase.sub(0, owned.end("owner"))
        return phrase

    def is_definite(self, phrase: Span) -> bool:
        """Whether a phrase is one that a shorter phrase with its last word can stand for."""
        return str(phrase).split()[0].lower() not in self._indefinite

    def is_anonymous(self, phrase: Span) -> bool:
        """Whether a phrase names nobody: "some neighbours"."""
        return str(phrase).split()[0].lower() in self._anonymous

    def is_plural(self, phrase: Span) -> bool:
        """Whether "they" can stand for a phrase."""
        return str(phrase).endswith(self.plural_ending)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the canonical name, None where the mention names nobody, and the mention.

    `inferred`: the mention is not the name itself.
    """

    speaker: Span | None
    source: Span
    inferred: bool = False


@dataclass(slots=True)
class Page:
    """An article laid out for lookups; everything is in text order.

    `quiet` holds the article with all quoted words blank: what stands in it is the reporter's.
    """

    article: Article
    sentences: Sequence[Sentence]
    words: VoiceWords
    attributions: Attributions
    people: Sequence[Person]
    marked: Sequence[Marked]
    quiet: Source = field(init=False)
    _starts: list[int] = field(init=False)
    _mentions: list[tuple[int, Span, Person]] = field(init=False)
    _quoted: list[int] = field(init=False)
    _cues: list[int] = field(init=False)
    _roles: dict[str, list[tuple[int, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self.quiet = _quiet(self.article.source, self.marked)
        self._starts = [sentence.words.start for sentence in self.sentences]
        mentions = [(span.start, span, person) for person in self.people for span in person.mentions]
        self._mentions = sorted(mentions, key=_first)
        self._roles = {}
        for at, person in enumerate(self.people):
            for role in (str(role.words).lower() for role in person.roles):
                self._roles.setdefault(role.rpartition(" ")[2], []).append((at, role))
        self._quoted = [marked.words.start for marked in self.marked]
        holding = {self.at(place) for one in self.marked for place in (one.words.start, one.words.end - 1)}
        told = [self.reporter(self.sentences[index].words) for index in sorted(holding)]
        self._cues = [end for text in told for end in self.attributions.words.ends(text)]

    def has_cue(self, text: Span) -> bool:
        """Whether a cue ends inside `text`, a part of a sentence that holds a quotation.

        Looked up, because a long sentence may hold many quotations.
        """
        index = bisect_right(self._cues, text.start)
        return index < len(self._cues) and self._cues[index] <= text.end

    def at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def reporter(self, text: Span) -> Span:
        """The same characters, of which only the reporter's own can be read."""
        return self.quiet.span(text.start, text.end)

    def said(self, text: Span) -> Span:
        """The span of the article for a span of `quiet`."""
        return self.article.source.span(text.start, text.end)

    def names(self, text: Span) -> list[Span]:
        """The mentions of people inside `text` and outside all quotations, as spans of `quiet`."""
        first = bisect_left(self._mentions, text.start, key=_first)
        last = bisect_left(self._mentions, text.end, key=_first)
        found = [span for _, span, _ in self._mentions[first:last] if not self._inside(span) and span.end <= text.end]
        return [self.quiet.span(span.start, span.end) for span in found]

    def _inside(self, span: Span) -> bool:
        index = bisect_right(self._quoted, span.start) - 1
        return index >= 0 and self.marked[index].words.contains(span)

    def person(self, mention: Span) -> Person:
        """Whose mention a span is."""
        return self._mentions[bisect_left(self._mentions, mention.start, key=_first)][2]

    def reports(self, sentence: Span) -> list[Cue]:
        """The verbs of speech of a sentence that have subjects of their own."""
        return list(self.attributions.reports(self.reporter(sentence), self.names(sentence)))

    def voice(self, subject: Subject | None, found: Sequence[Quote]) -> Voice | None:
        """Who a subject is; `found` are the quotations before it."""
        if subject is None:
            return None
        words = self.said(subject.words)
        if subject.name is not None:
            return Voice(self.person(subject.name).words, words)
        if subject.kind == "pronoun":
            return self._pronoun(words, found)
        meant = self._phrase(self.said(subject.stands or subject.words), found)
        return Voice(meant.speaker, words, meant.inferred)

    def _phrase(self, phrase: Span, found: Sequence[Quote]) -> Voice:
        """A noun phrase: the one person whose role it names, the fuller phrase that it repeats, or itself."""
        opening, _, head = str(phrase).lower().partition(" ")
        if opening == self.words.article and head and len(head.split()) < _DESCRIPTION:
            bearers = self._bearers(head, phrase.start)
            if len(bearers) == 1:
                return Voice(bearers[0].words, phrase, True)
            for quote in found:
                speaker = quote.speaker
                if speaker and self.words.is_definite(speaker) and str(speaker).lower().endswith(f" {head}"):
                    return Voice(speaker, phrase, True)
        return Voice(None if self.words.is_anonymous(phrase) else self.words.owner(phrase), phrase)

    def _bearers(self, head: str, before: int) -> list[Person]:
        """The people named before an offset who have a role that ends with the words of `head`."""
        roles = self._roles.get(head.rpartition(" ")[2], ())
        named = [(at, role) for at, role in roles if self.people[at].mentions[0].start < before]
        return [self.people[at] for at in dict.fromkeys(at for at, role in named if f" {role}".endswith(f" {head}"))]

    def _pronoun(self, pronoun: Span, found: Sequence[Quote]) -> Voice | None:
        """A pronoun: the nearest subject before it that may be meant. What has another pronoun may not be."""
        shown = self.words.gendered.get(str(pronoun).lower())
        if shown is None or shown == self.words.plural:
            return self._they(pronoun, found)
        index, likely = self.at(pronoun.start), None
        for back in range(index, max(-1, index - _BACK), -1):
            sentence = self.sentences[back].words
            end = pronoun.start if back == index else sentence.end
            for name in self.names(sentence.source.span(sentence.start, max(sentence.start, end))):
                person = self.person(name)
                if sentence.source.readable[name.end : name.end + 1] in {"'", "’"}:
                    continue
                if person.pronoun == shown or (person.pronoun is None and not likely and _opens(sentence, name)):
                    return Voice(person.words, pronoun, True)
                if person.pronoun is None and likely is None:
                    likely = person
        return Voice(likely.words, pronoun, True) if likely else self._again(pronoun, shown, found)

    def _again(self, pronoun: Span, shown: str, found: Sequence[Quote]) -> Voice | None:
        """The person who was quoted last, not far before a pronoun, if it may be meant."""
        last = found[-1] if found else None
        if last is None or last.speaker is None or self.at(pronoun.start) - self.at(last.words.end - 1) > _BACK:
            return None
        person = next((person for person in self.people if person.words == last.speaker), None)
        return Voice(person.words, pronoun, True) if person and person.pronoun in {None, shown} else None

    def _they(self, pronoun: Span, found: Sequence[Quote]) -> Voice | None:
        """The plural, and "it": the subject of the reported speech in the sentence before."""
        index = self.at(pronoun.start)
        plural = str(pronoun).lower() == self.words.plural
        for cue in self.reports(self.sentences[index - 1].words)[:1] if index else ():
            subject = cue.subject
            if subject is not None and subject.kind == "phrase" and self.words.is_plural(subject.words) == plural:
                return Voice(self._phrase(self.said(subject.stands or subject.words), found).speaker, pronoun, True)
        return None


def _quiet(source: Source, marked: Sequence[Marked]) -> Source:
    """The source with quoted words as markup, so that they read as blanks."""
    ranges = sorted(
        [
            *source.markup,
            *((one.words.start + 1, max(one.words.start + 1, one.words.end - one.closed)) for one in marked),
        ]
    )
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return Source(source.text, tuple(merged))


def _first(item: tuple[int, Span, Person]) -> int:
    return item[0]


def _opens(sentence: Span, name: Span) -> bool:
    """Whether a name opens its sentence, a title before it left aside."""
    lead = sentence.sub(0, name.start - sentence.start).readable.split()
    return len(lead) <= _TITLE and all(word[0].isupper() for word in lead)
