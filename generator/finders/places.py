"""Places, nationalities and organisations: what a capitalised name stands for when it stands for no person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.language import Language
from generator.lexicon import NameWords
from generator.model import Article, CountryCode, Place, PlaceKind, Sentence
from generator.text import Span, longest_word, vocabulary

_WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:['’`][sS](?!\w))?")
_EXPANDED = re.compile(r"\s?\((?P<acronym>[^\W\d_a-zß-ÿ]{2,7})\)")
_BEFORE = re.compile(r"([^\W_][\w.'’-]{0,30})[ -]$")
_AFTER = re.compile(r"[ -]([^\W\d_][\w'’-]*)")
_LONGEST = 9  # words of an organisation's name
_COMPLEMENT = 5  # words after its word: "of Human Rights"


@dataclass(frozen=True)
class PlaceWords:
    """The table `places`; lists are words split on white space.

    `countries` holds a country a line: "code; names; people and adjectives; cities", each separated by commas; `known`
    is a generated list of the same form. `ambiguous` names are places only where no other capitalised word but one of
    `free` touches them, and so are cities of `known` that are people's names too. `organisations` are words that make
    a capitalised run an organisation, `joiners` stand inside such a name, `complements` are those that may follow its
    word; `offices` before one of these are people's, not names. `acronyms` are known ones, `acronym_stops` capitals
    that name none. `never` are names of `known` that are rather something else.
    """

    TABLE: ClassVar[str] = "places"

    countries: str
    known: str
    never: str
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
        """The names that begin with a word, the longest first, with what they are; ours before generated ones."""
        names: dict[str, dict[str, tuple[str, PlaceKind, CountryCode]]] = {}
        for lines in (self.countries, self.known):
            for name, kind, code in _columns(lines):
                first = _WORD.match(name)
                if lines is self.countries or name not in self.sets["never"]:
                    names.setdefault(first.group() if first else name, {}).setdefault(name, (name, kind, code))
        return {key: tuple(sorted(items.values(), key=lambda item: -len(item[0]))) for key, items in names.items()}

    @cached_property
    def signs(self) -> frozenset[str]:
        """The words in lower case of which one stands in every sentence that names a place or an organisation."""
        places = (name for names in self.gazetteer.values() for name, _, _ in names)
        return frozenset(map(longest_word, {*places, *self.sets["organisations"], *self.sets["acronyms"]}))

    @cached_property
    def listed(self) -> frozenset[str]:
        """The names that stand in our own list."""
        return frozenset(name for name, _, _ in _columns(self.countries))

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Each list by its key."""
        lists = (
            "ambiguous", "free", "organisations", "acronyms", "acronym_stops", "joiners", "complements", "offices",
            "never",
        )  # fmt: skip
        return {name: frozenset(getattr(self, name).split()) for name in lists}


def _columns(lines: str) -> Iterator[tuple[str, PlaceKind, CountryCode]]:
    for line in lines.strip().splitlines():
        code, *columns = (column.strip() for column in line.split(";"))
        for column, kind in zip(columns, (PlaceKind.COUNTRY, PlaceKind.NATIONALITY, PlaceKind.CITY), strict=True):
            for name in filter(None, (item.strip() for item in column.split(","))):
                yield name, kind, CountryCode(code)


def find(article: Article, sentences: tuple[Sentence, ...], language: Language) -> tuple[Place, ...]:
    """Every mention of a place, a nationality or an organisation, in text order; none overlaps another."""
    words, names = language.words(PlaceWords), language.words(NameWords)
    told = [sentence for sentence in sentences if sentence.prose]
    known = {name for sentence in told for name in _expanded(sentence.words, words)}
    signs = words.signs | vocabulary(" ".join(known))
    found: list[Place] = []
    for sentence in told:
        if not signs.isdisjoint(vocabulary(sentence.words.readable)):
            found += _Line(sentence.words, words, names).places(known)
    return tuple(found)


def _expanded(sentence: Span, words: PlaceWords) -> Iterator[str]:
    """Acronyms that the sentence expands: "Harbour Safety Board (HSB)"."""
    if "(" not in sentence.readable:
        return
    for match in sentence.find(_EXPANDED):
        acronym = match.text("acronym")
        before = sentence.source.readable[max(sentence.start, match.span.start - 120) : match.span.start]
        initials = [word[0] for word in re.findall(r"[^\W_]+", before) if word[0].isupper()]
        if acronym.isupper() and "".join(initials).endswith(acronym) and acronym not in words.sets["acronym_stops"]:
            yield acronym


