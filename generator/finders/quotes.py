"""Quotations and who says them. Without a cue there is no speaker, and a fragment without one is no quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.model import Article, BlockKind, Person, Place, Quote, QuoteKind, Sentence
from generator.phrases.attribution import Cue, QuoteWords, Subject
from generator.phrases.marks import Marked, MarkWords, pairs
from generator.phrases.venues import VenueWords
from generator.text import Span
from generator.voices import Page, Voice

# Words from which a quotation without a cue can be a sentence of its own; one that fills a sentence may be shorter.
_WHOLE = 5
_ALONE = 3
_LEAD = 60  # characters before a fragment that may say that it is a name
_ENDS = frozenset(".!?…")
_DASHES = frozenset("—–-")
_OPEN_END = re.compile(r"[,?!…—–-]\W*$")
_ASIDE = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class _Attributed:
    """How a quotation is attributed: the rule, the cue, who speaks, and the words in which a venue may stand."""

    rule: str
    cue: Cue | None
    voice: Voice | None
    text: Span | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A quotation to attribute, the one after it, and what was found before it."""

    page: Page
    marked: Marked
    following: Marked | None
    found: Sequence[Quote]

    @property
    def whole(self) -> bool:
        """Whether the words can be a sentence of their own: enough of them, a capital, a stop."""
        said = str(self.marked.said)
        start = said.lstrip("[(…. ‘'")[:1]
        stopped = said.rstrip("’'\" )]")[-1:] in _ENDS
        least = _ALONE if self._alone else _WHOLE
        return len(said.split()) >= least and (start.isupper() or start.isdigit()) and stopped

    @property
    def _alone(self) -> bool:
        """Whether the quotation is the whole of its sentence."""
        sentence = self.page.sentences[self.page.at(self.marked.words.start)].words
        return (sentence.start, sentence.end) == (self.marked.words.start, self.marked.words.end)

    @property
    def open_ended(self) -> bool:
        """Whether the words end in a mark that an attribution follows."""
        return _OPEN_END.search(str(self.marked.said)) is not None


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    people: tuple[Person, ...],
    places: tuple[Place, ...],
    language: Language,
) -> tuple[Quote, ...]:
    """The quotations of an article outside its headlines, in text order; scare quotes and titles are left out."""
    page = Page(article, sentences, language.words(QuoteWords), people, pairs(_blocks(article, sentences)))
    found: list[Quote] = []
    for marked, following in zip(page.marked, [*page.marked[1:], None], strict=False):
        quote = _quote(_Case(page, marked, following, found), language)
        if quote is not None:
            found.append(quote)
    return tuple(found)


def _blocks(article: Article, sentences: Sequence[Sentence]) -> list[Span]:
    """The stretch of each block that holds its sentences; headlines and repeated blocks are left out."""
    bounds: dict[int, Span] = {}
    for sentence in sentences:
        block = article.blocks[sentence.block]
        if block.kind not in _ASIDE and not block.copy:
            bounds[sentence.block] = bounds.get(sentence.block, sentence.words).to(sentence.words)
    return list(bounds.values())


def _quote(case: _Case, language: Language) -> Quote | None:
    """The quotation with its speaker, or None where the marks hold no quotation."""
    marks, said = language.words(MarkWords), case.marked.said
    if not str(said).strip():
        return None
    found = _after(case) or (None if _is_name(case, marks) else _before(case))
    if found is None and case.whole:
        found = _introduced(case) or _carried_on(case)
    title = marks.is_title(said) and not case.whole
    if found is None:
        if not case.whole or marks.is_title(said):
            return None
        found = _Attributed("none", None, None)
    elif title and found.rule in {"before", "shared"}:
        return None
    return _made(case, found, language)


def _made(case: _Case, found: _Attributed, language: Language) -> Quote:
    cue, voice = found.cue, found.voice
    told = len(str(case.marked.said).split()) > 2 and case.open_ended
    confidence = case.page.words.confidence
    certain = confidence[found.rule if voice else "none"]
    venue = None
    if cue is not None and found.text is not None:
        beyond = cue.subject.words.end if cue.subject else cue.words.end
        venue = language.words(VenueWords).find(found.text, cue.words, max(cue.words.end, beyond))
    return Quote(
        words=case.marked.words,
        rule=found.rule,
        kind=QuoteKind.DIRECT if case.whole or told else QuoteKind.MIXED,
        said=case.marked.said,
        speaker=voice.speaker if voice else None,
        source=voice.source if voice else _pronoun(cue),
        cue=cue.words if cue and len(cue.words) else None,
        venue=venue,
        inferred=voice is not None and voice.inferred,
        confidence=min(certain, confidence["pronoun"]) if voice and voice.inferred else certain,
    )


def _pronoun(cue: Cue | None) -> Span | None:
    """The subject of a cue that stands for nobody certain."""
    return cue.subject.words if cue is not None and cue.subject is not None else None


def _is_name(case: _Case, marks: MarkWords) -> bool:
    """Whether the words before a fragment say that a name or a title follows."""
    start, end = case.page.sentences[case.page.at(case.marked.words.start)].words.start, case.marked.words.start
    lead = case.page.article.source.span(min(max(start, end - _LEAD), end), end)
    return not case.whole and marks.names_it(lead)


