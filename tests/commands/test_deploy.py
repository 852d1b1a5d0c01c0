"""`explainer deploy`: builds, publishes what was built, and tells where; whatever fails is one line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator import cli, hosting, site
from tests import fakes, gits
from tests.gits import git

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "Council votes to move the market\n\nThe council of Ashby voted on Thursday to move its market.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one article, committed, with a remote, as the working folder."""
    gits.alone(monkeypatch)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    root = fakes.project(tmp_path / "project", market=ARTICLE)
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", "../remote.git")
    gits.commit(root, "Begin", _gitignore="site/\n.site.*/\n.cache/\n")
    monkeypatch.chdir(root)
    return root


def _edit(root: Path, text: str, message: str = "") -> None:
    (root / "content/market.md").write_text(text)
    if message:
        gits.commit(root, message)


def _published(project: Path) -> dict[str, str]:
    listed = git(project.parent / "remote.git", "ls-tree", "-r", "gh-pages").splitlines()
    return {line.split("\t")[1]: line.split()[2] for line in listed}


def test_a_deployment_builds_and_says_what_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.startswith("published to gh-pages of origin (")
    assert "market/index.html" in _published(project)
    _edit(project, ARTICLE.replace("voted", "decided"), "Mend")
    assert cli.main(["deploy"]) == 0
    assert ": 0 added, " in capsys.readouterr().out
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out == "nothing new: gh-pages of origin is already this site\n"


