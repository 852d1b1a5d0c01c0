"""explainer.json: everything that a page says, each fact with its spans and the numbers of its sources."""

from __future__ import annotations

from generator import amounts, evidence, extracts, formats, fragments, labels, timelines
from generator.evidence import Extract
from generator.exporting import Files, Json, Offer, PageData, Scope, json_bytes
from generator.formats import Formats
from generator.ids import Ids
from generator.model import Answer, Article, DateMention, Gap, KeyFigure, LabelKey, Profile, Quotation, Row
from generator.text import Span

SCOPE: Scope = "page"
FILES = ("explainer.json",)
OFFER = Offer("explainer.json", "application/json", LabelKey("page_export_explainer"))
NEEDS_ADDRESS = False
VERSION = 1
"""Raised when a field is renamed or removed; added fields leave it."""


def write(page: PageData) -> Files:
    """The file: one object, described in docs/exports.md."""
    story = page.explainer.story
    dated, undated = timelines.as_json(page)
    ids = Ids()
    facts = page.explainer.items("facts")
    told = {
        "version": VERSION,
        "question": labels.question_text(story.question, page.language),
        "address": page.address or None,
        "as_of": story.published.isoformat() if story.published else None,
        "language": page.language.code,
        "articles": [_article(reading.article) for reading in story.readings],
        "sources": [_source(page, extract) for extract in page.evidence.extracts],
        "answer": [_answer(page, item) for item in page.explainer.items("answer") if isinstance(item, Answer)],
        "figures": [_figure(page, item, ids) for item in facts if isinstance(item, KeyFigure)],
        "facts": [_row(page, item, ids) for item in facts if isinstance(item, Row)],
        "events": dated,
        "undated": undated,
        "people": [_person(page, item, ids) for item in page.explainer.items("people") if isinstance(item, Profile)],
        "quotes": [_quote(page, item, ids) for item in page.explainer.items("quotes") if isinstance(item, Quotation)],
        "gaps": [_gap(page, item) for item in page.explainer.items("gaps") if isinstance(item, Gap)],
    }
    return {"explainer.json": json_bytes(told)}


def _article(article: Article) -> Json:
    return {
        "title": article.title or (article.headline.words if article.headline else None),
        "publisher": article.publisher or None,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url if fragments.linkable(article.url) else None,
        "language": article.language,
    }


def _source(page: PageData, extract: Extract) -> Json:
    url = extract.reading.article.url
    return {
        "number": extract.number,
        **page.place(extract.words),
        "caption": extract.caption,
        # As much of the sentence as the page itself quotes.
        "quoted": [piece.words for piece in extracts.pieces(extract, page.config)],
        "address": fragments.to_words(url, extract.words) if fragments.linkable(url) else None,
    }


def _spans(page: PageData, *spans: Span | None) -> Json:
    given = [span for span in spans if span is not None]
    return {"sources": page.numbers(*given), "spans": [page.place(span) for span in given]}


def _dates(page: PageData, dates: tuple[DateMention, ...]) -> list[Json]:
    return [_when(page, when) for when in dates if when.period]


def _when(page: PageData, when: DateMention) -> Json:
    words = page.language.words(Formats)
    period = when.period
    if period is None:
        return {"expression": when.words.words}
    return {
        "expression": when.words.words,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "precision": period.precision.value,
        "label": formats.text(period, words),
    }


def _answer(page: PageData, item: Answer) -> Json:
    words = item.sentence.words
    return {"text": words.words, "dates": _dates(page, item.dates), **_spans(page, words)}


def _figure(page: PageData, item: KeyFigure, ids: Ids) -> Json:
    figure = item.figure
    return {
        "id": ids("figure", figure.words.words),
        "label": labels.label(page.language, item.label) if item.label else None,
        "text": figure.words.words,
        "caption": item.caption.words if item.caption else None,
        "value": amounts.amount(figure, page.language).value,
        "shown": amounts.amount(figure, page.language).text,
        "unit": figure.unit,
        "kind": figure.kind.value,
        "approximate": figure.approximate,
        "bound": figure.bound.value if figure.bound else None,
        **_spans(page, figure.words, item.caption),
    }


def _row(page: PageData, item: Row, ids: Ids) -> Json:
    label = labels.label(page.language, item.label)
    return {
        "id": ids("fact", f"{label}\0{item.words.words}"),
        "label": label,
        "text": item.words.words,
        "also": [span.words for span in item.also],
        "dates": _dates(page, item.dates),
        **_spans(page, item.words, *item.also),
    }


def _person(page: PageData, item: Profile, ids: Ids) -> Json:
    person = item.person
    return {
        "id": ids("person", person.words.words),
        "name": person.words.words,
        "roles": [role.words.words for role in item.roles],
        "group": labels.label(page.language, item.group) if item.group else None,
        "age": person.age,
        **_spans(page, person.words, *(role.words for role in item.roles), person.age_words),
    }


def _quote(page: PageData, item: Quotation, ids: Ids) -> Json:
    quote = item.quote
    said = evidence.said(quote)
    return {
        "id": ids("quote", quote.words.words),
        "text": said.words,
        "speaker": quote.speaker.words if quote.speaker else None,
        "inferred": quote.inferred,
        "venue": quote.venue.words if quote.venue else None,
        "when": _when(page, item.when) if item.when else None,
        **_spans(page, said, quote.speaker, quote.venue, item.when.words if item.when else None),
    }


def _gap(page: PageData, item: Gap) -> Json:
    period = item.date.period if item.date else None
    told = formats.text(period, page.language.words(Formats)) if period else ""
    label = labels.label(page.language, item.label, words=item.words.words if item.words else "", date=told)
    return {"label": label, **_spans(page, item.words, item.date.words if item.date else None)}
