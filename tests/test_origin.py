"""Where the program was installed from, as another machine can install it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import origin
from tests import gits
from tests.gits import git


class _Installed:
    version = "0.1.0"

    def __init__(self, told: object) -> None:
        self.told = told

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.told is None else json.dumps(self.told)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (None, "explainer-pages==0.1.0"),
        (
            {"url": "https://mara:hush@git.example/e.git", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}},
            "explainer-pages @ git+https://git.example/e.git@0123abc",
        ),
        (
            {"url": "https://files.example/explainer_pages-0.1.0-py3-none-any.whl", "archive_info": {}},
            "explainer-pages @ https://files.example/explainer_pages-0.1.0-py3-none-any.whl",
        ),
        ({"url": "file:///tmp/explainer_pages-0.1.0-py3-none-any.whl", "archive_info": {}}, ""),
        ({"url": "file:///no/such/folder", "dir_info": {"editable": True}}, ""),
    ],
)
def test_what_pip_noted_decides(told: object, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "distribution", lambda name: _Installed(told))
    assert origin.requirement() == line


def test_a_clone_is_its_repository_at_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gits.alone(monkeypatch)
    clone = tmp_path / "a clone"
    clone.mkdir()
    git(clone, "init", "--quiet")
    monkeypatch.setattr(
        origin, "distribution", lambda name: _Installed({"url": clone.as_uri(), "dir_info": {"editable": True}})
    )
    assert origin.requirement() == ""
    git(clone, "remote", "add", "origin", "git@github.com:venn/explainer.git")
    assert origin.requirement() == ""
    commit = gits.commit(clone, "Begin")
    assert origin.requirement() == f"explainer-pages @ git+https://github.com/venn/explainer@{commit}"
