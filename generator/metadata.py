"""What a page tells machines: JSON-LD of the article, its people and its timeline."""

from __future__ import annotations

import json
from typing import Any

from generator import chronology, formats, fragments, labels
from generator.config import Config
from generator.formats import Formats
from generator.language import Language
from generator.model import Article, Explainer, Profile

_SCHEMA = "https://schema.org"


def linked_data(explainer: Explainer, config: Config, language: Language, image: str = "") -> str:
    """The JSON-LD of a page, safe inside a script element; `image` is the address of its picture."""
    graph = [_article(explainer, config, language) | ({"image": image} if image else {})]
    timeline = _timeline(explainer, config, language)
    if timeline:
        graph.append(timeline)
    told = json.dumps({"@context": _SCHEMA, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return told.replace("</", "<\\/").replace("<!--", "<\\u0021--")


def _article(explainer: Explainer, config: Config, language: Language) -> dict[str, Any]:
    story, here = explainer.story, fragments.page(config, explainer.slug)
    people = [_person(item) for item in explainer.items("people") if isinstance(item, Profile)]
    subject = story.subject.words.words if story.subject else ""
    about = [person for person in people if person["name"] == subject]
    told: dict[str, Any] = {
        "@type": "Article",
        "@id": here,
        "headline": labels.question_text(story.question, language),
        "inLanguage": language.code,
        "datePublished": story.published.isoformat() if story.published else "",
        "temporalCoverage": _coverage(explainer, language),
        "about": about,
        "mentions": [person for person in people if person not in about],
        "isBasedOn": [_source(reading.article) for reading in story.readings],
        "citation": [reading.article.url for reading in story.readings if fragments.linkable(reading.article.url)],
        "mainEntity": {"@id": f"{here}#timeline"} if _coverage(explainer, language) else None,
    }
    return {key: value for key, value in told.items() if value}


def _person(profile: Profile) -> dict[str, str]:
    told = {"@type": "Person", "name": profile.person.words.words}
    return told | {"description": profile.roles[0].words.words} if profile.roles else told


def _source(article: Article) -> dict[str, Any]:
    headline = article.title or (article.headline.words if article.headline else "")
    told: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": article.url,
        "headline": headline,
        "datePublished": article.published.isoformat() if article.published else "",
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
    }
    return {key: value for key, value in told.items() if value}


def _coverage(explainer: Explainer, language: Language) -> str:
    words = language.words(Formats)
    dated = chronology.order(explainer.items("timeline")).dated
    if not dated:
        return ""
    first = min((item.period for item in dated), key=lambda period: period.first)
    last = max((item.period for item in dated), key=lambda period: period.last)
    start, end = formats.ends(first, words)[0], formats.ends(last, words)[1]
    return start if start == end else f"{start}/{end}"


def _timeline(explainer: Explainer, config: Config, language: Language) -> dict[str, Any]:
    dated = chronology.order(explainer.items("timeline")).dated
    if not dated:
        return {}
    events = []
    for position, item in enumerate(dated, 1):
        start, end = formats.ends(item.period, language.words(Formats))
        event = {"@type": "Event", "name": item.entry.event.words.words, "startDate": start}
        event |= {"endDate": end} if end != start else {}
        events.append({"@type": "ListItem", "position": position, "item": event})
    return {
        "@type": "ItemList",
        "@id": f"{fragments.page(config, explainer.slug)}#timeline",
        "name": labels.label(language, "timeline"),
        "itemListOrder": f"{_SCHEMA}/ItemListOrderAscending",
        "numberOfItems": len(events),
        "itemListElement": events,
    }
