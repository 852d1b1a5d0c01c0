"""The proof of lists of pages: each entry says what was kept of its page, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator import formats, labels
from generator.config import Config
from generator.elements import Element
from generator.entries import IndexEntry
from generator.errors import ProofError
from generator.formats import Formats
from generator.language import Language
from generator.periods import Period, day, month
from generator.tokens import REMEDY, Labels, Token, Unit, labels_of, units

SCRIPT = "a92267bf7307b175956977582c6d04b31c0a6a48aaf902a917cc1a80d6cf0087"
"""The SHA-256 of the only script that a site may have: that of generator/assets/search.js, without its comments."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page about a site may say: its entries, other links, labels, months, and how many pages its list has.

    `free` says that its lists are those of names and questions, not of whole entries.
    """

    entries: tuple[IndexEntry, ...] = ()
    links: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    pages: int = 1
    free: bool = False


def prove(body: Element, listed: Listed, config: Config, language: Language) -> None:
    """ProofError for the first thing that the page says beyond its entries."""
    known = labels_of(language)
    links = listed.links | {f"{entry.slug}/" for entry in listed.entries}
    names = _names(listed.entries)
    for element in body.elements():
        for name in element.opening.texts:
            if not _attribute(element, name, listed, language):
                raise ProofError(f"attribute {name} says {element.attributes[name]!r}", REMEDY, line=element.line)
        if element.tag == "a" and element.attributes.get("href") not in links:
            raise ProofError(f"a link to {element.attributes.get('href')!r}", "link to a page", line=element.line)
    for unit in units(body):
        if unit.element.tag == "script":
            continue
        if listed.free:
            _name(unit, names, listed, known, config)
        elif unit.element.tag == "li":
            _entry(unit, listed.entries, known, language)
        else:
            _frame(known.read(unit), listed, config, language)


def _attribute(element: Element, name: str, listed: Listed, language: Language) -> bool:
    told = {labels.label(language, key) for key in listed.keys & {"page_index_pages", "page_nav"}}
    if element.tag == "a" and element.text.isdecimal() and int(element.text) <= listed.pages:
        told = {labels.label(language, "page_index_page", n=element.text)}
    return name == "aria-label" and element.tag in ("a", "nav") and element.attributes[name] in told


def _frame(tokens: Iterable[Token], listed: Listed, config: Config, language: Language) -> None:
    """What stands around the entries: the name of the site, labels, months, numbers of pages."""
    words = language.words(Formats)
    months = {pair for stamp in listed.months if stamp for pair in formats.stamps(_month(stamp), words)}
    for token in tokens:
        given = token.element.attributes if token.element else {}
        site = token.kind == "editor" and token.text == " ".join(config.title.split())
        label = token.kind == "label" and not token.keys.isdisjoint(listed.keys)
        label |= token.text == "page_published_none" and "" in listed.months
        dated = token.kind == "time" and (given.get("datetime", ""), token.text) in months
        number = token.kind == "data" and token.text == given.get("value") and token.text.isdecimal()
        if not (site or label or dated or (number and 0 < int(token.text) <= listed.pages)):
            said = language.labels.get(token.text, token.text)
            raise ProofError(f"{said!r} may not stand here", REMEDY, line=token.line)


def _month(stamp: str) -> Period:
    return month(int(stamp[:4]), int(stamp[5:7]))


@dataclass(frozen=True, slots=True)
class _Names:
    """The entries of a page by their slugs, their questions, and those of them that are editors' own."""

    by_slug: Mapping[str, IndexEntry]
    questions: frozenset[str]
    given: frozenset[str]


def _names(entries: Iterable[IndexEntry]) -> _Names:
    told = [(" ".join(entry.question.split()), entry) for entry in entries]
    given = frozenset(question for question, entry in told if entry.given)
    return _Names({entry.slug: entry for _, entry in told}, frozenset(question for question, _ in told), given)


def _name(unit: Unit, names: _Names, listed: Listed, known: Labels, config: Config) -> None:
    """A line of a list: a name and pages that name it, or the question of a page."""
    links = unit.element.all("a") if unit.element.tag in ("li", "p") else ()
    entries = [names.by_slug.get(_slug(link)) for link in links]
    for link, entry in zip(links, entries, strict=True):
        if entry is None or link.text != " ".join(entry.question.split()):
            raise ProofError(f"a link says {link.text!r}", "say the question of the page", line=link.line)
    unit.runs = [run for run in unit.runs if _text(run) not in names.questions]
    for token in known.read(unit):
        editor = token.kind == "editor" and (token.text == " ".join(config.title.split()) or token.text in names.given)
        named = token.kind == "words" and all(one and token.text in (*one.people, *one.places) for one in entries)
        label = token.kind == "label" and not token.keys.isdisjoint(listed.keys)
        if not (editor or (named and entries) or label):
            raise ProofError(f"{token.text!r} may not stand here", REMEDY, line=token.line)


def _slug(link: Element) -> str:
    return link.attributes.get("href", "").removeprefix("../").partition("/")[0]


def _entry(unit: Unit, entries: Iterable[IndexEntry], known: Labels, language: Language) -> None:
    heading = next(iter(unit.element.all("h2", "h3")), None)
    links = {link.attributes.get("href", "") for link in unit.element.all("a")}
    asked = heading.text if heading else ""
    entry = next(
        (one for one in entries if links == {f"{one.slug}/"} and " ".join(one.question.split()) == asked), None
    )
    if entry is None:
        raise ProofError(f"{asked!r} is the question of no page", REMEDY, line=unit.element.line)
    unit.runs = [run for run in unit.runs if _text(run) != asked]
    for token in known.read(unit):
        if not _holds(token, entry, language):
            said = language.labels.get(token.text, token.text)
            raise ProofError(f"the index says {said!r} of {asked!r}", REMEDY, line=token.line)


def _text(run: Iterable[Element | str]) -> str:
    """The text of a run, with a mark for each element in it."""
    return " ".join("".join(part if isinstance(part, str) else "\0" for part in run).split())


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