def _after(case: _Case) -> _Attributed | None:
    """`,” X said`, `,” said X`, `,” according to X`, and a name after a dash at the end of the block."""
    rest = _rest(case)
    if rest is None:
        return None
    opening = rest.readable.lstrip()[:1]
    ended = case.whole and not case.open_ended and opening not in _DASHES and opening != ","
    if ended and opening.isupper():
        return None  # a sentence of its own begins
    attribution = case.page.words.after(rest, case.page.names(rest))
    if attribution is None:
        return None
    cue, rule = attribution
    return _Attributed(rule, cue, case.page.voice(cue.subject, case.found), rest)


def _rest(case: _Case) -> Span | None:
    """What follows a quotation in its sentence, or in the next one where the quotation's end asks for more."""
    page, end = case.page, case.marked.words.end
    index = page.at(end - 1)
    sentence = page.sentences[index]
    last = sentence.words.end
    if last <= end:
        block = page.article.blocks[sentence.block].words
        dashed = page.article.source.readable[end : min(block.end, end + 3)].strip()[:1] in _DASHES
        further = index + 1 < len(page.sentences) and page.sentences[index + 1].block == sentence.block
        if not further or not (case.open_ended or dashed):
            return None
        last = page.sentences[index + 1].words.end
    if case.following is not None:
        last = min(last, case.following.words.start)
    return page.article.source.span(end, last) if last > end else None


def _before(case: _Case) -> _Attributed | None:
    """`X said: “`, `X called it “`, `, adding that “`: a cue earlier in the sentence."""
    page, start = case.page, case.page.sentences[case.page.at(case.marked.words.start)].words.start
    last = case.found[-1] if case.found else None
    earlier = last if last is not None and start < last.words.end <= case.marked.words.start else None
    start = earlier.words.end if earlier else start
    if start >= case.marked.words.start:
        return None
    lead = page.article.source.span(start, case.marked.words.start)
    cue = page.words.before(lead, page.names(lead)) if page.has_cue(lead) else None
    if cue is None:
        return None
    voice = page.voice(cue.subject, case.found)
    if earlier is not None and earlier.speaker is not None and (voice is None or voice.source == _they(cue, voice)):
        carried = Voice(earlier.speaker, earlier.source or earlier.speaker, earlier.inferred)
        return _Attributed("shared", cue, carried, lead)
    if cue.subject is not None:
        return _Attributed("before", cue, voice, lead)
    subject = _sharer(page, lead, cue)
    return _Attributed("shared", cue, page.voice(subject, case.found), lead) if subject else None


def _they(cue: Cue, voice: Voice) -> Span | None:
    """The mention of a voice that a pronoun gave."""
    return voice.source if cue.subject is not None and cue.subject.kind == "pronoun" else None


def _sharer(page: Page, lead: Span, cue: Cue) -> Subject | None:
    """The subject that a cue without one shares: that of the cue before it, else the first name of the sentence."""
    opener = page.words.before(page.article.source.span(lead.start, cue.words.start), page.names(lead))
    if opener is not None and opener.subject is not None:
        return opener.subject
    return next((Subject(name, "name", name) for name in page.names(lead)), None)


def _introduced(case: _Case) -> _Attributed | None:
    """`X said:` or `X said,` at the end of the sentence, or of the block, before."""
    page, index = case.page, case.page.at(case.marked.words.start)
    if page.sentences[index].words.start != case.marked.words.start or not index:
        return None
    lead = page.sentences[index - 1].words
    cue = page.words.before(lead, page.names(lead)) if lead.readable.rstrip()[-1:] in {":", ","} else None
    return _Attributed("introduced", cue, page.voice(cue.subject, case.found), lead) if cue else None


def _carried_on(case: _Case) -> _Attributed | None:
    """A quotation that goes on after its attribution, or a block of quotation alone after one that has a speaker."""
    page, words = case.page, case.marked.words
    index = page.at(words.start)
    sentence = page.sentences[index]
    if sentence.words.start != words.start:
        return None
    block = page.article.blocks[sentence.block].words
    last = case.found[-1] if case.found else None
    if last is not None and last.speaker is not None and block.contains(last.words):
        between = page.article.source.span(last.words.end, words.start)
        others = [name for name in page.names(between) if page.person(name).words != last.speaker]
        if page.at(between.end - 1) - page.at(between.start) > 1 or others:
            return None
        return _Attributed("continued", None, Voice(last.speaker, last.source or last.speaker, True))
    end = page.article.blocks[page.sentences[page.at(words.end - 1)].block].words.end
    text = page.article.source.readable
    alone = not text[block.start : words.start].strip() and not text[words.end : end].strip(" .\n")
    if not alone or not index or page.sentences[index - 1].block != _running(page, sentence.block):
        return None
    voice = _last_voice(page, index - 1, case.found)
    return _Attributed("inherited", None, voice) if voice else None


def _running(page: Page, block: int) -> int:
    """The block before a block that is part of the running text."""
    block -= 1
    while block >= 0 and page.article.blocks[block].kind in {BlockKind.CAPTION, BlockKind.FURNITURE}:
        block -= 1
    return block


def _last_voice(page: Page, index: int, found: Sequence[Quote]) -> Voice | None:
    """Who speaks at the end of a block: its last quotation's speaker, or the subject of its last reported speech."""
    sentence = page.sentences[index]
    block = page.article.blocks[sentence.block].words
    last = found[-1] if found else None
    if last is not None and block.start <= last.words.end <= block.end:
        if page.at(last.words.end - 1) < index - 1 or last.speaker is None:
            return None
        return Voice(last.speaker, last.source or last.speaker, True)
    for subject in page.reporting(sentence.words):
        voice = page.voice(subject, found) if subject.kind != "phrase" else None
        return Voice(voice.speaker, voice.source, True) if voice else None
    return None
