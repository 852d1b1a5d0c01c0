"""Addresses: of pages, of articles, and of the very words in them (text fragments, `#:~:text=start,end`)."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, unquote

from generator.config import Config
from generator.text import Source, Span

SHORTEST = 3
"""Words at each end of a fragment, before it is made longer until its start occurs once."""
WHOLE = 8
"""Words up to which a fragment holds all of a sentence."""
CARD = "card.png"
"""The picture that others show where they link to a page, beside it."""
_CONTEXT = 60
"""Words before a repeated passage that may tell which one is meant."""
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
    """`url` with a text fragment that finds `words` in the article: `#:~:text=[before-,]start[,end]`.

    Where the article has the words twice, those before them tell which are meant.
    """
    joint = "" if "#" in url else "#"
    start, *end = _parts(words)
    before = _before(words, start)
    directive = ",".join(map(_encode, (start, *end)))
    return f"{url}{joint}{_DIRECTIVE}{f'{_encode(before)}-,' if before else ''}{directive}"


def read(address: str) -> tuple[str, tuple[str, ...]]:
    """The address without its text fragment, and the words that the fragment looks for."""
    url, found, directive = address.partition(_DIRECTIVE)
    if not found:
        return address, ()
    return url.removesuffix("#"), tuple(unquote(part.removesuffix("-")) for part in directive.split(","))


def _parts(words: Span) -> tuple[str, ...]:
    """The start and the end of the words, or all of them; the start is theirs alone, as browsers look for it."""
    tokens = words.words.split()
    whole = " ".join(tokens)
    if len(tokens) <= WHOLE:
        return (whole,)
    article = _folded(words.source)
    for length in range(SHORTEST, len(tokens) - SHORTEST):
        start = " ".join(tokens[:length])
        if _occurs_once(start.casefold(), article):
            return start, _end(tokens, length)
    return (whole,)


def _end(tokens: list[str], length: int) -> str:
    """The last of the tokens, so many that no earlier place behind the start could be taken for the end."""
    rest = " ".join(tokens[length:]).casefold()
    for count in range(SHORTEST, len(tokens) - length):
        end = " ".join(tokens[-count:])
        folded = end.casefold()
        if rest.find(folded) == len(rest) - len(folded):
            return end
    return " ".join(tokens[length:])


def _before(words: Span, start: str) -> str:
    """The fewest words before these with which they occur once; none where they do so alone, or never do."""
    article = _folded(words.source)
    if _occurs_once(start.casefold(), article):
        return ""
    tokens = words.source.span(0, words.start).words.split()
    told = (" ".join(tokens[-length:]) for length in range(SHORTEST, min(len(tokens), _CONTEXT) + 1))
    return next((before for before in told if _occurs_once(f"{before} {start}".casefold(), article)), "")


def _occurs_once(words: str, article: str) -> bool:
    """Whether whole words occur once; both are casefolded, since browsers tell no capitals."""
    found, at = 0, article.find(words)
    while at >= 0 and found < 2:
        end = at + len(words)
        inside = at and article[at - 1].isalnum() and words[0].isalnum()
        found += not (inside or (article[end : end + 1].isalnum() and words[-1].isalnum()))
        at = article.find(words, at + 1)
    return found == 1


@lru_cache(maxsize=16)
def _folded(source: Source) -> str:
    return source.span().words.casefold()


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
