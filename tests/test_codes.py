"""Kept code is the code that would be compiled; whatever is wrong with it costs time and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import codes, config, templating
from generator.codes import Codes
from generator.config import Config
from generator.errors import TemplateError
from tests import fakes

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    known = list(codes._ALL)
    yield
    codes._ALL[:] = known


def _kept(path: Path, *sources: str, most: int = 10) -> Path:
    held = Codes(path, most)
    for source in sources:
        held.add(source, compile(source, "<test>", "eval"))
    held.keep()
    return path


def _value(path: Path, source: str) -> object:
    code = Codes(path, 10).find(source)
    return code and eval(code)


def test_code_comes_back_by_what_it_was_compiled_of(tmp_path: Path) -> None:
    path = _kept(tmp_path / "deep" / "a.kept", "1 + 1", "2 + 2")
    assert (_value(path, "1 + 1"), _value(path, "2 + 2"), _value(path, "3 + 3")) == (2, 4, None)


def test_new_code_is_kept_beside_the_old_and_of_too_much_the_newest(tmp_path: Path) -> None:
    path = _kept(tmp_path / "a.kept", "1", "2")
    _kept(path, "3", most=2)
    assert (_value(path, "1"), _value(path, "2"), _value(path, "3")) == (None, 2, 3)


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data[:20] + b"?" + data[21:]])
def test_what_is_damaged_counts_as_not_there(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    path = _kept(tmp_path / "a.kept", "1 + 1")
    path.write_bytes(harm(path.read_bytes()))
    assert _value(path, "1 + 1") is None
    _kept(path, "1 + 1")
    assert _value(path, "1 + 1") == 2


def test_what_another_python_kept_counts_as_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _kept(tmp_path / "a.kept", "1 + 1")
    monkeypatch.setattr(sys, "version", "4.0")
    assert _value(path, "1 + 1") is None


def test_nothing_is_written_where_python_may_keep_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert not _kept(tmp_path / "a.kept", "1 + 1").exists()
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert codes.place(__file__) is None


def test_nothing_is_left_behind_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    _kept(tmp_path / "a.kept", "1 + 1")
    assert not list(tmp_path.iterdir())


_PROGRAM = """
from generator import codes, methods
methods.begin()
from generator import model, periods
from datetime import date
from dataclasses import FrozenInstanceError, fields, replace
one = periods.day(date(2021, 5, 4))
assert one == replace(one) and hash(one) == hash(replace(one)) and "2021" in repr(one)
assert one != replace(one, last=date(2021, 5, 5)) and len(fields(one)) == 3
try:
    one.first = date(2021, 1, 1)
except FrozenInstanceError:
    print(len(codes._ALL[0]._new))
codes.keep()
"""


def test_classes_with_kept_methods_are_as_ever_and_nothing_is_compiled_twice(tmp_path: Path) -> None:
    place = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    place.pop("PYTHONDONTWRITEBYTECODE", None)
    run = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], cwd=ROOT, env=place, check=True, capture_output=True, text=True
        )
        for _ in range(2)
    ]
    first, second = (int(one.stdout) for one in run)
    assert first > 100
    assert second == 0


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Config]:
    monkeypatch.setattr(templating, "_CODES", Codes(tmp_path / "templates.kept", 10))
    fakes.project(tmp_path / "project")
    yield config.load(tmp_path / "project/config.yaml")
    templating.forget()


def _again(path: Path) -> None:
    """As if the program ended, and started anew."""
    templating._CODES.keep()
    templating._CODES = Codes(path, 10)
    templating.forget()


def test_a_kept_template_is_rendered_until_its_text_changes(project: Config, tmp_path: Path) -> None:
    file = project.root / "templates/a.html.j2"
    file.write_text("one {{ value }}")
    assert templating.rendered(project, "a.html.j2", {"value": "<"}) == "one &lt;\n"
    _again(tmp_path / "templates.kept")
    assert templating.rendered(project, "a.html.j2", {"value": "<"}) == "one &lt;\n"
    assert not templating._CODES._new
    file.write_text("two {{ value }}")
    templating.forget()
    assert templating.rendered(project, "a.html.j2", {"value": "<"}) == "two &lt;\n"


def test_a_fault_of_a_kept_template_is_told_by_file_and_line(project: Config, tmp_path: Path) -> None:
    (project.root / "templates/a.html.j2").write_text("\n\n{{ nothing }}")
    told = []
    for _ in range(2):
        with pytest.raises(TemplateError) as caught:
            templating.rendered(project, "a.html.j2", {})
        told.append(str(caught.value))
        _again(tmp_path / "templates.kept")
    assert told[0] == told[1]
    assert told[0].startswith("templates/a.html.j2:3: ")
