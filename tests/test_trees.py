"""Folders are brought from any state to any other, and change places at once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import fingerprints, publishing, trees
from tests import fakes

PATHS = st.sampled_from(["a", "b/c", "b/d", "e/f/g", "e/h", ".nojekyll"])
TREES = st.dictionaries(PATHS, st.binary(max_size=2), max_size=6)


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {path: fingerprints.of_bytes(data) for path, data in files.items()}


@given(TREES, TREES)
@settings(max_examples=60, deadline=None)
def test_a_tree_becomes_any_other(
    tmp_path_factory: pytest.TempPathFactory, has: dict[str, bytes], wanted: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("trees")
    publishing.write(root / "tree", has)
    publishing.write(root / "stage", wanted)
    trees.become(root / "tree", _digests(has), _digests(wanted), lambda path: root / "stage" / path)
    assert fakes.snapshot(root / "tree") == wanted
    assert {path.name for path in (root / "tree").iterdir()} == {path.split("/")[0] for path in wanted}


def test_a_file_that_is_not_known_is_made_anew(tmp_path: Path) -> None:
    publishing.write(tmp_path / "tree", {"a": b"damaged", "b": b"good"})
    publishing.write(tmp_path / "stage", {"a": b"good"})
    good = fingerprints.of_bytes(b"good")
    trees.become(
        tmp_path / "tree", {"a": "", "b": good}, {"a": good, "b": good}, lambda path: tmp_path / "stage" / path
    )
    assert fakes.snapshot(tmp_path / "tree") == {"a": b"good", "b": b"good"}


def test_a_known_stamp_spares_reading_a_file(tmp_path: Path) -> None:
    publishing.write(tmp_path, {"a": b"one", "b/c": b"two"})
    marks = trees.walk(tmp_path)
    told, found = trees.digests(tmp_path, {marks["a"]: "known"}, read=True)
    assert told == {"a": "known", "b/c": fingerprints.of_bytes(b"two")}
    assert found == marks
    assert trees.digests(tmp_path, {marks["a"]: "known"}, read=False)[0] == {"a": "known", "b/c": ""}


def test_a_link_is_a_file_that_nobody_reads(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("?")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/link").symlink_to(tmp_path / "secret")
    assert trees.digests(tmp_path / "tree", {}, read=True)[0] == {"link": ""}


def test_files_that_are_the_same_are_links_to_one(tmp_path: Path) -> None:
    publishing.write(tmp_path / "one", {"a": b"1"})
    trees.become(tmp_path / "two", {}, _digests({"a": b"1"}), lambda path: tmp_path / "one" / path)
    assert (tmp_path / "one/a").stat().st_ino == (tmp_path / "two/a").stat().st_ino


def test_where_there_are_no_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    publishing.write(tmp_path / "one", {"a/b": b"1"})
    trees.become(tmp_path / "two", {}, _digests({"a/b": b"1"}), lambda path: tmp_path / "one" / path)
    assert fakes.snapshot(tmp_path / "two") == {"a/b": b"1"}


def _two(root: Path) -> tuple[Path, Path, Path]:
    publishing.write(root / "new", {"a": b"new"})
    publishing.write(root / "site", {"a": b"old"})
    return root / "new", root / "site", root / "old"


@pytest.mark.parametrize("exchange", [True, False])
def test_two_folders_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "_exchanged", lambda one, other: False)
    trees.swap(*_two(tmp_path))
    assert fakes.snapshot(tmp_path) == {"site/a": b"new", "new/a": b"old"}


def test_linux_exchanges_them_in_one_step(tmp_path: Path) -> None:
    new, site, _ = _two(tmp_path)
    try:
        assert trees._exchanged(new, site)
    except (AssertionError, OSError):
        if os.uname().sysname == "Linux":
            raise
        pytest.skip("this system cannot exchange folders")
    assert fakes.snapshot(tmp_path) == {"site/a": b"new", "new/a": b"old"}


def test_an_exchange_that_fails_is_told(tmp_path: Path) -> None:
    if os.uname().sysname != "Linux":
        pytest.skip("this system cannot exchange folders")
    with pytest.raises(OSError, match="No such file"):
        trees._exchanged(tmp_path / "gone", tmp_path)


def test_a_second_rename_that_fails_takes_the_first_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, site, old = _two(tmp_path)
    monkeypatch.setattr(trees, "_exchanged", lambda one, other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError(errno.EACCES, "not now")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="not now"):
        trees.swap(new, site, old)
    assert fakes.snapshot(tmp_path) == {"site/a": b"old", "new/a": b"new"}
