"""facts.html: the facts box of a page alone, to be shown in a frame on another site; its links open the page there."""

from __future__ import annotations

import re
from functools import lru_cache

from generator import pages
from generator.exporting import Files, Offer, PageData, Scope
from generator.model import LabelKey

SCOPE: Scope = "page"
FILES = ("facts.html",)
OFFER = Offer("facts.html", "text/html", LabelKey("page_export_embed"))
NEEDS_ADDRESS = False
_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
_HEADING = re.compile(r"(</?)h2\b")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_EMPTY = re.compile(r"@media[^{}]*\{\}")


def write(page: PageData) -> Files:
    """The box; nothing for a page without facts. Of the style sheet it has the rules that it can use."""
    if not page.explainer.items("facts"):
        return {}
    html = pages.render(page.explainer, page.config, page.language, template="facts.html.j2")
    html = _HEADING.sub(r"\1h1", html)  # alone in its frame, the heading of the section is that of the page
    body = html[html.index("<body") :]
    names = {name for found in re.findall(r'(?:class|id)="([^"]*)"', body) for name in found.split()}
    return {"facts.html": _STYLE.sub(lambda style: pruned(style.group(), names), html).encode("utf-8")}


def pruned(css: str, names: set[str]) -> str:
    """A style sheet without the rules for classes and ids that are not among `names`."""
    return _pruned(css, _named(css) & names)


@lru_cache(maxsize=8)
def _named(css: str) -> frozenset[str]:
    """All names that a style sheet may ask for."""
    return frozenset(_NAME.findall(css))


@lru_cache(maxsize=32)
def _pruned(css: str, names: frozenset[str]) -> str:
    # Most boxes use the same few names of one style sheet.
    def kept(rule: re.Match[str]) -> str:
        selectors = [one for one in _split(rule.group(1)) if set(_NAME.findall(one)) <= names]
        return f"{','.join(selectors)}{{{rule.group(2)}}}" if selectors else ""

    return _EMPTY.sub("", _RULE.sub(kept, css))


def _split(selectors: str) -> list[str]:
    """The selectors of a list; commas inside brackets part nothing."""
    return re.split(r",(?![^()]*\))(?![^\[\]]*\])", selectors)
