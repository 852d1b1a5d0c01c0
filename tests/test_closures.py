"""An edit of a template costs the pages that are made of it, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import closures
from generator.config import Config

TEMPLATES = {
    "page.html.j2": '{% extends "base.html" %}{% include ["sections/" ~ name ~ ".html", "plain.html"] %}',
    "base.html": '{% import "macros.html" as macros %}',
    "macros.html": "",
    "plain.html": "",
    "sections/facts.html": '{% include "cell.html" if wide else "row.html" %}',
    "cell.html": "",
    "row.html": "",
    "index.html.j2": "an index",
    "free.html": "{% include name %}",
    "broken.html": "{% include",
    "style.css": "p{}",
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for name, text in TEMPLATES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "theme").mkdir()
    made = Config(theme="theme")
    object.__setattr__(made, "root", tmp_path)
    return made


def _closure(config: Config, *roots: str) -> str:
    return closures.closure(config, closures.digests(config), roots)


@pytest.mark.parametrize(
    "name",
    [
        "page.html.j2",
        "base.html",
        "macros.html",
        "plain.html",
        "sections/facts.html",
        "cell.html",
        "row.html",
        "style.css",
    ],
)
def test_an_edit_of_any_part_changes_the_page(config: Config, name: str) -> None:
    before = _closure(config, "page.html.j2", "style.css"), _closure(config, "index.html.j2")
    path = config.root / "templates" / name
    path.write_text(path.read_text() + " ")
    assert _closure(config, "page.html.j2", "style.css") != before[0]
    assert _closure(config, "index.html.j2") == before[1]


def test_an_edit_of_another_template_does_not(config: Config) -> None:
    before = _closure(config, "page.html.j2")
    for name in ("index.html.j2", "free.html", "broken.html", "style.css"):
        (config.root / "templates" / name).write_text("other")
    assert _closure(config, "page.html.j2") == before


def test_a_name_that_can_be_anything_stands_for_everything(config: Config) -> None:
    before = _closure(config, "free.html")
    (config.root / "templates/row.html").write_text("other")
    assert _closure(config, "free.html") != before


@pytest.mark.parametrize("name", ["base.html", "sections/new.html"])
def test_a_file_that_a_theme_adds_changes_the_page(config: Config, name: str) -> None:
    before = _closure(config, "page.html.j2")
    path = config.root / "theme" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{% extends "default/base.html" %}')
    assert _closure(config, "page.html.j2") != before


def test_a_style_sheet_that_a_theme_adds_changes_the_page(config: Config) -> None:
    before = _closure(config, "style.css", "theme.css")
    (config.root / "theme/theme.css").write_text("p{}")
    assert _closure(config, "style.css", "theme.css") != before
