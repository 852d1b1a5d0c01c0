"""Invented news articles, as many as a measurement needs: `python -m benchmarks.articles FOLDER COUNT`.

They are Markdown with front matter that other site generators read too. The same count, words and seed always give the
same articles; sentences stand in another order in each, with other people, places, amounts and days in them, so that
keeping what was found in one sentence does not help with another. They hold as many dates, names, numbers and
quotations as news does (`python -m benchmarks.density` compares them); with `--dense`, several in every sentence.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import string
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_PARTS, _PLAIN = Path(__file__).with_suffix(".toml"), Path(__file__).with_name("plain.toml")
_FIRST = date(2012, 1, 2)
_DAYS = 4_400
_NEAR = timedelta(days=200)
_CAST = "abcdef"
_SHE, _HE = ("she", "her", "her"), ("he", "him", "his")
_CAPTION_EVERY = 20
"""Sentences from one caption to the next."""
_DENSE = "dense"
"""The kind of the sentences that hold several facts each."""
_HOLE = re.compile(r"\{(\w+)")
_BEFORE_VOWEL = re.compile(r"\b([Aa])(?= [AEIOaeio]| u(?!n[iy]|se))")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_UNSAFE = re.compile(r"[:#'\"\[\]{}]|^[\W\d]")
"""What a title may not hold in front matter unless it stands in quotation marks."""


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody invented: what an article calls them, and the pronouns that its sentences use for them."""

    first: str
    last: str
    role: str
    calling: str
    they: str
    them: str
    their: str

    @property
    def They(self) -> str:  # noqa: N802  # as sentences write it
        """The pronoun at the beginning of a sentence."""
        return self.they.capitalize()

    @property
    def titled(self) -> str:
        """The name behind the role."""
        return f"{self.role} {self}"

    def __str__(self) -> str:
        return f"{self.first} {self.last}"


