"""`explainer deploy`: builds, publishes what was built, and tells where; whatever fails is one line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import cli, hosting
from tests import fakes, gits
from tests.gits import git

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "Council votes to move the market\n\nThe council of Ashby voted on Thursday to move its market.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one article with a remote, as the working folder."""
    gits.alone(monkeypatch)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    root = fakes.project(tmp_path / "project", market=ARTICLE)
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", "../remote.git")
    monkeypatch.chdir(root)
    return root


def _published(project: Path) -> dict[str, str]:
    listed = git(project.parent / "remote.git", "ls-tree", "-r", "gh-pages").splitlines()
    return {line.split("\t")[1]: line.split()[2] for line in listed}


def test_a_deployment_builds_and_says_what_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out.startswith("published to gh-pages of origin (")
    assert "market/index.html" in _published(project)
    (project / "content/market.md").write_text(ARTICLE.replace("voted", "decided"))
    assert cli.main(["deploy"]) == 0
    assert ": 0 added, " in capsys.readouterr().out
    assert cli.main(["deploy"]) == 0
    assert capsys.readouterr().out == "nothing new: gh-pages of origin is already this site\n"


def test_a_dry_run_lists_every_file_and_pushes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "added    market/index.html" in said
    assert said[-1].startswith("would publish to gh-pages of origin: ")
    assert git(project.parent / "remote.git", "branch") == ""
    assert git(project, "count-objects") == "0 objects, 0 kilobytes"


def test_the_address_is_that_of_the_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config.yaml").write_text("base_url: https://pages.example/news\n")
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


def test_a_site_that_does_not_build_is_not_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["deploy"]) == 0
    before, site = _published(project), fakes.snapshot(project / "site")
    (project / "content/empty.md").write_text("\n")
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
