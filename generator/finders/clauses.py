"""Clauses: a sentence cut where another finite verb begins, each with its tense read from its own verbs.

There is no parser here: cuts are made at connectives, and a piece without a finite verb stays with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

from generator.language import Language
from generator.model import Clause, Sentence, Tense
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span, vocabulary

_ASIDE = re.compile(r",\s+(?:who|which|whose|where)(?:[’']s)?\s[^,]{1,200},")
_COMMA = re.compile(r",\s+")
_LONGEST = 2000
"""What is longer is no sentence but a table or noise: it is not cut."""
_OPENING = 200
"""How many characters a clause before the main one may have."""

_BEFORE = 12
"""How many characters before the words of a plan its verb may begin ("was now due to")."""


@dataclass(frozen=True)
class ClauseWords:
    """The verbs and connectives of a language.

    `future` are patterns of verb groups that speak of what is to come, `past` and `present` finite auxiliaries,
    `perfect` those that make a past with a participle; `irregular` are past forms, `verbs` the bases of common verbs
    (for "-s" and "-ed"), `not_verbs` words that only look like past forms; `determiners` and `links` stand before a
    participle that is no finite verb; what follows `ahead`, in which one of `ahead_words` stands, is to come; after
    `then` it was. `connectives` open a clause after white space, `after_comma` only after a comma, `joins` join a
    second verb to the same subject; `adverbs` may stand before that verb; after a verb of `speech` or `thought` and
    after the words `inside`, a clause stands inside another. `participles` open an explanation, `subordinators` a
    clause before the main one.
    """

    TABLE: ClassVar[str] = "clauses"

    future: tuple[str, ...]
    ahead: tuple[str, ...]
    ahead_words: str
    then: tuple[str, ...]
    past: tuple[str, ...]
    present: tuple[str, ...]
    perfect: tuple[str, ...]
    irregular: str
    verbs: str
    not_verbs: str
    determiners: tuple[str, ...]
    links: tuple[str, ...]
    connectives: tuple[str, ...]
    after_comma: tuple[str, ...]
    joins: tuple[str, ...]
    subordinators: tuple[str, ...]
    adverbs: tuple[str, ...]
    speech: tuple[str, ...]
    thought: tuple[str, ...]
    inside: tuple[str, ...]
    participles: tuple[str, ...]

    @cached_property
    def past_forms(self) -> str:
        """A pattern for simple past forms."""
        regular = {_regular_past(base) for base in self.verbs.split()}
        return either([*self.irregular.split(), *regular])

    @cached_property
    def third_person(self) -> str:
        """A pattern for third person singular present forms."""
        return either([_third_person(base) for base in self.verbs.split()])

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A finite verb group; the group that matched names the tense."""
        adverb = rf"(?:{either(self.adverbs)}\s+|\w+ly\s+|not\s+|n[’']t\s+)*"
        ruled_out = "".join(rf"(?<!\b{word}\s)" for word in [*self.determiners, *self.links])
        # Two finite verbs never stand together: in "two boards were stolen" the boards are a noun.
        alone = rf"(?!\s+{either([*self.past, *self.present, *self.perfect, 'will', 'would'])}\b)"
        past_form = rf"(?:{self.past_forms}|(?=[a-z]{{4,}}+(?<=ed))(?!{either(self.not_verbs.split())}\b)[a-z]+)"
        # Most places where nothing stands before are blanks and capitals: that is soon seen.
        return compiled(
            rf"(?<![\w’'-])(?=[a-zß-ɏ’'])(?:(?P<future>{'|'.join(self.future)})|(?P<perfect>{either(self.perfect)})\b"
            rf"|(?P<past>{either(self.past)})\b|(?P<present>{either(self.present)})\b"
            rf"|(?=(?P<simple>{past_form})(?![\w-])){ruled_out}(?!(?<=,\s)\w+(?:,|$))(?P=simple)"
            rf"|(?=(?P<third>{self.third_person})(?![\w’'-])){ruled_out}(?P=third){alone})"
            rf"{adverb}"
        )

    @cached_property
    def speech_verb(self) -> re.Pattern[str]:
        """A verb that a clause may follow without a word between."""
        return compiled(rf"{either([*self.speech, *self.thought])}\b")

    @cached_property
    def said_after(self) -> re.Pattern[str]:
        """Who says so at the end of a sentence: ", the company announced on Tuesday"."""
        joined = either([*self.connectives, *self.after_comma, *self.joins, "who"])
        said = rf"(?<!was\s)(?<!were\s){either(self.speech)}\b"
        return compiled(rf",\s+(?!{joined}\s)(?:[\w’'.-]{{1,40}}\s+){{1,6}}?{said}[^,;“”\"]{{0,80}}$")

    @cached_property
    def opens(self) -> re.Pattern[str]:
        """What opens a clause inside another."""
        return compiled(rf"[,;:“”\"(—–]|\b{either([*self.inside, *self.connectives, *self.joins])}\b")

    @cached_property
    def then_verb(self) -> re.Pattern[str]:
        """A past verb that turns what is to come into what was to come."""
        return compiled(rf"\b{either(self.then)}\b")

    @cached_property
    def outlook(self) -> re.Pattern[str]:
        """Words that tell a plan: "planned to", "has scheduled a"."""
        return compiled(rf"\b(?:{'|'.join(self.ahead)})")

    @cached_property
    def plans(self) -> frozenset[str]:
        """The words without which nothing tells a plan."""
        return frozenset(self.ahead_words.split())

    @cached_property
    def subordinate(self) -> re.Pattern[str]:
        """The word that opens a clause before the main one."""
        return compiled(rf"{either(self.subordinators)}\s", re.IGNORECASE)

    @cached_property
    def cut(self) -> re.Pattern[str]:
        """Where a clause may end: the group `rest` is where the next one begins."""
        adverb = rf"(?:{either(self.adverbs)}\s+|\w+ly\s+)?"
        auxiliary = either([*self.past, *self.present, *self.perfect, "will", "would"])
        verb_next = rf"(?={adverb}(?:{auxiliary}|{self.past_forms})\b)"
        return compiled(
            rf"(?=[\s,;:—])(?<!\s)(?:\s*[;:—]\s+(?P<hard>)|\s+–\s+|,?\s+(?={either(self.connectives)}\s)|,\s+(?={either(self.after_comma)}\s)"
            rf"|,\s+(?={either(self.participles)}\s)|,?\s+{either(self.joins)}\s+(?P<same>){verb_next})"
        )


