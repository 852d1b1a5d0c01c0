"""How much of a source sentence the source list quotes: all of it, what the page uses of it, or only its address."""

from __future__ import annotations

import re
from itertools import groupby

from generator import fragments
from generator.config import Config
from generator.evidence import Extract
from generator.model import Article
from generator.text import Extracts, Span

MOST_WORDS = 20
"""Words of a clipped extract."""
BRIDGED = 2
"""Unused words between two used ones that are quoted with them rather than cut."""
SHOWN = frozenset({"answer", "quotes"})
"""Sections whose sentences a source list shows even where it gives only the addresses of others."""


def mode(article: Article, config: Config) -> Extracts:
    """What of an article's sentences is quoted: by default all of one's own, and only the addresses of others'.

    Without an address the words themselves, since nothing else could prove them.
    """
    wanted = _chosen(article, config) or ("link" if article.of_others else "full")
    return "clip" if wanted == "link" and not fragments.linkable(article.url) else wanted


def _chosen(article: Article, config: Config) -> Extracts | None:
    return article.extracts or config.extracts


def pieces(extract: Extract, config: Config) -> tuple[Span, ...]:
    """The spans of the sentence to quote, with a cut between each two; none where only the address is given.

    Where nobody chose, what the page quotes at length anyway (the answer, quotations) is shown beside its address.
    """
    article = extract.reading.article
    how = mode(article, config)
    if how == "full":
        return (extract.words,)
    if how == "clip":
        return clip(extract.words, extract.used)
    shown = _chosen(article, config) is None and SHOWN.intersection(extract.sections)
    return clip(extract.words, extract.used, 0) if shown else ()


def clip(words: Span, used: tuple[Span, ...], bridged: int = BRIDGED) -> tuple[Span, ...]:
    """The used parts of a sentence in whole words, MOST_WORDS at most; short gaps between them are quoted too."""
    tokens = [words.sub(match.start(), match.end()) for match in re.finditer(r"\S+", str(words))]
    kept: set[int] = set()
    for span in sorted(used, key=len):  # short evidence first: a long sentence must not crowd it out
        fresh = [index for index, token in enumerate(tokens) if token.overlaps(span) and index not in kept]
        kept.update(fresh[: MOST_WORDS - len(kept)])
    for index in range(1, len(tokens) - 1):
        near = kept.intersection(range(index + 1, index + 1 + bridged))
        if index - 1 in kept and near and len(kept) < MOST_WORDS:
            kept.add(index)
    runs = groupby(enumerate(sorted(kept)), key=lambda pair: pair[1] - pair[0])
    ends = [[token for _, token in run] for _, run in runs]
    found = (tokens[run[0]].to(tokens[run[-1]]).strip(",;:") for run in ends)
    return tuple(piece for piece in found if piece.words)
