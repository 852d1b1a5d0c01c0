"""Every command in the documents is run, in a fresh clone: what they promise is what happens."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from tests import gits, manuals

MARKS = {"sh", "markdown", "yaml", "toml", "html", "css", "js", "python", "text"}
SHOWN = {path: tuple(manuals.blocks(path.read_text(encoding="utf-8"))) for path in manuals.DOCUMENTS}
RUN = [path for path, blocks in SHOWN.items() if any(block.commands for block in blocks)]
Ran = tuple[subprocess.CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a bare repository."""
    return manuals.origin(tmp_path_factory.mktemp("origin"))


@pytest.fixture(scope="module")
def ran(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Ran]:
    """Runs the commands of a document, each document once."""
    known: dict[Path, Ran] = {}

    def run(document: Path) -> Ran:
        if document not in known:
            folder = tmp_path_factory.mktemp(document.stem)
            known[document] = manuals.run(document, repository, folder), folder
        return known[document]

    return run


@pytest.mark.parametrize("document", SHOWN, ids=lambda path: path.name)
def test_every_block_says_what_it_is(document: Path) -> None:
    unknown = [f"{document.name}:{block.line}: {block.mark!r}" for block in SHOWN[document] if block.mark not in MARKS]
    assert not unknown, "mark it 'sh' and it is run; a mark and a path, and it is written; else name its notation"


@pytest.mark.timeout(300)  # a handful of builds on a machine that does something else
@pytest.mark.parametrize("document", RUN, ids=lambda path: path.name)
def test_every_command_of_a_document_does_its_work(document: Path, ran: Callable[[Path], Ran]) -> None:
    done, _ = ran(document)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_command_that_fails_is_noticed(repository: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.md"
    wrong.write_text("```sh\ntest -f Makefile\nexplainer inspect nowhere.md\ntouch reached\n```\n")
    folder = tmp_path / "run"
    folder.mkdir()
    done = manuals.run(wrong, repository, folder)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert not (folder / "project/reached").exists()


def test_what_is_not_run_still_stands_in_a_document_and_is_understood() -> None:
    told = {command for blocks in SHOWN.values() for block in blocks for command in block.commands}
    assert sorted(set(manuals.NOT_RUN) - told) == []
    for command in manuals.NOT_RUN:
        words = shlex.split(command)
        if words[0].endswith("explainer"):
            cli.parser().parse_args(words[1:])


def test_the_tutorial_publishes_a_page_in_five_commands(ran: Callable[[Path], Ran]) -> None:
    readme = manuals.ROOT / "README.md"
    section = readme.read_text(encoding="utf-8").split("\n## From an article to a public page\n", 1)[1]
    told = list(manuals.blocks(section.split("\n## ", 1)[0]))
    assert sum(len(block.commands) for block in told) == 5
    done, folder = ran(readme)
    assert done.returncode == 0, done.stdout + done.stderr
    page = gits.git(folder / "origin.git", "show", "gh-pages:the-ferry/index.html")
    assert "What happened to the ferry?" in page
    assert "the ferry will sail again" in page
