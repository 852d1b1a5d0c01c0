"""`check` on a published project: every kind of thing that it looks at, with one fault of that kind and without it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import cli, publishing
from tests.cases.project import ARTICLES, NEWS, Project

ADDRESS = "https://explainers.example/town"
PLANNED = "The council of Ashby will vote on the new pier on 3 May 2024."


@pytest.fixture
def online(project: Project) -> Project:
    """The project with the address that it will have, so that there are feeds and a sitemap."""
    (project.root / "config.yaml").write_text(f"base_url: {ADDRESS}\n", encoding="utf-8")
    assert project.run("build").code == 0
    return project


@pytest.fixture
def told(project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """The findings of a check of a site that may hold what no build leaves behind."""
    monkeypatch.chdir(project.root)
    return Told(capsys)


DUE = ("warning", "site/market/index.html", "it still expects what was due by 2024-04-30")
"""What the good project has expected since 2024."""


class Told:
    """What `check --json` says."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> list[tuple[str, str, str]]:
        """The findings, each its level, its file and what it is; the exit code agrees with them."""
        self._capsys.readouterr()
        code = cli.main(["check", "--json", *arguments])
        records = [json.loads(line) for line in self._capsys.readouterr().out.splitlines()]
        found = [(one["level"], one["path"], one["what"]) for one in records if one["level"] != "summary"]
        assert code == (1 if any(level == "error" for level, _, _ in found) else 0)
        return found


