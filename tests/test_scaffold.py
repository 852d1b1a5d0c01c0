"""What a project begins with builds at once, and nothing that is there is overwritten."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from generator import cli, config, console, origin, plugins, scaffold
from generator.config import Config
from generator.errors import ConfigError, ExplainerError
from tests import fakes, gits
from tests.gits import git

ROOT = Path(__file__).parent.parent
ARTICLE = "Council votes to move the market\n\nThe council of Ashby voted on Thursday to move its market.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new site as the working folder."""
    gits.alone(monkeypatch)
    scaffold.site(tmp_path / "my site")
    monkeypatch.chdir(tmp_path / "my site")
    return tmp_path / "my site"


def _settings(root: Path) -> Config:
    return config.load(root / "config.yaml")


def test_a_new_site_builds_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--strict"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("built 1 page, 0 failed")
    assert not said.err
    page = (root / "site/lantern-bridge/index.html").read_text()
    assert "What happened to the Lantern Bridge?" in page
    for section in ("answer", "facts", "timeline", "people", "quotes", "sources"):
        assert f'id="{section}"' in page


def test_the_files_of_a_new_site_are_named_with_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "site", "our news"]) == 0
    said = capsys.readouterr().out.splitlines()
    written = sorted(line.removeprefix("wrote our news/") for line in said if line.startswith("wrote "))
    assert written == [".gitignore", "README.md", "config.yaml", "content/lantern-bridge.md"]
    assert written == sorted(fakes.snapshot(tmp_path / "our news"))
    assert said[-1] == f"next: cd 'our news' && {console.called()} serve --open"


def test_the_new_settings_name_every_key_and_hold_when_they_are_taken_up(root: Path) -> None:
    text = (root / "config.yaml").read_text()
    taken = re.sub(r"^# (\w+:|  \w+:)", r"\1", text, flags=re.MULTILINE)
    assert set(yaml.safe_load(taken)) == {item.name for item in fields(Config) if item.init}
    (root / "config.yaml").write_text(taken.replace("theme: NAME", "theme: content"))
    assert _settings(root).answer == Config().answer
    assert sorted(_settings(root).exports or ()) == sorted(plugins.names("exports"))


def test_a_new_site_goes_beside_what_stands_there(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine")
    made = scaffold.site(tmp_path)
    assert made.kept == ("README.md",)
    assert "README.md" not in made.written
    assert (tmp_path / "README.md").read_text() == "Mine"


@pytest.mark.parametrize("name", ["config.yaml", "content"])
def test_a_site_is_not_written_over_a_site(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("title: Mine\n")
    with pytest.raises(ConfigError, match="there is a site already — choose another folder"):
        scaffold.site(tmp_path)
    assert list(fakes.snapshot(tmp_path)) == [name]


def test_a_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "site"):
        with pytest.raises(ExplainerError, match="taken"):
            scaffold.site(folder)


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to(tmp_path / "elsewhere")  # it leads nowhere, so nothing seems to be there
    with pytest.raises(ConfigError, match="that is there already"):
        scaffold.site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]
    assert not (tmp_path / "elsewhere").exists()


def test_a_story_waits_for_its_article_and_its_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "story", "What happened to the Ashby market?"]) == 0
    file = root / "content/the-ashby-market.md"
    assert "wrote content/the-ashby-market.md" in capsys.readouterr().out
    assert yaml.safe_load(file.read_text().split("---\n")[1])["date"] is None
    assert cli.main(["build"]) == 1
    assert "content/the-ashby-market.md:12: no article text — write the article below" in capsys.readouterr().err
    file.write_text(file.read_text() + ARTICLE)
    assert cli.main(["build"]) == 0
    page = (root / "site/the-ashby-market/index.html").read_text()
    assert "<title>What happened to the Ashby market?" in page
    assert "Paste the article" not in page


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ('What happened to "Old: Tom" & co?', "old-tom-co"),
        ("what happened to O’Hara's ferry?", "oharas-ferry"),
        ("Why is the pier closed", "why-is-the-pier-closed"),
        ("What happened to ../../etc/passwd?", "etc-passwd"),
        ("What happened to Åse Nygård?", "åse-nygård"),
        ("What happened to con?", "con-story"),
        ("What happened to " + "the long pier " * 9 + "?", "the-long-pier-" * 5 + "the-long"),
    ],
)
def test_a_question_names_its_file_and_is_asked_to_the_letter(root: Path, question: str, name: str) -> None:
    made = scaffold.story(question, _settings(root))
    assert made.written == (f"content/{name}.md",)
    file = root / "content" / f"{name}.md"
    file.write_text(file.read_text() + ARTICLE)
    assert cli.main(["build", "-q"]) == 0
    asked = yaml.safe_load(file.read_text().split("\n---\n")[0])["question"]
    assert asked == " ".join(question.split())


@pytest.mark.parametrize("question", ["", " ", "?!", "What\x1b[2J?", "What happened to " + "x" * 300])
def test_what_is_no_question_is_refused(root: Path, question: str) -> None:
    before = fakes.snapshot(root)
    with pytest.raises(ConfigError, match="question"):
        scaffold.story(question, _settings(root))
    assert fakes.snapshot(root) == before


