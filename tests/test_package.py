"""The program as a package: whoever installs it has all that a site needs, without the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel, built of a copy of the repository, was unpacked into."""
    folder = tmp_path_factory.mktemp("package")
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder / "source" / name)
    command = ["pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", *command, str(folder / "source")], check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def test_a_package_holds_every_file_of_the_program_and_every_template(installed: Path) -> None:
    def files(folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    templates = {f"templates/{name}": data for name, data in files(ROOT / "templates").items()}
    assert files(installed / "generator") == files(ROOT / "generator") | templates


def test_every_folder_of_modules_is_named_in_the_project_file() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    found = {".".join(path.relative_to(ROOT).parts[:-1]) for path in (ROOT / "generator").rglob("__init__.py")}
    assert set(told) == found | {"generator.templates"}


def test_an_installed_program_makes_a_site_that_builds(installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *arguments]
        there = {**os.environ, "PYTHONPATH": str(installed)}
        return subprocess.run(command, cwd=tmp_path, env=there, capture_output=True, text=True, check=True)

    where = [sys.executable, "-c", "import generator; print(generator.__file__)"]
    there = {**os.environ, "PYTHONPATH": str(installed)}
    found = subprocess.run(where, cwd=tmp_path, env=there, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(installed)
    run("new", "site", "news")
    said = run("build", "--strict", "--config", "news/config.yaml")
    assert said.stdout.startswith("built 1 page, 0 failed")
    assert (tmp_path / "news/site/lantern-bridge/index.html").is_file()
    assert run("new", "theme", "night", "--config", "news/config.yaml").stdout.startswith("wrote news/night/")
