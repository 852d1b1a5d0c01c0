"""The words of the articles that a finished page quotes, counted from the page itself."""

from __future__ import annotations

import re

from markupsafe import Markup

from generator.model import Explainer

Share = tuple[int, int]
"""Words quoted, each counted once, and words that there are."""
_QUOTED = re.compile(r"<q\b[^>]*>(.*?)</q>", re.DOTALL)
_ADDED = re.compile(r' ?<span class="x">[^<]*</span>')
_CUT = "…"


def of_page(explainer: Explainer, html: str) -> tuple[Share, ...]:
    """The share of each article that a page quotes, in the order of the explainer's readings."""
    quoted = {Markup(found).striptags() for found in _QUOTED.findall(_ADDED.sub("", html))}
    said = {piece.strip() for words in quoted for piece in words.split(_CUT) if piece.strip()}
    return tuple(_of(reading.article.source.span().words, said) for reading in explainer.story.readings)


def _of(article: str, said: set[str]) -> Share:
    covered = bytearray(len(article))
    for part in said:
        whole = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", article)
        if whole is not None:
            covered[whole.start() : whole.end()] = b"\1" * len(part)
    words = [match.span() for match in re.finditer(r"\S+", article)]
    return sum(any(covered[start:end]) for start, end in words), len(words)
