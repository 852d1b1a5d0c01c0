"""The doctor: a line for each thing, with what is wrong and what to type, and the worst exit code of all."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import cli, doctor, scaffold, theming
from generator.config import Config
from generator.errors import ConfigError
from tests import fakes, gits, machine
from tests.gits import git


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site in a git repository with a remote, as the working folder."""
    gits.alone(monkeypatch)
    scaffold.site(tmp_path / "site of mine")
    monkeypatch.chdir(tmp_path / "site of mine")
    git(tmp_path / "site of mine", "init", "--quiet")
    git(tmp_path / "site of mine", "remote", "add", "origin", "https://mara:hush@git.example/news.git")
    return tmp_path / "site of mine"


def _found(root: Path) -> Mapping[str, doctor.Finding]:
    return {finding.about: finding for finding in doctor.examine(lambda: fakes.config(root))}


def test_all_is_well_in_a_new_site(root: Path) -> None:
    found = _found(root)
    assert [finding.about for finding in found.values() if finding.level != "ok"] == []
    assert list(found) == [
        *("python", "packages", "fonts", "git", "config", "templates", "content", "output", "cache", "remote")
    ]


def test_each_finding_is_a_line_and_all_is_well_is_exit_0(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert all(re.match(r"(?:ok|warning|error) +\w+ +\S", line) for line in lines)


def test_a_password_in_an_address_is_not_shown(root: Path) -> None:
    assert "https://git.example/news.git" in _found(root)["remote"].said
    assert "hush" not in _found(root)["remote"].said


def test_settings_that_are_wrong_are_told_with_their_exit_code(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "config.yaml").write_text("titel: News\n")
    assert cli.main(["doctor"]) == 2
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("error    config    config.yaml:1:1: unknown key 'titel' — ")
    assert said[0].startswith("ok       python")


def test_without_articles_it_says_how_to_begin_one(root: Path) -> None:
    (root / "content/lantern-bridge.md").unlink()
    finding = _found(root)["content"]
    assert (finding.level, finding.exit_code) == ("warning", 0)
    assert "explainer new story" in finding.said


def test_an_output_that_is_not_ours_is_an_error(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/thesis.doc").write_text("years of work")
    finding = _found(root)["output"]
    assert (finding.level, finding.exit_code) == ("error", 2)
    assert "did not make" in finding.said


def _doctor_without_privileges(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "doctor"]
    given = {**machine.environment(), "HOME": str(root)}
    return subprocess.run(
        command, cwd=root, env=given, text=True, capture_output=True, check=False, preexec_fn=machine.without_privileges
    )


@pytest.mark.parametrize(
    ("name", "said", "typed"),
    [
        (".", "cannot be written, and a build puts the new site together beside the old one", "chmod u+w "),
        ("site", "site cannot be written", "chmod -R u+w "),
        (".site.build", ".site.build cannot be written", "chmod -R u+w "),
    ],
)
def test_folders_that_cannot_be_written_are_told_as_the_build_finds_them(
    root: Path, name: str, said: str, typed: str
) -> None:
    assert machine.build(root).returncode == 0
    folder = (root / name).resolve()
    folder.chmod(0o555)
    run = _doctor_without_privileges(root)
    folder.chmod(0o755)
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("error")]
    assert run.returncode == 3
    assert said in line
    advice = line.rpartition(" — ")[2]
    assert advice.startswith(typed)
    assert (root / shlex.split(advice)[-1]).resolve() == folder


def test_a_project_that_cannot_be_written_is_one_that_cannot_be_built(root: Path) -> None:
    assert machine.build(root).returncode == 0
    (root / "content/lantern-bridge.md").write_text(
        "The bridge\n\nThe council of Ashby mended its bridge on Thursday.\n"
    )
    root.chmod(0o555)
    built = machine.build(root, before=machine.without_privileges)
    root.chmod(0o755)
    assert built.returncode == 3


def test_a_cache_that_cannot_be_written_is_a_warning(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = _found(root)
    assert (found["output"].level, found["output"].exit_code) == ("error", 3)
    assert found["cache"].level == "warning"
    assert found["cache"].said.endswith(f"chmod u+w {shlex.quote(str(root))}")


def test_a_folder_of_somebody_else_is_to_be_given_over(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "getuid", lambda: root.stat().st_uid + 1)
    assert _found(root)["output"].said.endswith(f'sudo chown "$(id -un)" {shlex.quote(str(root))}')


@pytest.mark.parametrize("folder", ["templates", "looks"])
def test_a_template_that_cannot_be_read_is_told_with_its_line(root: Path, folder: str) -> None:
    if folder == "templates":
        shutil.copytree(theming.OWN, root / "templates")
    (root / folder).mkdir(exist_ok=True)
    (root / folder / "broken.html.j2").write_text("<p>\n{% if %}")
    (root / folder / "filter.html.j2").write_text("{{ 1 | no_such_filter }}")
    (root / folder / "latin.html.j2").write_bytes(b"\xe9")
    config = Config(theme=folder if folder != "templates" else "")
    object.__setattr__(config, "root", root)
    told = [finding for finding in doctor.examine(lambda: config) if finding.about == "templates"]
    assert [(finding.level, finding.exit_code) for finding in told] == [("error", 1)] * 3
    assert re.match(rf"{folder}/broken\.html\.j2:2: Expected .+ — mend the template", told[0].said)
    assert told[1].said.startswith(f"{folder}/filter.html.j2:1: No filter named 'no_such_filter'")
    assert told[2].said.startswith(f"{folder}/latin.html.j2: cannot be read (it is not UTF-8)")


def test_templates_that_are_not_there_are_an_error(root: Path) -> None:
    config = Config(templates="looks")
    object.__setattr__(config, "root", root)
    found = {finding.about: finding for finding in doctor.examine(lambda: config)}
    assert (found["templates"].level, found["templates"].exit_code) == ("error", 2)


def test_a_package_that_is_missing_or_too_old_is_told_with_what_to_type(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["jinja2>=99", "no-such-package>=1", "spacy>=3; extra == 'spacy'", "pyyaml>=6"]
    monkeypatch.setattr(doctor, "requires", lambda name: asked)
    told = [str(finding) for finding in doctor.examine(lambda: fakes.config(root)) if finding.about == "packages"]
    assert len(told) == 3
    pip = f"{shlex.quote(sys.executable)} -m pip install"
    assert re.fullmatch(r"error +packages +jinja2 is [\d.]+, but >=99 is needed — .+", told[0])
    assert told[0].endswith(f" — {pip} 'jinja2>=99'")
    assert told[1].endswith(f"no-such-package is missing — {pip} 'no-such-package>=1'")
    assert told[2].startswith("ok       packages  pyyaml 6")


def test_fonts_that_are_broken_are_told(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(doctor, "__file__", str(tmp_path / "doctor.py"))
    assert "there are none" in _found(root)["fonts"].said
    (tmp_path / "assets/Broken.ttf").write_bytes(b"no font")
    assert _found(root)["fonts"].said.startswith("Broken.ttf cannot be read")


def test_without_git_a_site_can_be_built_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = _found(root)
    assert (found["git"].level, found["git"].exit_code) == ("warning", 0)
    assert found["remote"].level == "warning"


def test_without_a_repository_or_a_remote_it_says_what_to_type(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    git(root, "remote", "remove", "origin")
    assert _found(root)["remote"].said.endswith("git remote add origin URL")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    scaffold.site(tmp_path / "other")
    assert "run 'git init'" in _found(tmp_path / "other")["remote"].said


def test_a_check_that_fails_leaves_the_others_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(config: Config) -> None:
        raise ConfigError("no folders today", "come again")

    monkeypatch.setattr(theming, "folders", broken)
    found = _found(root)
    assert found["templates"].exit_code == 2
    assert found["content"].level == "ok"


def test_a_model_that_is_not_there_is_a_warning(root: Path) -> None:
    config = Config(spacy="no_such_model")
    object.__setattr__(config, "root", root)
    told = [finding for finding in doctor.examine(lambda: config) if finding.about == "config"]
    assert [finding.level for finding in told] == ["ok", "warning"]
    assert f" — {shlex.quote(sys.executable)} -m " in told[1].said
