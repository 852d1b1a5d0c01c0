"""Quotations and who says them. Without a cue there is no speaker, and a fragment without one is no quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.attribution import Attributions, QuoteWords
from generator.language import Language
from generator.model import Article, BlockKind, Person, Place, Quote, QuoteKind, Sentence
from generator.phrases.marks import Marked, MarkWords, pairs
from generator.phrases.nominals import NominalWords
from generator.phrases.venues import VenueWords
from generator.subjects import Subjects
from generator.text import Span
from generator.turns import Attributed, Turn, running
from generator.voices import Page, VoiceWords

_LEAD = 60  # characters before a fragment that may say that it is a name
_NEAR = 12  # characters between a cue and the quotation that it opens
_TOLD = 2  # words from which a fragment that wants an attribution is a clause
_REACH = 800  # characters before a quotation in its sentence in which its cue is looked for
_MOST = 40  # quotations in one sentence: where there are more, it is no prose
_DASHES = frozenset("—–-")
_ASIDE = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    people: tuple[Person, ...],
    places: tuple[Place, ...],
    language: Language,
) -> tuple[Quote, ...]:
    """The quotations of an article outside its headlines, in text order; scare quotes and titles are left out."""
    reader = Attributions(language.words(QuoteWords), Subjects(language.words(NominalWords)))
    blocks = _blocks(article, sentences)
    marked = pairs(list(blocks.values()))
    page = Page(article, sentences, language.words(VoiceWords), reader, people, marked)
    crowd = Counter(page.at(one.words.start) for one in marked)
    found: list[Quote] = []
    for one in sorted([*marked, *_set_off(article, blocks, marked)], key=lambda one: one.words.start):
        if crowd[page.at(one.words.start)] > _MOST:
            continue
        quote = _quote(Turn(page, one, found), language)
        if quote is not None:
            found.append(quote)
    return tuple(found)


def _blocks(article: Article, sentences: Sequence[Sentence]) -> dict[int, Span]:
    """The stretch of each block that holds its sentences; headlines and repeated blocks are left out."""
    bounds: dict[int, Span] = {}
    for sentence in sentences:
        block = article.blocks[sentence.block]
        if block.kind not in _ASIDE and not block.copy:
            bounds[sentence.block] = bounds.get(sentence.block, sentence.words).to(sentence.words)
    return bounds


def _set_off(article: Article, blocks: dict[int, Span], marked: Sequence[Marked]) -> Iterator[Marked]:
    """The block quotations, which need no marks."""
    for index, words in blocks.items():
        if article.blocks[index].kind is BlockKind.QUOTE and not any(words.overlaps(one.words) for one in marked):
            yield Marked(words, words)


def _quote(turn: Turn, language: Language) -> Quote | None:
    """The quotation with its speaker, or None where the marks hold no quotation."""
    marks, said = language.words(MarkWords), turn.marked.said
    if not str(said).strip():
        return None
    if turn.marked.words == said:
        found = _set_off_by(turn)
        return _made(turn, found, language, QuoteKind.BLOCK) if found else None
    after, before = _after(turn), _before(turn)
    found = _nearest(turn, after, before)
    named = not turn.whole and ((not turn.long and marks.names_it(_lead(turn))) or marks.is_title(said))
    if named and not _wanted(turn, found, before):
        return None
    if found is None:
        found = _trailing(turn) or (turn.introduced() if turn.whole else None) or turn.continued()
    if found is None and turn.whole:
        found = turn.reported() or turn.inherited() or Attributed("none")
    told = len(str(said).split()) > _TOLD and turn.open_ended
    kind = QuoteKind.DIRECT if turn.whole or told else QuoteKind.MIXED
    unknown = found is None or found.voice is None
    if found is None or (unknown and kind is QuoteKind.MIXED and not (turn.open_ended and found.rule == "after")):
        return None
    return _made(turn, found, language, kind)


def _made(turn: Turn, found: Attributed, language: Language, kind: QuoteKind) -> Quote:
    cue, voice, page = found.cue, found.voice, turn.page
    speaker = voice.speaker if voice else None
    confidence = page.attributions.words.confidence
    certain = confidence[found.rule if speaker else "none"]
    venue = None
    if cue is not None and found.text is not None:
        beyond = cue.subject.words.end if cue.subject else cue.words.end
        text, verb = page.said(found.text), page.said(cue.words)
        venue = language.words(VenueWords).find(text, verb, max(cue.words.end, beyond))
    return Quote(
        words=turn.marked.words,
        rule=found.rule,
        kind=kind,
        said=turn.marked.said,
        speaker=speaker,
        source=voice.source if voice else page.said(cue.subject.words) if cue and cue.subject else None,
        cue=page.said(cue.words) if cue and len(cue.words) else None,
        venue=venue,
        inferred=voice is not None and speaker is not None and voice.inferred,
        confidence=min(certain, confidence["pronoun"]) if voice and voice.inferred else certain,
    )


def _nearest(turn: Turn, after: Attributed | None, before: Attributed | None) -> Attributed | None:
    """Of the attributions on both sides of a quotation, the one that is its own."""
    if before is None or after is None:
        return after or before
    if after.rule == "after" and turn.whole:
        return after
    subject = after.cue.subject if after.cue else None
    doubtful = after.rule == "any verb" or (after.rule == "inverted" and subject and subject.kind == "phrase")
    return before if before.rule == "before" or (doubtful and not turn.whole) else after


def _wanted(turn: Turn, found: Attributed | None, before: Attributed | None) -> bool:
    """Whether an attribution is so near that what looks like a name is said all the same."""
    if before is not None and before.rule == "before" and before.text is not None:
        return before.text.readable.rstrip()[-1:] in {":", ","}
    return found is not None and found is not before and turn.open_ended and turn.opens


def _lead(turn: Turn) -> Span:
    """The words before a quotation that may say that it is a name."""
    start, end = turn.sentence.start, turn.marked.words.start
    return turn.page.article.source.span(min(max(start, end - _LEAD), end), end)


def _after(turn: Turn) -> Attributed | None:
    """`,” X said`, `,” said X`, `,” according to X`, and a name after a dash at the end of the block."""
    rest = _rest(turn)
    if rest is None:
        return None
    opening = rest.readable.lstrip()[:1]
    if turn.whole and not turn.open_ended and opening not in _DASHES and opening != "," and opening.isupper():
        return None  # a sentence of its own begins
    asked = turn.open_ended and turn.opens
    attribution = turn.page.attributions.after(rest, turn.page.names(rest), asked=asked)
    if attribution is None:
        return None
    cue, rule = attribution
    plain = str(cue.words) in turn.page.attributions.words.plainest
    if rule == "inverted" and not (turn.opens or turn.whole or plain):
        return None  # the verb goes on with the reporter's sentence: "told of “luck,” thanked her"
    return Attributed(rule, cue, turn.page.voice(cue.subject, turn.found), rest)


def _rest(turn: Turn) -> Span | None:
    """What follows a quotation in its sentence, or in the next one where the quotation's end asks for more."""
    page, end = turn.page, turn.marked.words.end
    index = page.at(end - 1)
    sentence = page.sentences[index]
    last = sentence.words.end
    if last <= end:
        block = page.article.blocks[sentence.block].words
        dashed = page.article.source.readable[end : min(block.end, end + 3)].strip()[:1] in _DASHES
        further = index + 1 < len(page.sentences) and page.sentences[index + 1].block == sentence.block
        if not further or not (turn.open_ended or dashed):
            return None
        last = page.sentences[index + 1].words.end
    return page.quiet.span(end, last) if last > end else None


