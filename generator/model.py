"""What flows: articles, the facts found in them, and the explainer made of them. Everything is frozen.

A fact holds an article's words only as spans; interpretations stand in typed fields beside them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType, TypeVar

from generator import pickled
from generator.periods import Period
from generator.text import Extracts, Source, Span

# Typed vocabularies: never shown as words of the article.
Timex = NewType("Timex", str)
"""A TIMEX3 value (ISO 8601 and its extensions): "2019-12", "P7Y6M", "PRESENT_REF"."""
Unit = NewType("Unit", str)
"""A normalised unit: a unit's name ("gram", "US dollar") or the lemma of a counted noun ("prisoner")."""
LabelKey = NewType("LabelKey", str)
"""The key of a label in the language file."""
CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-2."""


_SHORTEST, _LONGEST = 3, 2000  # characters of a sentence


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    LIST = "list"
    QUOTE = "quote"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of words of one kind. `credit` is the photo credit inside a caption; `copy` marks a repeated block."""

    kind: BlockKind
    words: Span
    credit: Span | None = None
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `title`, `question`, `publisher`, `url`, `licence` are the editor's, from front matter.

    `aliases` are folders at which its page stood before. `first_line` is the line of the file on which the text begins,
    `date_line` that of the key `date`.
    """

    path: str
    source: Source
    blocks: tuple[Block, ...]
    title: str = ""
    question: str = ""
    published: date | None = None
    language: str = "en"
    publisher: str = ""
    url: str = ""
    slug: str = ""
    licence: str = ""
    extracts: Extracts | None = None
    aliases: tuple[str, ...] = ()
    quote_limit: int | None = None
    first_line: int = 1
    date_line: int = 1

    @property
    def of_others(self) -> bool:
        """Whether the words are somebody else's: it names where it appeared, and no licence."""
        return bool(self.publisher or self.url) and not self.licence

    @property
    def headline(self) -> Span | None:
        """The words of the headline block, if the article has one."""
        return next((block.words for block in self.blocks if block.kind is BlockKind.HEADLINE), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the index of its block in the article. Sentences never overlap."""

    words: Span
    block: int

    @property
    def prose(self) -> bool:
        """Whether it is as long as a sentence can be: anything else is a table or noise, where nothing is sought."""
        return _SHORTEST <= len(self.words) <= _LONGEST


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all that is found: the words that say it, and the name of the rule that read them."""

    words: Span
    rule: str


Found = TypeVar("Found", bound=Fact)


def by_sentence(sentences: Sequence[Sentence], facts: Iterable[Found]) -> list[list[Found]]:
    """For each sentence the facts that begin inside it, in the order given."""
    starts = [sentence.words.start for sentence in sentences]
    groups: list[list[Found]] = [[] for _ in sentences]
    for fact in facts:
        index = bisect_right(starts, fact.words.start) - 1
        if index >= 0 and fact.words.start < sentences[index].words.end:
            groups[index].append(fact)
    return groups


class Tense(StrEnum):
    """The time a clause speaks of, read from its own verbs."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    LATER = "later"
    """To come, seen from a past that is told ("was due", "would"): whether it has come, the verb does not say."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause(Fact):
    """A clause: a subject with its finite verb and what belongs to it. `tense` is NONE where it has no finite verb.

    `turns` are the offsets from which on words are read with a tense: after each verb, and after what a plan is told
    with ("planned to").
    """

    tense: Tense
    subject: Span | None = None
    verb: Span | None = None
    turns: tuple[tuple[int, Tense], ...] = ()

    def tense_at(self, offset: int) -> Tense:
        """The tense of the last verb before an offset of the source; that of the clause where none is."""
        return next((tense for start, tense in reversed(self.turns) if start <= offset), self.tense)


class DateKind(StrEnum):
    """The TIMEX3 kinds."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """TIMEX3 modifiers."""

    APPROX = "APPROX"
    START = "START"
    MID = "MID"
    END = "END"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"
    LESS_THAN = "LESS_THAN"
    MORE_THAN = "MORE_THAN"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """One end of a range as TIMEX3 has it: an expression of its own, with its own value."""

    words: Span
    value: Timex


@dataclass(frozen=True, slots=True)
class DateMention(Fact):
    """An expression of time. `period` is None where it is no calendar time, or cannot be resolved.

    `since` says that the text lets a time begin with it ("since April"); `ends` are those of a range ("May 3 to 7").
    `confidence` is the measured precision of the rule, from 0 to 1.
    """

    kind: DateKind
    value: Timex
    period: Period | None = None
    mod: Mod | None = None
    since: bool = False
    ends: tuple[RangeEnd, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Impossible(Fact):
    """What is written like a date and is none ("February 30"): it stays words."""


class FigureKind(StrEnum):
    """What a figure measures."""

    AGE = "age"
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MASS = "mass"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    RATE = "rate"
    OTHER = "other"


class Bound(StrEnum):
    """On which side of the amount the truth lies."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    OVER = "over"
    NEARLY = "nearly"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure(Fact):
    """An amount in a normalised unit; `words` hold number and unit, `measures` what is measured.

    `number` is the span of the number alone. `upper` ends a range whose lower end is `amount`.
    """

    number: Span
    amount: Decimal
    unit: Unit
    kind: FigureKind
    approximate: bool = False
    bound: Bound | None = None
    upper: Decimal | None = None
    measures: Span | None = None
    salience: float = 0.0


class Pronoun(StrEnum):
    """The pronoun that the text uses for a person, where it shows one."""

    SHE = "she"
    HE = "he"
    THEY = "they"


@dataclass(frozen=True, slots=True)
class Role(Fact):
    """What the article calls a person ("Prime Minister"); `relation_to` is the one a relative is related to."""

    relation_to: Span | None = None


@dataclass(frozen=True, slots=True)
class Person(Fact):
    """A person; `words` is the fullest mention of the name. `mentions` hold every mention by name, in text order."""

    mentions: tuple[Span, ...]
    aliases: tuple[Span, ...] = ()
    roles: tuple[Role, ...] = ()
    age: int | None = None
    age_words: Span | None = None
    pronoun: Pronoun | None = None
    salience: float = 0.0


class PlaceKind(StrEnum):
    """What a name that is no person's names."""

    COUNTRY = "country"
    NATIONALITY = "nationality"
    CITY = "city"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Place(Fact):
    """A mention of a place or an organisation; `country` where it is certain."""

    kind: PlaceKind
    country: CountryCode | None = None


class QuoteKind(StrEnum):
    """Direct: at least a clause. Mixed: a fragment inside the reporter's sentence. Block: set off, without marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Quote(Fact):
    """A quotation; `words` include its marks, `said` does not. `speaker` is the canonical name, `source` the mention.

    `confidence` is the measured share of right speakers for the rule. `inferred`: a pronoun or a paragraph stands
    between the quotation and the name.
    """

    kind: QuoteKind
    said: Span
    speaker: Span | None = None
    source: Span | None = None
    cue: Span | None = None
    venue: Span | None = None
    inferred: bool = False
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Referent(Fact):
    """Whom a pronoun means: `words` is the pronoun, `name` the person's name where it stands in full."""

    name: Span


class EventStatus(StrEnum):
    """Where an event stands as of publication."""

    PAST = "past"
    UPCOMING = "upcoming"
    ONGOING = "ongoing"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Event(Fact):
    """A clause that tells an event.

    `when` is the expression that dates it, `inherited` says that it stands in another sentence. `period` is None for
    an undated event; `retold` are further tellings of the same event; `attribution` is who says so, where the sentence
    says it before or after the clause ("his office said"). `who` is the name that the pronoun stands for with which the
    clause begins, where that is certain: the last mention of it before. `before` are the clauses of events that the
    text lets follow on the same day. `salience` is from 0 to 1.
    """

    status: EventStatus
    when: DateMention | None = None
    period: Period | None = None
    inherited: bool = False
    salience: float = 0.0
    retold: tuple[Span, ...] = ()
    attribution: Span | None = None
    who: Referent | None = None
    before: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome(Fact):
    """What was decided or done, by a verb frame: `label` names the row, `value` its words, `words` the evidence.

    `charge` says that the value is one against somebody, `denial` are the words in which the article gives its denial.
    """

    label: LabelKey
    value: Span
    denial: Span | None = None
    charge: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that stands in one article, in text order.

    `subject` is the person that the article is about, if it is about one; `topic` the name of what else it is about.
    `recognizer` is what told people, places and organisations apart: "rules", or "spacy" and the name of a model.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    dates: tuple[DateMention, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    events: tuple[Event, ...] = ()
    subject: Person | None = None
    topic: Span | None = None
    recognizer: str = "rules"
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(sentence.words.start for sentence in self.sentences))

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins, by bisect; None outside all sentences, and for another article."""
        index = self._index(span)
        return None if index is None else self.sentences[index]

    def around(self, span: Span) -> Span | None:
        """From the start of the sentence before the one in which a span begins to that one's end."""
        index = self._index(span)
        return None if index is None else self.sentences[max(0, index - 1)].words.to(self.sentences[index].words)

    def _index(self, span: Span) -> int | None:
        if span.source is not self.article.source:  # of another article of the story
            return None
        index = bisect_right(self._starts, span.start) - 1
        return None if index < 0 or self.sentences[index].words.end <= span.start else index


@dataclass(frozen=True, slots=True)
class Question:
    """The page's question: the editor's own (`given`), or a label of the language with the subject's words."""

    given: str = ""
    form: LabelKey | None = None
    subject: Span | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The readings of one story with what was decided about it as a whole: what every section is built from.

    `referents` are the people whom the answer means with a pronoun that nothing shown before it explains;
    `unread` is how many sentences were too many for the method that chose the answer.
    """

    readings: tuple[Reading, ...]
    question: Question
    subject: Person | None = None
    answer: tuple[Sentence, ...] = ()
    referents: tuple[Referent, ...] = ()
    unread: int = 0

    @property
    def published(self) -> date | None:
        """The newest publication date, or None where no article has one."""
        return max((reading.article.published for reading in self.readings if reading.article.published), default=None)

    def lapsed(self, event: Event) -> bool:
        """Whether an article expected the event, and a later one was published after it."""
        over = event.period is not None and self.published is not None and event.period.last < self.published
        return over and event.status is EventStatus.UPCOMING


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of the short answer, with the dates inside it and the name that the page gives in brackets."""

    sentence: Sentence
    dates: tuple[DateMention, ...] = ()
    referent: Referent | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A big number. Its caption is `label` (a label of the language), or the article's words in `caption`, or both."""

    figure: Figure
    label: LabelKey | None = None
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the facts box: a label and the article's words; `also` are further words (a denial, a second part).

    `cut` are those of the spans that were clipped, because too much of the article would be quoted.
    """

    label: LabelKey
    words: Span
    also: tuple[Span, ...] = ()
    dates: tuple[DateMention, ...] = ()
    cut: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """What was found and is not shown in the facts box: `reason` is a label of the language, and so is `label`."""

    words: Span
    reason: LabelKey
    label: LabelKey | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline; its status says in which list it stands, `further` that it is not one of the first.

    `lapsed` says that a later article of the story was published after what one expected: it is not to come any more,
    and nothing says that it came.
    """

    event: Event
    further: bool = False
    lapsed: bool = False

    @property
    def upcoming(self) -> bool:
        """Whether it is still to come as of the newest article."""
        return self.event.status is EventStatus.UPCOMING and not self.lapsed


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with what the article calls them; `group` is the label of the group they stand in.

    `further` says that they are not one of the first.
    """

    person: Person
    roles: tuple[Role, ...] = ()
    group: LabelKey | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation to show, with the day on which it was said where the text tells it.

    `context` is the sentence that a quotation of few words needs to be understood.
    """

    quote: Quote
    when: DateMention | None = None
    context: Span | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the article does not state: a label of the language, and the words that leave it open."""

    label: LabelKey
    words: Span | None = None
    date: DateMention | None = None


Item = Answer | KeyFigure | Row | Entry | Profile | Quotation | Gap


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page; it is left out where it has no items."""

    name: LabelKey
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Explainer:
    """One page: a question, the story it is asked of, and the sections that answer it."""

    slug: str
    story: Story
    sections: tuple[Section, ...]

    def items(self, name: str) -> tuple[Item, ...]:
        """The items of a section by its name; none where it was left out."""
        return next((section.items for section in self.sections if section.name == name), ())


pickled.quickly([one for one in vars().copy().values() if getattr(one, "__module__", "") == __name__])
