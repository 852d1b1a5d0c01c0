"""config.yaml: settings, defaults and faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import config
from generator.errors import ConfigError


def write(folder: Path, text: str, name: str = config.NAME) -> Path:
    """A settings file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_config_means_the_defaults(tmp_path: Path) -> None:
    assert config.load(tmp_path / config.NAME).title == config.Config().title


def test_a_missing_file_of_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        config.load(tmp_path / "other.yaml")


def test_settings_are_read_and_the_folder_is_the_root(tmp_path: Path) -> None:
    text = "title: Shoreline\nweek_starts: sunday\nanswer:\n  method: lsa\n  sentences: 2\n"
    loaded = config.load(write(tmp_path, text))
    assert (loaded.title, loaded.week_starts, loaded.root) == ("Shoreline", "sunday", tmp_path)
    assert loaded.answer == config.AnswerConfig("lsa", 2)


def test_a_key_without_a_value_is_left_out(tmp_path: Path) -> None:
    assert config.load(write(tmp_path, "title:\nanswer:\ntheme:\n")).answer == config.AnswerConfig()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\ntitel: x\n", 2, "did you mean 'title'? known keys: title, base_url"),
        ("answer:\n  metod: x\n", 2, "did you mean 'method'? known keys: method, sentences"),
        ("title: A\nlanguage: [en]\n", 2, "'language' is a list — write text"),
        ("answer: {sentences: few}\n", 1, "write a whole number"),
        ("answer:\n  sentences: 0\n", 2, "1 or more"),
        ("extracts: some\n", 1, "write one of full, clip, link"),
        ("base_url: example\n", 1, "web address"),
        (
            "exports:\n  - csv\n  - excel\n",
            3,
            "no export 'excel' — known exports: atom, card, csv",
        ),
        ("exports: csv\n", 1, "write a list"),
        ("report_url: javascript:alert(1)\n", 1, "web address"),
        ("title: A\nlanguage: xx\n", 2, "no language 'xx' — known languages: ar, en, he"),
        ("answer:\n  method: lda\n", 2, "no method 'lda' — write one of edmundson"),
        ("base_url: https://a.example/?b\n", 1, "without ? and #"),
        ("title: '…'\n", 1, "write the name of the site"),
        ("content: ''\n", 1, "'content' is empty — write the name of a folder"),
        ("root: /\n", 1, "unknown key 'root'"),
    ],
)
def test_a_fault_names_the_line_and_the_remedy(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(write(tmp_path, text))
    assert caught.value.line == line
    assert caught.value.exit_code == 2
    assert words in str(caught.value)


def test_a_folder_or_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path)
    (tmp_path / config.NAME).write_bytes(b"title: caf\xe9\n")
    with pytest.raises(ConfigError, match="save as UTF-8"):
        config.load(tmp_path / config.NAME)
