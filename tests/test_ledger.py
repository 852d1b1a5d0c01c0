"""The ledger says what the last build was made from, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import ledger
from generator.ledger import Kept, Keys, Ledger, Piece, Row

FULL = Ledger(
    keys=Keys("r", "s", "p", "b", "i"),
    roots={"page": ["page.html.j2"]},
    templates={"0:page.html.j2": "d"},
    suffixes=[".md"],
    left_out=["feed.xml"],
    rows=[
        Row(
            (Kept("content/a.md", "1:2", "d", "k"),),
            "a",
            {"index.html": "d", "a.png": "e"},
            {"title": "Å"},
            1,
            4,
            "short",
            {"card": Piece("k", {"a.png": "e"})},
        )
    ],
    pieces={"index": Piece("k", {"index.html": "d"})},
    tree={"index.html": "d"},
    stamps={"1:2:3": "d"},
    unsettled=True,
)


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    ledger.store(tmp_path, FULL)
    assert ledger.load(tmp_path) == FULL
    assert FULL.by_sources() == {("content/a.md",): FULL.rows[0]}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data.replace(b"content/a.md", b"content/b.md"),
        lambda data: b"\xff" * 100,
    ],
)
def test_a_damaged_one_counts_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    ledger.store(tmp_path, FULL)
    file = tmp_path / ledger.NAME
    file.write_bytes(damage(file.read_bytes()))
    assert ledger.load(tmp_path) == Ledger()


def test_one_of_another_version_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.store(tmp_path, FULL)
    monkeypatch.setattr(ledger, "VERSION", ledger.VERSION + 1)
    assert ledger.load(tmp_path) == Ledger()


def test_there_is_none_where_none_was_written(tmp_path: Path) -> None:
    assert ledger.load(tmp_path) == Ledger()