def write(folder: Path, count: int, words: int = 600, seed: int = 7, dense: bool = False) -> tuple[Path, ...]:
    """Write `count` different articles of about so many words into a folder, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"article-{index:05}.md" for index in range(1, count + 1))
    for index, path in enumerate(paths):
        path.write_text(article(index, words, seed, dense), encoding="utf-8", newline="\n")
    return paths


def article(index: int, words: int = 600, seed: int = 7, dense: bool = False) -> str:
    """One article as Markdown; `index` tells it from the others of the same seed."""
    chance = random.Random(f"{seed}-{index}")
    known = parts()
    story = chance.choice(known["stories"])
    pieces = known["words"] | known["sentences"] | {_DENSE: [*story["sentences"], *known["common"]["sentences"]]}
    told = _Story(chance, known, pieces)
    shares = {kind: share * _about_one(chance) for kind, share in ({_DENSE: 1} if dense else known["shares"]).items()}
    title = told.filled(chance.choice(story["titles"]))
    paragraphs = [told.filled(story["opening"])] if dense or chance.random() < 0.5 else [told.sentence("opening")]
    paragraphs += [] if dense else [told.sentence("cast")]
    length, count = sum(len(paragraph.split()) for paragraph in paragraphs), len(paragraphs)
    while length < words:
        kinds = chance.choices(list(shares), list(shares.values()), k=chance.choice((1, 2, 2, 3)))
        group = [told.sentence(kind) for kind in kinds]
        if count // _CAPTION_EVERY < (count + len(group)) // _CAPTION_EVERY:
            paragraphs.append(told.filled(chance.choice(known["common"]["captions"])))
            length += len(paragraphs[-1].split())
        paragraphs.append(" ".join(group))
        count, length = count + len(group), length + len(paragraphs[-1].split())
    front = f"---\ntitle: {_scalar(title)}\ndate: {told.published}\n---\n"
    return "\n".join([front, *(f"{paragraph}\n" for paragraph in paragraphs)])


def _about_one(chance: random.Random) -> float:
    """Around 1, rarely far above: articles differ in what they hold much of, as those of newspapers do."""
    return chance.gammavariate(3, 1 / 3)


class _Story:
    """What fills the holes of the sentences of one article: a cast and places stay, numbers and days are drawn anew.

    `pieces` are sentences and parts of sentences by their kinds: none is told again before all of its kind were told.
    """

    def __init__(self, chance: random.Random, parts: Mapping[str, Any], pieces: Mapping[str, Sequence[str]]) -> None:
        self._chance, self._parts, self._pieces = chance, parts, pieces
        self._left: dict[str, list[str]] = {}
        self.published = _FIRST + timedelta(days=chance.randrange(_DAYS))
        place, agency = self._joined("place"), self.one_of("agencies")
        self._stays: dict[str, object] = {
            "place": place,
            "PLACE": place.upper(),
            "other": self._joined("place"),
            "company": f"{self.one_of('company_names')} {self.one_of('company_kinds')}",
            "agency": agency,
            "agency_short": "".join(word[0] for word in agency.split()),
            "dateline": f"{self.published:%B} {self.published.day}",
        }
        callings = [self.filled(calling) for calling in chance.sample(parts["callings"], len(_CAST))]
        roles = chance.sample(parts["roles"], len(_CAST))
        self._stays |= {
            key: self.somebody(role, calling) for key, role, calling in zip(_CAST, roles, callings, strict=True)
        }

    def sentence(self, kind: str) -> str:
        """A sentence of a kind, with every hole filled."""
        told = _FIRST_LETTER.sub(lambda letter: letter[0].upper(), self._piece(kind), count=1)
        return _BEFORE_VOWEL.sub(r"\1n", told).replace("..", ".")  # "U.S." at the end

    def filled(self, sentence: str) -> str:
        """A sentence with every hole filled."""
        values = {name: self._value(name) for name in sorted(set(_HOLE.findall(sentence)))}
        return string.Formatter().vformat(sentence, (), values)

    def _value(self, name: str) -> object:
        if name in self._stays:
            return self._stays[name]
        kind = name.rstrip(string.digits)
        return self._piece(kind) if kind in self._pieces else _DRAWN[name](self)

    def _piece(self, kind: str) -> str:
        """A piece of a kind that was not told yet, its own holes filled."""
        if not self._left.get(kind):
            self._left[kind] = self._chance.sample(self._pieces[kind], len(self._pieces[kind]))
        return self.filled(self._left[kind].pop())

    def somebody(self, role: str = "", calling: str = "", pronouns: tuple[str, str, str] | None = None) -> Character:
        """A new character."""
        pronouns = pronouns or self._chance.choice((_SHE, _HE))
        return Character(self.one_of(f"given_{pronouns[0]}"), self._joined("surname"), role, calling, *pronouns)

    def one_of(self, kind: str) -> str:
        """One of the words of a list of the parts."""
        return str(self._chance.choice(self._parts[kind]))

    def number(self, least: int, most: int) -> int:
        """A number, the ends among them."""
        return self._chance.randint(least, most)

    def ago(self, least: int, most: int) -> date:
        """A day, so many days before publication."""
        return self.published - timedelta(days=self._chance.randint(least, most))

    def _joined(self, kind: str) -> str:
        return self.one_of(f"{kind}_starts") + self.one_of(f"{kind}_ends")


def _day(day: date, published: date) -> str:
    """A day as an article of that publication would write it."""
    return f"{day:%B} {day.day}" if abs(published - day) < _NEAR else f"{day:%B} {day.day}, {day.year}"


def _count(story: _Story) -> str:
    return f"{story.number(120, 9_000) * story.number(1, 4):,}"


def _money(story: _Story) -> str:
    amount = story.number(12, 989)
    return (f"${amount},{amount % 10}00", f"${amount / 10} million", f"{amount} million euros")[story.number(0, 2)]


_DRAWN: Mapping[str, Callable[[_Story], object]] = {
    "age": lambda story: story.number(19, 81),
    "caption_day": lambda story: _day(story.ago(2, 400), date.min),
    "company_name": lambda story: story.one_of("company_names"),
    "count": _count,
    "crime": lambda story: story.one_of("crimes"),
    "day": lambda story: _day(story.ago(8, 900), story.published),
    "few": lambda story: story.number(4, 39),
    "hours": lambda story: story.number(3, 14),
    "lately": lambda story: story.one_of("lately"),
    "lesser": lambda story: story.number(0, 3),
    "man": lambda story: story.somebody(pronouns=_HE),
    "metres": lambda story: story.number(21, 79) / 10,
    "money": _money,
    "month": lambda story: f"{story.ago(40, 300):%B}",
    "month_year": lambda story: f"{story.ago(400, 3_000):%B %Y}",
    "months": lambda story: story.number(3, 18),
    "onday": lambda story: "yesterday" if story.number(1, 3) == 1 else f"on {story.ago(1, 6):%A}",
    "ordinal": lambda story: story.one_of("ordinals"),
    "percent": lambda story: story.number(11, 94),
    "photographer": lambda story: story.somebody(),
    "prison": lambda story: f"{story.number(3, 19)} {story.one_of('terms')}",
    "small": lambda story: story.number(11, 99) / 10,
    "someone": lambda story: story.somebody(),
    "soon": lambda story: _day(story.ago(-120, -5), story.published),
    "soon_vague": lambda story: story.one_of("soon"),
    "things": lambda story: story.one_of("things"),
    "weekday": lambda story: f"{story.ago(1, 6):%A}",
    "weeks": lambda story: story.number(2, 11),
    "year": lambda story: story.ago(800, 12_000).year,
    "years": lambda story: story.number(3, 34),
}
"""What stands in a hole that is filled anew each time."""


@cache
def parts() -> Mapping[str, Any]:
    """What articles are made of: names, sentences and words by their kinds, from the two files beside this one."""
    return {key: part for path in (_PARTS, _PLAIN) for key, part in tomllib.loads(path.read_text("utf-8")).items()}


def _scalar(text: str) -> str:
    """A text as a YAML scalar, in quotation marks where it must stand in them."""
    return json.dumps(text, ensure_ascii=False) if _UNSAFE.search(text) else text


def main(arguments: list[str]) -> int:
    """Write COUNT articles into FOLDER, of WORDS words where they are given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.articles")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("words", type=int, nargs="?", default=600)
    parser.add_argument("--dense", action="store_true", help="several facts in every sentence, far more than in news")
    asked = parser.parse_args(arguments)
    write(asked.folder, asked.count, asked.words, dense=asked.dense)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
