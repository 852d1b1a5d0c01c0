"""Addresses: of pages, of articles, and of the very words in them (text fragments, `#:~:text=start,end`)."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from generator.config import Config
from generator.text import Span

SHORTEST = 3
"""Words at each end of a fragment, before it is made longer until its start occurs once."""
WHOLE = 8
"""Words up to which a fragment holds all of a sentence."""
_DIRECTIVE = ":~:text="


def page(config: Config, slug: str = "") -> str:
    """The public address of a page, or of the index; empty where the site has none."""
    if not config.base_url:
        return ""
    return f"{config.base_url.rstrip('/')}/{slug}/" if slug else f"{config.base_url.rstrip('/')}/"


def linkable(url: str) -> bool:
    """Whether an address may be a link: only of the web, never a script."""
    return url.startswith(("https://", "http://"))


def to_words(url: str, words: Span) -> str:
    """`url` with a text fragment that finds `words` in the article."""
    joint = "" if "#" in url else "#"
    return f"{url}{joint}{_DIRECTIVE}{','.join(_encode(part) for part in _parts(words))}"


def read(address: str) -> tuple[str, tuple[str, ...]]:
    """The address without its text fragment, and the words that the fragment looks for."""
    url, found, directive = address.partition(_DIRECTIVE)
    if not found:
        return address, ()
    return url.removesuffix("#"), tuple(unquote(part) for part in directive.split(","))


def _parts(words: Span) -> tuple[str, ...]:
    tokens = words.words.split()
    if len(tokens) <= WHOLE:
        return (" ".join(tokens),)
    article = words.source.span().words
    for length in range(SHORTEST, len(tokens) - SHORTEST):
        start = " ".join(tokens[:length])
        if len(re.findall(re.escape(start), article)) == 1:
            return start, " ".join(tokens[-SHORTEST:])
    return (" ".join(tokens),)


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
