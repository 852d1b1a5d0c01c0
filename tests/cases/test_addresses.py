"""Addresses of pages (P01, P03, P07): inside the site, one for each article, reachable from the index."""

from __future__ import annotations

import os
import re
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cases.project import ARTICLES, BODY, NEWS, Project, fails

ONE_FOLDER = "2:1: 'slug' is not the name of one folder"
SLUGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "../../evil",
            "/etc/x",
            "a/../../b",
            "..\\..\\x",
            '"..\\\\..\\\\x"',
            "..",
            ".hidden",
            "a.",
            "nul.txt",
            "index.html",
            "feed.xml",
            "a b",
            "a%2fb",
            '"a\\u202eb"',
            "a" * 201,
            "'a:b'",
            "~root",
        ),
        (ONE_FOLDER, "letters, digits and single hyphens"),
    ),
    **{name: (f"2:1: Windows has no folders named '{name}'",) for name in ("CON", "nul", "Aux", "com1", "LPT9")},
    **{name: (f"2:1: '{name}' is the address of a file",) for name in ("index", "search", "page-2", "CNAME")},
    "404": ("2:1: 'slug' is a whole number", "put it in quotes"),
    "'404'": ("2:1: '404' is the address of a file",),
    "[a]": ("2:1: 'slug' is a list", "write text"),
}


@pytest.mark.parametrize("slug", SLUGS, ids=lambda slug: ascii(slug[:20]))
def test_a_slug_that_is_no_folder_of_its_own_is_refused(project: Project, slug: str) -> None:
    outside = {path.name for path in project.root.parent.iterdir()}
    fails(project, "bad.md", f"---\nslug: {slug}\n---\n\n{BODY}", *SLUGS[slug])
    assert {path.name for path in project.root.parent.iterdir()} == outside


@pytest.mark.parametrize("alias", ["../x", "/etc/x", "search", "con"])
def test_an_alias_that_is_no_folder_of_its_own_is_refused(project: Project, alias: str) -> None:
    fails(project, "bad.md", f"---\naliases:\n  - old\n  - {alias}\n---\n\n{BODY}", "4:5: ")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("other.md", f"---\nslug: market\n---\n\n{BODY}"),
        ("other.md", f"---\nslug: MARKET\n---\n\n{BODY}"),
        ("market.txt", BODY),
        ("Market.md", BODY),
        ("market/1.md", BODY),
    ],
)
def test_two_articles_of_one_address_are_both_named(project: Project, name: str, text: str) -> None:
    """P03: neither page is lost to the other; the published one stays."""
    before = project.page("market")
    project.write(name, text)
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    assert len(outcome.errors) == 1
    assert all(f"content/{one}" in outcome.errors[0] for one in ("market.md", name))
    assert "slug" in outcome.errors[0]
    assert project.page("market") == before
    assert NEWS in project.page("ferry")


def test_two_spellings_of_one_letter_are_one_address(project: Project) -> None:
    project.write("Café.md", BODY)
    project.write("Cafe\u0301.txt", BODY)
    outcome = project.run("build")
    assert outcome.code == 1
    assert len(outcome.errors) == 1
    assert outcome.errors[0].count("content/Caf") == 2
    assert project.pages == set(ARTICLES)


NAMES = [
    "עברית.md",
    "العربية.md",
    "🙂.md",
    "two words.md",
    "a#b.md",
    "a?b=c.md",
    "100%.md",
    "100%25.md",
    "a&b.md",
    "a&amp;b.md",
    'it\'s "so".md',
    "<b>.md",
    "{{ 7*7 }}.md",
    "a\nb.md",
    "a\x1b[31mb.md",
    "a\u202eb.md",
    "a:b|c*.md",
    "back\\slash.md",
    "UPPER.MD",
    "dots...md",
    "x" * 237 + ".md",
    "א" * 126 + ".md",
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:16]))
def test_every_name_gives_a_page_that_the_index_leads_to(project: Project, name: str) -> None:
    project.write(name, BODY)
    outcome = project.run("build")
    assert outcome.code == 0, outcome.err
    index = (project.site / "index.html").read_text(encoding="utf-8")
    links = {unquote(unescape(href)).strip("/") for href in re.findall(r'href="([^"#?]+/)"', index)}
    assert project.pages <= links
    assert len(project.pages) == len(ARTICLES) + 1


@pytest.mark.parametrize("name", ["con.md", "search.md", "index.txt", "page-2.md", "---.md", "!.md"])
def test_a_name_that_gives_no_address_is_told(project: Project, name: str) -> None:
    project.write(name, BODY)
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    assert [line.startswith(f"content/{name}: ") and "slug" in line for line in outcome.errors] == [True]
    assert NEWS in project.page("ferry")


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system holds names in UTF-8 only")
@pytest.mark.parametrize("name", [b"caf\xe9.md", b"st\xe9/caf.md"])
def test_a_name_that_is_not_utf8_is_told_and_the_others_are_built(project: Project, name: bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(project.path("")), name)))
    path.parent.mkdir(exist_ok=True)
    path.write_text(BODY)
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    assert [("name is not UTF-8" in line, "rename it" in line) for line in outcome.errors] == [(True, True)]
    assert NEWS in project.page("ferry")
