"""Whose voice it is: the person or the body that a name, a pronoun or a noun phrase beside a cue verb stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.model import Article, Person, Quote, Sentence
from generator.phrases.attribution import QuoteWords, Subject
from generator.phrases.marks import Marked
from generator.text import Span

_BACK = 6  # sentences in which the person that a pronoun stands for is looked for
_TITLE = 4  # words of a title that may open a sentence before its subject
_DESCRIPTION = 4  # words of a phrase that may stand for somebody named before: "the transport minister"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the canonical name and the mention. `inferred`: the mention is not the name itself."""

    speaker: Span
    source: Span
    inferred: bool = False


@dataclass(slots=True)
class Page:
    """An article laid out for lookups; everything is in text order."""

    article: Article
    sentences: Sequence[Sentence]
    words: QuoteWords
    people: Sequence[Person]
    marked: Sequence[Marked]
    _starts: list[int] = field(init=False)
    _mentions: list[tuple[int, Span, Person]] = field(init=False)
    _quoted: list[int] = field(init=False)
    _cues: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [sentence.words.start for sentence in self.sentences]
        mentions = [(span.start, span, person) for person in self.people for span in person.mentions]
        self._mentions = sorted(mentions, key=_first)
        self._quoted = [marked.words.start for marked in self.marked]
        self._cues = [cue.end for sentence in self.sentences for cue in self.words.cues(sentence.words)]

    def has_cue(self, text: Span) -> bool:
        """Whether a cue ends inside `text`: looked up, because a long sentence may hold many quotations."""
        index = bisect_right(self._cues, text.start)
        return index < len(self._cues) and self._cues[index] <= text.end

    def at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def names(self, text: Span) -> list[Span]:
        """The mentions of people inside `text` and outside all quotations."""
        first = bisect_left(self._mentions, text.start, key=_first)
        last = bisect_left(self._mentions, text.end, key=_first)
        return [span for _, span, _ in self._mentions[first:last] if not self._inside(span)]

    def _inside(self, span: Span) -> bool:
        index = bisect_right(self._quoted, span.start) - 1
        return index >= 0 and self.marked[index].words.contains(span)

    def person(self, mention: Span) -> Person:
        """Whose mention a span is."""
        return self._mentions[bisect_left(self._mentions, mention.start, key=_first)][2]

    def voice(self, subject: Subject | None, found: Sequence[Quote]) -> Voice | None:
        """Who a subject is; `found` are the quotations before it."""
        if subject is None:
            return None
        if subject.name is not None:
            return Voice(self.person(subject.name).words, subject.words)
        if subject.kind == "pronoun":
            return self._pronoun(subject.words, found)
        return self._phrase(subject.words, found)

    def reporting(self, sentence: Span) -> Iterator[Subject]:
        """The subject of the first cue verb in a sentence, if it has one."""
        for verb in self.words.verbs(sentence):
            cue = self.words.before(self.article.source.span(sentence.start, verb.end), self.names(sentence))
            if cue is not None and cue.subject is not None:
                yield cue.subject
            return

    def _phrase(self, phrase: Span, found: Sequence[Quote]) -> Voice:
        """A noun phrase: the one person whose role it names, the fuller phrase that it repeats, or itself."""
        opening, _, head = str(phrase).lower().partition(" ")
        if opening == self.words.article and head and len(head.split()) < _DESCRIPTION:
            bearers = [person for person in self.people if _bears(person, head, phrase.start)]
            if len(bearers) == 1:
                return Voice(bearers[0].words, phrase, True)
            for quote in found:
                speaker = quote.speaker
                if speaker and self.words.is_definite(speaker) and str(speaker).lower().endswith(f" {head}"):
                    return Voice(speaker, phrase, True)
        return Voice(self.words.owner(phrase), phrase)

    def _pronoun(self, pronoun: Span, found: Sequence[Quote]) -> Voice | None:
        """A pronoun: the nearest subject before it that may be meant. What has another pronoun may not be."""
        shown = self.words.pronouns[str(pronoun).lower()]
        if shown == self.words.plural:
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
        return Voice(likely.words, pronoun, True) if likely else None

    def _they(self, pronoun: Span, found: Sequence[Quote]) -> Voice | None:
        """The plural: the subject of the reported speech in the sentence before."""
        index = self.at(pronoun.start)
        for subject in self.reporting(self.sentences[index - 1].words) if index else ():
            if subject.kind == "phrase" and self.words.is_plural(subject.words):
                return Voice(self._phrase(subject.words, found).speaker, pronoun, True)
        return None


def _first(item: tuple[int, Span, Person]) -> int:
    return item[0]


def _bears(person: Person, head: str, before: int) -> bool:
    """Whether a person named before has a role that ends with the words of `head`."""
    named = person.mentions[0].start < before
    return named and any(f" {str(role.words).lower()}".endswith(f" {head}") for role in person.roles)


def _opens(sentence: Span, name: Span) -> bool:
    """Whether a name opens its sentence, a title before it left aside."""
    lead = sentence.sub(0, name.start - sentence.start).readable.split()
    return len(lead) <= _TITLE and all(word[0].isupper() for word in lead)
