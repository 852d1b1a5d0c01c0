"""The ledger of a site: what the last build was made from, so that the next one makes only what changed.

It lies in the workshop beside the site and may be deleted at any time. A ledger of another version, a damaged or
half-written one counts as none: everything is then made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator import fingerprints

NAME = "ledger"
VERSION = 2
_DIGEST = 32
_PLAIN = ("roots", "templates", "suffixes", "left_out", "tree", "stamps", "unsettled")


@dataclass(frozen=True, slots=True)
class Keys:
    """Digests of what each step of a build depends on beside the articles."""

    readings: str = ""
    settings: str = ""
    page: str = ""
    beside: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it was read: its path, what the file system said of it, its digest, and the key of its reading.

    `stamp` is empty where the file was so young that a later change could look the same.
    """

    name: str
    stamp: str
    digest: str
    reading: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Files that were made together: the digest of all they were made from, and their own."""

    key: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A story that was built: its articles, its files by name with their digests, and what it told the build.

    `pieces` are those of its files that need not be made again with every edit, by what makes them.
    """

    articles: tuple[Kept, ...]
    slug: str
    files: Mapping[str, str]
    entry: Mapping[str, Any]
    quoted: int
    read: int
    notice: str = ""
    pieces: Mapping[str, Piece] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """The paths of the articles."""
        return tuple(kept.name for kept in self.articles)


@dataclass(slots=True)
class Ledger:
    """What a build leaves for the next.

    `tree` are all files of the site, `stamps` the digests of files by what stat says of them. `unsettled` says whether
    something failed, which has to be told again.
    """

    keys: Keys = field(default_factory=Keys)
    roots: dict[str, list[str]] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    suffixes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    pieces: dict[str, Piece] = field(default_factory=dict)
    tree: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    unsettled: bool = False

    def by_sources(self) -> dict[tuple[str, ...], Row]:
        """The rows by the paths of their articles."""
        return {row.sources: row for row in self.rows}


def load(workshop: Path) -> Ledger:
    """The ledger of the last build; an empty one where there is none that can be used."""
    try:
        stored = (workshop / NAME).read_bytes()
        digest, data = stored[:_DIGEST], stored[_DIGEST + 1 :]
        if fingerprints.of_bytes(data).encode("ascii") != digest:
            return Ledger()
        told = json.loads(data)
        if told.pop("version") != VERSION:
            return Ledger()
        told["keys"] = Keys(**told["keys"])
        told["rows"] = [_row(row) for row in told["rows"]]
        told["pieces"] = _pieces(told["pieces"])
        return Ledger(**told)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return Ledger()


def _row(told: list[Any]) -> Row:
    articles, *others = told
    others[-1] = _pieces(others[-1])
    return Row(tuple(Kept(*article) for article in articles), *others)


def _pieces(told: Mapping[str, list[Any]]) -> dict[str, Piece]:
    return {name: Piece(*piece) for name, piece in told.items()}


def store(workshop: Path, ledger: Ledger) -> None:
    """Write the ledger, whole or not at all; OSError leaves none."""
    told = {
        "version": VERSION,
        **{name: getattr(ledger, name) for name in _PLAIN},
        "keys": asdict(ledger.keys),
        "rows": [_plain(row) for row in ledger.rows],
        "pieces": _plain_pieces(ledger.pieces),
    }
    data = json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    new = workshop / f"{NAME}.new"
    new.unlink(missing_ok=True)  # a link that somebody laid there is not written through
    try:
        new.write_bytes(fingerprints.of_bytes(data).encode("ascii") + b"\n" + data)
        os.replace(new, workshop / NAME)
    except OSError:
        new.unlink(missing_ok=True)
        (workshop / NAME).unlink(missing_ok=True)  # it tells of a site that is no more
        raise


def _plain(row: Row) -> list[Any]:
    articles = [[kept.name, kept.stamp, kept.digest, kept.reading] for kept in row.articles]
    pieces = _plain_pieces(row.pieces)
    return [articles, row.slug, row.files, row.entry, row.quoted, row.read, row.notice, pieces]


def _plain_pieces(pieces: Mapping[str, Piece]) -> dict[str, list[Any]]:
    return {name: [piece.key, piece.files] for name, piece in pieces.items()}