def change(path: Path, old: str, new: str) -> None:
    """Put other words into a file of the site; that they stood there is part of the test."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_file_that_is_missing(project: Project, told: Told) -> None:
    (project.site / "bridge/index.html").unlink()
    assert ("error", "site/bridge/index.html", "the file is missing") in told()


def test_a_file_of_somebody_else(project: Project, told: Told) -> None:
    (project.site / "notes.txt").write_text("mine")
    assert told() == [DUE, ("error", "site/notes.txt", "this program did not make it")]


def test_a_data_file_that_no_program_can_read(project: Project, told: Told) -> None:
    (project.site / "ferry/explainer.json").write_text('{"question":', encoding="utf-8")
    found = [what for level, path, what in told() if path == "site/ferry/explainer.json" and level == "error"]
    assert any("no program can read it" in what for what in found)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "no text": lambda data: b"\xff\xfe\x00" + data,
    "nested": lambda data: b"[" * 100_000,
    "another type": lambda data: b'{"events": 1, "undated": [[]], "pages": {"slug": null}, "version": 1}',
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_an_error_and_never_a_failure_of_the_program(
    online: Project, told: Told, damage: str
) -> None:
    others = {"market", "bridge", publishing.MANIFEST, ".nojekyll", "robots.txt"}  # an empty one forbids nothing
    for path in sorted(path for path in online.site.rglob("*") if path.is_file() and not others & set(path.parts)):
        data = path.read_bytes()
        path.write_bytes(DAMAGE[damage](data))
        found = told()
        path.write_bytes(data)
        name = path.relative_to(online.root).as_posix()
        assert any(level == "error" and at == name for level, at, _ in found), name


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_list_of_files_that_is_damaged(project: Project, damage: str) -> None:
    path = project.site / publishing.MANIFEST
    data = path.read_bytes()
    path.write_bytes(DAMAGE[damage](data))
    with contextlib.chdir(project.root):
        assert cli.main(["check"]) == 2
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("key", "value"), [("question", 5), ("published", "2024-13-40"), ("line", [["2024-03-01"]]), ("strange", "")]
)
def test_a_line_of_the_index_that_somebody_changed(project: Project, key: str, value: object) -> None:
    path = project.site / publishing.MANIFEST
    listed = json.loads(path.read_text(encoding="utf-8"))
    next(page for page in listed["pages"] if page["slug"] == "market")["entry"][key] = value
    path.write_text(json.dumps(listed), encoding="utf-8")
    project.path("market.md").write_text("---\ntitle: [x\n---\n", encoding="utf-8")
    for command in ("check", "build"):
        outcome = project.run(command)
        assert outcome.code == 2
        assert "the line of the index for /market/ was changed" in outcome.errors[-1]


def test_feeds_lead_to_pages_of_the_site(online: Project, told: Told) -> None:
    assert told() == [DUE]
    change(online.site / "feed.json", f"{ADDRESS}/ferry/", f"{ADDRESS}/gone/")
    change(online.site / "sitemap.xml", f"{ADDRESS}/market/", "https://elsewhere.example/market/")
    found = told()
    assert ("error", "site/feed.json", f"'{ADDRESS}/gone/' leads to nothing") in found
    assert (
        "error",
        "site/sitemap.xml",
        "'https://elsewhere.example/market/' is no address of the site",
    ) in found


def test_a_feed_that_is_no_xml(online: Project, told: Told) -> None:
    (online.site / "sitemap.xml").write_text("<urlset>", encoding="utf-8")
    assert any(path == "site/sitemap.xml" and "no program can read it" in what for _, path, what in told())


@pytest.mark.parametrize(
    ("picture", "silent"),
    [
        ('<img src="../favicon.svg">', True),
        ('<img src="../favicon.svg" alt="">', False),
        ('<svg role="img"></svg>', True),
        ('<svg role="img" aria-label="A line"></svg>', False),
        ('<svg role="img" aria-hidden="true"></svg>', False),
    ],
)
def test_a_picture_without_words(project: Project, told: Told, picture: str, silent: bool) -> None:
    change(project.site / "ferry/index.html", "</main>", f"{picture}</main>")
    assert any("has no alternative text" in what for _, _, what in told()) == silent


def test_a_link_to_no_place_of_a_page(project: Project, told: Told) -> None:
    change(project.site / "ferry/index.html", "</main>", '<a href="../market/#nowhere">x</a></main>')
    assert any("'../market/#nowhere': there is no such place" in what for _, _, what in told())


def test_a_link_that_runs_a_script(project: Project, told: Told) -> None:
    change(project.site / "ferry/index.html", "</main>", '<a href="javascript:x()">x</a></main>')
    assert any("no address of the web" in what for _, _, what in told())


def test_a_page_without_a_title(project: Project, told: Told) -> None:
    text = project.page("ferry")
    start, end = text.index("<title>") + len("<title>"), text.index("</title>")
    change(project.site / "ferry/index.html", text[start:end], "")
    assert ("error", "site/ferry/index.html", "the page has no title") in told()


def test_two_pages_with_one_title(project: Project, told: Told) -> None:
    for name in ("ferry", "market"):
        text = ARTICLES[name].replace("---\n\n", "question: What happened in Ashby?\n---\n\n", 1)
        project.write(f"{name}.md", text)
    assert project.run("build").code == 0
    level, path, what = next(one for one in told() if "its title" in one[2])
    assert (level, path, what) == ("warning", "site/market/index.html", "its title is that of site/ferry/index.html")


def test_what_is_still_expected_although_its_day_is_past(project: Project, told: Told) -> None:
    project.write("pier.md", f"---\ndate: 2024-03-01\n---\n\nAshby to vote on its pier\n\n{PLANNED}\n")
    assert project.run("build").code == 0
    assert date(2024, 5, 3) < date.today()
    due = ("warning", "site/pier/index.html", "it still expects what was due by 2024-05-03")
    assert due in told()


def test_an_article_that_changed_since_the_page_was_made(project: Project, told: Told) -> None:
    project.edit()
    found = {what for level, path, what in told() if path == "site/ferry/index.html"}
    assert any("a build would write this page anew" in what or "out of date" in what for what in found)
    assert project.run("build").code == 0
    assert NEWS in project.page("ferry")
    assert not any("anew" in what or "out of date" in what for _, _, what in told())


def test_an_article_that_is_gone_or_unreadable(project: Project, told: Told) -> None:
    project.path("ferry.md").write_bytes(b"\xff\xfe\x00")
    assert any(path == "site/ferry/index.html" and "cannot be proved" in what for _, path, what in told())
    project.path("market.md").unlink()
    assert any(path == "site/market/index.html" and "cannot be proved" in what for _, path, what in told())


def test_a_page_that_quotes_more_than_it_may(project: Project, told: Told) -> None:
    publisher = "publisher: The Ashby Post\nquote_limit: 100\n---\n\n"
    project.write("market.md", ARTICLES["market"].replace("---\n\n", publisher, 1))
    assert project.run("build").code == 0
    assert any(level == "warning" and "the limit is 100%" in what for level, _, what in told())
    project.write("market.md", ARTICLES["market"].replace("---\n\n", publisher.replace("100", "1"), 1))
    shares = [(level, what) for level, _, what in told() if what.startswith("it quotes ")]
    assert shares
    assert all(level == "error" and what.endswith("the limit is 1%") for level, what in shares)


def test_a_folder_that_is_no_site(project: Project) -> None:
    outcome = project.run("check", "content")
    assert outcome.code == 3
    assert "the site is not built" in outcome.errors[0]
    (project.root / "content" / publishing.MANIFEST).write_text("{}")
    assert project.run("check", "content").code != 0
