"""How much of a source sentence the source list quotes: all of it, what the page uses of it, or only its address."""

from __future__ import annotations

import re
from itertools import groupby

from generator import fragments
from generator.config import Config
from generator.evidence import Extract
from generator.text import Extracts, Span

MOST_WORDS = 20
"""Words of a clipped extract."""
_BRIDGED = 2
"""Unused words between two used ones that are quoted with them rather than cut."""


def mode(extract: Extract, config: Config) -> Extracts:
    """What of a sentence is quoted; without an address the words themselves, since nothing else could prove them."""
    article = extract.reading.article
    wanted = article.extracts or config.extracts
    return "clip" if wanted == "link" and not fragments.linkable(article.url) else wanted


def pieces(extract: Extract, config: Config) -> tuple[Span, ...]:
    """The spans of the sentence to quote, with a cut between each two; none where only the address is given."""
    how = mode(extract, config)
    if how == "full":
        return (extract.words,)
    return clip(extract.words, extract.used) if how == "clip" else ()


def clip(words: Span, used: tuple[Span, ...]) -> tuple[Span, ...]:
    """The used parts of a sentence in whole words, MOST_WORDS at most."""
    tokens = [words.sub(match.start(), match.end()) for match in re.finditer(r"\S+", str(words))]
    kept: set[int] = set()
    for span in sorted(used, key=len):  # short evidence first: a long sentence must not crowd it out
        fresh = [index for index, token in enumerate(tokens) if token.overlaps(span) and index not in kept]
        kept.update(fresh[: MOST_WORDS - len(kept)])
    for index in range(1, len(tokens) - 1):
        near = kept.intersection(range(index + 1, index + 1 + _BRIDGED))
        if index - 1 in kept and near and len(kept) < MOST_WORDS:
            kept.add(index)
    runs = groupby(enumerate(sorted(kept)), key=lambda pair: pair[1] - pair[0])
    ends = [[token for _, token in run] for _, run in runs]
    found = (tokens[run[0]].to(tokens[run[-1]]).strip(",;:") for run in ends)
    return tuple(piece for piece in found if piece.words)