def _before(turn: Turn) -> Attributed | None:
    """`X said: “`, `X called it “`, `, adding that “`: a cue earlier in the sentence."""
    page = turn.page
    start = max(turn.sentence.start, turn.marked.words.start - _REACH)
    lead = page.quiet.span(start, turn.marked.words.start)
    if not len(lead) or not page.has_cue(lead):
        return None
    cue = page.attributions.before(lead, page.names(lead))
    if cue is None or cue.subject is None:
        return None
    near = len(lead.source.readable[cue.words.end : lead.end].strip()) <= _NEAR
    last = turn.found[-1] if turn.found else None
    own = last is None or last.words.end <= cue.words.start
    return Attributed("before" if near and own else "within", cue, page.voice(cue.subject, turn.found), lead)


def _trailing(turn: Turn) -> Attributed | None:
    """`“..." by the end of the year, X said.`: the attribution that closes the sentence."""
    page, end = turn.page, turn.marked.words.end
    rest = page.quiet.span(end, max(end, page.sentences[page.at(end - 1)].words.end))
    cue = page.attributions.trailing(rest, page.names(rest)) if page.has_cue(rest) else None
    return Attributed("trailing", cue, page.voice(cue.subject, turn.found), rest) if cue else None


def _set_off_by(turn: Turn) -> Attributed | None:
    """What introduces a block quotation: `X said:` at the end of the block before it, or any attribution there."""
    page, index = turn.page, turn.page.at(turn.marked.words.start)
    if not index or page.sentences[index - 1].block != running(page, page.sentences[index].block):
        return None
    lead = page.reporter(page.sentences[index - 1].words)
    cue = page.attributions.before(lead, page.names(lead)) if lead.readable.rstrip().endswith(":") else None
    return Attributed("block", cue, page.voice(cue.subject, turn.found), lead) if cue else None
