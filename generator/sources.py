"""The proof of the source list: each number leads to its own sentence, in the article's words or by its address."""

from __future__ import annotations

from collections.abc import Sequence

from generator import formats, fragments, labels
from generator.elements import Element
from generator.errors import ProofError
from generator.evidence import Evidence, Extract
from generator.formats import Formats
from generator.language import Language
from generator.model import Article
from generator.periods import day
from generator.tokens import REMEDY, Token, Unit

_CUT = "…"
_EXTRACT_LABELS = frozenset({"page_in_article"})
_TRUE = "quote the sentence to the letter, with … where words are left out"


def prove(unit: Unit, tokens: Sequence[Token], evidence: Evidence, language: Language) -> None:
    """ProofError where an entry of the source list says what its sentence or its article does not."""
    number = unit.element.attributes.get("id", "").removeprefix("s")
    extract = evidence.numbered(number)
    if extract is not None and unit.element.tag == "li":
        _extract(unit, tokens, extract, language)
        return
    articles = [reading.article for reading in evidence.readings]
    faults = [_header(tokens, article, language) for article in articles]
    if all(faults):
        raise ProofError(f"the source list says {faults[0]!r}", REMEDY, line=unit.element.line)


def _extract(unit: Unit, tokens: Sequence[Token], extract: Extract, language: Language) -> None:
    line, shown = unit.element.line, False
    allowed = _EXTRACT_LABELS | ({"page_caption"} if extract.caption else set())
    backs = {key for name in extract.sections for key in (name, f"nav_{name}")}
    for token in tokens:
        if token.kind == "words":
            shown = True
            if not quotes(token.text, extract.words.words):
                raise ProofError(f"{token.text[:80]!r} is not what source {extract.number} says", _TRUE, line=line)
        elif token.kind == "number":
            if token.text != str(extract.number):
                raise ProofError(f"source {extract.number} is numbered {token.text!r}", REMEDY, line=line)
        elif token.kind != "label" or token.keys.isdisjoint(allowed | backs):
            said = language.labels.get(token.text, token.text)
            raise ProofError(f"source {extract.number} says {said!r}", REMEDY, line=line)
    linked = _addresses(unit.element, extract, language)
    if not shown and not linked:
        raise ProofError(f"source {extract.number} shows neither words nor address", "quote the sentence", line=line)


def _addresses(element: Element, extract: Extract, language: Language) -> bool:
    """Whether the entry leads to its words in the article."""
    linked = False
    for link in element.all("a"):
        href = link.attributes.get("href", "")
        if href.startswith("#"):
            if href[1:] not in extract.sections:
                raise ProofError(f"source {extract.number} leads back to {href!r}", "link to its uses", line=link.line)
            continue
        if href != fragments.to_words(extract.reading.article.url, extract.words):
            raise ProofError(f"source {extract.number} leads to {href!r}", "link to its own words", line=link.line)
        told = labels.label(language, "page_in_article_n", n=extract.number)
        if link.attributes.get("aria-label", told) != told:
            raise ProofError(f"a link says {link.attributes['aria-label']!r}", f"say {told!r}", line=link.line)
        linked = True
    return linked


def _header(tokens: Sequence[Token], article: Article, language: Language) -> str:
    """What a header of the source list says that is not so of the article; empty where all of it is."""
    licence = "" if article.licence == "own" else article.licence
    editor = {"title": article.title, "publisher": article.publisher, "licence": licence}
    headline = article.headline.words if article.headline else ""
    labels = {"page_extracts"} if article.of_others else {"page_licence"} if licence else set()
    labels |= {"page_published_none"} if article.published is None else set()
    labels |= {"page_no_address"} if not fragments.linkable(article.url) else set()
    labels |= {"page_untitled"} if not article.title and not headline else set()
    dates = {formats.text(day(article.published), language.words(Formats))} if article.published else set()
    stamp = article.published.isoformat() if article.published else ""
    for token in tokens:
        given = token.element.attributes if token.element else {}
        so = {
            "editor": token.text == " ".join(editor.get(given.get("data-editor", ""), "").split()),
            "words": token.text == headline,
            "time": token.text in dates and given.get("datetime") == stamp,
            "label": not token.keys.isdisjoint(labels),
        }
        if not so.get(token.kind, False):
            return language.labels.get(token.text, token.text) or token.kind
    return ""


def quotes(shown: str, sentence: str) -> bool:
    """Whether `shown` is the sentence, in order and to the letter, with … wherever words of it are left out."""
    if shown == sentence:
        return True
    pieces = [piece.strip() for piece in shown.split(_CUT)]
    told = [piece for piece in pieces if piece]
    at = 0
    for index, piece in enumerate(told):
        closing = index == len(told) - 1 and bool(pieces[-1])
        found = _at_word(sentence, piece, max(at, len(sentence) - len(piece)) if closing else at)
        if found < 0 or (index == 0 and pieces[0] and found > 0):
            return False
        at = found + len(piece)
    return bool(told)


def _at_word(sentence: str, piece: str, start: int) -> int:
    """Where a piece stands as whole words, from `start` on; -1 where it does not."""
    at = sentence.find(piece, start)
    while at >= 0:
        before, after = sentence[at - 1 : at], sentence[at + len(piece) : at + len(piece) + 1]
        if not (before.isalnum() and piece[0].isalnum()) and not (after.isalnum() and piece[-1].isalnum()):
            return at
        at = sentence.find(piece, at + 1)
    return -1
