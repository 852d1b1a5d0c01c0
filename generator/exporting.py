"""What exports are made of, and what a page says of them: the data they are handed, and the files they offer.

An export is one file in `exports/` with `SCOPE` ("page" or "site"), `FILES`, `OFFER` (how a page links to it, or None),
`NEEDS_ADDRESS` (whether it means nothing without `base_url`) and `write(data) -> {name: bytes}`: no files where it has
nothing to say. Of a page it is handed PageData, of the site SiteData. Its proof stands in `proofs/`, by file type. One
of the site also has `about(data)`: what its files depend on, so that they are made again when that changes, and not
before. One of a page may have it, where making its files takes long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring
from types import ModuleType, NoneType
from typing import Any, Literal
from urllib.parse import quote

from generator import chronology, evidence, fragments, plugins
from generator.chronology import Chronology
from generator.config import Config
from generator.entries import IndexEntry
from generator.evidence import Evidence
from generator.language import Language
from generator.model import Explainer, LabelKey
from generator.text import Span

# What XML 1.0 does not allow, and RFC 5545 neither, but for the line feed.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
Scope = Literal["page", "site"]
Json = dict[str, Any]
Files = Mapping[str, bytes]
# Characters that could end a script element, or a line of a script, around the JSON.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Offer:
    """How a page links to an export: the file beside it, its media type and the key of the link's label."""

    file: str
    media: str
    label: LabelKey


@dataclass(frozen=True, slots=True)
class PageData:
    """An explainer with what every export of it needs."""

    explainer: Explainer
    config: Config
    language: Language
    evidence: Evidence
    chronology: Chronology

    @property
    def address(self) -> str:
        """The public address of the page; empty where the site has none."""
        return fragments.page(self.config, self.explainer.slug)

    def place(self, span: Span) -> Json:
        """A span as the index of its article in `articles`, and offsets in code points into that article's text."""
        readings = self.explainer.story.readings
        if readings[0].article.source is span.source:
            return {"article": 0, "start": span.start, "end": span.end}
        article = next(index for index, one in enumerate(readings) if one.article.source is span.source)
        return {"article": article, "start": span.start, "end": span.end}

    def numbers(self, *spans: Span | None) -> list[int]:
        """The numbers of the sources behind spans, each once, in order."""
        found = [self.evidence.numbers(span) for span in spans if span is not None]
        return [*found[0]] if len(found) == 1 else sorted({number for numbers in found for number in numbers})


@dataclass(frozen=True, slots=True)
class SiteData:
    """What the index knows of every page, newest first."""

    entries: tuple[IndexEntry, ...]
    config: Config
    language: Language

    @property
    def address(self) -> str:
        """The public address of the site; empty where it has none."""
        return fragments.page(self.config)


def page_data(explainer: Explainer, config: Config, language: Language) -> PageData:
    """What the exports of a page are made of."""
    line = chronology.order(explainer.items("timeline"))
    return PageData(explainer, config, language, evidence.gather(explainer), line)


def site_data(entries: tuple[IndexEntry, ...], config: Config, language: Language) -> SiteData:
    """What the exports of a site are made of; pages without a date come last."""
    ordered = sorted(sorted(entries, key=lambda entry: entry.slug), key=lambda entry: entry.published, reverse=True)
    return SiteData(tuple(ordered), config, language)


def enabled(config: Config, scope: Scope) -> tuple[ModuleType, ...]:
    """The exports of a scope that the settings ask for, by name; all of them where the settings name none."""
    return _parts(None if config.exports is None else tuple(config.exports), scope)


@cache  # the folder is not walked anew for every page
def _parts(asked: tuple[str, ...] | None, scope: Scope) -> tuple[ModuleType, ...]:
    names = plugins.names("exports") if asked is None else sorted(set(asked))
    return tuple(part for part in (plugins.load("exports", name) for name in names) if scope == part.SCOPE)


def possible(config: Config) -> tuple[Offer, ...]:
    """The links to exports that a page of the site may have."""
    return tuple(part.OFFER for part in enabled(config, "page") if part.OFFER is not None)


def offers(files: Collection[str], config: Config) -> tuple[Offer, ...]:
    """The links that a page has where these files stand beside it."""
    return tuple(offer for offer in possible(config) if offer.file in files)


def printable(text: str) -> str:
    """A text for notations that know no control characters (XML, calendars): a space stands for each."""
    return _CONTROLS.sub(" ", text)


def ascii_address(address: str) -> str:
    """An address for formats that want it in ASCII: other letters as their bytes in UTF-8, percent-encoded."""
    return quote(address, safe="/:?#[]@!$&'()*+,;=%~")


class Laid(str):
    """A value of the outermost object of a file, as the file will have it: what two files say is written once."""

    __slots__ = ()


def laid(value: object) -> Laid:
    """A value as `json_bytes` writes it where it stands in the outermost object."""
    return Laid(_laid_out(value, "\n "))


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8 that may also stand inside a script element."""
    text = _laid_out(value, "\n")
    for character, escape in _UNSAFE.items():
        text = text.replace(character, escape)
    return (text + "\n").encode("utf-8")


def _laid_out(value: object, gap: str) -> str:
    """What `json.dumps(value, ensure_ascii=False, indent=1)` gives, which takes several times as long over it."""
    kind = type(value)
    if kind in _SCALARS:
        return _SCALARS[kind](value)
    if isinstance(value, str):
        return encode_basestring(value)
    if not value or not isinstance(value, (dict, list)):
        return json.dumps(value)
    inner = gap + " "
    comma = f",{inner}"
    if isinstance(value, dict):
        told = [f"{encode_basestring(key)}: {_laid_out(held, inner)}" for key, held in value.items()]
        return f"{{{inner}{comma.join(told)}{gap}}}"
    return f"[{inner}{comma.join([_laid_out(held, inner) for held in value])}{gap}]"


_SCALARS: Mapping[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    NoneType: {None: "null"}.__getitem__,
    Laid: lambda written: written,
}
"""How a value is written that holds no others."""
