"""Every case starts from a copy of one good project that was built and published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cases import project as projects
from tests.cases.project import Project


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The good project itself; nobody changes it."""
    return projects.make(tmp_path_factory.mktemp("good") / "project")


@pytest.fixture
def project(good: Project, tmp_path: Path) -> Project:
    """A copy of the good project."""
    shutil.copytree(good.root, tmp_path / "project")
    return Project(tmp_path / "project")
