"""The built site becomes a branch of a git remote; a second clone is the reader."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import site
from generator.deploy import branch
from generator.errors import MachineError
from tests import fakes


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a git repository with a remote, its site built; git knows nobody's name."""
    for key, value in {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(key, value)
    _git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    project = fakes.project(tmp_path / "my project", flood="Water rose.")
    _git(project, "init", "--quiet")
    _git(project, "remote", "add", "origin", "../remote.git")
    _build(project)
    return project


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def _build(root: Path) -> None:
    site.build(fakes.config(root), fakes.STEPS)


def _publish(root: Path, to: str = "gh-pages") -> str:
    return branch.publish(root / "site", "origin", to, "Publish the site")


def _reader(root: Path, name: str, of: str = "gh-pages") -> Path:
    _git(root.parent, "clone", "--quiet", "--branch", of, "remote.git", name)
    return root.parent / name


def test_a_reader_sees_the_site(root: Path) -> None:
    assert _publish(root).startswith("published to gh-pages of origin (")
    read = fakes.snapshot(_reader(root, "reader"))
    assert {name: data for name, data in read.items() if not name.startswith(".git/")} == fakes.snapshot(root / "site")


def test_a_second_publication_follows_the_first(root: Path) -> None:
    _publish(root)
    (root / "content/flood.md").write_text("Water fell.")
    _build(root)
    _publish(root)
    reader = _reader(root, "reader")
    assert "Water fell." in (reader / "flood/index.html").read_text()
    assert len(_git(reader, "log", "--format=%s").splitlines()) == 2


def test_the_same_site_is_not_published_twice(root: Path) -> None:
    _publish(root)
    assert _publish(root).startswith("nothing new")
    assert len(_git(_reader(root, "reader"), "log", "--format=%s").splitlines()) == 1


def test_the_address_and_the_commits_of_others_are_kept(root: Path) -> None:
    _publish(root)
    editor = _reader(root, "editor")
    (editor / "CNAME").write_text("explainers.example.org\n")
    _git(editor, "add", "CNAME")
    _git(editor, "commit", "--quiet", "--message", "Name the site")
    _git(editor, "push", "--quiet")
    (root / "content/flood.md").write_text("Water fell.")
    _build(root)
    _publish(root)
    reader = _reader(root, "reader")
    assert (reader / "CNAME").read_text() == "explainers.example.org\n"
    assert "Water fell." in (reader / "flood/index.html").read_text()
    assert len(_git(reader, "log", "--format=%s").splitlines()) == 3


def test_the_publishers_own_branches_stay_as_they_are(root: Path) -> None:
    _git(root, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    _git(root, "branch", "gh-pages")
    before = _git(root, "for-each-ref", "refs/heads")
    _publish(root)
    assert _git(root, "for-each-ref", "refs/heads") == before


def test_another_branch_can_be_named(root: Path) -> None:
    _publish(root, "site/live")
    assert (_reader(root, "reader", "site/live") / "flood/index.html").exists()


def test_a_site_that_is_not_built_is_not_published(root: Path) -> None:
    with pytest.raises(MachineError, match="not built"):
        branch.publish(root / "other", "origin", "gh-pages", "m")


def test_without_a_repository_there_is_nothing_to_publish_from(tmp_path: Path) -> None:
    _build(fakes.project(tmp_path, flood="Water."))
    with pytest.raises(MachineError, match="no git repository"):
        _publish(tmp_path)


def test_a_remote_that_is_not_there_is_named_with_those_that_are(root: Path) -> None:
    with pytest.raises(MachineError, match="no git remote 'upstream' — there are origin"):
        branch.publish(root / "site", "upstream", "gh-pages", "m")


@pytest.mark.parametrize("name", ["a..b", "--force", "a b", ""])
def test_what_is_no_name_of_a_branch_is_refused(root: Path, name: str) -> None:
    with pytest.raises(MachineError, match="no name of a branch"):
        _publish(root, name)


def test_a_remote_that_cannot_be_reached_is_one_line(root: Path) -> None:
    _git(root, "remote", "set-url", "origin", "../gone.git")
    with pytest.raises(MachineError, match="cannot reach origin") as caught:
        _publish(root)
    assert "\n" not in str(caught.value)


def test_a_refused_push_is_one_line_and_leaves_nothing_behind(root: Path) -> None:
    hook = root.parent / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(MachineError, match="could not push to origin"):
        _publish(root)
    assert _git(root, "for-each-ref", "refs/heads") == ""
