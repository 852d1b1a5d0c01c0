"""The facts box: up to four big figures, then rows of what was decided, what is the latest, what comes next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from generator.language import Language
from generator.model import (
    Event,
    EventStatus,
    Figure,
    FigureKind,
    KeyFigure,
    LabelKey,
    Omission,
    Outcome,
    Reading,
    Row,
    Section,
    Story,
)
from generator.periods import Precision
from generator.text import Span

ORDER = 20
MOST_FIGURES = 4
MOST_ROWS = 8
MOST_WORDS = 40
# A year ago is near enough for a figure of now.
_YEARS = (Precision.YEAR, Precision.MONTH, Precision.DAY)
# Below this an amount is a detail, not a key figure.
LEAST_SALIENCE = 0.35
# So few of something are no news, unless the answer tells of them.
FEW = 3
_AGE = LabelKey("figure_age")


@dataclass(frozen=True)
class FactWords:
    """The table `facts`: labels of rows that give way where the box is full."""

    TABLE: ClassVar[str] = "facts"

    minor: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    """What was chosen, and what was left out with the reason."""

    figures: tuple[KeyFigure, ...]
    rows: tuple[Row, ...]
    omissions: tuple[Omission, ...]


def build(story: Story, language: Language) -> Section:
    """Key figures, then rows; the same amount and the same label only once."""
    box = _box(story, language)
    return Section(LabelKey("facts"), (*box.figures, *box.rows))


def left_out(story: Story, language: Language) -> tuple[Omission, ...]:
    """The figures and outcomes that the box does not show, each with the reason, in text order."""
    if not language.finds:
        return ()
    return tuple(sorted(_box(story, language).omissions, key=lambda omission: omission.words.start))


def _box(story: Story, language: Language) -> _Box:
    omissions: list[Omission] = []
    figures = tuple(_figures(story, omissions))
    return _Box(figures, tuple(_rows(story, figures, omissions, language.words(FactWords))), tuple(omissions))


def _figures(story: Story, omissions: list[Omission]) -> Iterator[KeyFigure]:
    """What an outcome decided first, then the most salient amounts."""
    shown: list[KeyFigure] = []
    ranked = sorted(
        ((figure, reading, _outcome(figure, reading)) for reading in story.readings for figure in reading.figures),
        key=lambda row: (row[2] is None, -row[0].salience),
    )
    for figure, reading, outcome in ranked:
        age = story.subject.age_words if story.subject else None
        item = _captioned(figure, outcome, age is not None and figure.words.overlaps(age))
        answered = any(sentence.words.contains(figure.words) for sentence in story.answer)
        why = _against(figure, reading, outcome, item, shown, answered=answered)
        if item is None or why is not None:
            omissions.append(Omission(figure.words, LabelKey(why or "why_bare"), outcome.label if outcome else None))
            continue
        shown.append(item)
        yield item


def _against(
    figure: Figure,
    reading: Reading,
    outcome: Outcome | None,
    item: KeyFigure | None,
    shown: list[KeyFigure],
    *,
    answered: bool,
) -> str | None:
    """Why a figure is no key figure; None where it is one."""
    of_subject = item is not None and item.label == _AGE
    others = [other.figure for other in shown]
    reasons = {
        "why_age": not of_subject and figure.kind is FigureKind.AGE,
        "why_duration": figure.kind is FigureKind.DURATION and outcome is None,
        "why_floor": not of_subject and figure.salience < LEAST_SALIENCE,
        "why_few": outcome is None and not answered and figure.kind is FigureKind.COUNT and figure.amount <= FEW,
        "why_label": outcome is not None and any(outcome.label == other.label for other in shown),
        "why_same": any(
            (other.amount, other.unit, other.kind) == (figure.amount, figure.unit, figure.kind) for other in others
        ),
        "why_bare": item is None,
        "why_past": _past(figure, reading),
        "why_room": len(shown) >= MOST_FIGURES,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _outcome(figure: Figure, reading: Reading) -> Outcome | None:
    """The outcome that a figure is part of: of several with one label, only the one told first is the story's."""
    first: dict[LabelKey, Outcome] = {}
    for outcome in reading.outcomes:
        first.setdefault(outcome.label, outcome)
    return next((outcome for outcome in first.values() if outcome.value.overlaps(figure.words)), None)


