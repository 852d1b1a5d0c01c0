"""An Explainer as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection
from datetime import date
from typing import Any

from markupsafe import Markup

from generator import (
    amounts,
    chronology,
    evidence,
    exporting,
    extracts,
    formats,
    fragments,
    labels,
    metadata,
    periods,
    shares,
    strip,
    stylesheet,
)
from generator.chronology import Dated
from generator.cite import Citer
from generator.config import Config
from generator.errors import TemplateError
from generator.evidence import Extract
from generator.formats import Formats
from generator.language import Language
from generator.model import Article, Entry, Explainer, FigureKind, Gap, KeyFigure, LabelKey, Profile
from generator.templating import rendered
from generator.text import Span

PAGE = "page.html.j2"
"""The template of a whole page: the only one that is given the timeline's drawing and data for machines."""
_SELF_EVIDENT = frozenset({FigureKind.AGE, FigureKind.COUNT})


def render(
    explainer: Explainer,
    config: Config,
    language: Language,
    beside: Collection[str] = (),
    template: str = PAGE,
) -> str:
    """The page of an explainer, with links to the exports among the files `beside` it.

    TemplateError where a template is wrong, ConfigError where a label is missing.
    """
    citer = Citer(evidence.gather(explainer), language)
    story = explainer.story
    line = chronology.order(explainer.items("timeline"))
    sections = [section.name for section in explainer.sections]
    values = {
        **_site(config, language, len(citer.evidence.extracts)),
        **_tools(citer, config, language, story.published),
        **_metadata(explainer, config, language),
        **(_for_machines(explainer, config, language, beside) if template == PAGE else {}),
        "explainer": explainer,
        "story": story,
        "chronology": line,
        "strip": strip.draw(line, story.published, language) if template == PAGE else Markup(),
        "sources": _sources(citer),
        "titles": {name: labels.say(language, _nav(name, language)) for name in (*sections, "sources")},
        "exports": exporting.offers(beside, config),
    }
    page = rendered(config, template, values)
    if citer.owes:
        raise TemplateError(
            "words are printed without a link to their sentence",
            "end the line with {{ marks() }} or cite without wait=true",
            path=f"{config.templates}/{template}",
        )
    return page


def _metadata(explainer: Explainer, config: Config, language: Language) -> dict[str, Any]:
    """What the head of a page says of it: question, description and address."""
    published = explainer.story.published
    question = labels.question_text(explainer.story.question, language)
    told = formats.text(periods.day(published), language.words(Formats)) if published else ""
    return {
        "question": question,
        "embed_title": labels.label(language, "page_embed_title", question=question),
        "description": labels.description(told, language),
        "address": fragments.page(config, explainer.slug),
    }


def _for_machines(explainer: Explainer, config: Config, language: Language, beside: Collection[str]) -> dict[str, Any]:
    """The picture of a page, and its data for machines."""
    there = fragments.CARD in beside and config.base_url
    card = fragments.page(config, explainer.slug) + fragments.CARD if there else ""
    data = metadata.linked_data(explainer, config, language, card)
    return {
        "card": card,
        "linked_data": Markup(data),
        "data_hash": base64.b64encode(hashlib.sha256(data.encode()).digest()).decode(),
    }


def site_values(config: Config, language: Language) -> dict[str, Any]:
    """What templates of pages about the whole site are given beside their own values."""
    return _site(config, language, 0)


def quoted_share(explainer: Explainer, html: str) -> tuple[int, int]:
    """How many words of the articles stand quoted on the page, each counted once, and how many words they have."""
    counted = shares.of_page(explainer, html)
    return sum(quoted for quoted, _ in counted), sum(words for _, words in counted)


def _site(config: Config, language: Language, sources: int) -> dict[str, Any]:
    """What both kinds of page need."""
    words = language.words(Formats)
    return {
        "config": config,
        "language": language,
        "style": stylesheet.sheet(config, sources),
        "linkable": fragments.linkable,
        "clipped": labels.clipped,
        "say": lambda key, **values: labels.say(language, key, **values),
        "long_day": lambda when: formats.time_element(formats.long_day(when, words), when.isoformat()),
        "day": lambda when: formats.time_element(formats.text(periods.day(when), words), when.isoformat()),
        "date": lambda period: formats.date_element(period, words),
        "days": lambda period: formats.date_element(periods.days(period.first, period.last), words),
    }


