"""The steps from an article to a page as the build is handed them: each loads what it needs when it is first called.

A build in which nothing changed calls none of them, and so loads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from generator.config import Config
    from generator.entries import IndexEntry
    from generator.language import Language
    from generator.model import Explainer, Reading

# ruff: noqa: PLC0415

Files = Mapping[str, bytes]
"""Files by their paths in a folder, with forward slashes."""
Entry = Any
"""A line of the index page: a frozen dataclass of plain values, made and read by these steps alone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Files of a page or of the site that are made together.

    `about` is all that they depend on but settings and templates; None where they are made anew every time.
    """

    name: str
    about: object
    make: Callable[[], Files]


def made(pieces: Iterable[Piece]) -> dict[str, bytes]:
    """The files of pieces."""
    return {name: data for piece in pieces for name, data in piece.make().items()}


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a build. `entry_from` reads back what `dataclasses.asdict` made of an entry;
    `entry_checked` too, of one that anybody may have changed since: ValueError where it is none.

    `beside` are the files beside a page, given its address in messages; `pieces` the index and all other files of the
    site; both are proved when made. `asked` names the templates and style sheets read since it was last called.
    """

    suffixes: Callable[[], frozenset[str]]
    read: Callable[[bytes, str, Config, date | None], Reading]
    explain: Callable[[tuple[Reading, ...], str, Config], Explainer]
    beside: Callable[[Explainer, Config, Language, str], Sequence[Piece]]
    render: Callable[[Explainer, Config, Language, Collection[str]], str]
    prove: Callable[[str, Explainer, Config, Language, str], None]
    entry_of: Callable[[Explainer, Language], Entry]
    entry_from: Callable[[Mapping[str, Any]], Entry]
    entry_checked: Callable[[Mapping[str, Any]], Entry]
    pieces: Callable[[Sequence[Entry], Config, Language], Sequence[Piece]]
    left_out: Callable[[Config], tuple[str, ...]]
    quoted: Callable[[Explainer, str], tuple[int, int]]
    notice: Callable[[Explainer, Config], str]
    asked: Callable[[], frozenset[str]]


def program() -> Steps:
    """The program's own steps."""
    return Steps(
        suffixes=_suffixes,
        read=_read,
        explain=_explain,
        beside=_beside,
        render=_render,
        prove=_prove,
        entry_of=_entry_of,
        entry_from=_entry_from,
        entry_checked=_entry_checked,
        pieces=_pieces,
        left_out=_left_out,
        quoted=_quoted,
        notice=_notice,
        asked=_asked,
    )


def _suffixes() -> frozenset[str]:
    from generator import plugins

    return frozenset(suffix for reader in plugins.parts("readers") for suffix in reader.SUFFIXES)


def _read(data: bytes, path: str, config: Config, published: date | None) -> Reading:
    from generator import reading

    return reading.read(data, path, config, published)


def _explain(readings: tuple[Reading, ...], slug: str, config: Config) -> Explainer:
    from generator import explain

    return explain.explain(readings, slug, config)


def _beside(explainer: Explainer, config: Config, language: Language, path: str) -> Sequence[Piece]:
    from generator import outputs

    made = outputs.parts_of_page(explainer, config, language, path)
    return [Piece(part.name, part.about, part.make) for part in made]


def _render(explainer: Explainer, config: Config, language: Language, beside: Collection[str]) -> str:
    from generator import pages

    return pages.render(explainer, config, language, beside)


def _prove(html: str, explainer: Explainer, config: Config, language: Language, path: str) -> None:
    from generator import check

    check.prove(html, explainer, config, language, path)


def _entry_of(explainer: Explainer, language: Language) -> Entry:
    from generator import indexing

    return indexing.entry_of(explainer, language)


def _entry_from(data: Mapping[str, Any]) -> IndexEntry:
    from generator import entries

    return entries.IndexEntry.read_back(data)


def _entry_checked(data: Mapping[str, Any]) -> IndexEntry:
    from generator import entries

    return entries.IndexEntry.checked(data)


def _pieces(entries: Sequence[Entry], config: Config, language: Language) -> Sequence[Piece]:
    from generator import outputs

    made = outputs.parts_of_site(entries, config, language)
    return [Piece(part.name, part.about, part.make) for part in made]


def _left_out(config: Config) -> tuple[str, ...]:
    from generator import outputs

    return outputs.left_out(config)


def _quoted(explainer: Explainer, html: str) -> tuple[int, int]:
    from generator import pages

    return pages.quoted_share(explainer, html)


def _notice(explainer: Explainer, config: Config) -> str:
    from generator import answering

    return answering.notice(explainer.story, config)


def _asked() -> frozenset[str]:
    from generator import theming

    return theming.asked()
