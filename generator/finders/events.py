"""Events: clauses that a date belongs to, and undated ones that an outcome, news or a plan makes essential."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator import prominence, rivals
from generator.anchors import Anchor, anchored
from generator.antecedents import Antecedents
from generator.language import Language
from generator.model import (
    Article,
    BlockKind,
    Clause,
    DateKind,
    DateMention,
    Event,
    EventStatus,
    Outcome,
    Person,
    Quote,
    Sentence,
    Tense,
    by_sentence,
)
from generator.periods import Period
from generator.phrases.passages import Passage
from generator.phrases.pronouns import PronounWords
from generator.phrases.telling import EventWords, same
from generator.sameday import inherited
from generator.sequence import sequenced
from generator.text import Span
from generator.undated import undated

_HEADS = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.HEADING)
_ALIKE = 40
"""Events of the same days that a new one is compared with."""
_CLOSING = "\"'”’)]"
_NO_SENTENCE = 2000
"""Characters above which what stands there is a table or noise."""
_FEW = 3
"""Days that an event may take for others to happen there and then."""
_LONGEST = 45
"""How many words a clause may have with the one that tells when it happened."""


@dataclass(slots=True)
class _Telling:
    """The events found so far, and what the rules need to know of the article."""

    article: Article
    words: EventWords
    events: list[Event] = field(default_factory=list)
    meanings: list[frozenset[str]] = field(default_factory=list)
    by_days: dict[Period, list[int]] = field(default_factory=dict)
    last: tuple[int, Event] | None = None

    def add(self, event: Event, block: int) -> None:
        """Add an event, or, where it tells one again, name it there as retold."""
        few = event.period is not None and (event.period.last - event.period.first).days <= _FEW
        if event.status is EventStatus.PAST and few and event.rule != "dated-caption":
            self.last = (block, event)
        told = self.by_days.setdefault(event.period, []) if event.period else []
        meaning = self.words.meaning(event.words) if event.period else frozenset()
        for index in told[-_ALIKE:]:
            if same(meaning, self.meanings[index]):
                other = self.events[index]
                self.events[index] = replace(other, retold=(*other.retold, event.words))
                return
        told.append(len(self.events))
        self.events.append(event)
        self.meanings.append(meaning)


_TO_COME = (Tense.FUTURE, Tense.LATER)


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
    outcomes: tuple[Outcome, ...],
    language: Language,
    people: tuple[Person, ...] = (),
    subject: Person | None = None,
) -> tuple[Event, ...]:
    """The events of an article in text order, each with its salience.

    Headlines tell none (the text tells them), nor do quotations and questions.
    """
    telling = _Telling(article, language.words(EventWords))
    for told in _told(article, sentences, clauses, dates, quotes, outcomes, telling.words):
        found = list(_dated(told, telling))
        if not found:
            found = [*_inherited(told, telling)] or [*undated(told, article.published, telling.words)]
        for event in found:
            telling.add(event, told.sentence.block)
    story = prominence.Story(article, sentences, outcomes, subject, telling.words)
    forms = language.words(PronounWords).forms
    names = Antecedents(sentences, clauses, people, forms, rivals.nouns(language))
    named = (replace(event, who=who) if (who := names.of(event.words)) else event for event in telling.events)
    weighed = (replace(event, salience=story.weigh(event)) for event in named)
    ordered = sorted(weighed, key=lambda event: (event.words.start, event.words.end))
    return sequenced(ordered, sentences, telling.words)


def _told(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
    outcomes: tuple[Outcome, ...],
    words: EventWords,
) -> Iterator[Passage]:
    rows = zip(
        sentences,
        by_sentence(sentences, clauses),
        by_sentence(sentences, dates),
        _overlapping(sentences, quotes),
        by_sentence(sentences, outcomes),
        strict=True,
    )
    first = next((s for s in sentences if article.blocks[s.block].kind is BlockKind.PARAGRAPH), None)
    for sentence, pieces, times, said, decided in rows:
        block = article.blocks[sentence.block]
        if block.kind in _HEADS or block.copy or len(sentence.words) > _NO_SENTENCE or _asks(sentence):
            continue
        marked = (match.span for match in sentence.words.find(words.quotation_pattern))
        quoted = (*marked, *(quote.words for quote in said))
        free = [date for date in times if not any(span.contains(date.words) for span in quoted)]
        dating = tuple(
            date
            for date in free
            if date.kind in (DateKind.DATE, DateKind.TIME)
            and date.period is not None
            and date.rule not in words.background
        )
        hours = tuple(date for date in free if date.kind is DateKind.TIME and date.period is None)
        vague = tuple(date for date in free if date.kind is DateKind.DATE and date.period is None)
        yield Passage(
            sentence, tuple(pieces), dating, hours, vague, block.kind, quoted, tuple(decided), sentence is first
        )


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence is a question: it tells nothing."""
    return sentence.words.readable.rstrip(_CLOSING).endswith("?")