def _tools(citer: Citer, config: Config, language: Language, published: date | None) -> dict[str, Any]:
    """What templates call: three filters that print an article's words, and functions for typed values."""
    words = language.words(Formats)

    def extract(source: Extract) -> Markup:
        shown = extracts.pieces(source, config)
        return citer.extract(source.words, shown) if shown else Markup()

    def when(dated: Dated) -> Markup:
        weekday = formats.shows_weekday(dated.period, dated.entry.event.when, published, words)
        return formats.date_element(dated.period, words, weekday=weekday)

    def gap(item: Gap) -> Markup:
        said = citer.cite(item.words, wait=True) if item.words else Markup()
        if item.date and item.date.period:
            citer.source(item.date.words, wait=True)
        told = formats.date_element(item.date.period, words) if item.date and item.date.period else Markup()
        return labels.say(language, item.label, words=said, date=told)

    return {
        "gap": gap,
        "cite": citer.cite,
        "source": citer.source,
        "marks": citer.marks,
        "extract": extract,
        "when": when,
        "quoted_expression": lambda dated: _expression(dated, words),
        "vague": _vague,
        "spelled": lambda period: formats.spelled(period, words),
        "notes": lambda dated: formats.notes(dated.period),
        "amount": lambda figure: amounts.amount(figure, language),
        "hedges": amounts.hedges,
        "figure_words": lambda item: _figure_words(item, language),
        "said": evidence.said,
        "quoted_in_part": evidence.in_part,
        "spans": evidence.spans,
        "labels": evidence.labels,
        "fragment": lambda source: fragments.to_words(source.reading.article.url, source.words),
        "headline": lambda article: _headline(article, citer, language),
        "grouped": _grouped,
        "count": lambda number: Markup('<data value="{0}">{0}</data>').format(number),
        "nav": lambda name: _nav(name, language),
    }


def _expression(dated: Dated, words: Formats) -> Span | None:
    """The article's own expression, where it is not the date itself, but for its year, nor said in the line anyway."""
    mention, told = dated.entry.event.when, dated.entry.event.words
    if mention is None or told.contains(mention.words):
        return None
    return None if formats.bracket(mention, words) in ("", str(dated.period.first.year)) else mention.words


def _vague(entry: Entry) -> Span | None:
    """The expression that gives no date, where the line does not say it anyway."""
    mention = entry.event.when
    return None if mention is None or entry.event.words.contains(mention.words) else mention.words


def _figure_words(item: KeyFigure, language: Language) -> Span | None:
    """The article's words under a number: its caption, or the figure itself where nothing else says what it is."""
    bare = amounts.unit_of(item.figure, language) is None and item.figure.kind not in _SELF_EVIDENT
    return item.caption or (item.figure.words if bare or not item.label else None)


def _nav(name: str, language: Language) -> str:
    """The key of a section's short name, for links to it."""
    return f"nav_{name}" if f"nav_{name}" in language.labels else name


def _headline(article: Article, citer: Citer, language: Language) -> Markup:
    if article.title:
        return Markup('<span data-editor="title">{}</span>').format(article.title)
    headline = article.headline
    return citer.extract(headline, (headline,)) if headline else labels.say(language, "page_untitled")


def _grouped(items: tuple[Profile, ...]) -> tuple[tuple[LabelKey | None, list[Profile]], ...]:
    """People by their group, groups in the order in which they first appear."""
    groups: dict[LabelKey | None, list[Profile]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return tuple(groups.items())


def _sources(citer: Citer) -> tuple[tuple[Article, tuple[Extract, ...]], ...]:
    """The sources by article; an article of which nothing is used is listed too."""
    return tuple(
        (reading.article, tuple(source for source in citer.evidence.extracts if source.reading is reading))
        for reading in citer.evidence.readings
    )
