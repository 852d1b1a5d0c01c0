"""The command line: exit codes, one line for each trouble, results on stdout and nothing else there."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli, console, site
from generator.commands import build
from generator.errors import ArticleError
from tests import fakes

ROOT = Path(__file__).parent.parent
GOOD = """---
date: 2024-03-08
---

Council votes to move the market

The council of Ashby voted on Thursday to move its weekly market to the old station.

Mayor Ada Quill, 51, said that 40 traders would move in April.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one good article, with our own templates, as the working folder."""
    fakes.project(tmp_path / "my project", market=GOOD)
    shutil.copytree(ROOT / "templates", tmp_path / "my project/templates", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path / "my project")
    return tmp_path / "my project"


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["inspect", "-h"], ["--version"]])
def test_help_and_version_are_results(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 0
    said = capsys.readouterr()
    assert said.out.strip()
    assert not said.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["biuld"],
        ["build", "--outptu", "x"],
        ["inspect"],
        ["inspect", "a.md", "--published", "yesterday"],
        ["serve", "--port", "http"],
        ["new"],
        ["new", "story"],
        ["completion", "tcsh"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
    assert "--help" in said.err


def test_a_slip_of_the_pen_is_told_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["biuld"]) == 2
    assert "did you mean 'build'? — see 'explainer --help'" in capsys.readouterr().err
    assert cli.main(["new", "sotry", "x"]) == 2
    assert "did you mean 'story'? — see 'explainer new --help'" in capsys.readouterr().err


def test_the_address_can_be_given_with_the_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config.yaml").write_text("title: News\nbase_url: https://old.example\n")
    assert cli.main(["build", "-q", "--base-url", "https://venn.example/news"]) == 0
    assert (
        'rel="canonical" href="https://venn.example/news/market/"' in (project / "site/market/index.html").read_text()
    )
    assert "<loc>https://venn.example/news/market/</loc>" in (project / "site/sitemap.xml").read_text()
    assert "old.example" not in (project / "site/index.html").read_text()
    assert cli.main(["build", "-q", "--base-url", ""]) == 0
    assert not (project / "site/sitemap.xml").exists()
    assert cli.main(["build", "--base-url", "javascript:alert(1)"]) == 2
    assert "is no web address" in capsys.readouterr().err


def test_a_build_says_what_it_did_and_takes_no_account_of_time(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"]) == 0
    first = capsys.readouterr()
    assert first.out.startswith("built 1 page, 0 failed, quoted ")
    assert not first.err
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().out == first.out.replace(
        "built 1 page, 0 failed", "built 0 pages, 0 failed, 1 unchanged"
    )


def test_a_quiet_build_says_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_verbose_build_names_its_pages_and_its_time(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "-v"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("/market/\n")
    assert said.endswith(" s\n")


def test_a_failing_article_is_told_and_the_others_are_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/bad.md").write_text('---\ntitle: "Unclosed\n---\n\nText.\n')
    assert cli.main(["build"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("error: content/bad.md:2:")
    assert said.err.count("\n") == 1
    assert said.out.startswith("built 1 page, 1 failed")
    assert (project / "site/market/index.html").exists()


def test_a_strict_build_says_that_nothing_is_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/empty.md").write_text("\n")
    assert cli.main(["build", "--strict"]) == 1
    assert "nothing published" in capsys.readouterr().out
    assert not (project / "site").exists()


def test_settings_that_are_wrong_are_exit_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config.yaml").write_text("titel: News\n")
    assert cli.main(["build"]) == 2
    assert capsys.readouterr().err.startswith("error: config.yaml:1:1: unknown key 'titel' — did you mean 'title'?")


def test_settings_that_are_not_there_are_exit_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--config", "gone/config.yaml"]) == 2
    assert "gone/config.yaml: there is no such file" in capsys.readouterr().err


def test_settings_elsewhere_are_the_root_of_their_folders(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "config.yaml").write_text("title: News\n")
    monkeypatch.chdir(project.parent)
    assert cli.main(["build", "-q", "--config", "my project/config.yaml"]) == 0
    assert "News" in (project / "site/index.html").read_text()


def test_an_output_that_is_not_ours_is_exit_2_and_untouched(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "thesis").mkdir()
    (project / "thesis/thesis.doc").write_text("years of work")
    assert cli.main(["build", "--output", "thesis"]) == 2
    assert "did not make" in capsys.readouterr().err
    assert [path.name for path in (project / "thesis").iterdir()] == ["thesis.doc"]


def test_inspection_prints_one_object_a_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/second.txt").write_text("Rain fell\n\nIt rained in Ashby last month.\n")
    assert cli.main(["inspect", "content", "content/market.md", "--json", "--published", "2024-02-01"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["id"], one["published"]) for one in found] == [
        ("market", "2024-03-08"),
        ("second", "2024-02-01"),
        ("market", "2024-03-08"),
    ]
    assert found[1]["dates"][0]["first"] == "2024-01-01"
    assert not (project / "site").exists()


def test_inspection_for_the_eye_names_sections_and_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", "content/market.md"]) == 0
    said = capsys.readouterr().out
    assert "published  2024-03-08" in said
    assert "     7  Thursday  2024-03-07  2024-03-07\n" in said


def test_inspection_goes_on_after_an_article_that_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "empty").mkdir()
    assert cli.main(["inspect", "gone.md", "empty", "content/market.md", "--json"]) == 1
    said = capsys.readouterr()
    assert [line.split(" — ")[0] for line in said.err.splitlines()] == [
        "error: gone.md: there is no such file",
        "error: empty: there are no articles in this folder",
    ]
    assert json.loads(said.out)["id"] == "market"


def test_debug_shows_where_an_error_arose(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["inspect", "gone.md"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert cli.main(["inspect", "gone.md", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_the_words_of_a_summary_fit_what_happened() -> None:
    built = site.Built(["a", "b"], ["c"], [ArticleError("broken", "mend it")], [], 250, 1000, published=True)
    assert build.summary(built) == "built 2 pages, 1 failed, 1 kept as before, quoted 25% of 1,000 words"
    assert build.summary(site.Built()) == "built 0 pages, 0 failed, nothing published"


def _run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "generator", *arguments]
    there = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=there, capture_output=True, check=False)


def test_output_is_utf8_whatever_the_locale(project: Path) -> None:
    (project / "content/market.md").write_text(GOOD.replace("Ashby", "Åshby"), encoding="utf-8")
    run = _run(
        "inspect", "content/market.md", "--json", cwd=project, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert "Åshby" in json.loads(run.stdout.decode("utf-8"))["text"]


def test_a_reader_that_closes_the_pipe_gets_no_traceback(project: Path) -> None:
    command = f'"{sys.executable}" -m generator inspect content content content --json | head -c 10'
    run = subprocess.run(
        command, shell=True, cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert len(run.stdout) == 10
    assert run.stderr == b""


def test_help_loads_nothing_that_reads_or_writes_articles(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom generator import cli\ncli.main(['--help'])\n"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'sumy', 'nltk', 'numpy', 'jinja2', 'yaml', 'markdown_it', 'livereload', 'tornado',"
        " 'watchfiles', 'shtab', 'packaging'}))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_a_date_of_publication_in_the_future_is_an_error_at_its_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/late.md").write_text(GOOD.replace("2024-03-08", "9000-01-01"), encoding="utf-8")
    assert cli.main(["build", "-q"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "error: content/late.md:2: the date 9000-01-01 is in the future — write the day of publication"


def test_commands_to_type_next_name_the_program_as_the_shell_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "an env" / console.NAME
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(program), "new"])
    assert console.called() == f"'{program}'"
    monkeypatch.setattr(sys, "argv", ["generator/__main__.py", "new"])
    assert console.called() == f"{shlex.quote(sys.executable)} -m generator"
    monkeypatch.setenv("PATH", str(program.parent))
    assert console.called() == "explainer"