def _overlapping(sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]) -> list[list[Quote]]:
    """For each sentence the quotations that reach into it: one may run over several sentences."""
    groups: list[list[Quote]] = [[] for _ in sentences]
    starts = [sentence.words.start for sentence in sentences]
    for quote in quotes:
        index = max(0, bisect_right(starts, quote.words.start) - 1)
        while index < len(sentences) and sentences[index].words.start < quote.words.end:
            if sentences[index].words.overlaps(quote.words):
                groups[index].append(quote)
            index += 1
    return groups


def _dated(told: Passage, telling: _Telling) -> Iterator[Event]:
    """The events of each clause that holds a date, and of the one that opens with "when" right after it."""
    if not told.dates:
        return
    words = telling.words
    before: DateMention | None = None
    taken = -1
    for index, clause in enumerate(told.clauses):
        if index == taken:
            continue
        whole = _with_subject(told.clauses, index)
        anchors = list(anchored(clause, whole, told.dates, telling.article.published, words))
        if not anchors and before is not None and words.at_that_time_pattern.match(clause.words.readable):
            # What happened then is no state that lasts since.
            yield _event(told, Anchor(before, whole, "when-clause", clause.tense), telling, ongoing=False)
        elif anchors:
            for anchor in anchors if _tells(told, clause, anchors[0], telling) else ():
                joined = _joined(told, index, anchor, words)
                taken = index + 1 if joined else taken
                yield _event(told, replace(anchor, words=joined or anchor.words), telling)
        before = anchors[-1].when if anchors else None


def _tells(told: Passage, clause: Clause, anchor: Anchor, telling: _Telling) -> bool:
    """Whether a clause tells something: it has a verb, or is a caption, or a whole sentence of what is to come."""
    if clause.tense is not Tense.NONE or told.kind is BlockKind.CAPTION:
        return True
    whole = len(told.clauses) == 1 and clause.words.readable.endswith((".", "!")) and len(clause.words.readable) > 25
    period, published = anchor.when.period, telling.article.published
    return whole and period is not None and published is not None and period.first > published


def _joined(told: Passage, index: int, anchor: Anchor, words: EventWords) -> Span | None:
    """A clause with the one after it that says, without a comma before it, when it was: both tell one event."""
    after = told.clauses[index + 1] if index + 1 < len(told.clauses) else None
    if after is None or anchor.rule != "dated-clause" or anchor.when.since:
        return None
    span = anchor.words.to(after.words)
    gap = Span(span.source, told.clauses[index].words.end, after.words.start).readable
    close = gap.isspace() and words.at_that_time_pattern.match(after.words.readable)
    dated = any(after.words.contains(date.words) for date in told.dates)
    return span if close and not dated and len(span.readable.split()) <= _LONGEST else None


def _with_subject(clauses: Sequence[Clause], index: int) -> Span:
    """A clause that shares its subject is told from where the subject stands."""
    first = index
    while first > 0 and clauses[first].rule == "same-subject":
        first -= 1
    return clauses[first].words.to(clauses[index].words)


def _event(told: Passage, anchor: Anchor, telling: _Telling, ongoing: bool = True) -> Event:
    when, period = anchor.when, anchor.when.period
    assert period is not None
    rule = "dated-caption" if told.kind is BlockKind.CAPTION else anchor.rule
    said, tense = anchor.attribution, anchor.tense
    if match := told.sentence.words.first(telling.words.attribution_pattern):
        after = match.group("attribution")
        if after is not None and after.contains(when.words):
            tense = Tense.PAST
        if said is None and after is not None and not anchor.words.overlaps(after):
            said = after
    lasts = ongoing and tense not in _TO_COME and when.since
    to_come = _is_to_come(told, when, tense, telling.words)
    status = EventStatus.ONGOING if lasts else _status(period, tense, telling.article, to_come=to_come)
    span = telling.words.shortened(anchor.words, when)
    if to_come and _is_over(when, period, telling.article):
        return Event(span, "unresolved", EventStatus.UNDATED, when, attribution=said)
    inherited = not told.sentence.words.contains(when.words)
    return Event(span, rule, status, when, period, inherited, 0.0, (), said)


def _status(period: Period, tense: Tense, article: Article, *, to_come: bool) -> EventStatus:
    published = article.published
    if published is None:
        return EventStatus.UPCOMING if to_come else EventStatus.PAST
    if period.first > published or (tense in _TO_COME and period.last >= published):
        return EventStatus.UPCOMING
    return EventStatus.PAST


def _is_to_come(told: Passage, when: DateMention, tense: Tense, words: EventWords) -> bool:
    """Whether the clause of a date says outright that it is to come ("will open", not "was due to open")."""
    verbs = (clause.verb for clause in told.clauses if clause.words.contains(when.words))
    return tense is Tense.FUTURE and any(verb and words.to_come_pattern.match(verb.readable) for verb in verbs)


def _is_over(when: DateMention, period: Period, article: Article) -> bool:
    """Whether a date that does not name its year was read as one before publication."""
    named = str(period.first.year) in when.words.readable
    return article.published is not None and period.last < article.published and not named


def _inherited(told: Passage, telling: _Telling) -> Iterator[Event]:
    if (found := inherited(told, telling.events, telling.last, telling.words)) is not None:
        clause, when, rule = found
        yield _event(told, Anchor(when, clause.words, rule, clause.tense), telling, ongoing=False)
