"""What the data files beside a page, and those of a site, may say: vouchers made of the explainer, not of the exports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from markupsafe import escape

from generator import amounts, evidence, extracts, formats, fragments, indexing, labels
from generator.entries import IndexEntry
from generator.evidence import Extract
from generator.exporting import PageData, SiteData
from generator.formats import Formats
from generator.ids import Ids
from generator.model import (
    Answer,
    Article,
    DateMention,
    Entry,
    EventStatus,
    Gap,
    Item,
    KeyFigure,
    Profile,
    Quotation,
    Row,
)
from generator.periods import Period, day
from generator.text import Span
from generator.vouching import Voucher, voucher

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
        "NAME": question,
        "X-WR-CALNAME": question,
    }
    events = Ids()
    items = {
        "articles": [_article(reading.article) for reading in story.readings],
        "sources": [_source(page, extract) for extract in page.evidence.extracts],
        "events": [_event(page, one.entry, one.period, events("event", _said(one.entry))) for one in line.dated],
        "undated": [_event(page, entry, None, events("event", _said(entry))) for entry in line.undated],
    }
    ids = Ids()
    facts = (*page.explainer.items("facts"),)
    ordered = [*_only(facts, KeyFigure), *_only(facts, Row), *page.explainer.items("people")]
    ordered += [*page.explainer.items("quotes"), *page.explainer.items("answer"), *page.explainer.items("gaps")]
    names = {KeyFigure: "figures", Row: "facts", Profile: "people", Quotation: "quotes", Answer: "answer", Gap: "gaps"}
    for item in ordered:
        items.setdefault(names.get(type(item), ""), []).append(_item(page, item, ids))
    return voucher(frame, items)


def _only(items: Iterable[Item], kind: type) -> list[Item]:
    return [item for item in items if isinstance(item, kind)]


def _said(entry: Entry) -> str:
    return entry.event.words.words


def _places(page: PageData, *spans: Span | None) -> dict[str, list[Voucher]]:
    return {"spans": [voucher(page.place(span)) for span in spans if span is not None]}


def _numbers(page: PageData, *spans: Span | None) -> list[int]:
    return sorted({number for span in spans if span for number in page.evidence.numbers(span)})


def _article(article: Article) -> Voucher:
    known = {
        "title": article.title or (article.headline.words if article.headline else None),
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url if fragments.linkable(article.url) else None,
        "language": article.language,
    }
    return voucher(known)


def _source(page: PageData, extract: Extract) -> Voucher:
    url = extract.reading.article.url
    known = {
        "number": extract.number,
        **page.place(extract.words),
        "caption": extract.caption,
        "quoted": {piece.words for piece in extracts.pieces(extract, page.config)},
        "address": fragments.to_words(url, extract.words) if fragments.linkable(url) else None,
    }
    return voucher(known)


def _event(page: PageData, entry: Entry, period: Period | None, name: str) -> Voucher:
    event, words = entry.event, page.language.words(Formats)
    status = event.status if period else EventStatus.UNDATED
    expression = event.when.words.words if event.when else ""
    spans = (event.words, event.when.words if event.when else None)
    known: dict[str, object] = {
        "id": name,
        "expression": expression,
        "text": event.words.words,
        "status": status.value,
        "expected": status is EventStatus.UPCOMING,
        "sources": _numbers(page, *spans),
        "precision": period.precision.value if period else "none",
    }
    if period is not None:
        start, end = formats.ends(period, words)
        shown = {formats.text(period, words), formats.text(period, words, weekday=True)}
        known |= {"date": start, "end": end, "label": shown}
        known |= {"first": period.first.isoformat(), "last": period.last.isoformat()}
        known |= _timelinejs(page, entry, period, name, start, shown) | _ics(page, entry, period, name, shown)
    needs = [{"expected", "STATUS", "group"}] if status is EventStatus.UPCOMING else []
    return voucher(known, _places(page, *spans), needs)


def _timelinejs(
    page: PageData, entry: Entry, period: Period, name: str, start: str, shown: set[str]
) -> dict[str, object]:
    upcoming = entry.event.status is EventStatus.UPCOMING
    when = f"“{escape(entry.event.when.words.words)}” " if entry.event.when else ""
    links = " ".join(
        f'<a href="{escape(page.address)}#s{number}">{_label(page, number)}</a>' if page.address else _label(page, number)
        for number in _numbers(page, entry.event.words, entry.event.when.words if entry.event.when else None)
    )
    parts = ("year", "month", "day")
    begins = {f"start_date.{part}": int(n) for part, n in zip(parts, start.split("-"), strict=False)}
    ends = {f"end_date.{part}": getattr(period.last, part) for part in parts}
    return {
        "unique_id": name,
        **begins,
        **ends,
        "display_date": {str(escape(text)) for text in shown},
        "group": labels.label(page.language, "page_next") if upcoming else "",
        "text.headline": str(escape(entry.event.words.words)),
        "text.text": f"{when}{links}",
    }


def _label(page: PageData, number: int) -> str:
    return str(escape(labels.label(page.language, "page_source", n=number)))


def _ics(page: PageData, entry: Entry, period: Period, name: str, shown: set[str]) -> dict[str, object]:
    published, event = page.explainer.story.published, entry.event
    upcoming = event.status is EventStatus.UPCOMING
    spans = (event.words, event.when.words if event.when else None)
    told = {f"{text} “{event.when.words.words}”" for text in shown} if event.when else set(shown)
    told |= {labels.label(page.language, "page_expected")} if upcoming else set()
    for number in _numbers(page, *spans):
        link = f": {page.address}#s{number}" if page.address else ""
        told.add(labels.label(page.language, "page_source", n=number) + link)
    return {
        "UID": str(uuid5(NAMESPACE_URL, f"{page.address or page.explainer.slug + '/'}#{name}")),
        "DTSTAMP": f"{published:%Y%m%d}T000000Z" if published else "",
        "DTSTART": f"{period.first:%Y%m%d}",
        "DTEND": f"{period.last + timedelta(days=1):%Y%m%d}",
        "SUMMARY": event.words.words,
        "DESCRIPTION": told,
        "STATUS": "TENTATIVE" if upcoming else "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "URL": page.address,
    }


def _item(page: PageData, item: Item, ids: Ids) -> Voucher:
    language = page.language
    if isinstance(item, KeyFigure):
        return _figure(page, item, ids)
    if isinstance(item, Row):
        label = labels.label(language, item.label)
        spans = (item.words, *item.also)
        known = {"id": ids("fact", f"{label}\0{item.words.words}"), "label": label, "text": item.words.words}
        known |= {"also": {span.words for span in item.also}, "sources": _numbers(page, *spans)}
        needs = [{"also"}] if item.also else []
        dates = {"dates": [voucher(_when(page, when)) for when in item.dates]}
        return voucher(known, dates | _places(page, *spans), needs)
    if isinstance(item, Profile):
        person = item.person
        shown = (person.words, *(role.words for role in item.roles), person.age_words)
        known = {"id": ids("person", person.words.words), "name": person.words.words, "age": person.age}
        known |= {"roles": {role.words.words for role in item.roles}, "sources": _numbers(page, *shown)}
        known |= {"group": labels.label(language, item.group) if item.group else None}
        return voucher(known, _places(page, *shown))
    if isinstance(item, Quotation):
        return _quote(page, item, ids)
    if isinstance(item, Answer):
        words = item.sentence.words
        dates = {"dates": [voucher(_when(page, when)) for when in item.dates]}
        return voucher({"text": words.words, "sources": _numbers(page, words)}, dates | _places(page, words))
    if isinstance(item, Gap):
        return _gap(page, item)
    return voucher({})


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
        "sources": _numbers(page, figure.words, item.caption),
    }
    needs = [{"approximate"}] if figure.approximate else []
    needs += [{"bound"}] if figure.bound else []
    return voucher(known, _places(page, figure.words, item.caption), needs)


def _quote(page: PageData, item: Quotation, ids: Ids) -> Voucher:
    quote = item.quote
    shown = (evidence.said(quote), quote.speaker, quote.venue, item.when.words if item.when else None)
    known = {
        "id": ids("quote", quote.words.words),
        "text": shown[0].words if shown[0] else "",
        "speaker": quote.speaker.words if quote.speaker else None,
        "inferred": quote.inferred,
        "venue": quote.venue.words if quote.venue else None,
        "sources": _numbers(page, *shown),
    }
    known |= {f"when.{key}": value for key, value in _when(page, item.when).items()} if item.when else {}
    return voucher(known, _places(page, *shown), [{"inferred"}] if quote.inferred and quote.speaker else [])


def _gap(page: PageData, item: Gap) -> Voucher:
    period = item.date.period if item.date else None
    told = formats.text(period, page.language.words(Formats)) if period else ""
    label = labels.label(page.language, item.label, words=item.words.words if item.words else "", date=told)
    spans = (item.words, item.date.words if item.date else None)
    return voucher({"label": label, "sources": _numbers(page, *spans)}, _places(page, *spans))


def _when(page: PageData, when: DateMention) -> dict[str, object]:
    known: dict[str, object] = {"expression": when.words.words}
    if when.period:
        known |= {"first": when.period.first.isoformat(), "last": when.period.last.isoformat()}
        known |= {"precision": when.period.precision.value}
        known |= {"label": formats.text(when.period, page.language.words(Formats))}
    return known


def of_site(site: SiteData) -> Voucher:
    """What every data file of a site may say."""
    here, title, code = site.address, site.config.title, site.language.code
    pages = [page.file if page.number > 1 else "" for page in indexing.split(site)]
    frame = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": here,
        "feed_url": f"{here}feed.json",
        "language": code,
        "@lang": code,
        "id": here,
        "updated": {_moment(entry.published) for entry in site.entries[:1] if entry.published},
        "author.name": title,
        "User-agent": "*",
        "Allow": "/",
        "Sitemap": f"{here}sitemap.xml" if here else "",
    }
    ways = {
        "self": voucher({"@href": f"{here}feed.xml", "@rel": "self", "@type": "application/atom+xml"}),
        "alternate": voucher({"@href": here, "@rel": "alternate", "@type": "text/html"}),
    }
    entries = [_entry(site, entry) for entry in site.entries]
    urls = [voucher({"loc": here + name}) for name in pages]
    urls += [
        voucher({"loc": fragments.page(site.config, entry.slug), "lastmod": entry.published}) for entry in site.entries
    ]
    return voucher(frame, {"link": ways.values(), "entry": entries, "items": entries, "url": urls})


def _entry(site: SiteData, entry: IndexEntry) -> Voucher:
    here = fragments.page(site.config, entry.slug)
    said = f"“{entry.excerpt}”" if entry.excerpt else ""
    known = {
        "id": here,
        "url": here,
        "title": entry.question,
        "updated": _moment(entry.published),
        "date_published": _moment(entry.published),
        "summary": said,
        "content_text": said or entry.question,
    }
    link = voucher({"@href": here, "@rel": "alternate", "@type": "text/html"})
    return voucher(known, {"link": [link]})


def _moment(published: str) -> str:
    return f"{date.fromisoformat(published).isoformat()}T00:00:00Z" if published else ""
