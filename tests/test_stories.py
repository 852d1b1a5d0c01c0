"""Which files are articles, and what their addresses are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import stories
from generator.errors import ArticleError, ConfigError
from tests import fakes

SUFFIXES = frozenset({".md", ".txt"})


def _discover(root: Path) -> stories.Found:
    return stories.discover(root / "content", root, SUFFIXES)


def test_stories_are_sorted_and_hidden_files_are_no_stories(tmp_path: Path) -> None:
    fakes.project(tmp_path, b="B", a="A", c="C")
    (tmp_path / "content/.draft.md").write_text("hidden")
    found = _discover(tmp_path)
    assert [story.name for story in found.stories] == ["a", "b", "c"]
    assert not found.warnings


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda content, outside: (content / "far").symlink_to(outside), "a link out of the project"),
        (lambda content, outside: (content / "x.md").symlink_to(content / "gone.md"), "a link that leads nowhere"),
        (lambda content, outside: (content / "x").symlink_to(content / "x"), "a link that leads nowhere"),
        (lambda content, outside: (content / "again").symlink_to(content), "a link to the content folder itself"),
        (lambda content, outside: os.mkfifo(content / "x.md"), "neither a file nor a folder"),
        (lambda content, outside: (content / "x.md").mkdir(), "a folder whose name ends in .md"),
        (lambda content, outside: (content / "x.jpg").write_text("?"), "not an article"),
    ],
)
def test_what_is_no_article_is_passed_over_with_a_reason(tmp_path: Path, make: object, reason: str) -> None:
    root = fakes.project(tmp_path / "project", good="Good.")
    (tmp_path / "x.md").write_text("A secret.")
    make(root / "content", tmp_path)  # type: ignore[operator]  # one of the functions above
    found = _discover(root)
    assert [story.name for story in found.stories] == ["good"]
    assert len(found.warnings) == 1
    assert reason in found.warnings[0]


def test_a_link_to_an_article_outside_is_no_article_of_the_project(tmp_path: Path) -> None:
    root = fakes.project(tmp_path / "project", good="Good.")
    (tmp_path / "x.md").write_text("A secret.")
    link = root / "content/x.md"
    link.symlink_to(tmp_path / "x.md")
    assert [story.name for story in _discover(root).stories] == ["good", "x"]
    with pytest.raises(ArticleError, match="a link out of the project"):
        stories.load(link, "content/x.md")
    assert stories.load(link, str(link)) == b"A secret."


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    fakes.project(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/a.md").write_text("A.")
    (tmp_path / "content/a.md").symlink_to(tmp_path / "drafts/a.md")
    assert [story.name for story in _discover(tmp_path).stories] == ["a"]


def test_a_folder_in_a_story_is_passed_over(tmp_path: Path) -> None:
    fakes.project(tmp_path)
    (tmp_path / "content/flood/deep").mkdir(parents=True)
    (tmp_path / "content/flood/a.md").write_text("A.")
    found = _discover(tmp_path)
    assert [len(story.paths) for story in found.stories] == [1]
    assert "content/flood/deep: skipped" in found.warnings[0]


def test_a_content_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="content: the content folder does not exist"):
        _discover(tmp_path)


def test_an_article_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        stories.load(tmp_path / "a.md", "a.md")


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        stories.load(tmp_path, "a.md")


def test_a_very_large_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(stories.LIMIT + 1)
    with pytest.raises(ArticleError, match="larger than 10 MB"):
        stories.load(path, "a.md")


def test_a_name_that_is_not_utf8_is_reported_without_raw_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    with pytest.raises(ArticleError, match="name is not UTF-8") as caught:
        stories.load(tmp_path / name, name)
    str(caught.value).encode()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("naama-issachar", "naama-issachar"),
        ("Naama Issachar", "naama-issachar"),
        ("100% & more? #1", "100-more-1"),
        ("v1.2", "v1-2"),
        ("Cafe\u0301", "café"),
        ("שלום עולם", "שלום-עולם"),
        ("🙂", "🙂"),
        ("..", None),
        ("'\"", None),
    ],
)
def test_a_name_gives_an_address(name: str, slug: str | None) -> None:
    if slug is None:
        with pytest.raises(ArticleError, match="gives no address"):
            stories.slug_of("", name, "content/x.md")
    else:
        assert stories.slug_of("", name, "content/x.md") == slug


@pytest.mark.parametrize("given_slug", ["../../evil", "/etc/x", "a/../../b", "..\\..\\x", "a b", "a.html", "\u202eabc"])
def test_a_slug_that_could_leave_the_site_is_refused(given_slug: str) -> None:
    with pytest.raises(ArticleError, match="may hold only letters"):
        stories.slug_of(given_slug, "x", "content/x.md")


def test_a_slug_that_no_folder_could_have_is_refused() -> None:
    with pytest.raises(ArticleError, match="longer than 200 bytes"):
        stories.slug_of("א" * 101, "x", "content/x.md")


@pytest.mark.parametrize("name", ["x" * 240, "א" * 118, "-" * 199 + "x" * 9 + " y"])
def test_a_long_name_gives_a_shorter_address(name: str) -> None:
    slug = stories.slug_of("", name, "content/x.md")
    assert 0 < len(slug.encode()) <= stories.SLUG_BYTES
    assert name.startswith(slug) or slug == "x" * 9 + "-y"


@pytest.mark.parametrize("name", ["con", "NUL", "lpt¹", "search", "index", "404", "page-2", "CNAME"])
def test_an_address_that_is_taken_is_refused(name: str) -> None:
    for given_slug, stem in ((name, "x"), ("", name)):
        with pytest.raises(ArticleError, match="slug: …"):
            stories.slug_of(given_slug, stem, "content/x.md")


def test_a_document_that_nothing_reads_is_a_story_so_that_it_is_missed(tmp_path: Path) -> None:
    fakes.project(tmp_path)
    (tmp_path / "content/saved.html").write_text("<p>x</p>")
    assert [story.name for story in _discover(tmp_path).stories] == ["saved"]


def test_a_content_folder_outside_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="outside the project"):
        _discover(tmp_path / "project")


@given(st.text())
def test_every_slug_is_one_plain_step_and_gives_itself(name: str) -> None:
    try:
        slug = stories.slug_of("", name, "x.md")
    except ArticleError:
        return
    assert not set(slug) & set("/\\.:?#%&<>\"' \0")
    assert stories.slug_of("", slug, "x.md") == slug
