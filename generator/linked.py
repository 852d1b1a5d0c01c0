"""The proof of a page's JSON-LD: every string is a name, an event or a date of the explainer, or the editor's own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from generator import chronology, formats, fragments, labels
from generator.chronology import Chronology
from generator.config import Config
from generator.errors import ProofError
from generator.formats import Formats
from generator.language import Language
from generator.model import Article, Explainer, Profile

_SCHEMA = "https://schema.org"
_KEYS = {
    "Article": "@id headline inLanguage datePublished temporalCoverage about mentions isBasedOn citation "
    "image mainEntity",
    "NewsArticle": "@id headline datePublished publisher",
    "Organization": "name",
    "Person": "name description",
    "ItemList": "@id name itemListOrder numberOfItems itemListElement",
    "ListItem": "position item",
    "Event": "name startDate endDate",
}
_POINTERS = ("citation", "mainEntity")
"""Keys that hold nothing but addresses."""
_REMEDY = "JSON-LD may repeat what the page says, and nothing else"


Choice = dict[str, tuple[object, ...]]
"""Values that may stand together in one node, by key."""


@dataclass(frozen=True, slots=True)
class _About:
    explainer: Explainer
    config: Config
    language: Language
    chronology: Chronology
    _choices: dict[str, list[Choice]] = field(default_factory=dict)

    def allowed(self, kind: str) -> list[Choice]:
        """What the nodes of a kind may say."""
        if kind not in self._choices:
            self._choices[kind] = _allowed(kind, self)
        return self._choices[kind]


def prove(text: str, explainer: Explainer, config: Config, language: Language, line: int) -> None:
    """ProofError for the first value of the JSON-LD that the explainer does not hold."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProofError(f"JSON-LD cannot be read: {error}", _REMEDY, line=line) from error
    if not isinstance(data, dict) or set(data) != {"@context", "@graph"} or data["@context"] != _SCHEMA:
        raise ProofError("JSON-LD is no graph of schema.org", _REMEDY, line=line)
    about = _About(explainer, config, language, chronology.order(explainer.items("timeline")))
    for node in _list(data["@graph"]):
        fault = _fault(node, about)
        if fault:
            raise ProofError(f"JSON-LD says {fault!r}", _REMEDY, line=line)


def _fault(node: Any, about: _About) -> str:
    """What a node says that is not so; empty where all of it is."""
    if not isinstance(node, dict):
        return str(node)
    kind = str(node.get("@type", ""))
    if kind not in _KEYS or (extra := set(node) - {"@type", *_KEYS[kind].split()}):
        return (kind or str(node)) if kind not in _KEYS else ", ".join(f"{key}: {node[key]}" for key in sorted(extra))
    if kind == "Article" and (fault := _pointers(node, about)):
        return fault
    plain = {key: value for key, value in node.items() if key != "@type" and not isinstance(value, (dict, list))}
    allowed = about.allowed(kind)
    if kind == "Event" and "name" in plain:  # of which there are many
        likely = [choice for choice in allowed if plain["name"] in choice["name"]]
    else:
        likely = allowed
    if not any(all(plain[key] in choice.get(key, ()) for key in plain) for choice in likely):
        known = {value for choice in allowed for values in choice.values() for value in values}
        return str(next((value for value in plain.values() if value not in known), plain))
    held = (value for key, value in node.items() if key not in _POINTERS and isinstance(value, (dict, list)))
    inner = (child for value in held for child in _list(value))
    return next((fault for child in inner if (fault := _fault(child, about))), "")


def _pointers(node: dict[str, Any], about: _About) -> str:
    """An address that an article of a page points to and that is none of its own; empty where there is none."""
    urls = {reading.article.url for reading in about.explainer.story.readings if reading.article.url}
    timeline = {"@id": f"{fragments.page(about.config, about.explainer.slug)}#timeline"}
    stray = [str(url) for url in _list(node.get("citation", [])) if url not in urls]
    stray += [str(node["mainEntity"])] if node.get("mainEntity", timeline) != timeline else []
    return next(iter(stray), "")


def _allowed(kind: str, about: _About) -> list[Choice]:
    story, language = about.explainer.story, about.language
    here = fragments.page(about.config, about.explainer.slug)
    if kind == "Article":
        published = (story.published.isoformat(),) if story.published else ()
        question = (labels.question_text(story.question, language),)
        coverage = (_coverage(about),)
        dates = {"datePublished": published, "temporalCoverage": coverage}
        image = (f"{here}{fragments.CARD}",) if here else ()
        return [{"@id": (here,), "image": image, "headline": question, "inLanguage": (language.code,), **dates}]
    if kind == "Person":
        people = (item for item in about.explainer.items("people") if isinstance(item, Profile))
        return [
            {"name": (one.person.words.words,), "description": tuple(role.words.words for role in one.roles)}
            for one in people
        ]
    if kind in ("NewsArticle", "Organization"):
        return [_source(kind, reading.article) for reading in about.explainer.story.readings]
    dated = about.chronology.dated
    if kind == "ItemList":
        order = (f"{_SCHEMA}/ItemListOrderAscending",)
        name = (labels.label(language, "timeline"),)
        return [{"@id": (f"{here}#timeline",), "name": name, "itemListOrder": order, "numberOfItems": (len(dated),)}]
    if kind == "ListItem":
        return [{"position": tuple(range(1, len(dated) + 1))}]
    both = ((item, formats.ends(item.period, about.language.words(Formats))) for item in dated)
    return [
        {"name": (item.entry.event.words.words,), "startDate": (start,), "endDate": (end,)}
        for item, (start, end) in both
    ]


def _source(kind: str, article: Article) -> Choice:
    if kind == "Organization":
        return {"name": (article.publisher,) if article.publisher else ()}
    headline = article.title or (article.headline.words if article.headline else "")
    published = (article.published.isoformat(),) if article.published else ()
    return {"@id": (article.url,), "headline": (headline,), "datePublished": published}


def _coverage(about: _About) -> str:
    dated = about.chronology.dated
    if not dated:
        return ""
    first = min(dated, key=lambda item: item.period.first).period
    last = max(dated, key=lambda item: item.period.last).period
    start, end = (
        formats.ends(first, about.language.words(Formats))[0],
        formats.ends(last, about.language.words(Formats))[1],
    )
    return start if start == end else f"{start}/{end}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