def find(sentences: tuple[Sentence, ...], language: Language) -> tuple[Clause, ...]:
    """The clauses of all sentences, in text order; they tile each sentence but for what stands at the cuts."""
    words = language.words(ClauseWords)
    return tuple(clause for sentence in sentences for clause in _of_sentence(sentence.words, words))


def _tense_of(verb: re.Match[str] | None) -> Tense:
    """The tense that a match of `ClauseWords.verb` speaks of."""
    if verb is None:
        return Tense.NONE
    if verb["future"]:
        return Tense.FUTURE
    return Tense.PRESENT if verb["present"] or verb["third"] else Tense.PAST


class _Verbs:
    """The verbs of stretches of a sentence, each read once: what follows a cut is the clause up to the next."""

    def __init__(self, sentence: Span, words: ClauseWords) -> None:
        self._pattern = words.verb
        self._outlook = None if words.plans.isdisjoint(vocabulary(sentence.readable)) else words.outlook
        self._found: dict[tuple[int, int], Sequence[re.Match[str]]] = {}

    def of(self, stretch: Span) -> Sequence[re.Match[str]]:
        """The finite verbs of a stretch, at offsets of the source."""
        bounds = stretch.start, stretch.end
        if bounds not in self._found:
            self._found[bounds] = list(self._pattern.finditer(stretch.source.readable, *bounds))
        return self._found[bounds]

    def outlooks(self, stretch: Span) -> Iterable[re.Match[str]]:
        """What tells a plan in a stretch, at offsets of the source."""
        return self._outlook.finditer(stretch.source.readable, stretch.start, stretch.end) if self._outlook else ()


def _of_sentence(sentence: Span, words: ClauseWords) -> Iterator[Clause]:
    if len(sentence) > _LONGEST:
        yield Clause(sentence.strip(" \t\n,"), "sentence", Tense.NONE)
        return
    start = 0
    rule = "sentence"
    verbs = _Verbs(sentence, words)
    # Who says so at the end gives no verb to what stands before it.
    tail = sentence.first(words.said_after)
    told = tail.span.start - sentence.start if tail else len(sentence)
    for cut, after in pairwise([*_cuts(sentence, verbs, words), (len(sentence), len(sentence), "")]):
        # Without a verb of its own what follows is a phrase ("after the vote"): it stays with what stands before it.
        if cut[0] < start or not _has_verb(sentence.sub(cut[1], max(cut[1], min(after[0], told))), verbs, words):
            continue
        piece = sentence.sub(start, cut[0])
        if not verbs.of(piece):
            continue
        yield _clause(piece, verbs, rule, words)
        start, rule = cut[1], cut[2]
    yield _clause(sentence.sub(start), verbs, rule, words)


