"""A site is built whole or not at all, and one bad article harms nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator import site
from generator.entries import IndexEntry
from generator.errors import ArticleError, ConfigError, TemplateError
from generator.model import Explainer
from generator.steps import Piece
from tests import fakes


def _build(root: Path, *, strict: bool = False) -> site.Built:
    return site.build(fakes.config(root), fakes.STEPS, strict=strict)


def test_a_file_becomes_a_page_and_a_line_of_the_index(tmp_path: Path) -> None:
    built = _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    made = fakes.snapshot(tmp_path / "site")
    assert built.pages == ["flood", "storm"]
    beside = {f"{slug}/{name}" for slug in ("flood", "storm") for name in ("index.html", "facts.txt")}
    assert set(made) == {".explainer.json", ".nojekyll", "index.html", "lists/all.txt", *beside}
    assert b"Water rose." in made["flood/index.html"]
    assert b"flood/" in made["index.html"]
    assert (built.quoted, built.read) == (2, 8)


def test_a_folder_of_articles_is_one_story(tmp_path: Path) -> None:
    fakes.project(tmp_path)
    folder = tmp_path / "content" / "flood"
    folder.mkdir()
    (folder / "2.md").write_text("Water fell.")
    (folder / "1.txt").write_text("Water rose.")
    assert _build(tmp_path).pages == ["flood"]
    assert "Water rose. | Water fell." in (tmp_path / "site/flood/index.html").read_text()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    first = fakes.snapshot(tmp_path / "site")
    _build(tmp_path)
    assert fakes.snapshot(tmp_path / "site") == first


def test_the_list_of_pages_names_sources_and_entries_and_no_time(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose."))
    manifest = json.loads((tmp_path / "site/.explainer.json").read_text())
    assert manifest == {
        "version": 1,
        "pages": [
            {
                "slug": "flood",
                "sources": ["content/flood.md"],
                "entry": {"slug": "flood", "title": "What of flood?", "days": ["2020-01-16"]},
            }
        ],
        "files": [".nojekyll", "flood/facts.txt", "flood/index.html", "index.html", "lists/all.txt"],
    }


@pytest.mark.parametrize("trouble", ["BROKEN", "CRASH", "UNPROVED"])
def test_a_failing_article_keeps_its_page_and_the_others_are_built(tmp_path: Path, trouble: str) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    (tmp_path / "content/flood.md").write_text(trouble)
    (tmp_path / "content/storm.md").write_text("Wind fell.")
    built = _build(tmp_path)
    assert (built.pages, built.kept) == (["storm"], ["flood"])
    assert "Water rose." in (tmp_path / "site/flood/index.html").read_text()
    assert "Wind fell." in (tmp_path / "site/storm/index.html").read_text()
    assert "flood/" in (tmp_path / "site/index.html").read_text()
    assert built.warnings == ["content/flood.md: kept previous version of /flood/"]
    assert [error.path for error in built.failed] == ["content/flood.md"]


def test_a_kept_page_is_still_kept_by_the_build_after(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    (tmp_path / "content/flood.md").write_text("BROKEN")
    _build(tmp_path)
    _build(tmp_path)
    assert "Water rose." in (tmp_path / "site/flood/index.html").read_text()


def test_an_article_that_never_had_a_page_gets_none_when_it_fails(tmp_path: Path) -> None:
    built = _build(fakes.project(tmp_path, flood="BROKEN", storm="Wind blew."))
    assert built.published
    assert not (tmp_path / "site/flood").exists()


def test_the_errors_of_all_articles_are_collected(tmp_path: Path) -> None:
    built = _build(fakes.project(tmp_path, a="BROKEN", b="UNPROVED", c="Wind blew.", d="CRASH"))
    assert sorted(error.path for error in built.failed) == ["content/a.md", "content/b.md", "content/d.md"]
    assert "ZeroDivisionError" in str(built.failed[2])


def test_every_article_of_a_story_is_told_that_cannot_be_used(tmp_path: Path) -> None:
    fakes.project(tmp_path, flood="Water rose.")
    (tmp_path / "content/storm").mkdir()
    for name, text in (("1.md", "BROKEN"), ("2.md", "Wind blew."), ("3.md", "CRASH")):
        (tmp_path / "content/storm" / name).write_text(text)
    built = _build(tmp_path)
    assert [error.path for error in built.failed] == ["content/storm/1.md", "content/storm/3.md"]
    assert built.pages == ["flood"]


def test_strict_publishes_nothing_where_one_failed(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    before = fakes.snapshot(tmp_path / "site")
    (tmp_path / "content/flood.md").write_text("BROKEN")
    (tmp_path / "content/storm.md").write_text("Wind fell.")
    assert not _build(tmp_path, strict=True).published
    assert fakes.snapshot(tmp_path / "site") == before


def test_nothing_is_published_where_no_page_could_be_made(tmp_path: Path) -> None:
    assert not _build(fakes.project(tmp_path, flood="BROKEN")).published
    assert not (tmp_path / "site").exists()


def test_a_template_that_is_wrong_stops_everything(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    before = fakes.snapshot(tmp_path / "site")
    (tmp_path / "content/flood.md").write_text("TEMPLATE")
    with pytest.raises(TemplateError):
        _build(tmp_path)
    assert fakes.snapshot(tmp_path / "site") == before


@pytest.mark.parametrize("second", ["slug: flood", "slug: FLOOD"])
def test_two_articles_of_one_address_are_both_refused(tmp_path: Path, second: str) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    (tmp_path / "content/flood.md").write_text("Water fell.")
    (tmp_path / "content/other.md").write_text(second)
    built = _build(tmp_path)
    assert [str(error) for error in built.failed] == [
        "content/flood.md: content/other.md would have the same address, /flood/ — give one of them another 'slug: …'"
    ]
    assert (built.pages, built.unchanged) == ([], 1)
    assert "Water rose." in (tmp_path / "site/flood/index.html").read_text()


def test_a_page_whose_article_is_gone_goes_too(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose.", storm="Wind blew."))
    (tmp_path / "content/flood.md").unlink()
    _build(tmp_path)
    assert not (tmp_path / "site/flood").exists()


def test_a_content_folder_without_articles_is_an_error_and_the_site_stays(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water rose."))
    (tmp_path / "content/flood.md").unlink()
    with pytest.raises(ConfigError, match="no articles"):
        _build(tmp_path)
    assert (tmp_path / "site/flood/index.html").exists()


def test_another_output_folder_can_be_named(tmp_path: Path) -> None:
    root = fakes.project(tmp_path / "project", flood="Water rose.")
    site.build(fakes.config(root), fakes.STEPS, tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere/flood/index.html").exists()
    assert not (root / "site").exists()


def test_an_error_without_a_place_is_given_that_of_its_article(tmp_path: Path) -> None:
    def lost(*_: object) -> None:
        raise ArticleError("no place", "look")

    steps = replace(fakes.STEPS, explain=lost)  # type: ignore[arg-type]  # it never returns
    built = site.build(fakes.config(fakes.project(tmp_path, flood="Water.")), steps)
    assert [error.path for error in built.failed] == ["content/flood.md"]


def _aliases(entries: Sequence[IndexEntry], *_: object) -> list[Piece]:
    told = [one.aliases for one in entries]
    return [Piece("index", told, lambda: {"index.html": repr(told).encode()})]


def _aliased(root: Path, **aliases: tuple[str, ...]) -> site.Built:
    """A project whose entries have these aliases, by their slugs."""

    def entry_of(explainer: Explainer, language: object) -> IndexEntry:
        return IndexEntry("Why?", explainer.slug, aliases=aliases.get(explainer.slug, ()))

    steps = replace(fakes.STEPS, entry_of=entry_of, entry_from=IndexEntry.read_back, entry_checked=IndexEntry.checked)
    steps = replace(steps, pieces=_aliases)
    return site.build(fakes.config(root), steps)


def test_an_alias_at_the_address_of_another_page_is_refused_and_the_page_is_built(tmp_path: Path) -> None:
    root = fakes.project(tmp_path, flood="Water rose.", storm="Wind blew.")
    built = _aliased(root, flood=("STORM", "gale"), storm=("gale", "wind"))
    assert [str(error) for error in built.failed] == [
        "content/flood.md: the alias 'STORM' is already the address of content/storm.md — remove it from 'aliases'",
        "content/storm.md: the alias 'gale' is already the address of content/flood.md — remove it from 'aliases'",
    ]
    assert (root / "site/index.html").read_text() == "[('gale',), ('wind',)]"
    assert built.pages == ["flood", "storm"]


def test_what_is_left_out_without_an_address_is_told(tmp_path: Path) -> None:
    assert _build(fakes.project(tmp_path, flood="Water rose.")).left_out == ("feed.xml",)
