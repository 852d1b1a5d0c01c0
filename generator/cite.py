"""The one way in which an article's words reach a page: as quoted words, with links to the sentences behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from generator import evidence as proof
from generator import formats, labels
from generator.evidence import Evidence
from generator.formats import Formats
from generator.language import Language
from generator.model import Answer, DateMention, Entry, Event, Referent, Row
from generator.text import Span

Citable = Span | Answer | Row | Entry
CUT = "…"
"""What stands where words are left out."""
_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"<[^>]*>")
_FROM_RIGHT = {"-Hebr": re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"), "-Arab": re.compile("[\u0600-\u08ff\ufb50-\ufefc]")}
"""Letters of the scripts that run from right to left."""
_FROM_RIGHT_ANY = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


@dataclass(slots=True)
class Citer:
    """Writes words and links for one page. Links that wait are written with the next ones, so that none is lost."""

    evidence: Evidence
    language: Language
    _waiting: list[int] = field(default_factory=list)

    def cite(self, value: Citable, *, wait: bool = False) -> Markup:
        """The words of what can be cited, and the links to what stands behind them (later if `wait`)."""
        if isinstance(value, Span):
            told = self._quoted(value, ())
        elif isinstance(value, Entry):
            told = self._clause(value.event)
        elif isinstance(value, Answer):
            told = self._quoted(value.sentence.words, value.dates, value.referent)
        else:
            pieces = (value.words, *value.also)
            told = Markup("; ").join(
                self._quoted(span, value.dates) + (CUT if span in value.cut else "") for span in pieces
            )
        return told if wait else told + self.marks()

    def source(self, span: Span, *, wait: bool = False) -> Markup:
        """Only the links to what stands behind a typed value."""
        self._waiting += self.evidence.numbers(span)
        return Markup() if wait else self.marks()

    def marks(self) -> Markup:
        """The links that wait, each once, in order."""
        numbers, self._waiting = sorted(set(self._waiting)), []
        return Markup("".join(_mark(self.language, number) for number in numbers))

    @property
    def owes(self) -> bool:
        """Whether words were printed whose links were not."""
        return bool(self._waiting)

    def extract(self, words: Span, shown: Sequence[Span]) -> Markup:
        """Pieces of a sentence for the source list itself, with a cut mark wherever words are left out."""
        told = f" {CUT} ".join(escape(piece.words) for piece in shown)
        before = words.source.span(words.start, shown[0].start).words if shown else ""
        after = words.source.span(shown[-1].end, words.end).words if shown else ""
        return self._element(words, Markup(f"{CUT * bool(before)}{told}{CUT * bool(after)}"))

    def _clause(self, event: Event) -> Markup:
        """The clause of an event with marks where its sentence goes on, but for the date, which stands beside it."""
        behind = next(
            (words for words in self.evidence.behind(event.words) if words.contains(event.words)), event.words
        )
        before, after = (
            self._left(behind.start, event.words.start, event),
            self._left(event.words.end, behind.end, event),
        )
        end = CUT if after else "." if not event.words.readable.endswith((".", "!", "?", "”")) else ""
        return Markup(CUT if before else "") + self._quoted(event.words, (), event.who) + end

    def _left(self, start: int, end: int, event: Event) -> bool:
        """Whether words are left out there: more than the date of the event and the word before it."""
        left = Span(event.words.source, start, end)
        when = event.when.words if event.when and left.contains(event.when.words) else None
        told = left.readable
        if when is not None:
            told = told[: when.start - start] + told[when.end - start :]
        return len(_WORD.findall(told)) > (when is not None)

    def _quoted(self, span: Span, dates: Iterable[DateMention], meant: Referent | None = None) -> Markup:
        self._waiting += self.evidence.numbers(span)
        added = {when.words: self._resolved(when) for when in dates if when.period and span.contains(when.words)}
        if meant is not None:
            self._waiting += self.evidence.numbers(meant.name)
            added[meant.words] = _named(meant)
        if not added:
            return self._element(span, escape(span.words))
        told, at = Markup(), span.start
        for words in sorted(added):
            if words.start >= at:
                told += _folded(Span(span.source, at, words.start)) + added[words]
                at = words.end
        told += _folded(Span(span.source, at, span.end))
        return self._element(span, told.strip())

    def _element(self, span: Span, told: Markup) -> Markup:
        code = proof.reading_of(self.evidence.readings, span).article.language
        script = "" if told.isascii() else _script(told)
        direction = "rtl" if script else "ltr"
        if code == self.language.code:
            if direction == self.language.direction:
                return Markup(f"<q>{told}</q>")
            # An article whose language nobody named: its script is all that is known of it.
            code = f"und{script}"
        return Markup(f'<q lang="{escape(code)}" dir="{direction}">{told}</q>')

    def _resolved(self, when: DateMention) -> Markup:
        if when.period is None:
            return escape(when.words.words)
        added = formats.bracket(when, self.language.words(Formats))
        bracket = f' <span class="x">[{escape(added)}]</span>' if added else ""
        return Markup(f'<time datetime="{formats.iso(when.period)}">{escape(when.words.words)}{bracket}</time>')


@lru_cache(maxsize=2048)
def _mark(language: Language, number: int) -> str:
    told = labels.label(language, "page_source", n=number)
    return f'<a class="r" href="#s{number}" aria-label="{escape(told)}">{number}</a>'


def _script(told: str) -> str:
    """The script of most letters, as a subtag behind "und", where it runs from right to left; else empty."""
    if _FROM_RIGHT_ANY.search(told) is None:
        return ""
    text = _MARKUP.sub("", told)
    found = {name: len(letters.findall(text)) for name, letters in _FROM_RIGHT.items()}
    name = max(found, key=lambda name: found[name])
    return name if 2 * found[name] > len(_LETTER.findall(text)) else ""


def _named(meant: Referent) -> Markup:
    return Markup(f'{escape(meant.words.words)} <span class="x">[{escape(meant.name.words)}]</span>')


def _folded(span: Span) -> Markup:
    return escape(_WHITE.sub(" ", span.unmarked))
