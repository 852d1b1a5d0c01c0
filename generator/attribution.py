"""Who says it: the verbs of speech around a quotation, each with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled
from generator.subjects import Subject, Subjects
from generator.text import Found, Span

_REACH = 400  # characters in which a cue is looked for on either side of a quotation
_MOST = 12  # cues looked at on one side of a quotation: where there are more, it is no prose
_TAIL = 90  # characters that may follow a cue at the end of its sentence
_LEADING = " ,\t\n\u00a0—–-"
_DASHES = frozenset("—–-")
_COLON = re.compile(":")
_LABEL = re.compile(r"\s*(?P<name>[^:()]{2,80}?)\s*(?:\([^()]{1,20}\))?\s*:\s*$")
_WORD = re.compile(r"\s+([^\W\d_]+)(?=[\s,.:;]|$)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb (or "according to") with its subject, if one stands beside it."""

    words: Span
    subject: Subject | None


@dataclass(frozen=True)
class QuoteWords:
    """The table `quotes`.

    `finite` are cue verbs with a subject of their own: `nouns` those of them that are nouns as well, `weak` those that
    stand inside what another says ("said he believes"), `plain` those that invert with any subject. `participles` share
    a subject ("adding"), as a verb after the `infinitive` word does. `source` are the words before a source
    ("according to"), `carriers` those before a subject with a participle ("with Roe saying"). `no_verbs` follow a
    subject and are no verb of speech.
    `confidence` is the share of right speakers by rule.
    """

    TABLE: ClassVar[str] = "quotes"

    finite: tuple[str, ...]
    nouns: str
    weak: str
    participles: tuple[str, ...]
    infinitive: str
    plain: str
    source: tuple[str, ...]
    carriers: str
    no_verbs: str
    confidence: Mapping[str, float]

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """A cue of any kind, told by its group."""
        return compiled(
            rf"(?<![\w'’-])(?=\w)(?:(?P<finite>{either(self.finite)})|(?i:(?P<participle>{either(self.participles)})"
            rf"|(?P<source>{either(self.source)})))(?![\w'’-])"
        )

    def verbs(self, text: Span) -> Iterator[Span]:
        """The finite cues in a text."""
        return (found.span for found in text.find(self.cue) if found.match["finite"])

    def ends(self, text: Span) -> list[int]:
        """Where a cue of any kind ends in a text, or a colon, which can stand for one."""
        ends = [found.match.end() for pattern in (self.cue, _COLON) for found in text.find(pattern)]
        return sorted(ends)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A source at the start of what follows a quotation."""
        return compiled(rf"[\s,—–-]*(?P<cue>{either(self.source)})(?![\w'’-])", re.IGNORECASE)

    @cached_property
    def plainest(self) -> frozenset[str]:
        """Verbs that invert with any subject: "said"."""
        return frozenset(self.plain.split())

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Cues that may be nouns."""
        return frozenset(self.nouns.split())

    @cached_property
    def weaker(self) -> frozenset[str]:
        """Cues that another cue before them overrules."""
        return frozenset(self.weak.split())

    @cached_property
    def carrying(self) -> frozenset[str]:
        """Words before a subject whose verb is a participle."""
        return frozenset(self.carriers.split())

    @cached_property
    def unspoken(self) -> frozenset[str]:
        """Words after a subject that are no verb of speech."""
        return frozenset(self.no_verbs.split())


