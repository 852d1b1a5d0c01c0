"""A site takes its place whole, and nothing that is not ours is ever touched."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator import publishing
from generator.errors import ConfigError, MachineError
from generator.publishing import Page
from tests import fakes


def _publish(output: Path, *slugs: str) -> None:
    """A site of pages with nothing in them but their slugs."""
    files = {"index.html": b"index", **{f"{slug}/index.html": slug.encode() for slug in slugs}}
    pages = [Page(slug, (f"content/{slug}.md",), {}) for slug in sorted(slugs)]
    publishing.write(output, {**files, publishing.MANIFEST: publishing.manifest(pages, files)})


def test_what_was_published_is_read_back(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "b", "a")
    manifest = publishing.previous(tmp_path / "site")
    assert [page.slug for page in manifest.pages] == ["a", "b"]
    page = manifest.page_of(("content/b.md", "content/new.md"))
    assert page is not None
    assert page.slug == "b"
    assert manifest.page_of(("content/c.md",)) is None


@pytest.mark.parametrize("place", ["", "..", "content", "content/deep", "templates", "/"])
def test_no_site_is_built_over_the_project(tmp_path: Path, place: str) -> None:
    root = fakes.project(tmp_path / "project", a="A.")
    with pytest.raises(ConfigError, match="cannot be built there"):
        publishing.check_output(root / place, root, (root / "content", root / "templates"))


def test_no_site_is_built_over_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    with pytest.raises(ConfigError, match="cannot be built there"):
        publishing.check_output(tmp_path / "me", tmp_path / "project", ())


def test_no_site_is_built_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("?")
    with pytest.raises(ConfigError, match="is a file"):
        publishing.check_output(tmp_path / "site", tmp_path, ())


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.doc").write_text("years of work")
    with pytest.raises(ConfigError, match="did not make"):
        publishing.previous(tmp_path / "site")


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"version": 1, "unknown": 1}', '{"version": 2}'])
def test_a_list_of_pages_that_is_not_ours_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / ".explainer.json").write_text(content)
    with pytest.raises(ConfigError):
        publishing.previous(tmp_path)


def test_a_file_laid_into_the_site_is_not_lost(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a")
    (tmp_path / "site/a/photo.jpg").write_text("?")
    with pytest.raises(ConfigError, match=r"a/photo\.jpg"):
        publishing.previous(tmp_path / "site")


def test_the_litter_of_a_file_manager_is_in_nobodys_way(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a")
    (tmp_path / "site/.DS_Store").write_text("?")
    assert publishing.previous(tmp_path / "site").pages


def test_an_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert publishing.previous(tmp_path / "site").pages == ()
    _publish(tmp_path / "site", "a")
    assert (tmp_path / "site/a/index.html").read_bytes() == b"a"


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "site: no space left: need ~12 MB in {} — free some, or choose another folder with --output"),
        (errno.EROFS, "site: the site cannot be written (Read-only file system) — choose another folder with --output"),
        (errno.EACCES, "the site cannot be written (Permission denied) — check the permissions of the folder"),
        (errno.EBUSY, "it is the root of a disk of its own — choose a folder inside it with --output"),
    ],
)
def test_a_trouble_of_the_disk_says_what_to_do(tmp_path: Path, number: int, what: str) -> None:
    with pytest.raises(MachineError) as caught, publishing.machine(tmp_path / "site", lambda: 12_345_678):
        raise OSError(number, os.strerror(number))
    assert what.format(tmp_path) in str(caught.value)
