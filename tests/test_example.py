"""The site in the repository is what its articles build, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from tests import fakes

ROOT = Path(__file__).parent.parent


def test_the_site_is_what_the_content_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(["build", "--strict", "-q", "--output", str(tmp_path / "site")]) == 0
    made, kept = fakes.snapshot(tmp_path / "site"), fakes.snapshot(ROOT / "site")
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == [], "run 'make site' and commit site/"


def test_the_example_asks_what_happened() -> None:
    if not (ROOT / "content/naama-issachar.md").is_file():
        pytest.skip("content/ holds other articles than the example")
    page = (ROOT / "site/naama-issachar/index.html").read_text(encoding="utf-8")
    assert "<title>What happened to Naama Issachar?" in page
