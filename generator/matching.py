"""The proof that one unit of a page says one item of its explainer, and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generator import formats
from generator.claims import Claims, Held
from generator.elements import Element
from generator.errors import ProofError
from generator.model import Item, Row
from generator.text import Span
from generator.tokens import Token

_CITE = "print it with the cite filter, which writes the link to its sentence"
_TRUE = "quote the article to the letter, one fact in one line"


class Group:
    """The items that may be told in one place of a page, found by the words that they have."""

    def __init__(self, items: Iterable[Item], claims: Claims) -> None:
        self.items = tuple(items)
        self._by_words: dict[str, list[Item]] = {}
        for item in self.items:
            for words in claims.held(item).spans:
                self._by_words.setdefault(words, []).append(item)

    def likely(self, tokens: Iterable[Token]) -> Sequence[Item]:
        """The items that have the words of one of the quotations, the rarest; all of them where nothing is quoted."""
        having = (self._by_words.get(_own_words(token), []) for token in tokens if token.kind == "words")
        return min(having, key=len, default=self.items)


def prove(tokens: Sequence[Token], group: Group, claims: Claims) -> Item:
    """The one item that a unit tells. ProofError where no item holds all it says, or a link is missing or wrong."""
    for item in group.likely(tokens):
        try:
            _one(tokens, claims.held(item), claims, _Progress())
        except ProofError:
            continue
        return item
    raise _nearest(tokens, group, claims)


def _nearest(tokens: Sequence[Token], group: Group, claims: Claims) -> ProofError:
    """What is wrong with a unit, seen from the item that it tells most of."""
    faults: list[tuple[int, ProofError]] = []
    for item in group.items:
        progress = _Progress()
        try:
            _one(tokens, claims.held(item), claims, progress)
        except ProofError as error:
            faults.append((progress.proved, error))
    if not faults:
        words = " ".join(token.text for token in tokens if token.kind != "mark")
        return ProofError(f"{words[:80]!r} is no fact of this section", _TRUE, line=tokens[0].line)
    return max(faults, key=lambda fault: fault[0])[1]


@dataclass(slots=True)
class _Progress:
    """How many tokens were proved, to tell the nearest of several faults."""

    proved: int = 0


def _one(tokens: Sequence[Token], held: Held, claims: Claims, progress: _Progress) -> None:
    needs: list[tuple[Collection[int], ...]] = []
    marks: list[Token] = []
    seen: set[str] = set()
    for token in (*tokens, None):
        if token is None or (token.kind != "mark" and marks):
            _linked(needs, marks, tokens[-1] if token is None else token, held)
            needs, marks = [], []
        if token is None:
            break
        if token.kind == "mark":
            marks.append(token)
            continue
        if choices := _told(token, held, claims):
            needs.append(choices)
        seen |= {_own_words(token), *token.keys}
        progress.proved += 1
    if missing := held.required - seen:
        said = ", ".join(claims.language.labels[key] for key in sorted(missing))
        raise ProofError(f"{tokens[0].text[:60]!r} leaves out {said!r}", "say the label beside it", line=tokens[0].line)
    if isinstance(held.item, Row) and (left := [span.words for span in held.item.also if span.words not in seen]):
        raise ProofError(f"a row leaves out {left[0]!r}", "print the whole row with cite", line=tokens[0].line)


def _own_words(token: Token) -> str:
    """The words of a token without what the page adds to a quotation in brackets."""
    plain = token.kind != "words" or token.element is None or _plain(token.element)
    return token.text if plain or token.element is None else _unresolved(token.element)[0]


def _plain(element: Element) -> bool:
    """Whether an element holds nothing but text."""
    return len(element.children) == 1 and isinstance(element.children[0], str)


def _linked(needs: Sequence[tuple[Collection[int], ...]], marks: Sequence[Token], near: Token, held: Held) -> None:
    linked = {int(mark.text) for mark in marks}
    for choices in needs:
        if not any(map(linked.issuperset, choices)):
            missing = min(set(choices[0]) - linked)
            raise ProofError(f"{near.text[:60]!r} stands without its link to source {missing}", _CITE, line=near.line)
    if not linked <= held.behind:
        wrong = sorted(linked - held.behind)
        raise ProofError(
            f"{near.text[:60]!r} is linked to source {wrong[0]}, which does not say it", _CITE, line=near.line
        )


def _told(token: Token, held: Held, claims: Claims) -> tuple[Collection[int], ...]:
    """The numbers of the sentences that must be linked for a token: one of these choices; none for a label."""
    element = token.element
    if token.kind == "label":
        if not token.keys.isdisjoint(held.labels):
            return ()
        said = claims.language.labels.get(token.text, token.text)
        raise ProofError(
            f"the label {said!r} is not true of this fact", "take the label from the item", line=token.line
        )
    if token.kind == "words" and element is not None:
        return _quoted(element, held, claims)
    if token.kind in ("time", "data") and element is not None:
        stamp = element.attributes.get("datetime" if token.kind == "time" else "value", "")
        pair = (stamp, token.text)
        if token.within == "page_order" and pair in held.neighbours:
            return ()
        span = (held.times if token.kind == "time" else held.data).get(pair)
        if span is not None:
            return (claims.evidence.numbers(span),)
        kind = "date" if token.kind == "time" else "amount"
        raise ProofError(f"the {kind} {token.text!r} ({stamp}) was not found in the article", _TRUE, line=token.line)
    raise ProofError(f"{token.text!r} may not stand in a fact", _TRUE, line=token.line)


def _quoted(element: Element, held: Held, claims: Claims) -> tuple[Collection[int], ...]:
    words, resolved, named = (element.text, (), ()) if _plain(element) else _unresolved(element)
    same = held.spans.get(words, ())
    if not same:
        raise ProofError(f"{words[:80]!r} is not what the article says", _TRUE, line=element.line)
    if resolved:
        _resolved(element, resolved, same, held, claims)
    behind: set[int] = set()
    for shown_name in named:
        if (meant := held.meant(*shown_name)) is None:
            raise ProofError(f"the name {shown_name[1]!r} is not whom these words mean", _TRUE, line=element.line)
        behind.update(claims.evidence.numbers(meant))
    return tuple([behind.union(claims.evidence.numbers(span)) for span in same])


def _resolved(
    element: Element, shown: Iterable[tuple[str, str, str]], same: Iterable[Span], held: Held, claims: Claims
) -> None:
    """ProofError for a date shown in a quotation that none of the spans with its words holds."""
    known = {
        (when.words.words, formats.iso(when.period), formats.bracket(when, claims.formats))
        for span in same
        for when in held.told(span)
        if when.period
    }
    for one in shown:
        if one not in known:
            raise ProofError(f"the date {' '.join(one)!r} was not found in these words", _TRUE, line=element.line)


def _unresolved(element: Element) -> tuple[str, tuple[tuple[str, str, str], ...], tuple[tuple[str, str], ...]]:
    """The article's own words of a quotation, and what the page adds to them.

    That is each date resolved in it (its words, its datetime, its bracket), and each name after a pronoun (all words
    up to the pronoun, the name).
    """
    told, resolved, named = "", [], []
    for child in element.children:
        if isinstance(child, str):
            told += child
        elif child.tag == "time":
            own = "".join(part for part in child.children if isinstance(part, str))
            added = "".join(part.text for part in child.children if isinstance(part, Element))
            told += own.rstrip()
            plain = (" ".join(own.split()), child.attributes.get("datetime", ""))
            resolved.append((*plain, added.removeprefix("[").removesuffix("]")))
        elif child.tag == "span" and all(isinstance(part, str) for part in child.children):
            named.append((" ".join(told.split()), child.text.removeprefix("[").removesuffix("]")))
            told = told.rstrip()
        else:
            raise ProofError(f"{child.text!r} stands inside a quotation", _TRUE, line=child.line)
    return " ".join(told.split()), tuple(resolved), tuple(named)
