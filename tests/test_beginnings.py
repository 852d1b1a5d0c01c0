"""What is begun stands where it works, and nowhere where it would break a site."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import cli, config, console, plugins, scaffold
from generator.errors import ConfigError
from tests import fakes, gits
from tests.gits import git


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site as the working folder."""
    gits.alone(monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    scaffold.site(tmp_path / "site of ours")
    monkeypatch.chdir(tmp_path / "site of ours")
    return tmp_path / "site of ours"


def _jobs(file: Path) -> dict[str, Any]:
    return yaml.safe_load(file.read_text())["jobs"]["build"]  # type: ignore[no-any-return]


def _line(job: dict[str, Any]) -> str:
    return next(step["run"] for step in job["steps"] if " build " in step.get("run", ""))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["site", "templates", "content", "Site"])
def test_a_theme_is_no_folder_that_the_site_has_for_something_else(root: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=rf"{name}: that is a folder of the site .* — choose another name"):
        scaffold.theme(name, config.load(root / "config.yaml"))
    assert not (root / "templates").exists()


def test_a_theme_does_not_hold_the_built_site_either(root: Path) -> None:
    (root / "config.yaml").write_text("output: out/site\ntheme: night\n")
    with pytest.raises(ConfigError, match="'output' in the settings"):
        scaffold.theme("out", config.load(root / "config.yaml"))
    assert scaffold.theme("night", config.load(root / "config.yaml")).written


def test_the_settings_that_are_used_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "config.yaml").rename(root / "settings.yaml")
    assert cli.main(["new", "theme", "night", "--config", "settings.yaml"]) == 0
    assert capsys.readouterr().out.endswith("next: write 'theme: night' into settings.yaml\n")


@pytest.mark.parametrize("words", [["workflow"], ["theme", "night"]])
def test_without_a_site_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", *words]) == 2
    said = "error: content: there is no site here — run 'explainer new site DIR' first, or go to the folder of a site\n"
    assert capsys.readouterr().err == said
    assert not list(tmp_path.iterdir())
    (tmp_path / "content").mkdir()
    assert cli.main(["new", *words]) == 0


def test_a_workflow_stands_at_the_top_of_the_repository_and_builds_below(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    top = root.parent
    git(top, "init", "--quiet", "--initial-branch=trunk")
    assert cli.main(["new", "workflow"]) == 0
    said = capsys.readouterr()
    assert "wrote ../.github/workflows/pages.yml\n" in said.out
    assert "no branch" not in said.err
    assert (root / "requirements.txt").exists()
    assert not (root / ".github").exists()
    job = _jobs(top / scaffold.WORKFLOW)
    where = job["defaults"]["run"]["working-directory"]
    assert where == "site of ours"
    given = {key: value for step in job["steps"] for key, value in step.get("with", {}).items()}
    assert given["cache-dependency-path"] == "site of ours/requirements.txt"
    assert given["path"] == "site of ours/site"
    there = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "BASE_URL": "https://a.example",
    }
    subprocess.run(["bash", "-e", "-c", _line(job)], cwd=top / where, env=there, check=True, capture_output=True)
    assert (top / given["path"] / "lantern-bridge/index.html").exists()
    assert cli.main(["new", "workflow"]) == 2
    assert "error: ../.github/workflows/pages.yml: there is a workflow already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["settings.yaml", "our 'own': settings.yaml"])
def test_a_workflow_builds_with_the_settings_that_are_used(root: Path, name: str) -> None:
    (root / "config.yaml").rename(root / name)
    assert cli.main(["new", "workflow", "--config", name]) == 0
    words = shlex.split(_line(_jobs(root / scaffold.WORKFLOW)))
    assert words[words.index("--config") + 1] == name
    assert cli.parser().parse_args(words[1:]).config == name


@pytest.mark.parametrize("repository", [False, True])
def test_a_branch_that_is_guessed_is_told(root: Path, capsys: pytest.CaptureFixture[str], *, repository: bool) -> None:
    if repository:
        git(root, "init", "--quiet", "--initial-branch=trunk")
        gits.commit(root, "Begin")
        git(root, "checkout", "--quiet", "--detach")
    assert cli.main(["new", "workflow"]) == 0
    assert (
        "warning: no branch is checked out, so the workflow builds what is pushed to 'main' — "
        in capsys.readouterr().err
    )


def test_what_to_do_next_works_for_a_name_with_a_hyphen_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "site", "--", "-dash"]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == f"next: cd ./-dash && {console.called()} serve --open"
    go = said.removeprefix("next: ").split(" && ", maxsplit=1)[0]
    subprocess.run(["bash", "-c", f"{go} && test -f config.yaml"], cwd=tmp_path, check=True)


@pytest.mark.parametrize("inside", ["content", "content/deep/er", "site", "templates/x", "night"])
def test_a_site_is_not_begun_in_the_folders_of_another(root: Path, inside: str) -> None:
    (root / "config.yaml").write_text("theme: night\n")
    before = fakes.snapshot(root)
    with pytest.raises(ConfigError, match=r"that lies in a folder of the site in .* — choose a folder outside of it"):
        scaffold.site(Path(inside) / "new")
    assert fakes.snapshot(root) == before


def test_a_site_is_begun_beside_the_folders_of_another_and_below_what_is_no_site(root: Path) -> None:
    assert scaffold.site(root / "second").written
    (root.parent / "config.yaml").write_text("no: settings of ours\n")
    assert scaffold.site(root.parent / "content/new").written


def test_every_kind_has_an_example_in_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    told = plugins.load("commands", "new").EXAMPLES.splitlines()
    assert len(told) == 4
    for line in told:
        kind = line.split()[2]
        assert cli.main(["new", kind, "--help"]) == 0
        assert capsys.readouterr().out.split("\nexamples:\n")[1] == f"  {line}\n"
