"""What the program says it found in one article: the JSON of `inspect --json`, and the same for a person's eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator import labels
from generator import language as languages
from generator.finders.figures import value_of
from generator.ids import Ids
from generator.language import Language
from generator.model import (
    Answer,
    DateMention,
    Event,
    Explainer,
    Figure,
    KeyFigure,
    Person,
    Quote,
    RangeEnd,
    Reading,
    Row,
)
from generator.periods import Period
from generator.sections import facts
from generator.text import Span

VERSION = 1
"""Raised when a field is renamed or removed; added fields leave it."""

Json = dict[str, Any]


def report(reading: Reading, explainer: Explainer, *, verbose: bool = False) -> Json:
    """The object that `inspect --json` prints for one article; offsets are code points into its `text`.

    `facts` and `summary` hold what `explainer` shows of this article; everything else is in text order. Where it is
    `verbose`, `left_out` holds what the facts box does not show, with the reason.
    """
    article, ids = reading.article, Ids()
    language = languages.load(article.language)
    found = {
        "version": VERSION,
        "id": _stem(article.path),
        "path": article.path,
        "title": title(reading),
        "question": labels.question_text(explainer.story.question, language),
        "subject": subject(explainer),
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "publisher": article.publisher,
        "url": article.url,
        "text": article.source.text,
        "blocks": [{"kind": block.kind.value, **_place(block.words)} for block in article.blocks],
        "sentences": [{**_place(sentence.words), "block": sentence.block} for sentence in reading.sentences],
        "dates": [row for mention in reading.dates for row in _dates(mention)],
        "impossible_dates": [
            {**_place(fact.words), "text": str(fact.words), "rule": fact.rule} for fact in reading.impossible
        ],
        "people": [_person(person, ids) for person in reading.people],
        "figures": _figures(reading.figures, ids),
        "quotes": [_quote(quote, ids) for quote in reading.quotes],
        "events": [_event(event, ids) for event in reading.events],
        "facts": list(_facts(explainer, reading, language, ids)),
        "summary": [
            _place(item.sentence.words)
            for item in explainer.items("answer")
            if isinstance(item, Answer) and _of(item.sentence.words, reading)
        ],
        "recognizer": reading.recognizer,
    }
    return {**found, "left_out": list(_left_out(explainer, reading, language))} if verbose else found


def _left_out(explainer: Explainer, reading: Reading, language: Language) -> Iterator[Json]:
    for omission in facts.left_out(explainer.story, language):
        if _of(omission.words, reading):
            label = None if omission.label is None else language.labels[omission.label]
            reason = language.labels[omission.reason]
            yield {**_place(omission.words), "text": str(omission.words), "label": label, "reason": reason}


def title(reading: Reading) -> str:
    """The editor's title, else the words of the headline, else nothing."""
    headline = reading.article.headline
    return reading.article.title or (headline.words if headline else "")


def subject(explainer: Explainer) -> str | None:
    """The name that the question is about; None where it is about nobody and nothing by name."""
    person, words = explainer.story.subject, explainer.story.question.subject
    if person is not None:
        return person.words.words
    return words.words if words else None


def number(amount: Decimal) -> int | float:
    """An amount as JSON has it: whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] if "." in name[1:] else name


def _of(span: Span, reading: Reading) -> bool:
    return span.source is reading.article.source


def _place(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _words(span: Span | None) -> Json | None:
    return None if span is None else {"text": str(span), **_place(span)}


def _days(period: Period | None) -> Json:
    return {
        "first": period.first.isoformat() if period else None,
        "last": period.last.isoformat() if period else None,
        "precision": period.precision.value if period else None,
    }


def _dates(mention: DateMention) -> Iterator[Json]:
    """An expression of time; a range as its two ends, as TIMEX3 has it: its days stand at the first of them."""
    ends = mention.ends or (RangeEnd(mention.words, mention.value),)
    for index, end in enumerate(ends):
        yield {
            **_place(end.words),
            "text": str(end.words),
            "type": mention.kind.value,
            "value": end.value,
            **_days(mention.period if index == 0 else None),
            "mod": mention.mod.value if mention.mod else None,
            "rule": mention.rule,
            "confidence": mention.confidence,
        }


def _person(person: Person, ids: Ids) -> Json:
    return {
        "id": ids("person", person.words.words),
        "name": person.words.words,
        "aliases": _distinct(alias.words for alias in person.aliases),
        "age": person.age,
        "roles": [
            {
                "text": str(role.words),
                **_place(role.words),
                "relation_to": role.relation_to.words if role.relation_to else None,
            }
            for role in person.roles
        ],
        "mentions": [_place(mention) for mention in person.mentions],
        "salience": person.salience,
        "rule": person.rule,
    }


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _figures(found: Sequence[Figure], ids: Ids) -> list[Json]:
    """Figures with the ids of those that say the same value ("7.5 years", "seven and a half years")."""
    rows = [_figure(figure, ids) for figure in found]
    alike = defaultdict(list)
    for figure, row in zip(found, rows, strict=True):
        alike[value_of(figure)].append(row)
    for figure, row in zip(found, rows, strict=True):
        row["same_as"] = [other["id"] for other in alike[value_of(figure)] if other is not row]
    return rows


def _figure(figure: Figure, ids: Ids) -> Json:
    return {
        "id": ids("figure", figure.words.words),
        **_place(figure.words),
        "text": str(figure.words),
        "value": number(figure.amount),
        "upper": number(figure.upper) if figure.upper is not None else None,
        "unit": figure.unit,
        "kind": figure.kind.value,
        "approx": figure.approximate,
        "bound": figure.bound.value if figure.bound else None,
        "measures": _words(figure.measures),
        "same_as": [],
        "salience": figure.salience,
        "rule": figure.rule,
    }


def _quote(quote: Quote, ids: Ids) -> Json:
    return {
        "id": ids("quote", quote.words.words),
        **_place(quote.words),
        "text": str(quote.words),
        "kind": quote.kind.value,
        "speaker": quote.speaker.words if quote.speaker else None,
        "speaker_inferred": quote.inferred,
        "source": _place(quote.source) if quote.source else None,
        "cue": _place(quote.cue) if quote.cue else None,
        "venue": _place(quote.venue) if quote.venue else None,
        "confidence": quote.confidence,
        "rule": quote.rule,
    }


def _event(event: Event, ids: Ids) -> Json:
    return {
        "id": ids("event", event.words.words),
        **_place(event.words),
        "text": str(event.words),
        **_days(event.period),
        "status": event.status.value,
        "expression": _words(event.when.words if event.when else None),
        "salience": event.salience,
        "rule": event.rule,
    }


def _facts(explainer: Explainer, reading: Reading, language: Language, ids: Ids) -> Iterable[Mapping[str, Any]]:
    for item in explainer.items("facts"):
        if isinstance(item, KeyFigure):
            caption = item.caption.words if item.caption else ""
            label = language.labels[item.label] if item.label else caption
            value, spans = item.figure.words, (item.figure.words, *((item.caption,) if item.caption else ()))
        elif isinstance(item, Row):
            label, value, spans = language.labels[item.label], item.words, (item.words, *item.also)
        else:
            continue
        if _of(value, reading):
            yield {
                "id": ids("fact", f"{label}\0{value.words}"),
                "label": label,
                "value": value.words,
                "spans": [_place(span) for span in spans if _of(span, reading)],
            }
