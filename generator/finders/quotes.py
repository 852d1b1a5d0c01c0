"""Quotations and who says them. Where no cue attributes a quotation, it has no speaker; a fragment without one is none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.language import Language
from generator.model import Article, BlockKind, Person, Place, Quote, QuoteKind, Sentence
from generator.phrases.attribution import Cue, QuoteWords, Subject
from generator.phrases.marks import Marked, pairs
from generator.text import Span

_WHOLE = 5  # words from which a quotation without a cue can be a sentence of its own
_BACK = 6  # sentences in which the person that a pronoun stands for is looked for
_TITLE = 4  # words of a title that may open a sentence before its subject
_ENDS = frozenset(".!?…")
_COMMA = re.compile(r"[,?!…—–-]\W*$")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: the canonical name and the mention, and whether something stands between them."""

    speaker: Span
    source: Span
    inferred: bool = False


@dataclass(slots=True)
class _Page:
    """An article laid out for lookups; everything is in text order."""

    article: Article
    sentences: Sequence[Sentence]
    words: QuoteWords
    people: Sequence[Person]
    marked: Sequence[Marked]
    starts: list[int] = field(init=False)
    mentions: list[tuple[int, Span, Person]] = field(init=False)
    quoted: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [sentence.words.start for sentence in self.sentences]
        self.mentions = sorted(
            ((span.start, span, person) for person in self.people for span in person.mentions), key=lambda item: item[0]
        )
        self.quoted = [marked.words.start for marked in self.marked]

    def at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def names(self, text: Span) -> list[Span]:
        """The mentions of people inside `text` and outside all quotations."""
        first = bisect_left(self.mentions, text.start, key=lambda item: item[0])
        last = bisect_left(self.mentions, text.end, key=lambda item: item[0])
        return [span for _, span, _ in self.mentions[first:last] if not self.inside(span)]

    def inside(self, span: Span) -> bool:
        """Whether a span lies inside a quotation."""
        index = bisect_right(self.quoted, span.start) - 1
        return index >= 0 and self.marked[index].words.contains(span)

    def person(self, mention: Span) -> Person:
        """Whose mention a span is."""
        index = bisect_left(self.mentions, mention.start, key=lambda item: item[0])
        return self.mentions[index][2]


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    people: tuple[Person, ...],
    places: tuple[Place, ...],
    language: Language,
) -> tuple[Quote, ...]:
    """The quotations of an article outside its headline, in text order. Scare quotes and titles of works are left out."""
    words = language.words(QuoteWords)
    page = _Page(article, sentences, words, people, pairs(_blocks(article, sentences)))
    found: list[Quote] = []
    for index, marked in enumerate(page.marked):
        following = page.marked[index + 1] if index + 1 < len(page.marked) else None
        quote = _quote(page, marked, following, found)
        if quote is not None:
            found.append(quote)
    return tuple(found)


def _blocks(article: Article, sentences: Sequence[Sentence]) -> list[Span]:
    """The stretch of each block that holds its sentences; headlines and repeated blocks are left out."""
    bounds: dict[int, Span] = {}
    for sentence in sentences:
        block = article.blocks[sentence.block]
        if block.kind not in {BlockKind.HEADLINE, BlockKind.HEADING} and not block.copy:
            bounds[sentence.block] = bounds.get(sentence.block, sentence.words).to(sentence.words)
    return list(bounds.values())


def _quote(page: _Page, marked: Marked, following: Marked | None, found: Sequence[Quote]) -> Quote | None:
    """The quotation with its speaker, or None where the marks hold no quotation."""
    whole = _is_whole(marked)
    kind = (
        QuoteKind.DIRECT
        if whole or (_COMMA.search(str(marked.said)) and len(str(marked.said).split()) > 2)
        else QuoteKind.MIXED
    )
    for attribute in (_after, _before, _introduced, _carried_on):
        if attribute in (_introduced, _carried_on) and not whole:
            break
        attributed = attribute(page, marked, following, found)
        if attributed is not None:
            rule, cue, voice = attributed
            if page.words.is_title(marked.said) and rule not in {"after", "inverted", "introduced"} and not whole:
                return None
            if voice is not None and voice.inferred and rule not in {"continued", "inherited"}:
                rule = f"{rule}, inferred"
            return Quote(
                words=marked.words,
                rule=rule,
                kind=kind,
                said=marked.said,
                speaker=voice.speaker if voice else None,
                source=voice.source if voice else None,
                cue=cue.words if cue and len(cue.words) else None,
                venue=cue.venue if cue else None,
                inferred=bool(voice and voice.inferred),
                confidence=_confidence(page.words, rule, voice),
            )
    if whole and not page.words.is_title(marked.said):
        return Quote(words=marked.words, rule="none", kind=kind, said=marked.said)
    return None


def _confidence(words: QuoteWords, rule: str, voice: _Voice | None) -> float:
    if voice is None:
        return words.confidence["none"]
    base, _, inferred = rule.partition(", ")
    return min(words.confidence[base], words.confidence["pronoun"]) if inferred else words.confidence[base]


