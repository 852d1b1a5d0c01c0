"""The facts box: up to four big figures, then rows of what was decided, what is the latest, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from generator.language import Language
from generator.model import (
    Event,
    EventStatus,
    Figure,
    FigureKind,
    KeyFigure,
    LabelKey,
    Outcome,
    Reading,
    Row,
    Section,
    Story,
)
from generator.text import Span

ORDER = 20
MOST_FIGURES = 4
MOST_ROWS = 8
# Below this an amount is a detail, not a key figure.
LEAST_SALIENCE = 0.35


def build(story: Story, language: Language) -> Section:
    """Key figures, then rows; the same amount and the same label only once."""
    figures = tuple(_figures(story))[:MOST_FIGURES]
    return Section(LabelKey("facts"), (*figures, *tuple(_rows(story))[:MOST_ROWS]))


def _figures(story: Story) -> Iterator[KeyFigure]:
    shown: list[Figure] = []
    age = story.subject.age_words if story.subject else None
    ranked = sorted(
        ((figure, reading) for reading in story.readings for figure in reading.figures),
        key=lambda pair: -pair[0].salience,
    )
    for figure, reading in ranked:
        of_subject = age is not None and figure.words.overlaps(age)
        if figure.salience < LEAST_SALIENCE and not of_subject:
            continue
        if figure.kind is FigureKind.AGE and not of_subject:
            continue
        if any((other.amount, other.unit, other.kind) == (figure.amount, figure.unit, figure.kind) for other in shown):
            continue
        item = _captioned(figure, reading, of_subject)
        if item is not None:
            shown.append(figure)
            yield item


def _captioned(figure: Figure, reading: Reading, of_subject: bool) -> KeyFigure | None:
    """A number alone says nothing: it is shown with what it measures, or as what an outcome decided."""
    if of_subject:
        return KeyFigure(figure, LabelKey("figure_age"))
    outcome = next((item for item in reading.outcomes if item.value.overlaps(figure.words)), None)
    if outcome is not None:
        return KeyFigure(figure, outcome.label, figure.measures)
    return KeyFigure(figure, None, figure.measures) if figure.measures is not None else None


def _rows(story: Story) -> Iterator[Row]:
    if (who := _who(story)) is not None:
        yield who
    labels: set[LabelKey] = set()
    for reading in story.readings:
        for outcome in reading.outcomes:
            if outcome.label not in labels:
                labels.add(outcome.label)
                yield _row(outcome, reading)
    if (latest := _latest(story)) is not None:
        yield _of_event(LabelKey("row_latest"), latest, story)
    if (following := _next(story)) is not None:
        yield _of_event(LabelKey("row_next"), following, story)


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
    """The past event of the newest day; of one day's events, the one that the article tells first."""
    past = [event for event in _events(story) if event.status is EventStatus.PAST and event.period]
    return max(past, key=lambda event: (event.period and event.period.last, -event.words.start), default=None)


def _next(story: Story) -> Event | None:
    """The first event that is still to come."""
    coming = [event for event in _events(story) if event.status is EventStatus.UPCOMING and event.period]
    return min(coming, key=lambda event: (event.period and event.period.first, event.words.start), default=None)


def _of_event(label: LabelKey, event: Event, story: Story) -> Row:
    also: tuple[Span, ...] = () if event.attribution is None else (event.attribution,)
    dates = () if event.when is None else (event.when,)
    return Row(label, event.words, also, dates)
