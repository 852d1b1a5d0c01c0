"""What may not stand in the repository: other people's sentences, a machine's paths, a package index's host."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# Written so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"/(?:w[o]rk|r[o]ot|f[a]rm|h[o]me/\w+|Us[e]rs/\w+)/|pyth[o]nhosted|registry\.npm[j]s|py[p]i\.org|deb\.deb[i]an"
)


def _tracked() -> list[Path]:
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        pytest.skip("not a git repository: there is no list of tracked files")
    return [ROOT / name for name in run.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def _sentences(text: str) -> list[str]:
    pieces = re.split(r"(?<=[.?!”])\s+|\n", text)
    return [" ".join(piece.split()) for piece in pieces if len(piece.split()) >= 8]


def test_no_tracked_file_names_a_machine_or_a_package_index() -> None:
    found = {path.name: match.group() for path in _tracked() if (match := MACHINE.search(_text(path)))}
    assert not found


@pytest.mark.parametrize("source", ["seed/article.txt", "gold"])
def test_no_tracked_file_holds_a_sentence_of_somebody_else(source: str) -> None:
    place = SHARED / source
    articles = sorted(place.glob("*.txt")) if place.is_dir() else [place] if place.is_file() else []
    if not articles:
        pytest.skip(f"no ../shared/{source} beside the project: nothing to compare with")
    sentences = [sentence for article in articles for sentence in _sentences(_text(article))]
    assert len(sentences) > 20
    for path in _tracked():
        text = " ".join(_text(path).split())
        held = [sentence for sentence in sentences if sentence in text]
        assert not held, f"{path.relative_to(ROOT)} holds: {held[0]}"


def test_the_lock_pins_every_package_with_a_hash_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", "\n".join(line for line in lock.splitlines() if not line.lstrip().startswith("#")))
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]
    assert "index-url" not in lock
    assert "://" not in lock


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    names = {re.split(r"[><=!\[; ]", requirement)[0].lower() for requirement in asked}
    assert names <= locked
