"""The settings of a site: config.yaml as a frozen dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from generator import decoding, plugins, records, yamldoc
from generator.addresses import is_web
from generator.errors import ConfigError
from generator.periods import WeekStart
from generator.text import Extracts

_FOLDERS = ("content", "output", "templates")
NAME = "config.yaml"
"""The name of the settings file: the only one that may be missing."""


LARGEST = 10_000_000
"""The most that `article_limit` may be."""


@dataclass(frozen=True, slots=True)
class AnswerConfig:
    """How the short answer is chosen."""

    method: str = "news"
    """The summarizer."""
    sentences: int = 3
    """How many sentences at most."""
    words: int = 80
    """From the third sentence on, only such as fit into so many words, or are short (`news` only); 0: no such limit."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site; folders are relative to config.yaml."""

    title: str = "Explainers"
    """The name of the site, on its index page."""
    base_url: str = ""
    """The public address, for canonical links; none are written where it is empty."""
    content: str = "content"
    """The folder of articles: a file or a folder for each story."""
    output: str = "site"
    """The folder that the site is built into."""
    templates: str = "templates"
    """The folder of templates."""
    theme: str = ""
    """A folder whose files stand in for templates of the same name; none where it is empty."""
    language: str = "en"
    """The language of articles that name none, and of the index page."""
    week_starts: WeekStart | None = None
    """The day on which a week starts; the language decides where it is left out."""
    exports: tuple[str, ...] | None = None
    """The files beside the pages, by the names of their exports; all of them where it is left out, none where empty."""
    extracts: Extracts | None = None
    """How much of a source sentence the source list quotes; whose article it is decides where it is left out."""
    quote_limit: int = 50
    """The most per cent of other people's words that a page may quote."""
    article_limit: int = 1_000_000
    """The most characters of one article."""
    report_url: str = ""
    """Where readers report a mistake; the footer leaves it out where it is empty."""
    spacy: str = ""
    """The spaCy model that recognises people, organisations and places; the rules do where it is empty."""
    answer: AnswerConfig = field(default_factory=AnswerConfig)
    """The short answer."""
    root: Path = field(default=Path("."), init=False)
    """The folder of config.yaml; not a key."""


def load(path: Path) -> Config:
    """The settings in `path`, with the folder it stands in as `root`.

    A missing config.yaml means the defaults; any other missing file is a ConfigError, as are unreadable ones, unknown
    keys and values of the wrong type or range.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        if path.name != NAME:
            raise ConfigError("no such file", f"write it, or leave it out to use {NAME}", path=str(path)) from error
        data = b""
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", "make it a readable file", path=str(path)) from error
    document = yamldoc.read(decoding.decode(data, str(path), ConfigError), str(path), ConfigError)
    try:
        config = records.build(Config, _filled(document.values))
    except records.RecordError as error:
        raise document.fault(error.path, error.what, error.remedy) from error
    _check(config, document)
    object.__setattr__(config, "root", path.parent)
    return config


def at(config: Config, address: str) -> Config:
    """The settings for a site at another public address; ConfigError where it is none."""
    if address and not is_web(address):
        raise ConfigError(f"--base-url: {address!r} is no web address", "write https://…, or '' for none")
    other = replace(config, base_url=address)
    object.__setattr__(other, "root", config.root)
    return other


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys with a value: one that is left empty is left out. Unknown ones stay, to be told."""
    known = {item.name for item in fields(Config)}
    return {key: value for key, value in values.items() if value is not None or key not in known}


def _check(config: Config, document: yamldoc.Document) -> None:
    for check in (_check_text, _check_names, _check_numbers):
        check(config, document)


def _check_text(config: Config, document: yamldoc.Document) -> None:
    for key in ("base_url", "report_url"):
        address = getattr(config, key)
        if address and not is_web(address):
            raise document.fault((key,), f"{key!r} is no web address", "write https://… or leave it out")
    if set(config.base_url) & set("?#"):
        raise document.fault(("base_url",), "'base_url' has a query or a fragment", "write https://… without ? and #")
    if not any(character.isalnum() for character in config.title):
        raise document.fault(("title",), "'title' has no letter", "write the name of the site")
    for key in _FOLDERS:
        if not getattr(config, key):
            raise document.fault((key,), f"{key!r} is empty", "write the name of a folder, or leave it out")


def _check_names(config: Config, document: yamldoc.Document) -> None:
    exports, languages = plugins.names("exports"), plugins.languages()
    for index, name in enumerate(config.exports or ()):
        if name not in exports:
            raise document.fault(("exports", index), f"no export {name!r}", f"known exports: {', '.join(exports)}")
    if config.language not in languages:
        what = f"no language {config.language!r}"
        raise document.fault(("language",), what, f"known languages: {', '.join(languages)}")
    if config.answer != AnswerConfig():  # the summarizers are not loaded for nothing
        methods = sorted(method for part in plugins.parts("summarizers") for method in part.METHODS)
        if config.answer.method not in methods:
            what = f"no method {config.answer.method!r}"
            raise document.fault(("answer", "method"), what, f"write one of {', '.join(methods)}")


def _check_numbers(config: Config, document: yamldoc.Document) -> None:
    if not 0 < config.article_limit <= LARGEST:
        raise document.fault(("article_limit",), "'article_limit' is out of range", f"write 1 to {LARGEST:,}")
    if not 0 < config.quote_limit <= 100:
        raise document.fault(("quote_limit",), "'quote_limit' is no percentage", "write 1 to 100")
    if config.answer.sentences < 1:
        raise document.fault(("answer", "sentences"), "'sentences' is less than one", "write 1 or more")
    if config.answer.words < 0:
        raise document.fault(("answer", "words"), "'words' is less than nothing", "write 0 or more")
