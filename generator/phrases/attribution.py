"""Who says it: cue verbs and the subjects on either side of them, read from the words around a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from generator.language import either
from generator.text import Span

_TOKEN = re.compile(r"[^\W_](?:[\w'’`&./-]*[\w])?(?:['’](?!\w))?|[^\w\s]")
_LONGEST = 14
_REACH = 400  # characters in which a cue is looked for on either side of a quotation
_ROLE = re.compile(r"(?:[\w'’-]+ ){1,6}")  # a role without an article before a name
_OWNED = re.compile(r"(?P<owner>[^\W\d_a-z].*?)['’]s?\s+(?P<rest>.+)")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_ASIDE = re.compile(r"\s*,[^;:()\"“”]{1,120},\s*$|\s*\(\d{1,3}\)\s*$|\s*,\s*\d{1,3}\s*,\s*$")

Kind = Literal["name", "pronoun", "phrase"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a cue verb belongs to. `name` is the mention inside, where the phrase ends in one."""

    words: Span
    kind: Kind
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb (or "according to") with its subject, if one stands beside it."""

    words: Span
    subject: Subject | None


@dataclass(frozen=True)
class QuoteWords:
    """The table `quotes`.

    `finite` are cue verbs with a subject of their own, `participles` those that share one ("adding"), `source` are the
    words before a source ("according to"). `between` may stand between subject and verb, `pronouns` are subjects and
    `plural` is "they", which stands for words with `plural_ending`. `determiners` open a noun phrase, `stops` end one
    on its left, `links` join its parts (`right_links` after the verb), `conjunctions` stand before a verb that shares
    its subject, `indefinite` determiners begin a phrase that a later "the ..." does not mean. `members` may follow a
    name before its verb ("of the Post"),
    `documents` speak for their owner. `confidence` is the share of right speakers by rule.
    """

    TABLE: ClassVar[str] = "quotes"

    finite: tuple[str, ...]
    participles: tuple[str, ...]
    source: tuple[str, ...]
    between: str
    pronouns: Mapping[str, str]
    plural: str
    plural_ending: str
    determiners: str
    article: str
    stops: str
    links: str
    right_links: str
    conjunctions: str
    indefinite: str
    members: tuple[str, ...]
    documents: str
    confidence: Mapping[str, float]

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[str]]:
        lists = ["between", "determiners", "stops", "links", "right_links", "conjunctions", "indefinite", "documents"]
        return {name: frozenset(getattr(self, name).split()) for name in lists}

    @cached_property
    def _finite(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w'’-])(?:{either(self.finite)})(?![\w'’-])")

    @cached_property
    def _cue(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w'’-])(?:(?P<finite>{either(self.finite)})|(?i:(?P<participle>{either(self.participles)})"
            rf"|(?P<source>{either(self.source)})))(?![\w'’-])"
        )

    @cached_property
    def _source(self) -> re.Pattern[str]:
        return re.compile(rf"[\s,—–-]*(?P<cue>{either(self.source)})(?![\w'’-])", re.IGNORECASE)

    # After the quotation.

    def after(self, rest: Span, names: Sequence[Span]) -> tuple[Cue, str] | None:
        """The attribution that opens the words after a quotation, and its rule: "after", "inverted", "source after"."""
        text = rest.readable
        start = len(text) - len(text.lstrip(" ,\t\n\u00a0—–-"))
        source = self._source.match(text)
        if source:
            words = rest.sub(*source.span("cue"))
            subject = self._right(rest, words.end, names)
            return (Cue(words, subject), "source after") if subject else None
        dash = text.lstrip()[:1] in {"—", "–", "-"}
        for match in self._finite.finditer(text, start, min(len(text), _REACH)):
            verb = rest.sub(*match.span())
            if match.start() == start:
                subject = self._right(rest, verb.end, names)
                return (Cue(verb, subject), "inverted") if subject else None
            subject = self._left(rest, verb.start, names)
            gap = text[start : max(start, subject.words.start - rest.start)] if subject else ""
            if subject is not None and (not gap or (subject.name is not None and _ROLE.fullmatch(gap))):
                return Cue(verb, subject), "after"
            if subject is not None:
                return None
        if dash:
            return self._signature(rest, rest.start + start, names)
        return None

    def _signature(self, rest: Span, start: int, names: Sequence[Span]) -> tuple[Cue, str] | None:
        for name in names:
            if name.start == start and not rest.source.readable[name.end : rest.end].strip(" ."):
                return Cue(name.sub(0, 0), Subject(name, "name", name)), "signature"
        return None

    # Before the quotation.

    def before(self, lead: Span, names: Sequence[Span]) -> Cue | None:
        """The last cue before a quotation; its subject is None where it shares one told earlier ("adding that")."""
        lead = lead.sub(max(0, len(lead) - _REACH))
        label = lead.readable.rstrip()
        named = (
            next((name for name in names if lead.start + len(label) - 1 == name.end), None)
            if label[-1:] == ":"
            else None
        )
        if named is not None:
            return Cue(named.sub(0, 0), Subject(named, "name", named))
        for match in reversed(list(self._cue.finditer(lead.readable))):
            words = lead.sub(*match.span())
            subject = self._right(lead, words.end, names) if match["source"] else self._left(lead, words.start, names)
            if subject is None and match["finite"] and not self._shares(lead, words.start):
                continue
            return Cue(words, subject)
        return None

    def _shares(self, lead: Span, verb: int) -> bool:
        """Whether a finite verb without a subject shares one: "and told", "who said"."""
        left = lead.source.readable[max(lead.start, verb - 12) : verb].split()
        return not left or left[-1].lower() in self._sets["links"] | self._sets["conjunctions"]

    # Subjects.

    def _left(self, text: Span, verb: int, names: Sequence[Span]) -> Subject | None:
        """The subject that ends before `verb`."""
        tokens = [text.sub(*m.span()) for m in _TOKEN.finditer(text.sub(0, verb - text.start).readable)]
        while tokens and str(tokens[-1]).lower() in self._sets["between"]:
            tokens.pop()
        if not tokens:
            return None
        last = tokens[-1]
        if str(last).lower() in self.pronouns:
            return Subject(last, "pronoun")
        if str(last).lower() in self._sets["determiners"] or str(last).endswith(_POSSESSIVE):
            return None  # "the report", "Roe's call": the cue is a noun
        phrase = self._phrase(tokens)
        named = self._named(text, last.end, names)
        if phrase is not None:
            inner = next(
                (name for name in reversed(names) if phrase.start <= name.start and name.end == phrase.end), None
            )
            if inner is not None:
                return Subject(phrase, "name", inner)
        if named is not None:
            return Subject(named, "name", named)
        return Subject(phrase, "phrase") if phrase is not None else None

    def _named(self, text: Span, end: int, names: Sequence[Span]) -> Span | None:
        """The name whose aside, or whose "of ..." phrase, ends at `end`: "Roe, a teacher," and "Roe of the Post"."""
        for name in reversed(names):
            if name.end > end or name.start < text.start:
                continue
            gap = text.source.readable[name.end : end]
            if not gap.strip():
                return name
            if len(gap) > 160:
                return None
            if _ASIDE.match(gap) or self._member.match(gap):
                return name
        return None

    @cached_property
    def _member(self) -> re.Pattern[str]:
        return re.compile(rf",?\s+(?:{either(self.members)})\s[^,;:()\"“”]{{1,100}},?\s*$")

    def _phrase(self, tokens: Sequence[Span]) -> Span | None:
        """The noun phrase that ends with the last token: back to its determiner or its first capital, over "of"."""
        start, first = len(tokens), None
        while start > 0 and len(tokens) - start < _LONGEST:
            word = str(tokens[start - 1])
            lower = word.lower()
            if not word[0].isalnum() or lower in self._sets["stops"]:
                break
            if start < len(tokens) and tokens[start].start - tokens[start - 1].end > 1:
                break
            start -= 1
            if lower in self._sets["determiners"]:
                first = start
                if start == 0 or str(tokens[start - 1]).lower() not in self._sets["links"]:
                    break
            elif word[0].isupper():
                first = start
        while first is not None and first < len(tokens) and str(tokens[first]).lower() in self._sets["links"]:
            first += 1
        if first is None or first >= len(tokens) or not (str(tokens[-1])[0].isalpha()):
            return None
        if first == len(tokens) - 1 and str(tokens[first]).lower() in self._sets["determiners"]:
            return None
        return tokens[first].to(tokens[-1])

    def _right(self, text: Span, start: int, names: Sequence[Span]) -> Subject | None:
        """The subject that follows an inverted verb, or the source after "according to"."""
        tokens = [
            text.sub(start - text.start + m.start(), start - text.start + m.end())
            for m in _TOKEN.finditer(text.source.readable[start : min(text.end, start + 160)])
        ]
        if not tokens or not str(tokens[0])[0].isalnum():
            return None
        if str(tokens[0]).lower() in self.pronouns:
            return Subject(tokens[0], "pronoun")
        end = 0
        while (
            end < len(tokens)
            and str(tokens[end])[0].isalnum()
            and (
                not end
                or str(tokens[end]).lower() not in self._sets["stops"]
                or str(tokens[end]).lower() in self._sets["right_links"]
            )
        ):
            end += 1
        phrase = tokens[0].to(tokens[end - 1])
        for name in names:
            if phrase.start <= name.start and name.end <= phrase.end:
                after = text.source.readable[name.end : name.end + 2]
                if after[:1] not in {"'", "’"}:
                    return Subject(text.source.span(phrase.start, name.end), "name", name)
            elif name.start == phrase.end + 2 and text.source.readable[phrase.end] == ",":
                return Subject(text.source.span(phrase.start, name.end), "name", name)
        head = str(tokens[0])
        if head.lower() in self._sets["determiners"] or head[0].isupper():
            return Subject(phrase, "phrase")
        return None

    # Speakers.

    def owner(self, phrase: Span) -> Span:
        """Who speaks in a phrase: the owner of a document ("Roe's report"), without an article before a name."""
        text = str(phrase)
        head, _, tail = text.partition(" ")
        if head.lower() == self.article and tail.lstrip()[:1].isupper():
            phrase = phrase.sub(len(text) - len(tail.lstrip()))
        owned = _OWNED.match(str(phrase))
        if owned and owned["owner"].split()[0].lower() not in self._sets["determiners"]:
            capital = owned["owner"].split()[-1][0].isupper()
            if capital and any(word.lower() in self._sets["documents"] for word in owned["rest"].split()[:4]):
                return phrase.sub(0, owned.end("owner"))
        return phrase

    def is_definite(self, phrase: Span) -> bool:
        """Whether a phrase is one that a shorter phrase with its last word can stand for."""
        return str(phrase).split()[0].lower() not in self._sets["indefinite"]

    def is_plural(self, phrase: Span) -> bool:
        """Whether "they" can stand for a phrase."""
        return str(phrase).endswith(self.plural_ending)

    def cues(self, text: Span) -> Iterator[Span]:
        """Every cue in a text, of every kind, and every colon, which can stand for one."""
        for found in text.find(self._any):
            yield found.span

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(rf":|{self._cue.pattern}")

    def verbs(self, text: Span) -> Iterator[Span]:
        """Every finite cue verb in a text."""
        for found in text.find(self._finite):
            yield found.span
