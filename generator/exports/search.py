"""search.html: all questions, people and places of a site in one page; a small script narrows the lists down."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from generator import fragments, labels, pages
from generator.entries import IndexEntry
from generator.exporting import Files, Scope, SiteData
from generator.templating import rendered

SCOPE: Scope = "site"
FILES = ("search.html",)
OFFER = None
NEEDS_ADDRESS = False


@dataclass(frozen=True, slots=True)
class Row:
    """A name and the pages that name it; a question, where there is no name."""

    name: str
    entries: tuple[IndexEntry, ...]


def about(site: SiteData) -> object:
    """What the page says of the site."""
    return tuple((one.question, one.given, one.slug, one.published, one.people, one.places) for one in site.entries)


def write(site: SiteData) -> Files:
    """The page: complete without its script."""
    lists = {
        "questions": [Row("", (entry,)) for entry in sorted(site.entries, key=lambda entry: _plain(entry.question))],
        "people": _names(site.entries, lambda entry: entry.people),
        "places": _names(site.entries, lambda entry: entry.places),
    }
    values = {
        **pages.site_values(site.config, site.language),
        "title": labels.label(site.language, "page_search"),
        "address": f"{fragments.page(site.config)}search.html" if site.address else "",
        "lists": [(name, rows) for name, rows in lists.items() if rows],
        "headings": {"questions": "page_questions", "people": "people", "places": "page_places"},
        "script": Markup(script()),
        "script_hash": base64.b64encode(hashlib.sha256(script().encode()).digest()).decode(),
    }
    return {"search.html": rendered(site.config, "search.html.j2", values).encode("utf-8")}


@cache
def script() -> str:
    """The script of the page, without comments and indentation."""
    from importlib.resources import files  # noqa: PLC0415  # most edits of an article leave the search as it is

    text = files("generator").joinpath("assets", "search.js").read_text(encoding="utf-8")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip() and line.strip()[:2] != "//")


def _names(entries: Iterable[IndexEntry], of: Callable[[IndexEntry], tuple[str, ...]]) -> list[Row]:
    named: dict[str, list[IndexEntry]] = {}
    for entry in entries:
        for name in of(entry):
            named.setdefault(name, []).append(entry)
    return [Row(name, tuple(named[name])) for name in sorted(named, key=lambda name: (_plain(name), name))]


def _plain(text: str) -> str:
    """A text as it is sorted: without accents and capitals."""
    folded = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))
