"""Outcomes: what was decided or done, by verb frames of the language file; a charge stands with its denial."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple

from generator.language import Language
from generator.model import Article, BlockKind, Figure, FigureKind, LabelKey, Outcome, Sentence, by_sentence
from generator.numerals import NumberWords
from generator.patterns import Patterns, either
from generator.regexes import compiled
from generator.text import Span, longest_word, vocabulary

# A denial is looked for in the sentence of the charge and in this many after it.
_NEAR = 2
# A negation or a condition holds for what follows within so many characters.
_BEFORE = 40
# How many sentences of the running text are the lead.
_LEAD = 3
# What the body tells, these need not tell again.
_ABOVE = {BlockKind.HEADLINE, BlockKind.STANDFIRST}
_PAUSE = re.compile(r"[,;:.—()]")
_HEAD = 3  # letters by which a cue is looked up; a shorter one is a word of its own
_NOT_READ = {BlockKind.CAPTION, BlockKind.FURNITURE}


@dataclass(frozen=True)
class Frame:
    """A verb frame. Its value is the group `value`, or the figure that stands before or after the match.

    `kinds` are the kinds of figure that fit, `gap` how many characters of words may stand before one that is
    "after"; one of the `cues`, in lower case, must begin a word of the sentence. `quoted` and `hedged` frames hold in a
    quotation and after a negation or a condition too; `lead` frames hold in the first sentences alone; `charge`
    frames take the denial that follows.
    """

    name: str
    label: str
    pattern: str
    figure: Literal["", "before", "after", "inside"] = ""
    kinds: tuple[FigureKind, ...] = ()
    gap: int = 0
    cues: tuple[str, ...] = ()
    quoted: bool = False
    hedged: bool = False
    lead: bool = False
    charge: bool = False


@dataclass(frozen=True)
class OutcomeWords:
    """The table `outcomes`.

    `hedges` is the pattern of what must not stand right before a frame, `quotation` that of a quotation, `trailing`
    that of what a value does not end with, `denials` the label of denials, `unnamed` how one begins that names nobody;
    `words` are parts of the frames' patterns.
    """

    TABLE: ClassVar[str] = "outcomes"

    hedges: str
    quotation: str
    trailing: str
    denials: str
    unnamed: tuple[str, ...]
    words: Mapping[str, str]
    frames: tuple[Frame, ...]


class _Cue(NamedTuple):
    """The longest word of a cue, a pattern for one of several words, and the frames that it calls for."""

    word: str
    whole: re.Pattern[str] | None
    orders: Sequence[int]


@dataclass(frozen=True)
class Frames:
    """The compiled frames of a language."""

    words: OutcomeWords
    numbers: NumberWords

    @cached_property
    def patterns(self) -> Patterns:
        """The pattern of each frame."""
        return Patterns([self._fill(frame.pattern) for frame in self.words.frames], re.IGNORECASE)

    @cached_property
    def hedges(self) -> re.Pattern[str]:
        """What must not stand right before a frame."""
        return compiled(self._fill(self.words.hedges), re.IGNORECASE)

    @cached_property
    def quotation(self) -> re.Pattern[str]:
        """A quotation."""
        return compiled(self.words.quotation)

    @cached_property
    def trailing(self) -> re.Pattern[str]:
        """What a value does not end with."""
        return compiled(self._fill(self.words.trailing), re.IGNORECASE)

    def called(self, text: str, *, lead: bool) -> Iterator[tuple[Frame, re.Pattern[str]]]:
        """The frames that a text calls for by its cues, in order; `lead` frames in the lead alone."""
        heads, orders = self._by_head, set(self._uncued)
        for word in vocabulary(text):
            for cue in heads.get(word[:_HEAD], ()):
                if word.startswith(cue.word) and (cue.whole is None or cue.whole.search(text)):
                    orders.update(cue.orders)
        for order in sorted(orders):
            frame = self.words.frames[order]
            if lead or not frame.lead:
                yield frame, self.patterns[order]

    @cached_property
    def _by_head(self) -> Mapping[str, Sequence[_Cue]]:
        """The cues by the first letters of their longest word."""
        frames: dict[str, list[int]] = {}
        for order, frame in enumerate(self.words.frames):
            for text in frame.cues:
                frames.setdefault(text, []).append(order)
        heads: dict[str, list[_Cue]] = {}
        for text, orders in frames.items():
            word = longest_word(text)
            whole = None if word == text else compiled(rf"\b{either([text])}", re.IGNORECASE)
            heads.setdefault(word[:_HEAD], []).append(_Cue(word, whole, orders))
        return heads

    @cached_property
    def _uncued(self) -> Sequence[int]:
        return [order for order, frame in enumerate(self.words.frames) if not frame.cues]

    def _fill(self, pattern: str) -> str:
        holders = {**self.words.words, "number": self.numbers.pattern}
        fill = re.compile(r"%(\w+)%")
        while fill.search(pattern):
            pattern = fill.sub(lambda match: holders[match[1]], pattern)
        return pattern.replace("~", r"[^\S\n]")


def find(
    article: Article, sentences: tuple[Sentence, ...], figures: tuple[Figure, ...], language: Language
) -> tuple[Outcome, ...]:
    """The outcomes of an article in text order; what stands above the text counts where the text is silent."""
    frames = _frames(language)
    quoted = tuple(match.span for block in article.blocks for match in block.words.find(frames.quotation))
    running = 0
    above: list[Outcome] = []
    found: list[tuple[int, Outcome]] = []
    charges: set[Span] = set()
    for index, (sentence, inside) in enumerate(zip(sentences, by_sentence(sentences, figures), strict=True)):
        kind = article.blocks[sentence.block].kind
        if kind in _NOT_READ or not sentence.prose:
            continue
        running += kind not in _ABOVE
        called = frames.called(sentence.words.readable, lead=0 < running <= _LEAD)
        for frame, outcome in _of_sentence(sentence.words, called, frames, inside, quoted):
            if kind in _ABOVE:
                above.append(outcome)
            else:
                found.append((index, outcome))
            if frame.charge:
                charges.add(outcome.value)
    told = {outcome.label for _, outcome in found}
    denials = [(index, outcome) for index, outcome in found if outcome.label == frames.words.denials]
    answered = [
        replace(outcome, denial=_denial(index, sentences, denials, frames), charge=True)
        if outcome.value in charges
        else outcome
        for index, outcome in found
    ]
    # A headline accuses without its denial: the text says both, or neither.
    headed = (outcome for outcome in above if outcome.label not in told and outcome.value not in charges)
    return _once([*headed, *answered])


_FRAMES: dict[Language, Frames] = {}


def _frames(language: Language) -> Frames:
    if language not in _FRAMES:
        _FRAMES[language] = Frames(language.words(OutcomeWords), language.words(NumberWords))
    return _FRAMES[language]


def _of_sentence(
    sentence: Span,
    called: Iterable[tuple[Frame, re.Pattern[str]]],
    frames: Frames,
    figures: Sequence[Figure],
    quoted: tuple[Span, ...],
) -> Iterator[tuple[Frame, Outcome]]:
    text = sentence.readable
    for frame, pattern in called:
        for match in pattern.finditer(text):
            evidence = sentence.sub(*match.span())
            key = match.start("key" if "key" in pattern.groupindex else 0)
            if not frame.quoted and _within(sentence.sub(key), quoted):
                continue
            if not frame.hedged and frames.hedges.search(text, max(0, key - _BEFORE), key):
                continue
            value = _value(frame, match, evidence, sentence, figures)
            if value is not None and (value := _trimmed(value, frames)):
                yield frame, Outcome(_joined(evidence, value), frame.name, LabelKey(frame.label), value)


def _value(
    frame: Frame, match: re.Match[str], evidence: Span, sentence: Span, figures: Sequence[Figure]
) -> Span | None:
    if not frame.figure:
        return sentence.sub(*match.span("value"))
    for figure in figures:
        if frame.kinds and figure.kind not in frame.kinds:
            continue
        stands = {
            "before": figure.words.end == evidence.start,
            "after": 0 <= figure.words.start - evidence.end <= frame.gap
            and not _PAUSE.search(Span(evidence.source, evidence.end, figure.words.start).readable),
            "inside": figure.words.contains(evidence),
        }
        if stands[frame.figure]:
            return figure.words
    return None


def _trimmed(value: Span, frames: Frames) -> Span | None:
    """A value without what it does not end with; None where nothing is left."""
    value = value.strip()
    if match := frames.trailing.search(value.readable):
        value = value.sub(0, match.start()).strip()
    return value if len(value) > 1 else None


def _joined(one: Span, other: Span) -> Span:
    return Span(one.source, min(one.start, other.start), max(one.end, other.end))


def _within(span: Span, others: tuple[Span, ...]) -> bool:
    index = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return index >= 0 and others[index].end > span.start


def _denial(
    index: int, sentences: tuple[Sentence, ...], denials: list[tuple[int, Outcome]], frames: Frames
) -> Span | None:
    """The denial in the sentence of a charge; or one by somebody named there; or, soon after, one that names nobody.

    The denial of one person never answers the charge against another.
    """
    for at, outcome in denials:
        name = _denier(outcome.value, frames.words.unnamed)
        if at == index or (index < at <= index + _NEAR and not name):
            return outcome.value
        told = " ".join(sentence.words.readable for sentence in sentences[max(0, index - 1) : index + 1])
        if name and name in re.findall(r"\w+", told):
            return outcome.value
    return None


def _denier(denial: Span, unnamed: tuple[str, ...]) -> str:
    """The last word of the name that a denial begins with; the empty string where it names nobody."""
    name = ""
    for word in re.findall(r"\w+", denial.readable):
        if not word[0].isupper() or word.lower() in unnamed:
            break
        name = word
    return name


def _once(outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    """Outcomes in text order; of two with one label and overlapping values, the first rule's."""
    kept: list[Outcome] = []
    for outcome in outcomes:
        if not any(other.label == outcome.label and other.value.overlaps(outcome.value) for other in kept):
            kept.append(outcome)
    return tuple(sorted(kept, key=lambda outcome: (outcome.value.start, outcome.value.end)))
