"""The words with which events are told: what opens a clause, who says so, what it may do without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.model import Clause, DateMention, Outcome
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_EDGES = " \t\n,;:–—-"
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|[A-Za-z]\.[A-Za-z]|Jr|Sr|Inc|Co|Corp|Ltd)\.$")
_LONGEST = 400
"""How many characters at the start of a clause are read for who says so."""


@dataclass(frozen=True)
class EventWords:
    """The table `events`. Patterns read a clause; `background`, `consequences` and `essential` are names.

    `background` are rules of dates that date no event, `essential` the labels of outcomes that make an event without a
    date, `consequences` those that happen with the event told before. `attributes` stand before a date that is a part
    of a name for something else ("the 1998 bombing"), `after_date` are words that are no such name. `reporting` are
    verbs of speech, `states` what no news is told with, `conditions` what makes a plan less than one.
    """

    TABLE: ClassVar[str] = "events"

    at_that_time: str
    openers: str
    subordinate: str
    before_date: str
    dangling: tuple[str, ...]
    during: str
    visit: tuple[str, ...]
    travel: tuple[str, ...]
    attribution: str
    complement: str
    pronouns: tuple[str, ...]
    relative: str
    restrictive: str
    complements: tuple[str, ...]
    attributes: tuple[str, ...]
    after_date: tuple[str, ...]
    open_ended: str
    going_on: str
    perfect: str
    participles: str
    planned: str
    intends: str
    to_come: str
    states: tuple[str, ...]
    inert: tuple[str, ...]
    views: tuple[str, ...]
    occasions: tuple[str, ...]
    elsewhere: tuple[str, ...]
    reporting: tuple[str, ...]
    conditions: str
    earlier: str
    order: str
    possible: str
    stative: str
    quotation: str
    background: tuple[str, ...]
    essential: tuple[str, ...]
    consequences: tuple[str, ...]

    @cached_property
    def at_that_time_pattern(self) -> re.Pattern[str]:
        """A clause that is dated by the words just before it."""
        return compiled(self.at_that_time, re.IGNORECASE)

    @cached_property
    def openers_pattern(self) -> re.Pattern[str]:
        """Connectives at the start of a clause."""
        return compiled(self.openers, re.IGNORECASE)

    @cached_property
    def subordinate_pattern(self) -> re.Pattern[str]:
        """The start of a clause that tells no news of its own."""
        return compiled(self.subordinate, re.IGNORECASE)

    @cached_property
    def leading(self) -> re.Pattern[str]:
        """A preposition alone, where a date follows it."""
        return compiled(rf"^(?:{self.before_date})?$", re.IGNORECASE)

    @cached_property
    def trailing(self) -> re.Pattern[str]:
        """A preposition at the end, where a date followed it."""
        return compiled(rf"(?:^|[\s,(]+){self.before_date}?$|[\s,(]+$", re.IGNORECASE)

    @cached_property
    def dangling_pattern(self) -> re.Pattern[str]:
        """The end of a clause that needs its date."""
        return compiled(rf"\b{either(self.dangling)}$")

    @cached_property
    def during_pattern(self) -> re.Pattern[str]:
        """A sentence that opens with an event told before."""
        return compiled(self.during, re.IGNORECASE)

    @cached_property
    def attribution_pattern(self) -> re.Pattern[str]:
        """Who says so, at the end of a sentence."""
        return compiled(self.attribution)

    @cached_property
    def complement_pattern(self) -> re.Pattern[str]:
        """Who says so before it is said; the match ends where that begins."""
        return compiled(self.complement.replace("%said%", either(self.reporting)))

    @cached_property
    def relative_pattern(self) -> re.Pattern[str]:
        """A relative clause between commas near the start of a clause, in the group `inside`."""
        return compiled(self.relative)

    @cached_property
    def restrictive_pattern(self) -> re.Pattern[str]:
        """A noun with the relative pronoun after it; the match ends where the verb of the relative clause stands."""
        return compiled(self.restrictive)

    @cached_property
    def attribute_pattern(self) -> re.Pattern[str]:
        """What stands right before a date that is an attribute."""
        return compiled(rf"(?:\b{either(self.attributes)}|[’']s)\s$", re.IGNORECASE)

    @cached_property
    def noun_pattern(self) -> re.Pattern[str]:
        """What stands right after such a date: a word, but none that goes on with the clause."""
        return compiled(rf"\s(?!{either(self.after_date)}\b)[a-zA-Z]")

    @cached_property
    def open_ended_pattern(self) -> re.Pattern[str]:
        """A date that only says since when something is over."""
        return compiled(self.open_ended, re.IGNORECASE)

    @cached_property
    def going_on_pattern(self) -> re.Pattern[str]:
        """What happens on the day that was told before."""
        return compiled(self.going_on, re.IGNORECASE)

    @cached_property
    def perfect_pattern(self) -> re.Pattern[str]:
        """A verb group in the present perfect."""
        return compiled(self._perfect(""), re.IGNORECASE)

    @cached_property
    def news_pattern(self) -> re.Pattern[str]:
        """A present perfect that tells news."""
        return compiled(self._perfect(rf"(?!{either([*self.states, *self.reporting])}\b)"), re.IGNORECASE)

    def _perfect(self, guard: str) -> str:
        return self.perfect.replace("%participle%", rf"{guard}(?:[a-z]{{2,20}}ed|{either(self.participles.split())})")

    @cached_property
    def planned_pattern(self) -> re.Pattern[str]:
        """A verb of speech, and after it what will be done, by somebody."""
        return compiled(self.planned.replace("%inert%", either(self.inert)))

    @cached_property
    def intends_pattern(self) -> re.Pattern[str]:
        """What somebody will do."""
        return compiled(self.intends.replace("%inert%", either(self.inert)))

    @cached_property
    def to_come_pattern(self) -> re.Pattern[str]:
        """A verb that says outright that something is to come."""
        return compiled(self.to_come)

    @cached_property
    def states_pattern(self) -> re.Pattern[str]:
        """A verb that tells no event."""
        return compiled(rf"{either([*self.states, *self.reporting])}\b")

    @cached_property
    def conditions_pattern(self) -> re.Pattern[str]:
        """What makes a plan less than one."""
        return compiled(self.conditions, re.IGNORECASE)

    @cached_property
    def earlier_pattern(self) -> re.Pattern[str]:
        """What makes news old."""
        return compiled(self.earlier, re.IGNORECASE)

    @cached_property
    def order_pattern(self) -> re.Pattern[str]:
        """What an event came before (then the group `sooner` took part) or after, in the group `rest`."""
        return compiled(self.order, re.IGNORECASE)

    @cached_property
    def possible_pattern(self) -> re.Pattern[str]:
        """What only may be."""
        return compiled(self.possible, re.IGNORECASE)

    @cached_property
    def statement_pattern(self) -> re.Pattern[str]:
        """A clause that tells what somebody said."""
        return compiled(rf"[^“”\"]{{0,120}}?\b(?:{either(self.reporting)})\b")

    @cached_property
    def state_pattern(self) -> re.Pattern[str]:
        """A clause that tells how something was."""
        return compiled(rf"[^“”\",]{{0,80}}?\b(?:{self.stative})")

    @cached_property
    def pronoun_pattern(self) -> re.Pattern[str]:
        """A clause that begins with a pronoun."""
        return compiled(rf"{either(self.pronouns)}\b", re.IGNORECASE)

    @cached_property
    def quotation_pattern(self) -> re.Pattern[str]:
        """Words in quotation marks."""
        return compiled(self.quotation)

    @cached_property
    def complements_pattern(self) -> re.Pattern[str]:
        """The words that open a clause inside another."""
        return compiled(rf"\b{either(self.complements)}\b")

    @cached_property
    def views_pattern(self) -> re.Pattern[str]:
        """What makes a plan a view of it: "analysts say the vote", or one inside another clause."""
        return compiled(rf"\b{either([*self.complements, *self.views])}\b")

    @cached_property
    def occasion_pattern(self) -> re.Pattern[str]:
        """A date's own "'s" with what happened then."""
        return compiled(rf"[’']s\s(?:[\w’'-]{{1,30}}\s){{0,3}}?{either(self.occasions)}\b")

    @cached_property
    def elsewhere_pattern(self) -> re.Pattern[str]:
        """What stands right before a date that is one of something else."""
        return compiled(rf"\b{either(self.elsewhere)}\s(?:the\s)?$")

    def alike(self, one: Span, other: Span) -> bool:
        """Whether two clauses tell the same, by the words that carry meaning in what they tell first."""
        return same(self.meaning(one), self.meaning(other))

    def meaning(self, span: Span) -> frozenset[str]:
        """The words that carry meaning in a clause, up to those that say what it came before or after."""
        match = self.order_pattern.search(span.readable, 1)
        return content(span.sub(0, match.start()) if match else span)

    def tells(self, clause: Clause, outcome: Outcome) -> bool:
        """Whether an outcome is what a clause tells, and not only a relative clause in it."""
        if clause.verb is None or not clause.words.overlaps(outcome.words):
            return False
        between = clause.words.source.readable[clause.verb.end : max(clause.verb.end, outcome.words.start)]
        return self.complements_pattern.search(between) is None

    def shortened(self, span: Span, when: DateMention | None) -> Span:
        """A clause without its connective, and without the date at either end: the line shows it already."""
        short = span
        if match := self.openers_pattern.match(short.readable):
            short = short.sub(match.end())
        if when is not None and short.contains(when.words) and not when.since:
            short = self._undated(short, when.words)
        short = short.strip(_EDGES)
        if short.readable.endswith(".") and not _ABBREVIATED.search(short.readable):
            short = short.strip(".")
        return short if len(short.readable.split()) >= 3 else span.strip(_EDGES + ".")

    def _undated(self, short: Span, date: Span) -> Span:
        head = Span(short.source, short.start, date.start)
        tail = Span(short.source, date.end, short.end)
        if self.leading.match(head.readable) and not re.match(r"[\w’'-]", tail.readable):
            rest = tail.strip(_EDGES)
            # Without its date a clause that opens so would stand on no foot.
            footless = self.openers_pattern.match(rest.readable) or self.subordinate_pattern.match(rest.readable)
            return short if footless else rest
        if not tail.readable.strip(" \t\n.,;:)"):
            kept = self.trailing.sub("", head.readable)
            stands = kept and self.dangling_pattern.search(kept) is None
            return Span(short.source, head.start, head.start + len(kept)) if stands else short
        return short

    def reported(self, clause: Span) -> tuple[Span, Span] | None:
        """Who says so, and what is said, where a clause opens with the first and the second reads alone."""
        match = self.complement_pattern.match(clause.readable[:_LONGEST])
        if match is None:
            return None
        head, said = clause.sub(0, match.start("that")).strip(), clause.sub(match.end())
        first = said.readable.split(maxsplit=1)
        return (head, said) if len(first) > 1 and first[0].lower() not in self.pronouns else None


def content(span: Span) -> frozenset[str]:
    """The words of a span that carry meaning, in lower case and without a plural."""
    return frozenset(word.rstrip("s") for word in re.findall(r"\w{4,}", span.readable.lower()))


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses tell the same, by their meanings."""
    shared = len(one & other)
    return shared * 2 >= min(len(one), len(other)) and shared >= min(2, len(one | other))
