"""Where the running program was installed from, so that another machine can install the same."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from generator import hosting
from generator.errors import MachineError
from generator.repository import Repository, hidden

NAME = "explainer-pages"
"""The name of the program as a package."""


def requirement() -> str:
    """The program as a line of requirements.txt; the empty string where its place cannot be told to another machine.

    What pip noted when it installed the program (PEP 610, direct_url.json) decides: the commit of a repository, the
    address of a file, or the release of an index; for a clone, its repository on GitHub and the commit that it is at.
    """
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        return ""
    return _line(installed, json.loads(installed.read_text("direct_url.json") or "{}"))


def _line(installed: Distribution, told: dict[str, Any]) -> str:
    address = hidden(str(told.get("url", "")))
    if not told:
        return f"{NAME}=={installed.version}"
    if "vcs_info" in told:
        version = told["vcs_info"]
        return f"{NAME} @ {version['vcs']}+{address}@{version['commit_id']}"
    if "dir_info" in told:
        return _of_clone(Path(url2pathname(urlsplit(address).path)))
    return f"{NAME} @ {address}" if address.startswith("https://") else ""


def _of_clone(folder: Path) -> str:
    clone = Repository(folder)
    try:
        clone.check()
    except MachineError:
        return ""
    address = hosting.repository(clone.run("remote", "get-url", "origin").stdout.strip())
    head = clone.head()
    return f"{NAME} @ git+{address}@{head}" if address and head else ""
