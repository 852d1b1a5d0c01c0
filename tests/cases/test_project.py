"""Faults of the whole project (P08, E09, settings, content folder): told by file and line, and nothing is touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import fakes
from tests.cases.project import ARTICLES, Project

BUILT_OVER = "the site cannot be built there"
FOREIGN = "the output folder holds something that this program did not make"
OUTPUTS = {
    ".": BUILT_OVER,
    "..": BUILT_OVER,
    "/": BUILT_OVER,
    "~": BUILT_OVER,
    "content": BUILT_OVER,
    "content/site": BUILT_OVER,
    "templates": BUILT_OVER,
    "link": BUILT_OVER,
    "foreign": FOREIGN,
    "foreign-link": FOREIGN,
    "config.yaml": "the output is a file",
}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("way", ["option", "setting"])
def test_no_folder_of_somebody_else_becomes_the_site(
    project: Project, output: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P08."""
    home = project.root.parent / "home"
    (home / "letters").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (project.root / "foreign").mkdir()
    (project.root / "foreign/thesis.doc").write_text("years of work")
    (project.root / "foreign-link").symlink_to("foreign")
    (project.root / "link").symlink_to("content")
    (project.root / "config.yaml").write_text("" if way == "option" else f"output: '{Path(output).expanduser()}'\n")
    before = fakes.snapshot(project.root)
    arguments = ["--output", str(Path(output).expanduser())] if way == "option" else []
    outcome = project.run("build", *arguments)
    assert outcome.code == 2
    assert len(outcome.errors) == 1
    assert OUTPUTS[output] in outcome.errors[0]
    after = fakes.snapshot(project.root)
    assert {name: data for name, data in after.items() if name in before} == before
    assert (home / "letters").is_dir()


def test_a_site_that_holds_a_file_of_somebody_else_is_not_replaced(project: Project) -> None:
    (project.site / "market/photo.jpg").write_bytes(b"?")
    before = fakes.snapshot(project.site)
    project.edit()
    sources = project.sources()
    outcome = _unheld(project, "build")
    assert outcome[0] == 2
    assert "market/photo.jpg" in outcome[1]
    assert fakes.snapshot(project.site) == before
    assert project.sources() == sources


def _unheld(project: Project, *arguments: str) -> tuple[int, str]:
    """A command on a site that is not as a build leaves it."""
    moved = project.site.rename(project.root.parent / "moved")
    project.site.symlink_to(moved)  # what is behind a link is not compared with its manifest
    outcome = project.run(*arguments)
    project.site.unlink()
    moved.rename(project.site)
    return outcome.code, outcome.err


def _empty(content: Path) -> None:
    content.mkdir()


def _file(content: Path) -> None:
    content.write_text("x")


def _elsewhere(content: Path) -> None:
    (content.parent.parent / "elsewhere").mkdir()
    content.symlink_to("../elsewhere")


CONTENT: dict[str, tuple[Callable[[Path], None], str]] = {
    "gone": (lambda content: None, "content: the content folder does not exist"),
    "empty": (_empty, "content: there are no articles"),
    "a file": (_file, "content: the content folder is a file"),
    "elsewhere": (_elsewhere, "content: the content folder lies outside the project"),
}


@pytest.mark.parametrize("name", CONTENT)
def test_a_content_folder_without_articles_is_told_and_the_site_stays(project: Project, name: str) -> None:
    make, said = CONTENT[name]
    shutil.rmtree(project.path(""))
    make(project.root / "content")
    before = fakes.snapshot(project.site)
    outcome = project.run("build")
    assert outcome.code == 2
    assert [line.startswith(said) for line in outcome.errors] == [True]
    assert fakes.snapshot(project.site) == before


# Lines of config.yaml; where the message points, and words of it.
SETTINGS: dict[str, tuple[str, ...]] = {
    "titel: News": ("1:1: unknown key 'titel'", "did you mean 'title'?", "known keys: title, base_url, content"),
    "title: News\nanswer:\n  sentence: 3": ("3:3: unknown key 'sentence'", "did you mean 'sentences'?"),
    "title: News: today": ("1:12: a colon", "put the title in quotes"),
    'title: "News': ("1:8: unclosed quote",),
    "title: 2024": ("1:1: 'title' is a whole number", "put it in quotes"),
    "title: '!'": ("1:1: 'title' has no letter",),
    "\ttitle: News": ("1:1: a tab", "use spaces"),
    "title: A\ntitle: B": ("2:1: 'title' stands twice, on lines 1 and 2",),
    "title: News\nlanguage: xx": ("2:1: no language 'xx'", "known languages: ar, en, he"),
    "exports: csv": ("1:1: 'exports' is text", "write a list"),
    "exports: [csv, excel]": ("1:16: no export 'excel'", "known exports: atom"),
    "answer: lsa": ("1:1: 'answer' is text", "write a table"),
    "answer:\n  method: lda": ("2:3: no method 'lda'", "write one of edmundson"),
    "answer:\n  sentences: 0": ("2:3: 'sentences' is less than one",),
    "quote_limit: 0": ("1:1: 'quote_limit' is no percentage",),
    "article_limit: 99999999": ("1:1: 'article_limit' is out of range", "10,000,000"),
    "base_url: news.example": ("1:1: 'base_url' is no web address",),
    "base_url: https://news.example/?page": ("1:1: 'base_url' has a query",),
    "week_starts: friday": ("1:1: 'week_starts' is 'friday'", "sunday, monday"),
    "output: ''": ("1:1: 'output' is empty",),
    "- a": ("1:1: there is no key",),
    "title: !!python/object/apply:os.system [touch PWNED]": ("1:8: tags are not allowed",),
    "a: &a [x]\nb: [*a, *a]": ("1:4: anchors/aliases are not allowed",),
}


