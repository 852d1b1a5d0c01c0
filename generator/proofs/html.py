"""The proof of HTML: the facts box to embed, and the pages about the whole site."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import claims, elements, formats, fragments, indexing, labels, listing, lockdown, matching
from generator.elements import Element
from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.periods import day
from generator.tokens import REMEDY, Token, labels_of, units
from generator.vouching import Voucher

SUFFIXES = (".html",)
_POLICY = "default-src 'none';style-src 'unsafe-inline';img-src 'self' data:;connect-src 'self'"
_FRAMED = "default-src 'none';style-src 'unsafe-inline';img-src data:"
_PLAIN = {"viewport": "width=device-width,initial-scale=1", "color-scheme": "light dark"}
_BASE = {"href": "./", "target": "_parent"}
# What the page to search has beside what other pages have.
_SEARCH: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("script", {}),
    ("p", {"class": "find", "hidden": ""}),
    ("p", {"id": "none", "role": "status", "hidden": ""}),
    ("label", {"for": "find"}),
    ("input", {"id": "find", "type": "search", "autocomplete": "off"}),
)


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError, with the line, for the first thing that a page says of its own."""
    try:
        page = elements.parse(data.decode("utf-8"))
    except elements.MarkupError as error:
        raise ProofError(f"line {error.line}: {error}", "mend the template") from error
    try:
        _embedded(page, about) if isinstance(about, PageData) else _site(page, name, about)
    except ProofError as error:
        raise ProofError(f"line {error.line}: {error.what}", error.remedy) from error


def _embedded(page: Element, about: PageData) -> None:
    """The facts of a page in a frame: no other section, and links to the page alone."""
    lockdown.inspect(page, (("base", _BASE),))
    head, body = lockdown.parts(page)
    bases = head.all("base")
    head.children = [child for child in head.children if child not in bases]
    question = labels.question_text(about.explainer.story.question, about.language)
    title = labels.label(about.language, "page_embed_title", question=question)
    known = _PLAIN | {"robots": "noindex", "Content-Security-Policy": _FRAMED}
    lockdown.prove_head(head, title, known, about.address)
    if len(bases) != 1 or page.all("script"):
        raise ProofError("the links of the box stay in its frame", "write <base> once", line=head.line)
    held = claims.of(about.explainer, about.language)
    for element in body.elements():
        _frame_attributes(element, about)
    known_labels = labels_of(about.language)
    facts = matching.Group(about.explainer.items("facts"), held)
    for unit in units(body):
        if not about.explainer.story.question.given:
            unit.runs = [run for run in unit.runs if "".join(map(_raw, run)).strip() != question]
        tokens = known_labels.read(unit)
        if any(token.kind in ("words", "mark", "data") for token in tokens):
            matching.prove(tokens, facts, held)
        else:
            for token in tokens:
                _frame_token(token, about)


def _frame_attributes(element: Element, about: PageData) -> None:
    told = labels.label(about.language, "page_source", n=element.text) if element.opening.atom == "mark" else ""
    for name in element.opening.texts:
        if not told or element.attributes[name] != told:
            raise ProofError(f"attribute {name} says {element.attributes[name]!r}", REMEDY, line=element.line)
    href = element.attributes.get("href")
    wanted = f"#s{element.text}" if told else "./"
    if element.tag == "a" and href != wanted:
        raise ProofError(f"a link to {href!r}", "the box links to its page", line=element.line)


def _frame_token(token: Token, about: PageData) -> None:
    story = about.explainer.story
    if token.kind == "editor" and token.text == " ".join(story.question.given.split()):
        return
    if token.kind == "label" and token.keys & {"facts", "page_description_date"}:
        return
    stamp = token.element.attributes.get("datetime", "") if token.element else ""
    words = about.language.words(formats.Formats)
    if token.kind == "time" and story.published and (stamp, token.text) in formats.stamps(day(story.published), words):
        return
    raise ProofError(f"{token.text!r} may not stand here", REMEDY, line=token.line)


