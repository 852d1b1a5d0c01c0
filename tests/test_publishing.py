"""A site takes its place whole, and nothing that is not ours is ever touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import publishing
from generator.errors import ConfigError, MachineError
from generator.publishing import Page
from tests import fakes


def _publish(output: Path, *slugs: str) -> None:
    pages = {slug: (Page(slug, (f"content/{slug}.md",), {}), {"index.html": slug.encode()}) for slug in slugs}
    with publishing.exclusive(output):
        publishing.publish(output, pages, {"index.html": b"index"})


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


def test_a_site_lost_between_the_two_renames_is_found_again(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    (tmp_path / ".site.new").mkdir()
    with publishing.exclusive(tmp_path / "site"):
        assert publishing.previous(tmp_path / "site").page_of(("content/a.md",)) is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_what_a_dead_build_left_is_cleared_away(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a")
    for role in ("old", "new"):
        (tmp_path / f".site.{role}").mkdir()
    _publish(tmp_path / "site", "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
    assert (tmp_path / "site/b").exists()


def test_a_page_without_bytes_is_taken_over(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a", "b")
    page = Page("a", ("content/a.md",), {})
    with publishing.exclusive(tmp_path / "site"):
        publishing.publish(tmp_path / "site", {"a": (page, None)}, {"index.html": b"index"})
    assert (tmp_path / "site/a/index.html").read_bytes() == b"a"
    assert not (tmp_path / "site/b").exists()


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with (
        publishing.exclusive(tmp_path / "site"),
        pytest.raises(MachineError, match="another build"),
        publishing.exclusive(tmp_path / "site"),
    ):
        pass
    with publishing.exclusive(tmp_path / "site"):
        pass


def test_a_page_that_cannot_be_written_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "a")
    before = fakes.snapshot(tmp_path / "site")
    slug = "x" * 300  # no file system holds such a name
    with pytest.raises(MachineError, match="cannot be written"):
        _publish(tmp_path / "site", slug)
    assert fakes.snapshot(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_site_behind_a_link_is_replaced_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    _publish(tmp_path / "site", "a")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real/a/index.html").exists()


def test_the_list_of_pages_is_plain_json_with_a_last_line(tmp_path: Path) -> None:
    _publish(tmp_path / "site", "ä")
    text = (tmp_path / "site" / publishing.MANIFEST).read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "ä" in text