@pytest.mark.parametrize("lines", SETTINGS, ids=lambda lines: ascii(lines[:30]))
def test_a_fault_of_the_settings_stops_everything_at_its_line(project: Project, lines: str) -> None:
    (project.root / "config.yaml").write_text(f"{lines}\n")
    project.edit()
    before = fakes.snapshot(project.site)
    outcome = project.run("build")
    assert outcome.code == 2
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith(f"config.yaml:{SETTINGS[lines][0]}")
    assert [words for words in SETTINGS[lines][1:] if words not in outcome.errors[0]] == []
    assert fakes.snapshot(project.site) == before
    assert not list(project.root.parent.rglob("PWNED"))


# The third line of a template; where the message points, and words of it.
TEMPLATES: dict[str, tuple[str, ...]] = {
    "{% if %}": ("page.html.j2:3: ", "mend the template"),
    "{% endfor %}": ("page.html.j2:3: ",),
    "{{ open": ("page.html.j2:",),
    '{{ "a"|nofilter }}': ("page.html.j2:3: No filter named 'nofilter'",),
    '{% include "gone.html" %}': ("page.html.j2:3: no template 'gone.html'", "mend the include"),
    '{% extends "gone.html" %}': ("page.html.j2:3: no template 'gone.html'",),
    '{% include "page.html.j2" %}': ("page.html.j2:3: templates include each other without end",),
    "{{ headlin }}": ("page.html.j2:3: 'headlin' is undefined", "headline"),
    "{{ explainer.itmes }}": ("page.html.j2:3: Explainer has no field 'itmes'", "items"),
    "{{ 1 / 0 }}": ("page.html.j2:3: division by zero",),
    "{{ 'a' + 1 }}": ("page.html.j2:3: ",),
    "{{ labels['nope'] }}": ("page.html.j2:3: ",),
}


@pytest.mark.parametrize("line", TEMPLATES)
def test_a_fault_of_a_template_stops_everything_at_its_line(project: Project, line: str) -> None:
    """E09."""
    page = project.root / "templates/page.html.j2"
    lines = page.read_text(encoding="utf-8").split("\n")
    page.write_text("\n".join([*lines[:2], line, *lines[2:]]), encoding="utf-8")
    before = fakes.snapshot(project.site)
    outcome = project.run("build")
    assert outcome.code == 1
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith(f"templates/{TEMPLATES[line][0]}")
    assert [words for words in TEMPLATES[line][1:] if words not in outcome.errors[0]] == []
    assert fakes.snapshot(project.site) == before


def _gone(template: Path) -> None:
    template.unlink()


def _no_text(template: Path) -> None:
    template.write_bytes(b"\xff\xfe")


def _folder(template: Path) -> None:
    template.unlink()
    template.mkdir()


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "gone": (_gone, "no template 'page.html.j2'"),
    "no text": (_no_text, "cannot be read (it is not UTF-8)"),
    "a folder": (_folder, "page.html.j2"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_template_that_cannot_be_read_stops_everything(project: Project, name: str) -> None:
    make, said = BROKEN[name]
    make(project.root / "templates/page.html.j2")
    before = fakes.snapshot(project.site)
    outcome = project.run("build")
    assert outcome.code == 1
    assert [said in line and line.startswith("templates") for line in outcome.errors] == [True]
    assert fakes.snapshot(project.site) == before


def test_a_template_that_says_something_of_its_own_is_told_with_the_line_of_the_page(project: Project) -> None:
    page = project.root / "templates/page.html.j2"
    page.write_text(page.read_text(encoding="utf-8").replace("<main", "<p>Our opinion.</p><main", 1), encoding="utf-8")
    before = fakes.snapshot(project.site)
    outcome = project.run("build")
    assert outcome.code == 1
    assert len(outcome.errors) == len(ARTICLES)
    assert all("Our opinion" in line and "of its page" in line for line in outcome.errors)
    assert {name: before[name] for name in before if name.endswith("/index.html")} == {
        name: data for name, data in fakes.snapshot(project.site).items() if name.endswith("/index.html")
    }


def test_the_errors_of_all_articles_are_told_together(project: Project) -> None:
    project.write("a.md", "")
    project.write("b.md", "---\ntitle: [x\n---\nx\n")
    project.write("c.md", b"caf\xe9")
    before = fakes.snapshot(project.site)
    strict = project.run("build", "--strict")
    assert [line.split(":")[0] for line in strict.errors] == ["content/a.md", "content/b.md", "content/c.md"]
    assert strict.code == 1
    assert "nothing published" in strict.out
    assert fakes.snapshot(project.site) == before
    assert project.run("build").err == strict.err


def test_what_nobody_foresaw_is_still_one_line(project: Project) -> None:
    outcome = project.run("build", "--output", "x" * 300)
    assert outcome.code == 3
    assert len(outcome.errors) == 1