def test_a_dry_run_lists_every_file_and_pushes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    objects = git(project, "count-objects")
    assert cli.main(["deploy", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "added    market/index.html" in said
    assert said[-1].startswith("would publish to gh-pages of origin: ")
    assert git(project.parent / "remote.git", "branch") == ""
    assert git(project, "count-objects") == objects


def test_the_address_is_that_of_the_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gits.commit(project, "Settle", config_yaml="base_url: https://pages.example/news\n")
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "https://pages.example/news/"


def test_the_address_of_a_named_site_is_that_of_its_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    git(project.parent, "clone", "--quiet", "--branch=gh-pages", "remote.git", "editor")
    gits.commit(project.parent / "editor", "Create CNAME", CNAME="news.example\n")
    git(project.parent / "editor", "push", "--quiet")
    capsys.readouterr()
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "nothing new: gh-pages of origin is already this site",
        "https://news.example/",
        "for feeds and a sitemap, write 'base_url: https://news.example' into the settings",
    ]


@pytest.mark.parametrize("linked", [False, True])
def test_a_name_that_is_none_is_warned_of_and_not_shown(
    project: Path, capsys: pytest.CaptureFixture[str], *, linked: bool
) -> None:
    assert cli.main(["deploy"]) == 0
    git(project.parent, "clone", "--quiet", "--branch=gh-pages", "remote.git", "editor")
    name = project.parent / "editor/CNAME"
    name.symlink_to("/etc/passwd") if linked else name.write_bytes(b"\xff\xfe\n")
    gits.commit(project.parent / "editor", "Create CNAME")
    git(project.parent / "editor", "push", "--quiet")
    capsys.readouterr()
    assert cli.main(["deploy"]) == 0
    said = capsys.readouterr()
    assert said.out == "nothing new: gh-pages of origin is already this site\n"
    assert said.err.startswith("warning: CNAME of gh-pages of origin holds no name of a host — ")
    assert said.err.count("\n") == 1


def test_a_site_that_does_not_build_is_not_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    before, site = _published(project), fakes.snapshot(project / "site")
    (project / "content/empty.md").write_text("\n")
    gits.commit(project, "Begin a story")
    capsys.readouterr()
    assert cli.main(["deploy"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("error: content/empty.md:")
    assert "nothing was published" in said.err
    assert not said.out
    assert (_published(project), fakes.snapshot(project / "site")) == (before, site)


def test_what_git_refuses_is_told_before_anything_is_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy", "--remote", "upstream"]) == 3
    said = capsys.readouterr()
    assert said.err == "error: there is no git remote 'upstream' — there are origin\n"
    assert not said.out
    assert not (project / "site").exists()


def test_a_huge_site_is_warned_of(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "FILE_LIMIT", 10_000)
    assert cli.main(["deploy"]) == 0
    assert "warning: market/card.png: " in capsys.readouterr().err


def test_an_interrupted_deployment_is_one_line_and_exit_3(project: Path) -> None:
    started = project.parent / "pushing"
    hook = project.parent / "remote.git/hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\ntouch '{started}'\nsleep 5\nexit 1\n")
    hook.chmod(0o755)
    before = gits.state(project)
    command = [sys.executable, "-m", "generator", "deploy"]
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=there) as process:
        while not started.exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    assert process.returncode == 3
    assert said.startswith("error: interrupted; ")
    assert said.count("\n") == 1
    assert gits.state(project)[0] == before[0]
    assert git(project.parent / "remote.git", "branch") == ""


@pytest.fixture
def second(project: Path) -> Path:
    """The project on a second computer, from where it was not published yet."""
    git(project, "push", "--quiet", "origin", "HEAD:refs/heads/work")
    git(project.parent, "clone", "--quiet", "--branch=work", "remote.git", "second")
    return project.parent / "second"


DECIDED = ARTICLE.replace("voted", "decided")


@pytest.mark.usefixtures("second")
def test_what_is_not_committed_is_not_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    before, site = _published(project), fakes.snapshot(project / "site")
    _edit(project, DECIDED)
    (project / "content/new.md").write_text(ARTICLE)
    capsys.readouterr()
    assert cli.main(["deploy"]) == 3
    said = capsys.readouterr()
    assert said.err == (
        "error: content/market.md: it is not committed (and 1 more) — "
        "'git add' and 'git commit' it first, or publish it as it is with '--force'\n"
    )
    assert not said.out
    assert (_published(project), fakes.snapshot(project / "site")) == (before, site)


def test_a_copy_that_is_behind_never_rolls_the_site_back(
    project: Path, second: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["deploy"]) == 0
    _edit(project, DECIDED)
    assert cli.main(["deploy"]) == 3
    gits.commit(project, "Mend")
    git(project, "push", "--quiet", "origin", "HEAD:refs/heads/work")
    assert cli.main(["deploy"]) == 0
    before = _published(project)
    monkeypatch.chdir(second)
    capsys.readouterr()
    assert cli.main(["deploy"]) == 3
    assert "which is not in this copy of the project — run 'git pull' first" in capsys.readouterr().err
    assert _published(project) == before
    git(second, "pull", "--quiet")
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.startswith("nothing new")


def test_what_was_published_by_force_and_not_committed_is_not_rolled_back_either(
    project: Path, second: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(project, DECIDED)
    assert cli.main(["deploy", "--force"]) == 0
    assert "warning: content/market.md: it is not committed — commit it, so that" in capsys.readouterr().err
    before = _published(project)
    monkeypatch.chdir(second)
    assert cli.main(["deploy"]) == 3
    assert "published by '--force' from articles that were not committed — " in capsys.readouterr().err
    assert _published(project) == before
    monkeypatch.chdir(project)
    gits.commit(project, "Mend")
    assert cli.main(["deploy", "--force"]) == 0
    assert ": 0 added, 0 changed, 0 removed" in capsys.readouterr().out
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.startswith("nothing new")


def test_a_dry_run_warns_of_what_is_not_committed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(project, DECIDED)
    assert cli.main(["deploy", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("warning: content/market.md: it is not committed — 'git add' and 'git commit' it first")
    assert said.err.count("\n") == 1
    assert "added    market/index.html" in said.out


def test_a_repository_without_any_commit_is_asked_for_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project / ".git")
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", "../remote.git")
    assert cli.main(["deploy"]) == 3
    assert "content/market.md: it is not committed" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["config.yaml", "templates/page.html.j2", "night/theme.css", "content/[1] a.md"])
def test_whatever_the_site_is_built_from_must_be_committed(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "night").mkdir()
    gits.commit(project, "Settle", config_yaml="theme: night\n")
    with (project / name).open("a") as file:
        file.write("\n")
    git(project, "add", "--all")
    assert cli.main(["deploy"]) == 3
    assert f"error: {name}: it is not committed — " in capsys.readouterr().err


def test_a_site_below_the_top_of_its_repository_is_told_by_its_own_paths(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "news").mkdir()
    for name in ("content", "templates"):
        (project / name).rename(project / "news" / name)
    gits.commit(project, "Move")
    monkeypatch.chdir(project / "news")
    (project / "notes.txt").write_text("Mine")
    assert cli.main(["deploy"]) == 0
    (project / "news/content/market.md").write_text(DECIDED)
    assert cli.main(["deploy"]) == 3
    assert "error: content/market.md: it is not committed — " in capsys.readouterr().err


def test_an_article_behind_a_link_must_be_committed_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content").rename(project / "articles")
    (project / "content").symlink_to("articles")
    gits.commit(project, "Move")
    assert cli.main(["deploy"]) == 0
    (project / "articles/market.md").write_text(DECIDED)
    assert cli.main(["deploy"]) == 3
    assert "error: articles/market.md: it is not committed — " in capsys.readouterr().err


def test_what_editors_leave_and_what_git_is_told_to_ignore_are_no_reason_to_refuse(project: Path) -> None:
    gits.commit(project, "Ignore", _gitignore="site/\n.site.*/\n.cache/\ncontent/draft.md\n")
    for name in (".market.md.swp", "market.md~", "#market.md#"):
        (project / "content" / name).write_text("half a sent")
    (project / "content/draft.md").write_text(ARTICLE)
    assert cli.main(["deploy"]) == 0


def test_an_article_that_is_edited_while_the_site_is_built_is_noticed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build = site.build

    def slow(*given: Any, **named: Any) -> site.Built:
        built = build(*given, **named)
        _edit(project, DECIDED)
        return built

    monkeypatch.setattr(site, "build", slow)
    assert cli.main(["deploy"]) == 3
    assert "content/market.md: it is not committed" in capsys.readouterr().err
    assert git(project.parent / "remote.git", "branch") == ""


def test_a_tracked_site_is_renewed_and_nothing_else_changes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".gitignore").write_text(".site.*/\n.cache/\n")
    assert cli.main(["build"]) == 0
    gits.commit(project, "Track the site")
    _edit(project, DECIDED)
    git(project, "add", "content")
    git(project, "commit", "--quiet", "--message", "Mend")
    before = gits.state(project)
    assert cli.main(["deploy"]) == 0
    after = gits.state(project)
    assert [line for line in after[2].splitlines() if " site/" not in line] == before[2].splitlines() == []
    assert " M site/market/index.html" in f" {after[2]}"
    assert (after[0], after[1], after[3:]) == (before[0], before[1], before[3:])
    assert cli.main(["deploy"]) == 0
    assert "nothing new" in capsys.readouterr().out
