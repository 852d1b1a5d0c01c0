"""The words of the articles that a finished page quotes, counted from the page itself."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from generator.model import Explainer

Share = tuple[int, int]
"""Words quoted, each counted once, and words that there are."""
_QUOTED = re.compile(r"<q\b[^>]*>((?:[^<]++|<(?!/q>))*+)</q>")
_ADDED = re.compile(r'<span class="x">[^<]*</span>')
_TAG = re.compile(r"<[^>]*>")
_CUT = "…"


def of_page(explainer: Explainer, html: str) -> tuple[Share, ...]:
    """The share of each article that a page quotes, in the order of the explainer's readings."""
    said = _said(html)
    return tuple(_of(reading.article.source.span().words, said) for reading in explainer.story.readings)


@lru_cache(maxsize=2)  # the proof of a page asks, and the summary of the build once more
def _said(html: str) -> frozenset[str]:
    """The stretches of an article's words that stand quoted on a page."""
    *before, last = _ADDED.split(html)
    own = "".join([part.removesuffix(" ") for part in before]) + last
    told = {_TAG.sub("", found) if "<" in found else found for found in _QUOTED.findall(own)}
    quoted = {unescape(" ".join(found.split())) for found in told}
    return frozenset([piece.strip() for words in quoted for piece in words.split(_CUT) if piece.strip()])


@lru_cache(maxsize=16)
def _of(article: str, said: frozenset[str]) -> Share:
    """The words that one of the stretches has a part in, and all; in an article one space parts two words."""
    places = sorted([(at, at + len(part)) for part in said if (at := _found(part, article)) >= 0])
    count = reached = 0
    for start, end in places:
        first = max(article.rfind(" ", 0, start) + 1, reached)
        if first < end:
            after = article.find(" ", end)
            last = len(article) if after < 0 else after
            count += article.count(" ", first, last) + 1
            reached = last + 1
    return count, len(article.split())


def _found(part: str, article: str) -> int:
    """Where a part stands first as whole words; -1 where it does not."""
    at = article.find(part)
    while at >= 0:
        end = at + len(part)
        if not (at and _in_word(article[at - 1])) and not (end < len(article) and _in_word(article[end])):
            return at
        at = article.find(part, at + 1)
    return -1


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