class _Line:
    """A sentence as words; `bare` are these without the mark of a possessive."""

    def __init__(self, sentence: Span, words: PlaceWords, names: NameWords) -> None:
        self._sentence = sentence
        self._words = words
        self._names = names
        self._text = sentence.readable
        matches = list(_WORD.finditer(self._text))
        self._spans = [match.span() for match in matches]
        self._texts = [match.group() for match in matches]
        self._bare = [text[:-2] if text[-2:] in {"'s", "’s", "`s", "'S", "’S"} else text for text in self._texts]

    def places(self, known: Collection[str]) -> Iterator[Place]:
        """What the sentence names, in order."""
        taken, free = 0, self._words.sets["free"]
        for at, text in enumerate(self._texts):
            if self._spans[at][0] < taken or not text[0].isupper() or text.lower() in free:
                continue
            place = self._organisation(at, known) or self._gazetteer(at)
            if place is not None:
                yield place
                taken = place.words.end - self._sentence.start

    def _organisation(self, at: int, known: Collection[str]) -> Place | None:
        """The organisation whose name begins at word `at`: capitals with an organisation's word, or an acronym."""
        sets = self._words.sets
        if self._texts[at] in sets["offices"] and self._texts[at + 1 : at + 2] and self._of(at + 1):
            return None  # "Chairman of the Harbour Board"
        end = self._organisation_end(at)
        if end is not None:
            span = self._sentence.sub(self._spans[at][0], self._spans[end][0] + len(self._bare[end]))
            return Place(span, "organisation word", PlaceKind.ORGANISATION)
        word = self._bare[at]
        if word in sets["acronyms"] or word in known:
            start = self._spans[at][0]
            return Place(self._sentence.sub(start, start + len(word)), "acronym", PlaceKind.ORGANISATION)
        return None

    def _organisation_end(self, at: int) -> int | None:
        """The last word of an organisation's name: its own ("Court"), or that of what follows ("of Human Rights")."""
        head = end = None
        sets = self._words.sets
        for index in range(at, min(at + _LONGEST, len(self._texts))):
            word = self._bare[index]
            apart = index > at and self._spans[index][0] - self._spans[index - 1][1] != 1
            if apart or (not word[0].isupper() and (head is None or word not in sets["joiners"])):
                break
            if word in sets["organisations"] and (index > at or self._continues(index)):
                head = end = index
            elif head is not None and word[0].isupper() and index - head <= _COMPLEMENT and self._of(head + 1):
                end = index
            if head is not None and word != self._texts[index]:
                break
        return end if end is not None and end > at else None

    def _of(self, at: int) -> bool:
        return self._texts[at] in self._words.sets["complements"]

    def _continues(self, at: int) -> bool:
        """Whether "of" or "for" and a capital follow an organisation's word that opens its name ("Church of ...")."""
        follow = self._texts[at + 1 : at + 4]
        return bool(follow) and self._of(at + 1) and any(word[0].isupper() for word in follow[1:])

    def _gazetteer(self, at: int) -> Place | None:
        """The place of the gazetteer that begins at word `at`, the longest."""
        text, (start, _) = self._text, self._spans[at]
        for key in dict.fromkeys((self._texts[at], self._bare[at])):
            for name, kind, country in self._words.gazetteer.get(key, ()):
                end = start + len(name)
                if not text.startswith(name, start):
                    continue
                after = text[end : end + 2]
                if (after[:1].isalnum() and name[-1] != ".") or after[:1] == "$" or after == " $":
                    continue
                if self._ambiguous(name) and self._touched(start, end):
                    continue
                rule = {PlaceKind.COUNTRY: "country", PlaceKind.NATIONALITY: "nationality"}.get(kind, "city")
                return Place(self._sentence.sub(start, end), rule, kind, country)
        return None

    def _ambiguous(self, name: str) -> bool:
        """Whether a name is somebody's as well as a place's."""
        if name in self._words.listed:
            return name in self._words.sets["ambiguous"]
        return self._names.is_given(name) or self._names.is_family(name)

    def _touched(self, start: int, end: int) -> bool:
        """Whether a further capitalised word stands right beside an ambiguous name: it may be somebody's."""
        text, free = self._text, self._words.sets["free"]
        before = _BEFORE.search(text[max(0, start - 32) : start])
        after = _AFTER.match(text, end)
        left = before is not None and before[1][0].isupper() and before[1].lower() not in free
        return left or (after is not None and after[1][0].isupper())
