"""Names of people as newspapers print them: runs of capitalised words, cut at titles, places and ordinary words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from generator.lexicon import NameWords, plain
from generator.text import Source, Span

_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)*|[^\W_]+(?:[-–'’`][^\W_]+)*|[^\w\s]")
_APOSTROPHES = frozenset("'’`")
_PLURAL_OWNERS = frozenset({"'", "’", "' ", "’ "})
_LONGEST = 5
_RUN = 24  # what is longer than so many capitalised words is no name but noise
_HEADLINE = 0.7  # share of capitalised words from which on a line of more than five is set like a headline
_WORDS, _CAPITALS = 6, 5


class Candidate(NamedTuple):
    """A run of capitalised words that may name a person.

    `title` are the capitalised words right before it that end in a title. `determined`: an article or another word
    that no bare name follows stands right before. `opens`: it is the first of its sentence. `firm`: what follows makes
    it a firm's name. `headed`: its line is set like a headline, where every word has a capital.
    """

    name: Span
    title: Span | None = None
    determined: bool = False
    opens: bool = False
    firm: bool = False
    headed: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name, in lower case, typographic marks made plain."""
        return tuple(plain(str(self.name)).split())


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    lower: str
    possessive: bool


def candidates(
    words: Span, blocked: Sequence[Span], names: NameWords, is_title: Callable[[str], bool]
) -> tuple[Candidate, ...]:
    """All runs in `words` that may be names, in text order; none overlaps a `blocked` span."""
    text = words.readable
    if text[1:].islower() and names.is_ordinary(text.split(maxsplit=1)[0].lower()):
        return ()
    line = _Line(words, names, is_title)
    taken = {offset for span in blocked for offset in range(span.start, span.end)}
    return tuple(found for run in line.runs(taken) for found in line.cut(run))


class _Tokens(dict[int, _Token]):
    """The tokens of a sentence by number, each made when it is asked for: few stand at capitals or beside them."""

    def __init__(self, words: Span, abbreviations: Collection[str]) -> None:
        super().__init__()
        self._text = words.readable
        self._offset = words.start
        self._abbreviations = abbreviations
        self._matches = list(_TOKEN.finditer(self._text))
        self.texts = [match[0] for match in self._matches]
        for at in reversed([at for at, text in enumerate(self.texts) if text == "." and self._shortens(at)]):
            del self._matches[at], self.texts[at]

    def _shortens(self, at: int) -> bool:
        """Whether a full stop belongs to the abbreviation before it."""
        touches = at > 0 and self._matches[at - 1].end() == self._matches[at].start()
        return touches and self.texts[at - 1].lower() in self._abbreviations

    def __missing__(self, at: int) -> _Token:
        word, (start, end), possessive = self.texts[at], self._matches[at].span(), False
        if word[-1] in "sS":
            if word[-2:-1] in _APOSTROPHES:
                word, end, possessive = word[:-2], end - 2, True
            else:
                possessive = self._text[end : end + 2] in _PLURAL_OWNERS
        lower = word.lower()
        if self._text[end : end + 1] == "." and lower in self._abbreviations:
            word, lower, end = f"{word}.", f"{lower}.", end + 1
        token = self[at] = _Token(self._offset + start, self._offset + end, word, lower, possessive)
        return token

    def is_headline(self) -> bool:
        """Whether they are set like a headline, where every word has a capital."""
        letters = [letter for text in self.texts if (letter := text[0]).isalpha()]
        return len(letters) >= _WORDS and sum(map(str.isupper, letters)) >= _HEADLINE * len(letters)


