"""`check`, `clean` and `build --json` on a published project with one fault."""

from __future__ import annotations

import json

from generator import cache, locking
from tests import fakes
from tests.cases.project import ARTICLES, Project


def test_a_good_site_has_no_faults(project: Project) -> None:
    outcome = project.run("check")
    assert outcome.code == 0
    assert outcome.out.startswith("checked 3 pages, 0 errors")


def test_words_that_no_article_says_are_found_in_a_published_page(project: Project) -> None:
    page = project.site / "market/index.html"
    page.write_text(project.page("market").replace("voted", "refused"), encoding="utf-8")
    outcome = project.run("check", "--json")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert any(one["level"] == "error" and one["path"] == "site/market/index.html" for one in found[:-1])
    assert found[-1]["level"] == "summary"


def test_a_link_to_nothing_is_found_at_its_line(project: Project) -> None:
    index = project.site / "index.html"
    index.write_text(index.read_text(encoding="utf-8").replace('href="ferry/"', 'href="gone/"'), encoding="utf-8")
    outcome = project.run("check")
    assert outcome.code == 1
    assert any("'gone/', where nothing is" in line for line in outcome.errors)


def test_a_build_prints_its_faults_as_records(project: Project) -> None:
    project.write("bad.md", "---\ntitle: [x\n---\nx\n")
    outcome = project.run("build", "--json")
    record, summary = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert (record["level"], record["path"], record["line"], record["col"]) == ("error", "content/bad.md", 2, 8)
    assert (summary["level"], summary["errors"], summary["published"]) == ("summary", 1, True)


def test_cleaning_removes_what_the_program_made_and_nothing_else(project: Project) -> None:
    keep = project.root / cache.FOLDER / "mine.txt"
    keep.parent.mkdir(parents=True, exist_ok=True)
    keep.write_text("mine")
    before = fakes.snapshot(project.root)
    assert "would remove" in project.run("clean", "--dry-run", "--site").out
    assert fakes.snapshot(project.root) == before
    assert project.run("clean").code == 0
    assert project.pages == set(ARTICLES)
    assert not locking.workshop(project.site).exists()
    assert keep.read_text() == "mine"
    assert project.run("clean", "--site").code == 0
    assert not project.site.exists()