def _raw(part: Element | str) -> str:
    return part if isinstance(part, str) else "\0"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What one kind of page about the site may have."""

    title: str
    here: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    policy: str = _POLICY
    beside: Mapping[str, str] = field(default_factory=dict)
    also: tuple[tuple[str, Mapping[str, str]], ...] = ()
    listed: listing.Listed = field(default_factory=listing.Listed)


def _site(page: Element, name: str, site: SiteData) -> None:
    kind = _kind(page, name, site)
    lockdown.inspect(page, kind.also)
    head, body = lockdown.parts(page)
    known = _PLAIN | dict(kind.meta) | {"Content-Security-Policy": kind.policy}
    lockdown.prove_head(head, kind.title, known, kind.here, kind.beside)
    listing.prove(body, kind.listed, site.config, site.language)


def _kind(page: Element, name: str, site: SiteData) -> _Kind:
    language = site.language
    index = next((one for one in indexing.split(site) if one.file == name), None)
    if index is not None:
        return _index(index, site)
    if name == "search.html":
        return _search(page, site)
    if name == "404.html":
        links = {site.address, f"{site.address}search.html"} if site.address else set()
        keys = {"page_missing_title", "page_missing", "page_index_all", "page_search"}
        listed = listing.Listed(links=frozenset(links), keys=frozenset(keys))
        return _Kind(labels.label(language, "page_missing_title"), meta={"robots": "noindex"}, listed=listed)
    alias = name.removesuffix("/index.html")
    entry = next((entry for entry in site.entries if alias in entry.aliases), None)
    if entry is None:
        raise ProofError("no page is to stand here", "leave it out", line=1)
    there = f"../{entry.slug}/"
    keys = {"page_moved_title", "page_moved"}
    listed = listing.Listed((entry,), frozenset({there}), frozenset(keys), free=True)
    meta = {"robots": "noindex", "refresh": f"0; url={there}"}
    here = fragments.page(site.config, entry.slug)
    return _Kind(labels.label(language, "page_moved_title"), here, meta, listed=listed)


def _index(index: indexing.IndexPage, site: SiteData) -> _Kind:
    about = labels.label(site.language, "page_index_description")
    title = indexing.title(index, site.config, site.language)
    here = site.address + ("" if index.number == 1 else index.file) if site.address else ""
    others = indexing.split(site)
    beside = indexing.alternates(site.config)
    links = {"./", *(other.file for other in others[1:]), *beside}
    links |= {"search.html"} if indexing.searchable(site.config) else set()
    keys = {"page_search", "page_feed", "page_index_pages"} | ({"page_index_empty"} if not site.entries else set())
    listed = listing.Listed(
        tuple(entry for _, entries in index.groups for entry in entries),
        frozenset(links),
        frozenset(keys),
        months=frozenset(stamp for stamp, _ in index.groups),
        pages=len(others),
    )
    meta = {"description": about, "og:type": "website", "og:title": title, "og:description": about, "og:url": here}
    return _Kind(title, here, meta, beside=beside, listed=listed)


def _search(page: Element, site: SiteData) -> _Kind:
    script = next(iter(page.all("script")), None)
    digest = hashlib.sha256((script.raw if script else "").encode()).digest()
    if len(page.all("script")) != 1 or digest.hex() != listing.SCRIPT:
        raise ProofError("the page carries another script than the program's own", "leave it as it is", line=1)
    policy = f"{_POLICY};script-src 'sha256-{base64.b64encode(digest).decode()}'"
    about = labels.label(site.language, "page_search_description")
    keys = {"page_search", "page_nav", "page_search_label", "page_search_none", "page_questions", "people"}
    links = {"./", "#questions", "#people", "#places", *(f"{entry.slug}/#people" for entry in site.entries)}
    listed = listing.Listed(site.entries, frozenset(links), frozenset({*keys, "page_places"}), free=True)
    here = f"{site.address}search.html" if site.address else ""
    title = labels.label(site.language, "page_search")
    return _Kind(title, here, {"description": about}, policy, also=_SEARCH, listed=listed)
