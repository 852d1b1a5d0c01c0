"""What an item of an explainer lets a page say, and the proof that one unit of the page says one item and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import amounts, chronology, evidence, formats
from generator.chronology import Chronology
from generator.elements import Element
from generator.errors import ProofError
from generator.evidence import Evidence
from generator.formats import Formats
from generator.language import Language
from generator.model import (
    Answer,
    DateMention,
    Entry,
    EventStatus,
    Explainer,
    Gap,
    Item,
    KeyFigure,
    Profile,
    Quotation,
    Row,
)
from generator.periods import Period, days
from generator.text import Span
from generator.tokens import Token

_CITE = "print it with the cite filter, which writes the link to its sentence"
_TRUE = "quote the article to the letter, one fact in one line"


@dataclass(frozen=True, slots=True)
class Claims:
    """An explainer as what may be said of it."""

    explainer: Explainer
    language: Language
    evidence: Evidence
    chronology: Chronology

    @property
    def formats(self) -> Formats:
        """The names of months and days."""
        return self.language.words(Formats)

    def told(self, item: Item, span: Span) -> tuple[DateMention, ...]:
        """The dates that a page resolves inside the words of an item."""
        given = item.dates if isinstance(item, (Answer, Row)) else ()
        return tuple(when for when in given if when.period and span.contains(when.words))

    def times(self, item: Item) -> dict[tuple[str, str], Span]:
        """Each (datetime, text) that may be shown for an item, with the words that prove it."""
        return {
            pair: words
            for period, words in self._periods(item)
            for shown in (period, days(period.first, period.last))
            for pair in formats.stamps(shown, self.formats)
        }

    def data(self, item: Item) -> dict[tuple[str, str], Span]:
        """Each (value, text) of an amount that may be shown for an item, with the words that prove it."""
        if isinstance(item, KeyFigure):
            amount = amounts.amount(item.figure, self.language)
            return {(amount.value, amount.text): item.figure.words}
        if isinstance(item, Profile) and item.person.age is not None:
            age = str(item.person.age)
            return {(age, age): item.person.age_words or item.person.words}
        return {}

    def meant(self, item: Item, before: str, name: str) -> Span | None:
        """The words that prove a name in brackets after the words `before`; None where none do."""
        if isinstance(item, Answer):
            meant, words = item.referent, item.sentence.words
        elif isinstance(item, Entry):
            meant, words = item.event.who, item.event.words
        else:
            return None
        if meant is None or meant.name.words != name:
            return None
        return meant.name if Span(words.source, words.start, meant.words.end).words == before else None

    def labels(self, item: Item) -> frozenset[str]:
        """The labels that may stand beside an item."""
        return frozenset(evidence.labels(item)) | self.required(item) | self._notes(item)

    def required(self, item: Item) -> frozenset[str]:
        """The labels that must stand beside an item: what would be misleading to leave out."""
        if isinstance(item, KeyFigure):
            return frozenset(amounts.hedges(item.figure))
        if isinstance(item, Quotation) and item.quote.inferred and item.quote.speaker:
            return frozenset({"page_inferred"})
        if isinstance(item, Entry) and item.event.status is EventStatus.UPCOMING and item.event.period is not None:
            return frozenset({"page_expected"})
        return frozenset()

    def neighbours(self, item: Item) -> set[tuple[str, str]]:
        """The dates of coarser events that an entry may stand anywhere in."""
        within = (dated.within for dated in self.chronology.every if dated.entry is item)
        return {pair for period in within if period for pair in formats.stamps(period, self.formats)}

    def _notes(self, item: Item) -> frozenset[str]:
        if isinstance(item, Entry):
            dated = next((dated for dated in self.chronology.every if dated.entry is item), None)
            if dated is None:
                return frozenset()
            order = {"page_order_same" if dated.within == dated.period else "page_order"} if dated.within else set()
            return frozenset({*formats.notes(dated.period), *order})
        unnamed = isinstance(item, Quotation) and item.quote.speaker is None
        return frozenset({"page_unnamed"}) if unnamed else frozenset()

    def _periods(self, item: Item) -> Iterable[tuple[Period, Span]]:
        if isinstance(item, Entry):
            event = item.event
            if event.period and any(dated.entry is item for dated in self.chronology.every):
                yield event.period, event.when.words if event.when else event.words
        elif isinstance(item, (Quotation, Gap)):
            when = item.when if isinstance(item, Quotation) else item.date
            if when and when.period:
                yield when.period, when.words


def of(explainer: Explainer, language: Language) -> Claims:
    """What may be said of an explainer."""
    line = chronology.order(explainer.items("timeline"))
    return Claims(explainer, language, evidence.gather(explainer), line)


def prove_unit(tokens: Sequence[Token], items: Sequence[Item], claims: Claims) -> Item:
    """The one item that a unit tells. ProofError where no item holds all it says, or a link is missing or wrong."""
    faults: list[tuple[int, ProofError]] = []
    for item in items:
        progress = _Progress()
        try:
            _prove(tokens, item, claims, progress)
        except ProofError as error:
            faults.append((progress.proved, error))
        else:
            return item
    if not faults:
        words = " ".join(token.text for token in tokens if token.kind != "mark")
        raise ProofError(f"{words[:80]!r} is no fact of this section", _TRUE, line=tokens[0].line)
    raise max(faults, key=lambda fault: fault[0])[1]


@dataclass(slots=True)
class _Progress:
    """How many tokens were proved, to tell the nearest of several faults."""

    proved: int = 0


def _prove(tokens: Sequence[Token], item: Item, claims: Claims, progress: _Progress) -> None:
    needs: list[tuple[set[int], ...]] = []
    marks: list[Token] = []
    seen: set[str] = set()
    for token in (*tokens, None):
        if token is None or (token.kind != "mark" and marks):
            _linked(needs, marks, tokens[-1] if token is None else token, item, claims)
            needs, marks = [], []
        if token is None:
            break
        if token.kind == "mark":
            marks.append(token)
            continue
        if choices := _told(token, item, claims):
            needs.append(choices)
        seen |= {_own_words(token), *token.keys}
        progress.proved += 1
    if missing := claims.required(item) - seen:
        said = ", ".join(claims.language.labels[key] for key in sorted(missing))
        raise ProofError(f"{tokens[0].text[:60]!r} leaves out {said!r}", "say the label beside it", line=tokens[0].line)
    if isinstance(item, Row) and (left := [span.words for span in item.also if span.words not in seen]):
        raise ProofError(f"a row leaves out {left[0]!r}", "print the whole row with cite", line=tokens[0].line)


def _own_words(token: Token) -> str:
    """The words of a token without what the page adds to a quotation in brackets."""
    return _unresolved(token.element)[0] if token.kind == "words" and token.element else token.text


def _linked(
    needs: Sequence[tuple[set[int], ...]], marks: Sequence[Token], near: Token, item: Item, claims: Claims
) -> None:
    linked = {int(mark.text) for mark in marks}
    behind = {number for span in evidence.spans(item) for number in claims.evidence.numbers(span)}
    for choices in needs:
        if not any(need <= linked for need in choices):
            missing = min(choices[0] - linked)
            raise ProofError(f"{near.text[:60]!r} stands without its link to source {missing}", _CITE, line=near.line)
    if wrong := sorted(linked - behind):
        raise ProofError(
            f"{near.text[:60]!r} is linked to source {wrong[0]}, which does not say it", _CITE, line=near.line
        )


def _told(token: Token, item: Item, claims: Claims) -> tuple[set[int], ...]:
    """The numbers of the sentences that must be linked for a token: one of these choices; none for a label."""
    element = token.element
    if token.kind == "label":
        if not token.keys.isdisjoint(claims.labels(item)):
            return ()
        said = claims.language.labels.get(token.text, token.text)
        raise ProofError(
            f"the label {said!r} is not true of this fact", "take the label from the item", line=token.line
        )
    if token.kind == "words" and element is not None:
        return _quoted(element, item, claims)
    if token.kind in ("time", "data") and element is not None:
        stamp = element.attributes.get("datetime" if token.kind == "time" else "value", "")
        pair = (stamp, token.text)
        if token.within == "page_order" and pair in claims.neighbours(item):
            return ()
        span = (claims.times(item) if token.kind == "time" else claims.data(item)).get(pair)
        if span is not None:
            return (set(claims.evidence.numbers(span)),)
        kind = "date" if token.kind == "time" else "amount"
        raise ProofError(f"the {kind} {token.text!r} ({stamp}) was not found in the article", _TRUE, line=token.line)
    raise ProofError(f"{token.text!r} may not stand in a fact", _TRUE, line=token.line)


def _quoted(element: Element, item: Item, claims: Claims) -> tuple[set[int], ...]:
    words, resolved, named = _unresolved(element)
    same = [span for span in evidence.spans(item) if span.words == words]
    if not same:
        raise ProofError(f"{words[:80]!r} is not what the article says", _TRUE, line=element.line)
    known = {
        (when.words.words, formats.iso(when.period), formats.bracket(when, claims.formats))
        for span in same
        for when in claims.told(item, span)
        if when.period
    }
    for shown in resolved:
        if shown not in known:
            raise ProofError(f"the date {' '.join(shown)!r} was not found in these words", _TRUE, line=element.line)
    behind: set[int] = set()
    for shown_name in named:
        if (meant := claims.meant(item, *shown_name)) is None:
            raise ProofError(f"the name {shown_name[1]!r} is not whom these words mean", _TRUE, line=element.line)
        behind |= set(claims.evidence.numbers(meant))
    return tuple(behind | set(claims.evidence.numbers(span)) for span in same)


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
