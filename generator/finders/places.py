"""Places, nationalities and organisations: what a capitalised name stands for when it stands for no person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import Language
from generator.model import Article, CountryCode, Place, PlaceKind, Sentence
from generator.text import Span

_WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’`][sS](?!\w))?")
_EXPANDED = re.compile(r"\s?\((?P<acronym>[^\W\d_a-zß-ÿ]{2,7})\)")
_LONGEST = 9  # words of an organisation's name
_COMPLEMENT = 5  # words after its word: "of Human Rights"


@dataclass(frozen=True)
class PlaceWords:
    """The table `places`; lists are words split on white space.

    `countries` holds a country a line: "code; names; people and adjectives; cities", each separated by commas.
    `ambiguous` names are places only where no other capitalised word but one of `free` touches them. `organisations`
    are words that make a capitalised run an organisation, `joiners` stand inside such a name, `complements` are those
    that may follow its word; `offices` before one of these are people's, not names. `acronyms` are known ones,
    `acronym_stops` capitals that name none.
    """

    TABLE: ClassVar[str] = "places"

    countries: str
    ambiguous: str
    free: str
    organisations: str
    acronyms: str
    acronym_stops: str
    joiners: str
    complements: str
    offices: str

    @cached_property
    def gazetteer(self) -> Mapping[str, tuple[tuple[str, PlaceKind, CountryCode], ...]]:
        """The names that begin with a word, the longest first, with what they are."""
        names: dict[str, list[tuple[str, PlaceKind, CountryCode]]] = {}
        for line in self.countries.strip().splitlines():
            code, *columns = (column.strip() for column in line.split(";"))
            for column, kind in zip(columns, (PlaceKind.COUNTRY, PlaceKind.NATIONALITY, PlaceKind.CITY), strict=True):
                for name in filter(None, (item.strip() for item in column.split(","))):
                    first = _WORD.match(name)
                    key = first.group() if first else name
                    names.setdefault(key, []).append((name, kind, CountryCode(code)))
        return {key: tuple(sorted(items, key=lambda item: -len(item[0]))) for key, items in names.items()}

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[str]]:
        lists = ("ambiguous", "free", "organisations", "acronyms", "acronym_stops", "joiners", "complements", "offices")
        return {name: frozenset(getattr(self, name).split()) for name in lists}

    def has(self, kind: str, word: str) -> bool:
        """Whether a word stands in one of the lists."""
        return word in self._sets[kind]


def find(article: Article, sentences: tuple[Sentence, ...], language: Language) -> tuple[Place, ...]:
    """Every mention of a place, a nationality or an organisation, in text order; none overlaps another."""
    words = language.words(PlaceWords)
    text = article.source.readable
    known = {name for sentence in sentences for name in _expanded(sentence.words, words)}
    found: list[Place] = []
    for sentence in sentences:
        tokens = [sentence.words.sub(*match.span()) for match in _WORD.finditer(sentence.words.readable)]
        taken = sentence.words.start
        for at, token in enumerate(tokens):
            if token.start < taken or not text[token.start].isupper() or words.has("free", str(token).lower()):
                continue
            place = _organisation(tokens, at, words, known) or _gazetteer(sentence.words, tokens, at, words)
            if place is not None:
                found.append(place)
                taken = place.words.end
    return tuple(found)


def _expanded(sentence: Span, words: PlaceWords) -> Iterator[str]:
    """Acronyms that the sentence expands: "Harbour Safety Board (HSB)"."""
    for match in sentence.find(_EXPANDED):
        acronym = match.text("acronym")
        before = sentence.source.readable[max(sentence.start, match.span.start - 120) : match.span.start]
        initials = [word[0] for word in re.findall(r"[^\W_]+", before) if word[0].isupper()]
        if acronym.isupper() and "".join(initials).endswith(acronym) and not words.has("acronym_stops", acronym):
            yield acronym


def _bare(token: Span) -> str:
    return re.sub(r"['’`][sS]$", "", str(token))


def _organisation(tokens: list[Span], at: int, words: PlaceWords, known: set[str]) -> Place | None:
    """The organisation whose name begins at token `at`: capitals with an organisation's word, or an acronym."""
    follower = str(tokens[at + 1]) if at + 1 < len(tokens) else ""
    if words.has("offices", str(tokens[at])) and words.has("complements", follower):
        return None  # "Chairman of the Harbour Board"
    end = _organisation_end(tokens, at, words)
    if end is not None:
        name = tokens[at].to(tokens[end])
        marks = len(tokens[end]) - len(_bare(tokens[end]))
        return Place(name.sub(0, len(name) - marks), "organisation word", PlaceKind.ORGANISATION)
    word = _bare(tokens[at])
    if words.has("acronyms", word) or word in known:
        return Place(tokens[at].sub(0, len(word)), "acronym", PlaceKind.ORGANISATION)
    return None


