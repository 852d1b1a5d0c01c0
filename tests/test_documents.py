"""The documents say what the program does: commands, options and settings are compared with the code."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from generator import cli, plugins
from generator.config import Config
from generator.frontmatter import FrontMatter

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


DOCUMENTS = tuple(sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))))


def _rows(heading: str) -> list[list[str]]:
    """The rows of all tables of a section, without their heads."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    tables = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli.parser()._subparsers
    assert actions is not None
    choices = actions._group_actions[0].choices
    assert isinstance(choices, dict)
    return choices


def _options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings} - {"-h", "--help"}


def test_the_readme_names_every_command() -> None:
    named = {match.group(1) for row in _rows("Commands") if (match := re.match(r"`explainer (\w+)", row[0]))}
    assert named == set(_commands())


def test_the_readme_names_every_option_of_every_command() -> None:
    named: dict[str, set[str]] = {command: set() for command in _commands()}
    for row in _rows("Commands"):
        options = re.findall(r"`(-[\w-]+)`", row[0])
        for command in named if len(row) == 3 and row[1] == "all" else re.findall(r"`(\w+)`", row[1]):
            if options:
                named[command].update(options)
    assert named == {command: _options(parser) for command, parser in _commands().items()}


def test_every_command_and_option_has_a_word_of_help() -> None:
    for command, parser in _commands().items():
        assert all(action.help for action in parser._actions), command


def test_every_command_has_examples_that_it_understands() -> None:
    for command in _commands():
        told = plugins.load("commands", command).EXAMPLES.splitlines()
        assert told, command
        for line in told:
            words = shlex.split(re.split(r" {3,}| > ", line)[0])
            assert words[:2] == ["explainer", command]
            cli.parser().parse_args(words[1:])


def test_help_ends_in_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for command in _commands():
        assert cli.main([command, "--help"]) == 0
        told = capsys.readouterr().out
        assert told.split("\nexamples:\n")[1].splitlines()[0].startswith(f"  explainer {command}")


def _settings(kind: type[Any], prefix: str = "") -> dict[str, str]:
    """Every key with its default as the README writes it."""
    made = kind()
    found: dict[str, str] = {}
    for item in fields(kind):
        value = getattr(made, item.name)
        if not item.init:
            continue
        if is_dataclass(value):
            found |= _settings(type(value), f"{item.name}.")
        else:
            found[prefix + item.name] = f"`{value}`" if value not in ("", None) else ""
    return found


def test_the_readme_names_every_setting_with_its_default() -> None:
    assert {row[0].strip("`"): row[1] for row in _rows("Settings")} == _settings(Config)


def test_the_readme_names_every_method_of_the_short_answer() -> None:
    row = next(row for row in _rows("Settings") if row[0] == "`answer.method`")
    known = {method for part in plugins.parts("summarizers") for method in part.METHODS}
    assert set(re.findall(r"`(\w+)`", row[2])) == known


def test_the_readme_names_every_key_of_front_matter() -> None:
    named = {key for row in _rows("Articles") for key in re.findall(r"`(\w+)`", row[0])}
    assert named == {item.name for item in fields(FrontMatter)}


def test_the_readme_names_the_make_targets_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):(?!=)", makefile, re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:`|^)make ([\w-]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert named
        assert named <= targets


def test_every_export_is_described_with_its_files_and_its_fields() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", text, re.MULTILINE)
    assert [name for name, _ in sorted(rows)] == list(plugins.names("exports"))
    assert all(file in plugins.load("exports", name).FILES for name, file in rows if name != "redirects")
    for file in ("explainer.json", "timeline.json"):
        told = json.loads((ROOT / "tests" / "exports" / "golden" / file).read_bytes())
        keys = {*told, *(key for value in told.values() if isinstance(value, list) for one in value for key in one)}
        assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


def test_every_error_that_is_explained_is_one_that_the_program_says() -> None:
    told = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    assert told
    assert [what for what in told if what not in code] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", document.read_text(encoding="utf-8")):
        name, _, place = target.partition("#")
        path = document.parent / name if name else document
        assert path.is_file(), f"{document.name}: {target}"
        headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) if place else []
        assert not place or place in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}, target


def test_every_document_is_reached_from_the_readme() -> None:
    named = set(re.findall(r"\]\(docs/([\w.]+\.md)\)", README))
    assert named == {path.name for path in DOCUMENTS if path.parent.name == "docs"}


def test_every_module_that_the_architecture_names_is_there() -> None:
    for name in ("architecture.md", "architecture.svg"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        named = set(re.findall(r"\b[\w/]+\.py\b|\b(?!content|site|tests|templates|generator)[a-z]+/(?=[`, <])", text))
        assert len(named) > 10
        places = (ROOT / "generator", ROOT)
        assert [one for one in sorted(named) if not any((place / one).exists() for place in places)] == []


def test_the_picture_of_the_readme_is_small() -> None:
    assert "(docs/page.webp)" in README
    assert 10_000 < (ROOT / "docs" / "page.webp").stat().st_size < 120_000
