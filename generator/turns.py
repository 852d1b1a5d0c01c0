"""Whose turn it is: a quotation and how it is attributed where the cue stands in another sentence, or in none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.attribution import Cue
from generator.model import BlockKind, Quote
from generator.phrases.marks import Marked
from generator.text import Span
from generator.voices import Page, Voice

# Words from which a quotation without a cue can be a sentence of its own; one that fills a sentence may be shorter.
_WHOLE = 5
_ALONE = 3
_APART = 2  # sentences from the end of a quotation to the one that goes on after it
_ENDS = frozenset(".!?…")
_OPEN_END = re.compile(r"[,?!…—–-]\W*$")
_SKIPPED = frozenset({BlockKind.CAPTION, BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class Attributed:
    """How a quotation is attributed: the rule, the cue, who speaks, and the words in which a venue may stand."""

    rule: str
    cue: Cue | None = None
    voice: Voice | None = None
    text: Span | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A quotation to attribute, and what was found before it."""

    page: Page
    marked: Marked
    found: Sequence[Quote]

    @property
    def whole(self) -> bool:
        """Whether the words can be a sentence of their own: enough of them, a capital, a stop."""
        said = str(self.marked.said)
        stopped = said.rstrip("’'\" )]")[-1:] in _ENDS
        return len(said.split()) >= (_ALONE if self._alone else _WHOLE) and self._capital and stopped

    @property
    def _alone(self) -> bool:
        """Whether the quotation is the whole of its sentence."""
        return (self.sentence.start, self.sentence.end) == (self.marked.words.start, self.marked.words.end)

    @property
    def _capital(self) -> bool:
        start = str(self.marked.said).lstrip("[(…. ‘'")[:1]
        return start.isupper() or start.isdigit()

    @property
    def long(self) -> bool:
        """Whether the words are too many for a name."""
        return len(str(self.marked.said).split()) > _WHOLE

    @property
    def opens(self) -> bool:
        """Whether the quotation opens its sentence."""
        return self.sentence.start == self.marked.words.start

    @property
    def sentence(self) -> Span:
        """The sentence that the quotation starts in."""
        return self.page.sentences[self.page.at(self.marked.words.start)].words

    @property
    def open_ended(self) -> bool:
        """Whether the words end in a mark that an attribution follows."""
        return _OPEN_END.search(str(self.marked.said)) is not None

    @property
    def _block(self) -> int:
        return self.page.sentences[self.page.at(self.marked.words.start)].block

    def introduced(self) -> Attributed | None:
        """`X said:` or `X said,` at the end of the sentence, or of the block, before; a colon needs no verb."""
        page, start = self.page, self.marked.words.start
        index = page.at(start)
        if not self.opens:
            lead = page.quiet.span(self.sentence.start, start)
        elif index:
            lead = page.reporter(page.sentences[index - 1].words)
        else:
            return None
        end, names = lead.readable.rstrip()[-1:], page.names(lead)
        cue = page.attributions.before(lead, names) if self.opens and end in {":", ","} else None
        if cue is not None and cue.subject is not None:
            return Attributed("introduced", cue, page.voice(cue.subject, self.found), lead)
        subject = page.attributions.sharer(lead, names) if end == ":" or (end == "," and not self.opens) else None
        return Attributed("colon", None, page.voice(subject, self.found), lead) if subject else None

    def continued(self) -> Attributed | None:
        """A quotation that goes on after its attribution, in the same block and without another's in between."""
        last, page, words = self.found[-1] if self.found else None, self.page, self.marked.words
        if last is None or last.source is None or not self.opens or not self._capital:
            return None
        if not page.article.blocks[self._block].words.contains(last.words):
            return None
        between = page.quiet.span(last.words.end, words.start)
        apart = page.at(words.start) - page.at(last.words.end - 1)
        others = any(page.person(name).words != last.speaker for name in page.names(between))
        if (
            apart > _APART
            or (apart == _APART and others)
            or not (self.whole or (apart < _APART and (self.long or self._alone)))
        ):
            return None
        return Attributed("continued", None, Voice(last.speaker, last.source, True))

    def reported(self) -> Attributed | None:
        """A quotation after a sentence of the same block that reports what somebody says, and quotes nothing."""
        page, index = self.page, self.page.at(self.marked.words.start)
        if not self.opens or not index or page.sentences[index - 1].block != self._block:
            return None
        last = self.found[-1].words if self.found else None
        if last is not None and page.article.blocks[self._block].words.contains(last):
            return None
        for cue in page.reports(page.sentences[index - 1].words)[:1]:
            voice = page.voice(cue.subject, self.found)
            return Attributed("reported", None, Voice(voice.speaker, voice.source, True)) if voice else None
        return None

    def inherited(self) -> Attributed | None:
        """A block of quotation alone, after a block that ends with somebody's words."""
        page, words = self.page, self.marked.words
        index, text = page.at(words.start), page.article.source.readable
        start = page.article.blocks[self._block].words.start
        end = page.article.blocks[page.sentences[page.at(words.end - 1)].block].words.end
        if text[start : words.start].strip() or text[words.end : end].strip(" .\n"):
            return None
        if not index or page.sentences[index - 1].block != running(page, self._block):
            return None
        voice = self._last_voice(index - 1)
        return Attributed("inherited", None, voice) if voice else None

    def _last_voice(self, index: int) -> Voice | None:
        """Who speaks at the end of a block: in its last quotation, or in the reported speech of its last sentence."""
        sentence = self.page.sentences[index]
        block = self.page.article.blocks[sentence.block].words
        last = self.found[-1] if self.found else None
        if last is not None and block.start <= last.words.end <= block.end:
            if self.page.at(last.words.end - 1) < index - 1 or last.source is None:
                return None
            return Voice(last.speaker, last.source, True)
        for cue in self.page.reports(sentence.words)[:1]:
            voice = self.page.voice(cue.subject, self.found) if cue.subject and cue.subject.kind != "phrase" else None
            return Voice(voice.speaker, voice.source, True) if voice else None
        return None


def running(page: Page, block: int) -> int:
    """The block before a block that is part of the running text; -1 where there is none."""
    block -= 1
    while block >= 0 and page.article.blocks[block].kind in _SKIPPED:
        block -= 1
    return block