def _organisation_end(tokens: list[Span], at: int, words: PlaceWords) -> int | None:
    """The last token of an organisation's name: its word ("Court"), or the end of what follows ("of Human Rights")."""
    head = end = None
    for index in range(at, min(at + _LONGEST, len(tokens))):
        word = _bare(tokens[index])
        apart = index > at and tokens[index].start - tokens[index - 1].end != 1
        if apart or (not word[0].isupper() and (head is None or not words.has("joiners", word))):
            break
        if words.has("organisations", word) and (index > at or _continues(tokens, index, words)):
            head = end = index
        elif head is not None and word[0].isupper() and _complements(tokens, head, index, words):
            end = index
        if head is not None and word != str(tokens[index]):
            break
    return end if end is not None and end > at else None


def _complements(tokens: list[Span], head: int, at: int, words: PlaceWords) -> bool:
    """Whether token `at` still belongs to what follows an organisation's word at `head`."""
    return at - head <= _COMPLEMENT and words.has("complements", str(tokens[head + 1]))


def _continues(tokens: list[Span], at: int, words: PlaceWords) -> bool:
    """Whether "of" or "for" and a capital follow an organisation's word that opens its name ("Church of ...")."""
    follow = [str(token) for token in tokens[at + 1 : at + 4]]
    return bool(follow) and words.has("complements", follow[0]) and any(word[0].isupper() for word in follow[1:])


def _gazetteer(sentence: Span, tokens: list[Span], at: int, words: PlaceWords) -> Place | None:
    """The place of the gazetteer that begins at token `at`, the longest."""
    source, start = sentence.source, tokens[at].start
    for key in {str(tokens[at]), _bare(tokens[at])}:
        for name, kind, country in words.gazetteer.get(key, ()):
            end = start + len(name)
            if end > sentence.end or not source.readable.startswith(name, start):
                continue
            after = source.readable[end : end + 2]
            if (after[:1].isalnum() and name[-1] != ".") or after[:1] == "$" or after == " $":
                continue
            if words.has("ambiguous", name) and _touched(source.readable, start, end, sentence, words):
                continue
            rule = {PlaceKind.COUNTRY: "country", PlaceKind.NATIONALITY: "nationality"}.get(kind, "city")
            return Place(source.span(start, end), rule, kind, country)
    return None


def _touched(text: str, start: int, end: int, sentence: Span, words: PlaceWords) -> bool:
    """Whether a further capitalised word stands right beside an ambiguous name: it may be somebody's."""
    before = re.search(r"([^\W_][\w.'’-]*)[ -]$", text[max(sentence.start, start - 30) : start])
    after = re.match(r"[ -]([^\W\d_][\w'’-]*)", text[end : min(sentence.end, end + 30)])
    left = before is not None and before[1][0].isupper() and not words.has("free", before[1].lower())
    return left or (after is not None and after[1][0].isupper())
