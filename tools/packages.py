"""Packages of public registries, fetched by name and version with the registries' own clients, and unpacked."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path


def pypi(name: str, version: str, folder: Path) -> Path:
    """A package of PyPI, unpacked."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    return _fetched([*command, "--dest", ".", f"{name}=={version}"], folder / name)


def npm(name: str, version: str, folder: Path) -> Path:
    """A package of npm, unpacked; nothing of it is run."""
    return _fetched(["npm", "pack", "--ignore-scripts", "--silent", f"{name}@{version}"], folder / name)


def debian(name: str, folder: Path) -> Path:
    """A package of Debian, in the version that the system's sources offer, unpacked."""
    place = _fetched(["apt-get", "download", name], folder / name)
    subprocess.run(["dpkg-deb", "-x", next(place.glob("*.deb")), place], check=True)
    return place


def _fetched(command: list[str], place: Path) -> Path:
    place.mkdir(parents=True)
    subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for archive in list(place.iterdir()):
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(place)
        elif archive.name.endswith((".tar.gz", ".tgz")):
            with tarfile.open(archive) as packed:
                packed.extractall(place, filter="data")
    return place