def _is_whole(marked: Marked) -> bool:
    """Whether the words can be a sentence of their own: enough of them, a capital, a stop."""
    said = str(marked.said)
    start = said.lstrip("[(…. ‘'")[:1]
    return len(said.split()) >= _WHOLE and (start.isupper() or start.isdigit()) and said.rstrip("’'\" )]")[-1:] in _ENDS


_Attributed = tuple[str, Cue | None, _Voice | None]


def _after(page: _Page, marked: Marked, following: Marked | None, found: Sequence[Quote]) -> _Attributed | None:
    """`,” X said`, `,” said X`, `,” according to X`, and a name after a dash at the end of the block."""
    sentence = page.sentences[page.at(marked.words.end - 1)]
    block = page.article.blocks[sentence.block].words
    end = sentence.words.end
    if end <= marked.words.end:
        index = page.at(marked.words.end - 1) + 1
        open_ended = str(marked.said)[-1:] not in {".", ""} or _dashed(page, marked, block)
        if not open_ended or index >= len(page.sentences) or page.sentences[index].block != sentence.block:
            return None
        end = page.sentences[index].words.end
    if following is not None:
        end = min(end, following.words.start)
    if end <= marked.words.end:
        return None
    rest = page.article.source.span(marked.words.end, end)
    if (
        not _COMMA.search(str(marked.said))
        and rest.readable.lstrip()[:1] not in {",", "—", "–", "-"}
        and _is_whole(marked)
    ):
        if str(marked.said)[-1:] in _ENDS and rest.readable.lstrip()[:1].isupper():
            return None
    attribution = page.words.after(rest, page.names(rest))
    if attribution is None:
        return None
    cue, rule = attribution
    return rule, cue, _voice(page, cue.subject, marked.words, found)


def _dashed(page: _Page, marked: Marked, block: Span) -> bool:
    rest = page.article.source.readable[marked.words.end : min(block.end, marked.words.end + 3)]
    return rest.strip()[:1] in {"—", "–", "-"}


def _before(page: _Page, marked: Marked, following: Marked | None, found: Sequence[Quote]) -> _Attributed | None:
    """`X said: “`, `X called it “`, `, adding that “`: a cue earlier in the sentence."""
    sentence = page.sentences[page.at(marked.words.start)]
    start = sentence.words.start
    earlier = found[-1] if found and found[-1].words.end > start and found[-1].words.end <= marked.words.start else None
    if earlier is not None:
        start = earlier.words.end
    if start >= marked.words.start:
        return None
    lead = page.article.source.span(start, marked.words.start)
    if not _is_whole(marked) and page.words.names_it(lead):
        return None
    cue = page.words.before(lead, page.names(lead))
    if cue is None:
        return None
    voice = _voice(page, cue.subject, marked.words, found)
    carried = earlier is not None and earlier.speaker is not None
    if carried and (cue.subject is None or (cue.subject.kind == "pronoun" and (voice is None or voice.inferred))):
        assert earlier is not None
        assert earlier.speaker is not None
        return "shared", cue, _Voice(earlier.speaker, earlier.source or earlier.speaker, earlier.inferred)
    if cue.subject is None:
        first = next(iter(page.names(lead)), None)
        opener = page.words.before(page.article.source.span(lead.start, cue.words.start), page.names(lead))
        subject = opener.subject if opener else None
        if subject is None and first is not None:
            subject = Subject(first, "name", first)
        return ("shared", cue, _voice(page, subject, marked.words, found)) if subject else None
    return "before", cue, voice


def _introduced(page: _Page, marked: Marked, following: Marked | None, found: Sequence[Quote]) -> _Attributed | None:
    """`X said:` or `X said,` at the end of the sentence, or of the block, before."""
    index = page.at(marked.words.start)
    if page.sentences[index].words.start != marked.words.start or not index:
        return None
    lead = page.sentences[index - 1].words
    if lead.readable.rstrip()[-1:] not in {":", ","}:
        return None
    cue = page.words.before(lead, page.names(lead))
    return ("introduced", cue, _voice(page, cue.subject, marked.words, found)) if cue else None


def _carried_on(page: _Page, marked: Marked, following: Marked | None, found: Sequence[Quote]) -> _Attributed | None:
    """A quotation that goes on after its attribution, or a block of nothing but quotation after one that has a speaker."""
    index = page.at(marked.words.start)
    sentence = page.sentences[index]
    if page.sentences[index].words.start != marked.words.start:
        return None
    text = page.article.source.readable
    block = page.article.blocks[sentence.block].words
    last = found[-1] if found else None
    if last is not None and last.speaker is not None and block.contains(last.words):
        between = page.article.source.span(last.words.end, marked.words.start)
        own = [name for name in page.names(between) if name != last.source and page.person(name).words != last.speaker]
        if page.at(between.end - 1) - page.at(between.start) <= 1 and not own:
            return "continued", None, _Voice(last.speaker, last.source or last.speaker, True)
        return None
    end = page.article.blocks[page.sentences[page.at(marked.words.end - 1)].block].words.end
    alone = not text[block.start : marked.words.start].strip() and not text[marked.words.end : end].strip(" .\n")
    if not alone or not index or page.sentences[index - 1].block != _previous(page, sentence.block):
        return None
    voice = _last_voice(page, index - 1, found)
    return ("inherited", None, voice) if voice else None


