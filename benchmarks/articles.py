"""Invented news articles, as many as a measurement needs: `python -m benchmarks.articles FOLDER COUNT`.

They are Markdown with front matter that other site generators read too. The same count, words and seed always give the
same articles; sentences stand in another order in each, with other people, places, amounts and days in them, so that
keeping what was found in one sentence does not help with another.
"""

from __future__ import annotations

import json
import random
import re
import string
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_PARTS = Path(__file__).with_suffix(".toml")
_FIRST = date(2012, 1, 2)
_DAYS = 4_400
_NEAR = timedelta(days=200)
_CAST = "abcdef"
_CAPTION_EVERY = 12
"""Sentences from one caption to the next."""
_HOLE = re.compile(r"\{(\w+)")
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


def write(folder: Path, count: int, words: int = 600, seed: int = 7) -> tuple[Path, ...]:
    """Write `count` different articles of about so many words into a folder, which is made; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"article-{index:05}.md" for index in range(1, count + 1))
    for index, path in enumerate(paths):
        path.write_text(article(index, words, seed), encoding="utf-8", newline="\n")
    return paths


def article(index: int, words: int = 600, seed: int = 7) -> str:
    """One article as Markdown; `index` tells it from the others of the same seed."""
    chance = random.Random(f"{seed}-{index}")
    parts = _parts()
    story = chance.choice(parts["stories"])
    told = _Story(chance, parts)
    title = told.filled(chance.choice(story["titles"]))
    paragraphs = [told.filled(story["opening"])]
    length, count, left = len(paragraphs[0].split()), 1, list[str]()
    while length < words:
        if not left:
            left = [*story["sentences"], *parts["common"]["sentences"]]
            chance.shuffle(left)
        group = [told.filled(left.pop()) for _ in range(min(chance.choice((1, 2, 2, 3)), len(left)))]
        if count // _CAPTION_EVERY < (count + len(group)) // _CAPTION_EVERY:
            paragraphs.append(told.filled(chance.choice(parts["common"]["captions"])))
            length += len(paragraphs[-1].split())
        paragraphs.append(" ".join(group))
        count, length = count + len(group), length + len(paragraphs[-1].split())
    front = f"---\ntitle: {_scalar(title)}\ndate: {told.published}\n---\n"
    return "\n".join([front, *(f"{paragraph}\n" for paragraph in paragraphs)])


class _Story:
    """What fills the holes of the sentences of one article: a cast and places stay, numbers and days are drawn anew."""

    def __init__(self, chance: random.Random, parts: Mapping[str, Any]) -> None:
        self._chance, self._parts = chance, parts
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

    def filled(self, sentence: str) -> str:
        """A sentence with every hole filled."""
        names = sorted(set(_HOLE.findall(sentence)))
        values = {name: self._stays[name] if name in self._stays else _DRAWN[name](self) for name in names}
        return string.Formatter().vformat(sentence, (), values)

    def somebody(self, role: str = "", calling: str = "") -> Character:
        """A new character."""
        pronouns = self._chance.choice((("she", "her", "her"), ("he", "him", "his")))
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
    "count": _count,
    "crime": lambda story: story.one_of("crimes"),
    "day": lambda story: _day(story.ago(8, 900), story.published),
    "few": lambda story: story.number(4, 39),
    "hours": lambda story: story.number(3, 14),
    "lately": lambda story: story.one_of("lately"),
    "lesser": lambda story: story.number(0, 3),
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
def _parts() -> Mapping[str, Any]:
    return tomllib.loads(_PARTS.read_text(encoding="utf-8"))


def _scalar(text: str) -> str:
    """A text as a YAML scalar, in quotation marks where it must stand in them."""
    return json.dumps(text, ensure_ascii=False) if _UNSAFE.search(text) else text


def main(arguments: list[str]) -> int:
    """Write COUNT articles into FOLDER, of WORDS words where they are given."""
    folder, count, *words = arguments
    write(Path(folder), int(count), *map(int, words))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
