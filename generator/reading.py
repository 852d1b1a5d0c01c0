"""Reading: one article in, everything that stands in it out. Pure, so it can be cached or run anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath

from generator import decoding, documents, entities, plugins
from generator import language as languages
from generator.config import Config
from generator.errors import ArticleError
from generator.finders import (
    clauses,
    dates,
    events,
    figures,
    outcomes,
    people,
    places,
    quotes,
    sentences,
    topics,
)
from generator.model import Article, Reading


def suffixes() -> tuple[str, ...]:
    """The suffixes of the files that can be read."""
    return tuple(suffix for reader in plugins.parts("readers") for suffix in reader.SUFFIXES)


def read(data: bytes, path: str, config: Config, published: date | None = None) -> Reading:
    """Everything that stands in one article. `published` stands in where the article has no date. ArticleError."""
    suffix = PurePath(path).suffix.lower()
    reader = next((part for part in plugins.parts("readers") if suffix in part.SUFFIXES), None)
    if reader is None:
        raise documents.fault(suffix, suffixes(), path)
    _refuse_long(data, path, config)
    article: Article = reader.read(data, path, languages.load(config.language))
    if article.published is None and published is not None:
        article = replace(article, published=published)
    return find(article, config)


def _refuse_long(data: bytes, path: str, config: Config) -> None:
    """ArticleError for a file of more characters than the settings allow, before anything is made of it."""
    if len(data) <= config.article_limit:
        return
    length = len(decoding.decode(data, path, ArticleError))
    if length > config.article_limit:
        what = f"the article has {length:,} characters; the limit is {config.article_limit:,}"
        raise ArticleError(what, "split it, or raise 'article_limit' in the settings", path=path, line=1)


def find(article: Article, config: Config) -> Reading:
    """The facts of an article: each finder is handed the article and what the finders before it found."""
    language = languages.load(article.language)
    told = sentences.find(article, language)
    if not language.finds:
        return Reading(article, told)
    pieces = clauses.find(told, language)
    times = dates.find(article, told, pieces, language, config.week_starts)
    seen = entities.find(article, config.spacy)
    names = entities.retyped(places.find(article, told, language), seen)
    persons = people.find(article, told, names, language, seen.people)
    said = quotes.find(article, told, persons, names, language)
    amounts = figures.find(article, told, times.mentions, language)
    decided = outcomes.find(article, told, amounts, language)
    subject = people.subject(persons, article, told, language)
    happened = events.find(article, told, pieces, times.mentions, said, decided, language, persons, subject)
    return Reading(
        article=article,
        sentences=told,
        clauses=pieces,
        dates=times.mentions,
        impossible=times.impossible,
        places=names,
        people=persons,
        figures=amounts,
        quotes=said,
        outcomes=decided,
        events=happened,
        subject=subject,
        recognizer=seen.recognizer,
        topic=None if subject else topics.find(article, told, persons, language),
    )