def _past(figure: Figure, reading: Reading) -> bool:
    """Whether the sentence of an amount tells of another year: what was then is no key figure of now."""
    sentence, published = reading.sentence_of(figure.words), reading.article.published
    if sentence is None or published is None:
        return False
    first = bisect_left(reading.dates, sentence.words.start, key=lambda date: date.words.start)
    inside = takewhile(lambda date: date.words.start < sentence.words.end, reading.dates[first:])
    return any(
        date.period is not None and date.period.precision in _YEARS and date.period.last.year < published.year - 1
        for date in inside
        if sentence.words.contains(date.words)
    )


def _captioned(figure: Figure, outcome: Outcome | None, of_subject: bool) -> KeyFigure | None:
    """A number alone says nothing: it is shown with what it measures, or as what an outcome decided."""
    if of_subject:
        return KeyFigure(figure, _AGE)
    # Of a long outcome an amount is a part: its label alone would say too much of it.
    if outcome is not None and (figure.measures is not None or len(outcome.value) < 2 * len(figure.words)):
        return KeyFigure(figure, outcome.label, figure.measures)
    return KeyFigure(figure, None, figure.measures) if figure.measures is not None else None


def _rows(story: Story, figures: tuple[KeyFigure, ...], omissions: list[Omission], words: FactWords) -> Iterator[Row]:
    """Who it is about, what was decided, what is the latest and what comes next: eight rows at the most."""
    who, latest, following = _who(story), _latest(story), _next(story)
    fixed = sum(item is not None for item in (who, latest, following))
    if who is not None:
        yield who
    ends = [
        _of_event(LabelKey(label), event, story)
        for label, event in (("row_latest", latest), ("row_next", following))
        if event is not None
    ]
    told = [row.words for row in ends if row.label == LabelKey("row_next")]
    yield from _decided(story, figures, told, MOST_ROWS - fixed, omissions, words)
    yield from ends


def _decided(
    story: Story,
    figures: tuple[KeyFigure, ...],
    told: list[Span],
    most: int,
    omissions: list[Omission],
    words: FactWords,
) -> list[Row]:
    """The outcomes, those about the subject before others, in text order; one row for each label.

    What a big figure says whole is not said again, nor a denial that stands in the row of its charge, nor what the
    spans `told` (the rows of the latest and the next event) say; of several with one label the first is the story's.
    """
    shown = [(item.label, item.figure.words) for item in figures]
    denials = [item.denial for reading in story.readings for item in reading.outcomes if item.denial is not None]
    ranked: list[tuple[float, int, LabelKey, Row]] = []
    labels: set[LabelKey] = set()
    for reading in story.readings:
        for outcome in reading.outcomes:
            why = _why_not(outcome, reading, shown, denials, told)
            if why is None and outcome.label in labels:
                why = LabelKey("why_first")
            if why is None:
                weight = _weight(outcome, story, reading, words)
                ranked.append((-weight, len(ranked), outcome.label, _row(outcome, reading)))
            else:
                omissions.append(Omission(outcome.value, why, outcome.label))
            if why != LabelKey("why_impossible"):
                labels.add(outcome.label)
    best = sorted(ranked, key=lambda row: row[:2])[:most]
    charges = {outcome.label for reading in story.readings for outcome in reading.outcomes if outcome.charge}
    if any(row.label in charges and not row.also for *_, row in best):
        # No denial was found to answer this charge, so every denial of the article stands beside it.
        free = [row for row in ranked if row[2] == LabelKey("row_denial") and row not in best]
        best = [*best[: most - len(free)], *free]
    for row in ranked:
        if row not in best:
            omissions.append(Omission(row[3].words, LabelKey("why_room"), row[2]))
    return [row for *_, row in sorted(best, key=lambda row: row[1])]


