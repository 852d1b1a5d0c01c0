"""Templates that people change: themes, their mistakes, and the ten lines of docs/theming.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import check, pages
from generator.config import Config
from generator.errors import ConfigError, ExplainerError, TemplateError
from tests import ferry

DOCS = Path(__file__).parent.parent / "docs" / "theming.md"


def site(folder: Path, files: dict[str, str]) -> Config:
    """A site with a theme of these files, beside the project's own templates."""
    (folder / "theme").mkdir()
    for name, text in files.items():
        path = folder / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "templates").symlink_to(ferry.ROOT / "templates")
    settings = ferry.config(theme="theme")
    object.__setattr__(settings, "root", folder)
    return settings


def render(settings: Config) -> str:
    """A page that has passed its proof."""
    html = pages.render(ferry.explainer(), settings, ferry.english())
    check.prove(html, ferry.explainer(), settings, ferry.english(), "site/ferry/index.html")
    return html


def test_the_ten_lines_of_the_documentation_change_the_look(tmp_path: Path) -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    styles = [text for kind, text in blocks if kind == "css"]
    assert len(styles[0].splitlines()) <= 10
    html = render(site(tmp_path, {"theme.css": styles[0]}))
    assert html.index("--acc: #0b6e4f") > html.index("--acc:#9b2a1a")


def test_every_template_of_the_documentation_passes_the_proof(tmp_path: Path) -> None:
    blocks = re.findall(r"`([\w/.]+)`:\n\n```html\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    for number, (name, text) in enumerate(blocks):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert render(site(folder, {name: text})) != render(ferry.config())


def test_a_theme_replaces_single_files(tmp_path: Path) -> None:
    html = render(site(tmp_path, {"sections/gaps.html": '<section id="gaps"><h2>{{ say("gaps") }}</h2></section>'}))
    assert '<section id="gaps"><h2>What the article does not state</h2></section>' in html
    assert '<section id="people">' in html


def test_a_theme_builds_on_the_template_that_it_replaces(tmp_path: Path) -> None:
    html = render(
        site(tmp_path, {"page.html.j2": '{% extends "default/page.html.j2" %}{% block footer %}{% endblock %}'})
    )
    assert "<footer>" not in html
    assert "<h1>" in html


def test_a_theme_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    settings = site(tmp_path, {})
    (tmp_path / "theme").rmdir()
    with pytest.raises(ConfigError, match="theme: there is no folder for 'theme'"):
        render(settings)


PEOPLE = "sections/people.html"


@pytest.mark.parametrize(
    ("name", "text", "place", "what"),
    [
        (PEOPLE, "\n{{ nothing }}", "theme/sections/people.html:2", "'nothing' is undefined; there are"),
        (PEOPLE, "\n{% for x in items %}{{ x.rolls }}{% endfor %}", "theme/sections/people.html:2",
         "Profile has no field 'rolls'; it has roles, "),
        (PEOPLE, "\n{% if %}", "theme/sections/people.html:2", "Expected an expression"),
        (PEOPLE, "\n{% include 'gone.html' %}", "theme/sections/people.html:2", "no template 'gone.html'"),
        (PEOPLE, "\n{% include 'sections/people.html' %}", "theme/sections/people.html:2", "without end"),
        ("page.html.j2", '{% extends "default/pg.j2" %}', "theme/page.html.j2:1", "no template 'default/pg.j2'"),
        ("theme.css", ":root{\n--acc:red", "theme/theme.css:2", "'{' is never closed"),
        ("theme.css", "a{}\n}", "theme/theme.css:2", "'}' closes nothing"),
        ("theme.css", "/* so", "theme/theme.css:1", "a comment is never closed"),
        ("theme.css", "h1{background:url(//example.org/x)}", "theme/theme.css", "style loads or runs"),
        ("theme.css", "h1::after{content:'Sad'}", "theme/theme.css", "style writes 'Sad'"),
        ("theme.css", "</style><script>alert(1)</script>", "theme/theme.css", "holds markup"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_theme_is_told_by_file(tmp_path: Path, name: str, text: str, place: str, what: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render(site(tmp_path, {name: text}))
    assert str(caught.value).startswith(f"{place}: ")
    assert what in str(caught.value)


def test_a_theme_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    settings = site(tmp_path, {})
    (tmp_path / "theme" / "theme.css").write_bytes(b"a{}\xff")
    with pytest.raises(TemplateError, match=r"theme/theme.css: cannot be read \(it is not UTF-8\)"):
        render(settings)


@pytest.mark.parametrize(
    "text", ["<p>She is innocent.</p>", '<h2 onclick="x()">{{ say("people") }}</h2>', "<img src=x>"]
)
def test_a_theme_may_say_nothing_of_its_own(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExplainerError):
        render(site(tmp_path, {"sections/people.html": f'<section id="people">{text}</section>'}))


def test_template_syntax_in_an_article_is_shown_as_text(tmp_path: Path) -> None:
    title = "{{ config }} {% include '/etc/passwd' %} <script>alert(1)</script>"
    html = pages.render(ferry.explainer(title=title), ferry.config(), ferry.english())
    assert "{{ config }} {% include &#39;/etc/passwd&#39; %} &lt;script&gt;alert(1)&lt;/script&gt;" in html
