"""The proof of the body of the index: each entry says what was kept of its page, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator import formats, lockdown
from generator.config import Config
from generator.elements import Element
from generator.entries import IndexEntry
from generator.errors import ProofError
from generator.formats import Formats
from generator.language import Language
from generator.periods import day
from generator.tokens import REMEDY, Labels, Token, Unit, units


def prove(body: Element, entries: Sequence[IndexEntry], config: Config, language: Language) -> None:
    """ProofError for the first thing that the index says beyond its entries."""
    known = Labels(language.labels)
    for element in body.elements():
        for name in sorted(lockdown.TEXTS & set(element.attributes)):
            raise ProofError(f"attribute {name} says {element.attributes[name]!r}", REMEDY, line=element.line)
        if element.tag == "a" and element.attributes.get("href") not in {f"{entry.slug}/" for entry in entries}:
            raise ProofError(f"a link to {element.attributes.get('href')!r}", "link to a page", line=element.line)
    for unit in units(body):
        if unit.element.tag == "li":
            _entry(unit, entries, known, language)
            continue
        for token in known.read(unit):
            site = token.kind == "editor" and token.text == " ".join(config.title.split())
            empty = token.kind == "label" and token.text == "page_index_empty" and not entries
            if not site and not empty:
                raise ProofError(f"{token.text!r} may not stand here", REMEDY, line=token.line)


def _entry(unit: Unit, entries: Sequence[IndexEntry], known: Labels, language: Language) -> None:
    heading = next(iter(unit.element.all("h2")), None)
    links = {link.attributes.get("href", "") for link in unit.element.all("a")}
    asked = heading.text if heading else ""
    entry = next(
        (one for one in entries if links == {f"{one.slug}/"} and " ".join(one.question.split()) == asked), None
    )
    if entry is None:
        raise ProofError(f"{asked!r} is the question of no page", REMEDY, line=unit.element.line)
    unit.runs = [run for run in unit.runs if not _is_question(run, asked)]
    for token in known.read(unit):
        if not _holds(token, entry, language):
            said = language.labels.get(token.text, token.text)
            raise ProofError(f"the index says {said!r} of {asked!r}", REMEDY, line=token.line)


def _is_question(run: Iterable[Element | str], question: str) -> bool:
    return " ".join("".join(part if isinstance(part, str) else "\0" for part in run).split()) == question


def _holds(token: Token, entry: IndexEntry, language: Language) -> bool:
    """Whether an entry holds what a token says."""
    words, stamp = language.words(Formats), token.element.attributes.get("datetime", "") if token.element else ""
    published = day(date.fromisoformat(entry.published)) if entry.published else None
    if token.kind == "label":
        there = {"page_index_asof": published, "page_index_next": entry.nearest, "page_published_none": not published}
        return bool(there.get(token.text))
    if token.kind == "time":
        period = {"page_index_asof": published, "page_index_next": entry.nearest}.get(token.within)
        return period is not None and (stamp, token.text) in formats.stamps(period, words)
    if token.kind == "editor":
        return entry.given and token.text == " ".join(entry.question.split())
    return token.kind == "words" and token.text == entry.excerpt