def _why_not(
    outcome: Outcome,
    reading: Reading,
    shown: list[tuple[LabelKey | None, Span]],
    denials: list[Span],
    told: list[Span],
) -> LabelKey | None:
    """Why an outcome has no row of its own, by the label of the reason; None where nothing speaks against it."""
    value = outcome.value
    by_figure = (
        outcome.label == label and len(value) < 2 * len(words) and value.overlaps(words) for label, words in shown
    )
    reasons = {
        "why_denial": any(value.overlaps(denial) for denial in denials),
        "why_figure": any(by_figure),
        "why_next": any(value.overlaps(span) for span in told),
        "why_impossible": any(value.overlaps(fact.words) for fact in reading.impossible),
    }
    return next((LabelKey(reason) for reason, holds in reasons.items() if holds), None)


def _weight(outcome: Outcome, story: Story, reading: Reading, words: FactWords) -> float:
    """How much an outcome belongs into the box: it is about the subject, of a weighty kind, told in the answer."""
    answered = any(sentence.words.overlaps(outcome.words) for sentence in story.answer)
    return 2 * _about(outcome, story, reading) + (outcome.label not in words.minor) + 0.5 * answered


def _about(outcome: Outcome, story: Story, reading: Reading) -> bool:
    """Whether the sentence of an outcome, or the one before it, names the subject."""
    if reading.subject is None:
        return True
    around = reading.around(outcome.words)
    return around is not None and any(around.contains(mention) for mention in reading.subject.mentions)


def _who(story: Story) -> Row | None:
    """The subject by the fullest name, with what the article calls them."""
    if story.subject is None or not story.subject.roles:
        return None
    return Row(LabelKey("row_who"), story.subject.words, (story.subject.roles[0].words,))


def _row(outcome: Outcome, reading: Reading) -> Row:
    also = () if outcome.denial is None else (outcome.denial,)
    spans = (outcome.value, *also)
    dates = tuple(date for date in reading.dates if date.period and any(span.contains(date.words) for span in spans))
    return Row(outcome.label, outcome.value, also, dates)


def _events(story: Story) -> list[Event]:
    return [event for reading in story.readings for event in reading.events if event.period is not None]


def _latest(story: Story) -> Event | None:
    """The past event of the newest days; of one day's events, the one that the article tells first."""
    close = (Precision.DAY, Precision.WEEK, Precision.RANGE)
    past = [
        (event.period.last, -event.words.start, event)
        for event in _events(story)
        if event.status is EventStatus.PAST and event.period is not None and event.period.precision in close
    ]
    return max(past, key=lambda row: row[:2])[2] if past else None


def _next(story: Story) -> Event | None:
    """The first event that is still to come as of the newest article."""
    coming = [event for event in _events(story) if event.status is EventStatus.UPCOMING and not story.lapsed(event)]
    return min(coming, key=lambda event: (event.period and event.period.first, event.words.start), default=None)


def _of_event(label: LabelKey, event: Event, story: Story) -> Row:
    """An event as a row: its whole sentence where that is short, so that who says so stays with it.

    Of a sentence that the answer gives whole and that opens with the event only the clause of the event is said again.
    """
    words, also = event.words, () if event.attribution is None else (event.attribution,)
    for reading in story.readings:
        sentence = reading.sentence_of(event.words)
        short = sentence is not None and len(sentence.words.words.split()) <= MOST_WORDS
        opens = sentence is not None and sentence in story.answer and words.start == sentence.words.start
        if sentence is not None and short and not opens:
            words, also = sentence.words, ()
    dates = () if event.when is None or not words.contains(event.when.words) else (event.when,)
    return Row(label, words, also, dates)