@dataclass(frozen=True, slots=True)
class Attributions:
    """Reads attributions in the text around quotations, in which all quoted words are blank."""

    words: QuoteWords
    subjects: Subjects

    # After the quotation.

    def after(self, rest: Span, names: Sequence[Span], *, asked: bool) -> tuple[Cue, str] | None:
        """The attribution that opens the words after a quotation, and its rule; `asked`: the quotation wants one."""
        text = rest.readable
        start = len(text) - len(text.lstrip(_LEADING))
        source = self.words.opening.match(text)
        if source:
            words = rest.sub(*source.span("cue"))
            subject = self.subjects.right(rest.sub(source.end("cue")).strip(), names)
            return (Cue(words, subject), "source after") if subject else None
        reach = rest.sub(start, max(start, min(len(text), _REACH)))
        for verb in islice(self.words.verbs(reach), _MOST):
            if verb.start == reach.start:
                subject = self.subjects.right(rest.sub(verb.end - rest.start).strip(), names)
                return (Cue(verb, subject), "inverted") if subject else None
            subject = self.subjects.left(rest.sub(start, verb.start - rest.start), names)
            gap = text[start : max(start, subject.words.start - rest.start)] if subject else ""
            if subject is not None and (not gap or (subject.name is not None and self.subjects.words.is_title(gap))):
                return Cue(verb, subject), "after"
        if asked:
            return self._any_verb(rest.sub(start), names)
        return self._signature(rest.sub(start), names) if text.lstrip()[:1] in _DASHES else None

    def _any_verb(self, rest: Span, names: Sequence[Span]) -> tuple[Cue, str] | None:
        """A name or a pronoun right after a quotation that wants an attribution, with whatever verb it has."""
        name = next((name for name in names if name.start >= rest.start), None)
        subject = self.subjects.right(rest, names)
        if subject is None or subject.kind == "phrase" or (subject.kind == "name" and subject.name != name):
            return None
        verb = _WORD.match(rest.source.readable, subject.words.end, rest.end)
        if verb is None or not verb[1].islower() or verb[1] in self.words.unspoken:
            return None
        return Cue(rest.source.span(*verb.span(1)), subject), "any verb"

    def _signature(self, rest: Span, names: Sequence[Span]) -> tuple[Cue, str] | None:
        for name in names:
            if name.start == rest.start and not rest.source.readable[name.end : rest.end].strip(" ."):
                return Cue(rest.sub(0, 0), Subject(name, "name", name)), "signature"
        return None

    def trailing(self, rest: Span, names: Sequence[Span]) -> Cue | None:
        """The attribution that closes a sentence: ", X said on Monday.", ", according to X."."""
        text = rest.readable
        for match in reversed(list(islice(self.words.cue.finditer(text, max(0, len(text) - _REACH)), _MOST))):
            words, before = rest.sub(*match.span()), text[: match.start()].rstrip()
            if match["participle"] or len(text) - match.end() > _TAIL:
                continue
            if before.endswith((",", "—", "–", "-")):
                subject = self.subjects.right(rest.sub(match.end()).strip(), names)
                if subject is not None and (match["source"] or subject.sure):
                    return Cue(words, subject)
                continue
            subject = None if match["source"] else self.subjects.left(rest.sub(0, match.start()), names)
            if subject is None or not subject.sure:
                continue
            if text[: subject.words.start - rest.start].rstrip().endswith((",", "—", "–", "-")):
                return Cue(words, subject)
        return None

    # Before the quotation.

    def before(self, lead: Span, names: Sequence[Span]) -> Cue | None:
        """The last cue before a quotation; its subject is None where nobody can be told."""
        lead = lead.sub(max(0, len(lead) - _REACH))
        label = self._label(lead, names)
        if label is not None:
            return label
        weak = None
        for found in islice(reversed(list(lead.find(self.words.cue))), _MOST):
            cue = self._cue(lead, found, names)
            if cue is not None and str(found.span) not in self.words.weaker:
                return cue
            weak = weak or cue
        return weak

    def _label(self, lead: Span, names: Sequence[Span]) -> Cue | None:
        """A name with a colon that fills the words before a quotation: "Roe (Lab.):"."""
        text = lead.readable
        match = _LABEL.match(text) if text.rstrip().endswith(":") else None
        name = next((name for name in names if match and name.end == lead.start + match.end("name")), None)
        if name is None or match is None or not self.subjects.words.is_title(text[: name.start - lead.start]):
            return None
        return Cue(lead.source.span(name.start, name.start), Subject(name, "name", name))

    def _cue(self, lead: Span, found: Found, names: Sequence[Span]) -> Cue | None:
        """A cue of `lead` with its subject, or None where it is no cue."""
        words = found.span
        head = lead.source.span(lead.start, words.start)
        if found.match["source"]:
            subject = self.subjects.right(lead.source.span(words.end, lead.end).strip(), names)
            return Cue(words, subject) if subject else None
        if found.match["participle"]:
            return Cue(words, self._carried(head, names) or self.sharer(head, names))
        previous = head.readable.split()[-1:]
        if previous == [self.words.infinitive]:
            return Cue(words, self.sharer(head, names))
        subject = self.subjects.left(head, names)
        if subject is None:
            return Cue(words, self.sharer(head, names)) if self.subjects.words.shares(head) else None
        if not subject.sure and str(words) in self.words.ambiguous | self.words.weaker:
            return None
        return Cue(words, subject)

    def _carried(self, head: Span, names: Sequence[Span]) -> Subject | None:
        """The subject of a participle right before it: "with Roe saying"."""
        end = head.start + len(head.readable.rstrip())
        name = next((name for name in names if name.end == end), None)
        if name is None:
            return None
        before = head.source.readable[head.start : max(head.start, name.start)].split()[-1:]
        return Subject(name, "name", name) if before and before[0].lower() in self.words.carrying else None

    def sharer(self, head: Span, names: Sequence[Span]) -> Subject | None:
        """The subject that a cue without one shares: that of the cue before it, else that of the main clause."""
        for verb in islice(reversed(list(self.words.verbs(head))), 3):
            subject = self.subjects.left(head.source.span(head.start, verb.start), names)
            if subject is not None and subject.sure:
                return subject
        return self.subjects.opener(head, names)

    def reports(self, sentence: Span, names: Sequence[Span]) -> Iterator[Cue]:
        """Every finite cue of a sentence that has a subject of its own."""
        for verb in islice(self.words.verbs(sentence), _MOST):
            subject = self.subjects.left(sentence.source.span(sentence.start, verb.start), names)
            if subject is not None and subject.sure:
                yield Cue(verb, subject)