def _previous(page: _Page, block: int) -> int:
    """The block before that is part of the running text."""
    block -= 1
    while block >= 0 and page.article.blocks[block].kind in {BlockKind.CAPTION, BlockKind.FURNITURE}:
        block -= 1
    return block


def _last_voice(page: _Page, index: int, found: Sequence[Quote]) -> _Voice | None:
    """Who speaks at the end of a block: its last quotation's speaker, or the subject of its last reported speech."""
    sentence = page.sentences[index]
    block = page.article.blocks[sentence.block].words
    last = found[-1] if found else None
    if last is not None and block.start <= last.words.end <= block.end:
        if page.at(last.words.end - 1) < index - 1 or last.speaker is None:
            return None
        return _Voice(last.speaker, last.source or last.speaker, True)
    lead = sentence.words
    for verb in page.words.cues(lead):
        cue = page.words.before(page.article.source.span(lead.start, verb.end), page.names(lead))
        voice = _voice(page, cue.subject if cue else None, lead, found)
        return (
            _Voice(voice.speaker, voice.source, True)
            if voice and cue and cue.subject and cue.subject.kind != "phrase"
            else None
        )
    return None


# Whose voice it is.


def _voice(page: _Page, subject: Subject | None, near: Span, found: Sequence[Quote]) -> _Voice | None:
    if subject is None:
        return None
    if subject.name is not None:
        return _Voice(page.person(subject.name).words, subject.words)
    if subject.kind == "pronoun":
        return _pronoun(page, subject.words, found)
    return _phrase(page, subject.words, found)


def _phrase(page: _Page, phrase: Span, found: Sequence[Quote]) -> _Voice:
    """The speaker of a noun phrase: the one person whose role it names, a fuller phrase with its head, or itself."""
    words = page.words.owner(phrase)
    text = str(phrase).lower()
    if text.startswith(f"{page.words.article} ") and len(text.split()) <= 4:
        head = text.split(maxsplit=1)[1]
        bearers = [
            p
            for p in page.people
            if any(str(r.words).lower().endswith(head) for r in p.roles) and p.mentions[0].start < phrase.start
        ]
        if len(bearers) == 1:
            return _Voice(bearers[0].words, phrase, True)
        for quote in found:
            if (
                quote.speaker is not None
                and page.words.is_definite(quote.speaker)
                and str(quote.speaker).lower().endswith(f" {head}")
            ):
                return _Voice(quote.speaker, phrase, True)
    return _Voice(words, phrase)


def _pronoun(page: _Page, pronoun: Span, found: Sequence[Quote]) -> _Voice | None:
    """The person whom "he" or "she" stands for: the nearest subject before whose own pronoun does not object."""
    gender = page.words.pronouns[str(pronoun).lower()]
    index = page.at(pronoun.start)
    if gender == page.words.plural:
        return _they(page, index, pronoun, found)
    likely: Person | None = None
    for back in range(index, max(-1, index - _BACK), -1):
        sentence = page.sentences[back]
        end = pronoun.start if back == index else sentence.words.end
        if end <= sentence.words.start:
            continue
        for name in page.names(page.article.source.span(sentence.words.start, end)):
            person = page.person(name)
            if page.article.source.readable[name.end : name.end + 1] in {"'", "’"}:
                continue
            if person.pronoun == gender or (person.pronoun is None and likely is None and _is_subject(sentence, name)):
                return _Voice(person.words, pronoun, True)
            if person.pronoun is None and likely is None:
                likely = person
    return _Voice(likely.words, pronoun, True) if likely else None


def _is_subject(sentence: Sentence, name: Span) -> bool:
    """Whether a name opens its sentence, a title before it left aside."""
    lead = sentence.words.sub(0, name.start - sentence.words.start).readable.split()
    return len(lead) <= _TITLE and all(word[0].isupper() for word in lead)


def _they(page: _Page, index: int, pronoun: Span, found: Sequence[Quote]) -> _Voice | None:
    """The plural that "they" stands for: the subject of the reported speech in the sentence before."""
    if not index:
        return None
    lead = page.sentences[index - 1].words
    for verb in page.words.cues(lead):
        cue = page.words.before(page.article.source.span(lead.start, verb.end), page.names(lead))
        subject = cue.subject if cue else None
        if subject is not None and subject.kind == "phrase" and str(subject.words).endswith("s"):
            return _Voice(_phrase(page, subject.words, found).speaker, pronoun, True)
    return None