def _has_verb(segment: Span, verbs: _Verbs, words: ClauseWords) -> bool:
    """Whether a segment has a verb with a subject before it: in "after reports of fire" there is none."""
    opener = words.subordinate.match(segment.readable)
    if opener is None:
        return bool(verbs.of(segment))
    rest = segment.sub(opener.end())
    return any(found.start() > rest.start for found in verbs.of(rest))


def _cuts(sentence: Span, verbs: _Verbs, words: ClauseWords) -> list[tuple[int, int, str]]:
    """Where a clause may end, where the next one may begin, and the rule that says so, in order."""
    text = sentence.readable
    cuts = [
        (match.start(), match.end(), "same-subject" if match["same"] is not None else "connective")
        for match in words.cut.finditer(text)
    ]
    comma = _main(sentence, verbs) if words.subordinate.match(text) else None
    if comma is not None and all(cut[0] != comma[0] for cut in cuts):
        return [comma, *(cut for cut in cuts if cut[0] > comma[0])]
    return cuts


def _main(sentence: Span, verbs: _Verbs) -> tuple[int, int, str] | None:
    """The comma before the main clause: "When the rain stopped, the crew went out"."""
    for comma in _COMMA.finditer(sentence.readable, 0, _OPENING):
        if verbs.of(sentence.sub(0, comma.start())):
            rest = verbs.of(sentence.sub(comma.end()))
            opens = bool(rest) and rest[0].start() > sentence.start + comma.end()
            return (comma.start(), comma.end(), "main") if opens else None
    return None


def _clause(piece: Span, verbs: _Verbs, rule: str, table: ClauseWords) -> Clause:
    words = piece.strip(" \t\n,")
    finite = list(_finite(piece, verbs, table))
    turns = [(found.end(), _told(found, piece, table)) for found in (*finite, *verbs.outlooks(piece))]
    spoken = tuple(sorted(turns, key=lambda turn: turn[0]))
    verb = _outside(words, finite if words == piece else _finite(words, verbs, table))
    verb = verb or next(iter(verbs.of(piece)), None)
    if verb is None:
        return Clause(words, rule, Tense.NONE, turns=spoken)
    subject = Span(words.source, words.start, max(words.start, verb.start())).strip(" \t\n,")
    group = Span(words.source, *verb.span()).strip()
    return Clause(words, rule, _tense_of(verb), subject if len(subject) else None, group, spoken)


def _told(found: re.Match[str], piece: Span, table: ClauseWords) -> Tense:
    """The tense of a verb or of the words of a plan; what is to come after a past verb may have come."""
    tense = _tense_of(found) if found.re is table.verb else Tense.FUTURE
    if tense is not Tense.FUTURE:
        return tense
    before = table.then_verb.search(found.string, max(piece.start, found.start() - _BEFORE), found.end())
    return Tense.LATER if before else tense


def _finite(piece: Span, verbs: _Verbs, table: ClauseWords) -> Iterator[re.Match[str]]:
    """The finite verbs of a piece: a word in "-s" after another verb is a plural, if nothing opens a clause between.

    What stands right after "will" or "would" is no past form ("would cut").
    """
    last: re.Match[str] | None = None
    for found in verbs.of(piece):
        if last is not None:
            between = found.string[last.end() : found.start()]
            if found["third"] and table.opens.search(between) is None and table.speech_verb.match(last[0]) is None:
                continue
            if found["simple"] and last["future"] and not between.strip():
                continue
        last = found
        yield found


def _outside(clause: Span, verbs: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The first verb that stands in no relative clause between commas: "Doran, who built it, resigned"."""
    text = clause.readable
    asides = [match.span() for match in _ASIDE.finditer(text)] if "wh" in text else ()
    return next(
        (found for found in verbs if not any(start <= found.start() - clause.start < end for start, end in asides)),
        None,
    )


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third_person(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"