class _Line:
    """A sentence as tokens."""

    def __init__(self, words: Span, names: NameWords, is_title: Callable[[str], bool]) -> None:
        self._words = words
        self._names = names
        self._is_title = is_title
        self._tokens = _Tokens(words, names.sets["abbreviations"])
        self._texts = self._tokens.texts
        self._likely = [at for at, text in enumerate(self._texts) if text[0].isupper() or "-" in text]
        self._headed = len(self._likely) >= _CAPITALS and self._tokens.is_headline()

    def _named(self, token: _Token) -> bool:
        text, names = token.text, self._names
        if not text[0].isupper():
            head, _, tail = text.partition("-")
            return tail[:1].isupper() and head in names.sets["prefixes"] and not names.is_contraction(token.lower)
        if names.is_contraction(token.lower) or names.is_ordinary(token.lower):
            return False
        if not self._headed and not (len(text) > 3 and text.isupper()):
            return True
        return self._titled(token) or names.is_family(token.lower) or not names.is_common(token.lower)

    def runs(self, taken: Collection[int]) -> Iterator[tuple[int, int]]:
        """[first, last) of each longest run of capitalised tokens, particles inside included."""
        end = 0
        for at in self._likely:
            if at < end or (token := self._tokens[at]).start in taken or not self._named(token):
                continue
            end = at + 1
            while end < len(self._texts) and not self._tokens[end - 1].possessive:
                step = self._step(taken, at, end)
                if not step:
                    break
                end += step
            if end - at <= _RUN:
                yield at, end

    def _step(self, taken: Collection[int], first: int, at: int) -> int:
        """How many tokens from `at` belong to the run that ends there: 0, 1, or particles and the name after them."""
        tokens, names = self._tokens, self._names
        for size, last in enumerate(range(at, min(at + 3, len(self._texts))), start=1):
            text = self._texts[last]
            if not text[0].isupper() and "-" not in text and text not in names.sets["particles"]:
                return 0
            token = tokens[last]
            if token.start - tokens[last - 1].end != 1 or token.start in taken:
                return 0
            if self._named(token):
                return size
            surname = size == 1 and token.text[0].isupper() and token.lower in names.sets["surnames"]
            if surname and (names.is_given(tokens[at - 1].lower) or (at > first and self._titled(tokens[first]))):
                return size  # "Cornel West"
            if token.text not in names.sets["particles"] or token.possessive:
                return 0
        return 0

    def _titled(self, token: _Token) -> bool:
        word = token.lower.rstrip(".")
        return word in self._names.honorifics or self._is_title(word)

    def _name(self, first: int, surname: int) -> tuple[int, bool]:
        """Where a name begins in the run from `first` to its surname, and whether a title stands before it."""
        titles = [at for at in range(first, surname) if self._titled(self._tokens[at])]
        last = self._tokens[titles[-1]].lower if titles else ""
        if (
            titles
            and titles[-1] == surname - 1
            and self._names.is_given(last)
            and last not in self._names.sets["titles"]
        ):
            titles.pop()  # "Dean Roe": a given name as well as a title, and the name would have none without it
        if titles:
            return titles[-1] + 1, True
        while first < surname and (self._opening(first) or self._describes(first, surname)):
            first += 1
        return first, False

    def _describes(self, at: int, surname: int) -> bool:
        """Whether a common word stands before a given name and a surname ("Honest Ann Roe")."""
        names, lower = self._names, self._tokens[at].lower
        described = at + 1 < surname and names.is_given(self._tokens[at + 1].lower)
        return described and names.is_common(lower.removesuffix("ed")) and not names.is_family(lower)

    def _opening(self, at: int) -> bool:
        """Whether a token has its capital because it opens a sentence ("Maybe Roe"), or a quotation in one."""
        before = self._tokens[at - 1].text if at else ""
        return (at == 0 or before in {"“", '"', ":", "‘"}) and self._names.is_common(self._tokens[at].lower)

    def cut(self, run: tuple[int, int]) -> Iterator[Candidate]:
        """The name in a run, without the titles before it; nothing where the run cannot name a person."""
        tokens, names, (first, last) = self._tokens, self._names, run
        surname = last - 1
        while surname > first and names.is_suffix(tokens[surname].lower):
            surname -= 1
        name, titled = self._name(first, surname)
        while surname > name + 1 and self._trails(surname, name):
            surname -= 1
            last = surname + 1
        given = names.is_given(tokens[name].lower)
        if self._titled(tokens[surname]) and (
            name == surname or not (titled or (given and names.is_family(tokens[surname].lower)))
        ):
            return
        if last - name > _LONGEST or not tokens[name].text[0].isalpha():
            return
        parts = [tokens[at].lower.rstrip(".") for at in range(name, last)]
        things = parts[1:] if given and len(parts) > 1 else parts
        if any(map(names.is_thing, things)) or not names.sets["firms"].isdisjoint(parts[1:]):
            return
        if " ".join(parts) in names.bodies or (last - name == 1 and _acronym(tokens[name].text)):
            return
        source: Source = self._words.source
        before = self._texts[name - 1].lower() if name else ""
        determined = not titled and before in names.sets["determiners"]
        yield Candidate(
            source.span(tokens[name].start, tokens[last - 1].end),
            source.span(tokens[first].start, tokens[name - 1].end) if titled else None,
            determined=determined and tokens[name].start - tokens[name - 1].end <= 1,
            opens=name == 0,
            firm=self._firm(last),
            headed=self._headed,
        )

    def _trails(self, at: int, first: int) -> bool:
        """Whether a word stands after a name without being part of it: capitals ("Ann Roe TWA"), a headline's verb."""
        token = self._tokens[at]
        shouted = len(token.text) > 1 and token.text.isalpha() and token.text.isupper()
        if shouted and not self._tokens[first].text.isupper() and not self._names.is_suffix(token.lower):
            return True
        return (
            self._headed
            and at - first > 1
            and not self._names.is_family(token.lower)
            and not self._names.is_given(token.lower)
        )

    def _firm(self, after: int) -> bool:
        """Whether the words after a name make it a firm's: "Roe & Co.", "Roe Inc."."""
        mark, *others = self._texts[after : after + 2] or ("",)
        if mark in {"&", ","} and others:
            return mark == "&" or self._is_firm(after + 1)
        return bool(mark) and self._is_firm(after)

    def _is_firm(self, at: int) -> bool:
        return self._texts[at][0].isupper() and self._tokens[at].lower in self._names.sets["firms"]


def _acronym(word: str) -> bool:
    return (len(word) > 1 and word.isupper()) or any(map(str.isdigit, word))
