"""Clauses: a sentence cut where another finite verb begins, each with its tense read from its own verbs.

There is no parser here: cuts are made at connectives, and a piece without a finite verb stays with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

from generator.language import Language, either
from generator.model import Clause, Sentence, Tense
from generator.text import Found, Span

_ASIDE = re.compile(r",\s+(?:who|which|whose|where)(?:[’']s)?\s[^,]{1,200},")
_COMMA = re.compile(r",\s+")
_LONGEST = 2000
"""What is longer is no sentence but a table or noise: it is not cut."""
_OPENING = 200
"""How many characters a clause before the main one may have."""


@dataclass(frozen=True)
class ClauseWords:
    """The verbs and connectives of a language.

    `future` are patterns of verb groups that speak of what is to come, `past` and `present` finite auxiliaries,
    `perfect` those that make a past with a participle; `irregular` are past forms, `verbs` the bases of common verbs
    (for "-s" and "-ed"), `not_verbs` words that only look like past forms; `determiners` and `links` stand before a
    participle that is no finite verb; what follows `ahead` is to come. `connectives` open a clause after white space,
    `after_comma` only after a comma, `joins` join a second verb to the same subject; `adverbs` may stand before that
    verb; after a verb of `speech` or `thought` and after the words `inside`, a clause stands inside another.
    `participles` open an explanation, `subordinators` a clause before the main one.
    """

    TABLE: ClassVar[str] = "clauses"

    future: tuple[str, ...]
    ahead: tuple[str, ...]
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
        past_form = rf"(?:{self.past_forms}|(?!{either(self.not_verbs.split())}\b)[a-z]{{2,}}ed)"
        return re.compile(
            rf"(?<![\w’'-])(?:(?P<future>{'|'.join(self.future)})|(?P<perfect>{either(self.perfect)})\b"
            rf"|(?P<past>{either(self.past)})\b|(?P<present>{either(self.present)})\b"
            rf"|(?={past_form}(?![\w-])){ruled_out}(?!(?<=,\s)\w+(?:,|$))(?P<simple>{past_form})(?![\w-])|(?={self.third_person}(?![\w’'-])){ruled_out}(?P<third>{self.third_person})(?![\w’'-]){alone})"
            rf"{adverb}"
        )

    @cached_property
    def speech_verb(self) -> re.Pattern[str]:
        """A verb that a clause may follow without a word between."""
        return re.compile(rf"{either([*self.speech, *self.thought])}\b")

    @cached_property
    def said_after(self) -> re.Pattern[str]:
        """Who says so at the end of a sentence: ", the company announced on Tuesday"."""
        joined = either([*self.connectives, *self.after_comma, *self.joins, "who"])
        said = rf"(?<!was\s)(?<!were\s){either(self.speech)}\b"
        return re.compile(rf",\s+(?!{joined}\s)(?:[\w’'.-]{{1,40}}\s+){{1,6}}?{said}[^,;“”\"]{{0,80}}$")

    @cached_property
    def opens(self) -> re.Pattern[str]:
        """What opens a clause inside another."""
        return re.compile(rf"[,;:“”\"(—–]|\b{either([*self.inside, *self.connectives, *self.joins])}\b")

    @cached_property
    def outlook(self) -> re.Pattern[str]:
        """Words that tell a plan: "planned to", "has scheduled a"."""
        return re.compile(rf"\b(?:{'|'.join(self.ahead)})")

    @cached_property
    def subordinate(self) -> re.Pattern[str]:
        """The word that opens a clause before the main one."""
        return re.compile(rf"{either(self.subordinators)}\s", re.IGNORECASE)

    @cached_property
    def cut(self) -> re.Pattern[str]:
        """Where a clause may end: the group `rest` is where the next one begins."""
        adverb = rf"(?:{either(self.adverbs)}\s+|\w+ly\s+)?"
        auxiliary = either([*self.past, *self.present, *self.perfect, "will", "would"])
        verb_next = rf"(?={adverb}(?:{auxiliary}|{self.past_forms})\b)"
        return re.compile(
            rf"(?<!\s)(?:\s*[;:—]\s+(?P<hard>)|\s+–\s+|,?\s+(?={either(self.connectives)}\s)|,\s+(?={either(self.after_comma)}\s)"
            rf"|,\s+(?={either(self.participles)}\s)|,?\s+{either(self.joins)}\s+(?P<same>){verb_next})"
        )


def find(sentences: tuple[Sentence, ...], language: Language) -> tuple[Clause, ...]:
    """The clauses of all sentences, in text order; they tile each sentence but for what stands at the cuts."""
    words = language.words(ClauseWords)
    return tuple(clause for sentence in sentences for clause in _of_sentence(sentence.words, words))


def tense_of(verb: Found | None) -> Tense:
    """The tense that a match of `ClauseWords.verb` speaks of."""
    if verb is None:
        return Tense.NONE
    if verb.group("future"):
        return Tense.FUTURE
    return Tense.PRESENT if verb.group("present") or verb.group("third") else Tense.PAST


def _of_sentence(sentence: Span, words: ClauseWords) -> Iterator[Clause]:
    if len(sentence) > _LONGEST:
        yield Clause(sentence.strip(" \t\n,"), "sentence", Tense.NONE)
        return
    start = 0
    rule = "sentence"
    # Who says so at the end gives no verb to what stands before it.
    tail = sentence.first(words.said_after)
    told = tail.span.start - sentence.start if tail else len(sentence)
    for cut, after in pairwise([*_cuts(sentence, words), (len(sentence), len(sentence), "")]):
        # Without a verb of its own what follows is a phrase ("after the vote"): it stays with what stands before it.
        if cut[0] < start or not _has_verb(sentence.sub(cut[1], max(cut[1], min(after[0], told))), words):
            continue
        piece = sentence.sub(start, cut[0])
        verb = piece.first(words.verb)
        if verb is None:
            continue
        yield _clause(piece, verb, rule, words)
        start, rule = cut[1], cut[2]
    piece = sentence.sub(start)
    yield _clause(piece, piece.first(words.verb), rule, words)


def _has_verb(segment: Span, words: ClauseWords) -> bool:
    """Whether a segment has a verb with a subject before it: in "after reports of fire" there is none."""
    opener = words.subordinate.match(segment.readable)
    rest = segment if opener is None else segment.sub(opener.end())
    return any(opener is None or found.span.start > rest.start for found in rest.find(words.verb))


def _cuts(sentence: Span, words: ClauseWords) -> list[tuple[int, int, str]]:
    """Where a clause may end, where the next one may begin, and the rule that says so, in order."""
    cuts = [
        (match.start(), match.end(), "same-subject" if match["same"] is not None else "connective")
        for match in words.cut.finditer(sentence.readable)
    ]
    comma = _main(sentence, words) if words.subordinate.match(sentence.readable) else None
    if comma is not None and all(cut[0] != comma[0] for cut in cuts):
        return [comma, *(cut for cut in cuts if cut[0] > comma[0])]
    return cuts


def _main(sentence: Span, words: ClauseWords) -> tuple[int, int, str] | None:
    """The comma before the main clause: "When the rain stopped, the crew went out"."""
    for comma in _COMMA.finditer(sentence.readable, 0, _OPENING):
        if sentence.sub(0, comma.start()).first(words.verb) is not None:
            rest = sentence.sub(comma.end()).first(words.verb)
            opens = rest is not None and rest.span.start > sentence.start + comma.end()
            return (comma.start(), comma.end(), "main") if opens else None
    return None


def _clause(piece: Span, verb: Found | None, rule: str, table: ClauseWords) -> Clause:
    words = piece.strip(" \t\n,")
    verb = _outside(words, table) or verb
    turns = [(found.span.end, tense_of(found)) for found in _finite(piece, table)]
    turns += [(found.span.end, Tense.FUTURE) for found in piece.find(table.outlook)]
    spoken = tuple(sorted(turns, key=lambda turn: turn[0]))
    if verb is None:
        return Clause(words, rule, Tense.NONE, turns=spoken)
    subject = Span(words.source, words.start, max(words.start, verb.span.start)).strip(" \t\n,")
    return Clause(words, rule, tense_of(verb), subject if len(subject) else None, verb.span.strip(), spoken)


def _finite(piece: Span, table: ClauseWords) -> Iterator[Found]:
    """The finite verbs of a piece: a word in "-s" after another verb is a plural, if nothing opens a clause between.

    What stands right after "will" or "would" is no past form ("would cut").
    """
    last: Found | None = None
    for found in piece.find(table.verb):
        if last is not None and found.group("third"):
            between = Span(piece.source, last.span.end, found.span.start).readable
            if table.opens.search(between) is None and table.speech_verb.match(last.span.readable) is None:
                continue
        bare = last is not None and last.group("future") and found.group("simple")
        if bare and last and not Span(piece.source, last.span.end, found.span.start).readable.strip():
            continue
        last = found
        yield found


def _outside(clause: Span, table: ClauseWords) -> Found | None:
    """The first verb that stands in no relative clause between commas: "Doran, who built it, resigned"."""
    aside = [match.span() for match in _ASIDE.finditer(clause.readable)]
    return next(
        (
            found
            for found in _finite(clause, table)
            if not any(start <= found.span.start - clause.start < end for start, end in aside)
        ),
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
