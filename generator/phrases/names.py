"""Names of people as newspapers print them: runs of capitalised words, cut at titles, places and ordinary words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.text import Source, Span

_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)*|[^\W_]+(?:[-–'’`][^\W_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’`][sS]$")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of capitalised words that may name a person.

    `title` are the capitalised words right before it that end in a title. `determined`: an article or another word
    that no bare name follows stands right before. `opens`: it is the first of its sentence.
    """

    name: Span
    title: Span | None = None
    determined: bool = False
    opens: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name, in lower case, typographic marks made plain."""
        return tuple(plain(str(self.name)).split())


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    possessive: bool


@dataclass(frozen=True)
class NameWords:
    """The table `names`: given names, what stands around and inside names, and what is never part of one.

    `given` and the other lists are words split on white space. `honorifics` go to the pronoun they imply, or "".
    """

    TABLE: ClassVar[str] = "names"

    given: str
    particles: str
    prefixes: str
    suffixes: str
    abbreviations: str
    honorifics: Mapping[str, str]
    titles: str
    ordinary: str
    things: str
    determiners: str

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names, in lower case."""
        return frozenset(self.given.split())

    @cached_property
    def _sets(self) -> Mapping[str, frozenset[str]]:
        lists = ["particles", "prefixes", "suffixes", "abbreviations", "titles", "ordinary", "things", "determiners"]
        return {name: frozenset(getattr(self, name).split()) for name in lists}

    def is_given(self, word: str) -> bool:
        """Whether a word is a known given name; of a hyphenated one the first part decides."""
        return word in self.given_names or ("-" in word and word.split("-", maxsplit=1)[0] in self.given_names)

    def is_suffix(self, word: str) -> bool:
        """Whether a word ends a name without being its surname ("Jr.", "III")."""
        return word.rstrip(".") in self._sets["suffixes"]

    def is_title(self, title: str) -> bool:
        """Whether a title makes even a single word after it a name ("Mr", "President")."""
        last = title.rsplit(maxsplit=1)[-1].rstrip(".").lower()
        return last in self._sets["titles"] or last in self.honorifics

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is capitalised for another reason than that it is a name."""
        return word in self._sets["ordinary"]

    def is_thing(self, word: str) -> bool:
        """Whether a word names a thing or a body: a name that holds it is no person's."""
        return word in self._sets["things"]

    def pronoun(self, title: str) -> str:
        """The pronoun that the last word of a title implies; the empty string where it implies none."""
        return self.honorifics.get(title.rsplit(maxsplit=1)[-1].rstrip(".").lower(), "") if title.split() else ""

    def is_honorific(self, title: str) -> bool:
        """Whether a title is a form of address alone ("Mr", "Dr"), not what somebody is."""
        return all(word.rstrip(".").lower() in self.honorifics for word in title.split())

    def candidates(
        self, words: Span, blocked: Sequence[Span], is_title: Callable[[str], bool]
    ) -> tuple[Candidate, ...]:
        """All runs in `words` that may be names, in text order; none overlaps a `blocked` span."""
        tokens = self._tokens(words)
        taken = {offset for span in blocked for offset in range(span.start, span.end)}
        found: list[Candidate] = []
        for run in self._runs(tokens, taken):
            found += self._cut(words, tokens, run, is_title)
        return tuple(found)

    def _tokens(self, words: Span) -> list[_Token]:
        text, tokens = words.readable, []
        skip = -1
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start < skip:
                continue
            possessive = _POSSESSIVE.search(match.group()) is not None
            if possessive:
                end -= 2
            elif text[end - 1] in "sS" and text[end : end + 1] in {"'", "’"} and text[end + 1 : end + 2] in {"", " "}:
                possessive = True
            word = text[start:end]
            if text[end : end + 1] == "." and word.lower() in self._sets["abbreviations"]:
                end += 1
                skip = end
            tokens.append(_Token(words.start + start, words.start + end, text[start:end], possessive))
        return tokens

    def _named(self, token: _Token) -> bool:
        head, _, tail = token.text.partition("-")
        capital = token.text[0].isupper() or (head in self._sets["prefixes"] and tail[:1].isupper())
        return capital and not self.is_ordinary(token.text.lower())

    def _runs(self, tokens: Sequence[_Token], taken: Collection[int]) -> Iterator[tuple[int, int]]:
        """[first, last) of each longest run of capitalised tokens, particles inside included."""
        at = 0
        while at < len(tokens):
            if tokens[at].start in taken or not self._named(tokens[at]):
                at += 1
                continue
            end = at + 1
            while end < len(tokens) and not tokens[end - 1].possessive:
                step = self._step(tokens, taken, end)
                if not step:
                    break
                end += step
            yield at, end
            at = end

    def _step(self, tokens: Sequence[_Token], taken: Collection[int], at: int) -> int:
        """How many tokens from `at` belong to the run that ends there: 0, 1, or particles and the name after them."""
        for size in (1, 2, 3):
            last = at + size - 1
            if last >= len(tokens) or tokens[last].start in taken or tokens[last].start - tokens[last - 1].end != 1:
                return 0
            if self._named(tokens[last]):
                return size
            if tokens[last].text not in self._sets["particles"] or tokens[last].possessive:
                return 0
        return 0

    def _cut(
        self, words: Span, tokens: Sequence[_Token], run: tuple[int, int], is_title: Callable[[str], bool]
    ) -> Iterator[Candidate]:
        first, last = run
        surname = last - 1
        while surname > first and self.is_suffix(tokens[surname].text.lower()):
            surname -= 1
        titles = [at for at in range(first, surname) if self._title(tokens[at].text, is_title)]
        if titles and titles[-1] == surname - 1 and self._also_given(tokens[surname - 1].text):
            titles.pop()  # "Dean Roe": a given name as well as a title, and the name would have none without it
        name = titles[-1] + 1 if titles else first
        given = self.is_given(tokens[name].text.lower())
        if name == surname and self._title(tokens[name].text, is_title):
            return
        if self._title(tokens[surname].text, is_title) and not (titles or given):
            return
        if last - name > _LONGEST or not tokens[name].text[0].isalpha():
            return
        parts = [token.text.lower().rstrip(".") for token in tokens[name:last]]
        if any(map(self.is_thing, parts)) or (last - name == 1 and self._acronym(tokens[name].text)):
            return
        source: Source = words.source
        title = source.span(tokens[first].start, tokens[name - 1].end) if titles else None
        before = tokens[first - 1].text.lower() if first and tokens[first].start - tokens[first - 1].end <= 1 else ""
        determined = not titles and before in self._sets["determiners"]
        yield Candidate(source.span(tokens[name].start, tokens[last - 1].end), title, determined, first == 0)

    def _also_given(self, word: str) -> bool:
        return self.is_given(word.lower()) and word.lower() not in self._sets["titles"]

    def _title(self, word: str, is_title: Callable[[str], bool]) -> bool:
        word = word.rstrip(".").lower()
        return word in self.honorifics or is_title(word)

    @staticmethod
    def _acronym(word: str) -> bool:
        return (len(word) > 1 and word.isupper()) or any(character.isdigit() for character in word)


def plain(text: str) -> str:
    """`text` in lower case with typographic apostrophes and hyphens made plain, to compare names by."""
    return text.lower().replace("’", "'").replace("`", "'").replace("–", "-")
