"""What the data files beside a page may say: vouchers made of the explainer, not of the exports."""

from __future__ import annotations

from markupsafe import escape

from generator import amounts, evidence, extracts, formats, fragments, labels, occurrences
from generator.evidence import Extract
from generator.exporting import PageData, printable
from generator.formats import Formats
from generator.ids import Ids
from generator.model import (
    Answer,
    Article,
    DateMention,
    Entry,
    Gap,
    Item,
    KeyFigure,
    Profile,
    Quotation,
    Row,
)
from generator.periods import day
from generator.text import Span
from generator.vouching import Voucher

VERSION = 1


def of_page(page: PageData) -> Voucher:
    """What every data file of a page may say."""
    story, line = page.explainer.story, page.chronology
    question = labels.question_text(story.question, page.language)
    published = story.published.isoformat() if story.published else None
    told = formats.text(day(story.published), page.language.words(Formats)) if story.published else ""
    asof = labels.label(page.language, "page_description_date", date=told) if told else ""
    frame = {
        "version": VERSION,
        "question": question,
        "address": page.address or None,
        "as_of": published,
        "language": page.language.code,
        "scale": "human",
        "title.text.headline": str(escape(question)),
        "title.text.text": str(escape(asof)),
        "VERSION": "2.0",
        "PRODID": "-//explainer-pages//timeline//EN",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": printable(question),
        "X-WR-CALNAME": printable(question),
    }
    events = Ids()
    items = {
        "articles": [_article(reading.article) for reading in story.readings],
        "sources": [_source(page, extract) for extract in page.evidence.extracts],
        "events": [
            occurrences.of(page, one.entry, one.period, events("event", _said(one.entry))) for one in line.dated
        ],
        "undated": [occurrences.of(page, entry, None, events("event", _said(entry))) for entry in line.undated],
    }
    ids = Ids()
    # In the order of the file, in which equal ids are counted.
    facts = sorted(page.explainer.items("facts"), key=lambda item: not isinstance(item, KeyFigure))
    ordered = [*facts, *page.explainer.items("people")]
    ordered += [*page.explainer.items("quotes"), *page.explainer.items("answer"), *page.explainer.items("gaps")]
    names = {KeyFigure: "figures", Row: "facts", Profile: "people", Quotation: "quotes", Answer: "answer", Gap: "gaps"}
    for item in ordered:
        items.setdefault(names.get(type(item), ""), []).append(_item(page, item, ids))
    return Voucher(frame, items)


def _said(entry: Entry) -> str:
    return entry.event.words.words


def _places(page: PageData, *spans: Span | None) -> dict[str, list[Voucher]]:
    return {"spans": [Voucher(page.place(span)) for span in spans if span is not None]}


def _article(article: Article) -> Voucher:
    known = {
        "title": article.title or (article.headline.words if article.headline else None),
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url if fragments.linkable(article.url) else None,
        "language": article.language,
    }
    return Voucher(known)


def _source(page: PageData, extract: Extract) -> Voucher:
    url = extract.reading.article.url
    known = {
        "number": extract.number,
        **page.place(extract.words),
        "caption": extract.caption,
        "quoted": {piece.words for piece in extracts.pieces(extract, page.config)},
        "address": fragments.to_words(url, extract.words) if fragments.linkable(url) else None,
    }
    return Voucher(known)


def _item(page: PageData, item: Item, ids: Ids) -> Voucher:
    language = page.language
    if isinstance(item, KeyFigure):
        return _figure(page, item, ids)
    if isinstance(item, Row):
        label = labels.label(language, item.label)
        spans = (item.words, *item.also)
        known: dict[str, object] = {
            "id": ids("fact", f"{label}\0{item.words.words}"),
            "label": label,
            "text": item.words.words,
        }
        known |= {"also": {span.words for span in item.also}, "sources": page.numbers(*spans)}
        needs = [{"also"}] if item.also else []
        dates = {"dates": [Voucher(_when(page, when)) for when in item.dates]}
        return Voucher(known, dates | _places(page, *spans), needs)
    if isinstance(item, Profile):
        person = item.person
        shown = (person.words, *(role.words for role in item.roles), person.age_words)
        known = {"id": ids("person", person.words.words), "name": person.words.words, "age": person.age}
        known |= {"roles": {role.words.words for role in item.roles}, "sources": page.numbers(*shown)}
        known |= {"group": labels.label(language, item.group) if item.group else None}
        return Voucher(known, _places(page, *shown))
    if isinstance(item, Quotation):
        return _quote(page, item, ids)
    if isinstance(item, Answer):
        words = item.sentence.words
        dates = {"dates": [Voucher(_when(page, when)) for when in item.dates]}
        return Voucher({"text": words.words, "sources": page.numbers(words)}, dates | _places(page, words))
    if isinstance(item, Gap):
        return _gap(page, item)
    return Voucher({})


def _figure(page: PageData, item: KeyFigure, ids: Ids) -> Voucher:
    figure = item.figure
    shown = amounts.amount(figure, page.language)
    known = {
        "id": ids("figure", figure.words.words),
        "label": labels.label(page.language, item.label) if item.label else None,
        "text": figure.words.words,
        "caption": item.caption.words if item.caption else None,
        "value": shown.value,
        "shown": shown.text,
        "unit": figure.unit,
        "kind": figure.kind.value,
        "approximate": figure.approximate,
        "bound": figure.bound.value if figure.bound else None,
        "sources": page.numbers(figure.words, item.caption),
    }
    needs = [{"approximate"}] if figure.approximate else []
    needs += [{"bound"}] if figure.bound else []
    return Voucher(known, _places(page, figure.words, item.caption), needs)


def _quote(page: PageData, item: Quotation, ids: Ids) -> Voucher:
    quote = item.quote
    shown = (evidence.said(quote), quote.speaker, quote.venue, item.when.words if item.when else None)
    known: dict[str, object] = {
        "id": ids("quote", quote.words.words),
        "text": shown[0].words if shown[0] else "",
        "speaker": quote.speaker.words if quote.speaker else None,
        "inferred": quote.inferred,
        "venue": quote.venue.words if quote.venue else None,
        "sources": page.numbers(*shown),
    }
    known |= {f"when.{key}": value for key, value in _when(page, item.when).items()} if item.when else {}
    return Voucher(known, _places(page, *shown), [{"inferred"}] if quote.inferred and quote.speaker else [])


def _gap(page: PageData, item: Gap) -> Voucher:
    period = item.date.period if item.date else None
    told = formats.text(period, page.language.words(Formats)) if period else ""
    label = labels.label(page.language, item.label, words=item.words.words if item.words else "", date=told)
    spans = (item.words, item.date.words if item.date else None)
    return Voucher({"label": label, "sources": page.numbers(*spans)}, _places(page, *spans))


def _when(page: PageData, when: DateMention) -> dict[str, object]:
    known: dict[str, object] = {"expression": when.words.words}
    if when.period:
        known |= {"first": when.period.first.isoformat(), "last": when.period.last.isoformat()}
        known |= {"precision": when.period.precision.value}
        known |= {"label": formats.text(when.period, page.language.words(Formats))}
    return known