@pytest.mark.parametrize("there", ["content/Ferry.md", "content/ferry.txt", "content/ferry/first.md"])
def test_a_story_is_not_written_over_one_of_its_name(root: Path, there: str) -> None:
    (root / there).parent.mkdir(exist_ok=True)
    (root / there).write_text("Mine")
    with pytest.raises(ConfigError, match=rf"^content/{there.split('/')[1]}: there is a story of that name"):
        scaffold.story("What happened to ferry?", _settings(root))
    assert (root / there).read_text() == "Mine"


def test_without_a_site_there_is_no_story(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="run 'explainer new site DIR' first"):
        scaffold.story("What happened to the ferry?", fakes.config(tmp_path))


def test_a_theme_builds_and_changes_the_look(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "theme", "night"]) == 0
    assert "next: write 'theme: night' into config.yaml" in capsys.readouterr().out
    (root / "config.yaml").write_text("theme: night\n")
    assert cli.main(["build", "--strict", "-q"]) == 0
    assert "--acc: #1b4f8a" in (root / "site/lantern-bridge/index.html").read_text()


@pytest.mark.parametrize("name", ["../night", "/night", "", ".", ".git", "-x", "a/b", "NUL", "com1", "a" * 200, "a\n"])
def test_what_is_no_name_of_a_theme_is_refused(root: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="no name of a theme"):
        scaffold.theme(name, _settings(root))


def test_a_theme_is_not_written_into_a_folder_that_is_there(root: Path) -> None:
    (root / "mine").mkdir()
    with pytest.raises(ConfigError, match="mine: that is there already — choose another name"):
        scaffold.theme("mine", _settings(root))


def test_a_workflow_installs_what_was_installed_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "explainer-pages @ git+https://git.example/explainer@0123abc"
    monkeypatch.setattr(origin, "requirement", lambda: line)
    git(root, "init", "--quiet", "--initial-branch=trunk")
    assert cli.main(["new", "workflow"]) == 0
    assert (root / "requirements.txt").read_text() == f"{line}\n"
    told = yaml.safe_load((root / scaffold.WORKFLOW).read_text())
    assert told[True]["push"]["branches"] == ["trunk"]
    runs = [step["run"] for step in told["jobs"]["build"]["steps"] if "run" in step]
    assert runs == [
        "python -m pip install --requirement requirements.txt",
        'explainer build --strict --base-url "$BASE_URL"',
    ]


def test_the_build_of_a_workflow_runs_and_takes_the_address_that_github_gives(root: Path) -> None:
    told = yaml.safe_load(scaffold.pages(_settings(root), "main"))
    (build,) = [step for step in told["jobs"]["build"]["steps"] if "explainer build" in step.get("run", "")]
    assert build["env"] == {"BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    there = {**os.environ, "PATH": programs, "BASE_URL": "https://venn.example/news"}
    subprocess.run(["bash", "-e", "-c", build["run"]], cwd=root, env=there, check=True, capture_output=True)
    assert "https://venn.example/news/lantern-bridge/" in (root / "site/sitemap.xml").read_text()


def test_a_workflow_says_where_its_program_is_not_known(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(origin, "requirement", lambda: "")
    assert cli.main(["new", "workflow"]) == 0
    assert "warning: requirements.txt names nothing yet" in capsys.readouterr().err
    assert all(line.startswith("#") for line in (root / "requirements.txt").read_text().splitlines())


def test_a_list_of_requirements_that_is_there_is_kept(root: Path) -> None:
    (root / "requirements.txt").write_text("mine\n")
    assert scaffold.workflow(_settings(root), "main").kept == ("requirements.txt",)
    assert (root / "requirements.txt").read_text() == "mine\n"


def test_a_workflow_is_not_written_over_one(root: Path) -> None:
    scaffold.workflow(_settings(root), "main")
    with pytest.raises(ConfigError, match="there is a workflow already"):
        scaffold.workflow(_settings(root), "main")


def test_a_workflow_publishes_the_folder_of_the_settings_from_the_branch_that_is_named(root: Path) -> None:
    (root / "config.yaml").write_text("output: out # put\n".replace(" # put", ""))
    told = yaml.safe_load(scaffold.pages(_settings(root), "new: 'words'"))
    assert told[True]["push"]["branches"] == ["new: 'words'"]
    upload = next(step for step in told["jobs"]["build"]["steps"] if "upload" in step.get("uses", ""))
    assert upload["with"] == {"path": "out", "include-hidden-files": True}


def test_the_workflow_of_this_repository_is_what_is_written_here() -> None:
    assert (ROOT / scaffold.WORKFLOW).read_text() == scaffold.pages(config.load(ROOT / "config.yaml"), "main")


@pytest.mark.parametrize("file", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda file: file.name)
def test_every_action_is_pinned_and_nothing_may_do_more_than_it_must(file: Path) -> None:
    text = file.read_text()
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action) for action in used)
    told = yaml.safe_load(text)
    allowed = {"contents": "read", "pages": {"read", "write"}, "id-token": "write"}
    for rights in [told["permissions"], *(job.get("permissions", {}) for job in told["jobs"].values())]:
        assert all(right in allowed[key] for key, right in rights.items())
    assert told["concurrency"]
    assert all(job["timeout-minutes"] for job in told["jobs"].values())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExplainerError, match="cannot be written"):
        scaffold.site(tmp_path / "new")
