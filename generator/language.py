"""A language: a TOML file of words, patterns and labels, and long word lists beside it, read into typed tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar

from generator import plugins, records
from generator.errors import ConfigError

FOLDER = plugins.LANGUAGES


class Table(Protocol):
    """A dataclass that reads one table of a language file; declared beside the code that uses it."""

    TABLE: ClassVar[str]


Words = TypeVar("Words", bound=Table)
_taken: dict[str, Mapping[str, Any]] = {}
_parsed: dict[str, Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language by its code ("en"). Tables are built when first asked for, and once."""

    code: str
    tables: Mapping[str, Any] = field(repr=False)
    _built: dict[type, Any] = field(default_factory=dict, repr=False)

    def words(self, kind: type[Words]) -> Words:
        """The table that the dataclass `kind` describes; ConfigError names a key that does not fit."""
        if kind not in self._built:
            try:
                self._built[kind] = records.build(kind, self.tables.get(kind.TABLE, {}), (kind.TABLE,))
            except records.RecordError as error:
                place = ".".join(map(str, error.path))
                raise ConfigError(
                    f"{place}: {error.what}", error.remedy, path=f"generator/languages/{self.code}.toml"
                ) from error
        built: Words = self._built[kind]
        return built

    @property
    def labels(self) -> Mapping[str, str]:
        """Every word that the page itself may say, by key; `{name}` marks a typed value."""
        labels: Mapping[str, str] = self.tables["labels"]
        return labels

    @property
    def finds(self) -> bool:
        """Whether there are rules to find facts by. Without them a page gives the first sentences of an article."""
        return "clauses" in self.tables

    @property
    def sample(self) -> str:
        """An article that calls for what most articles do; empty where there are no rules to read it by."""
        return str(self.tables.get("sample", ""))

    @property
    def direction(self) -> str:
        """The direction of the script: "ltr" or "rtl"."""
        return str(self.tables.get("direction", "ltr"))

    def label(self, key: str, **values: object) -> str:
        """A label with its typed values filled in. KeyError where the language file has no such label."""
        return self.labels[key].format(**values)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return load, (self.code,)


def codes() -> tuple[str, ...]:
    """The codes of the languages there are."""
    return plugins.languages()


@cache
def load(code: str) -> Language:
    """A language by its code; ConfigError lists the known ones."""
    if code not in codes():
        raise ConfigError(f"no language {code!r}", f"known languages: {', '.join(codes())}")
    if code not in _taken:
        _parsed[code] = _parse(code)
    return Language(code, _taken.get(code) or _parsed[code])


def take(tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Know the tables of languages, by their codes, from an earlier run of this program."""
    _taken.update(tables)


def parsed() -> dict[str, Mapping[str, Any]]:
    """All tables that were taken and that were parsed since, by the codes of their languages."""
    return {**_taken, **_parsed}


def has_new() -> bool:
    """Whether the file of a language was parsed that had not been taken."""
    return bool(_parsed)


def _parse(code: str) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415  # most runs need not parse anything

    path = FOLDER / f"{code}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(error), "mend the language file", path=f"generator/languages/{path.name}") from error
    for words in sorted((FOLDER / code).glob("*.txt")):
        # "names.given.txt" goes on with what the table `names` lists under `given`.
        table, key = words.stem.split(".")
        held = tables.setdefault(table, {})
        held[key] = held.get(key, "") + words.read_text(encoding="utf-8")
    return tables
