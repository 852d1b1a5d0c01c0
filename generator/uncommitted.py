"""What a site is built from and no commit holds: another copy of the project could not know of it."""

from __future__ import annotations

import os
from pathlib import Path

from generator.config import Config
from generator.errors import MachineError
from generator.repository import Repository

REMEDY = "'git add' and 'git commit' it first, or publish it as it is with '--force'"


def files(repository: Repository, config: Config, settings: str) -> tuple[str, ...]:
    """Articles, templates and settings (the file `settings`) that differ from the commit that is checked out.

    Their paths are relative to the project. The built site does not count, nor what git is told to ignore, nor what
    editors leave beside the files that they hold open.
    """
    top = Path(repository.ask("rev-parse", "--show-toplevel"))
    places = [
        place
        for name in (config.content, config.templates, config.theme, settings)
        if name
        for place in _places(config.root / name, top)
    ]
    words = [f":(top,literal){place}" for place in places]
    built = [f":(top,exclude,literal){place}" for place in _places(config.root / config.output, top)]
    listed = repository.ask(
        "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *words, *built
    )
    found = (entry[3:] for entry in listed.split("\0") if entry)
    return tuple(_shown(top / path, config.root) for path in found if not _litter(path))


def check(found: tuple[str, ...]) -> None:
    """MachineError where something was found."""
    if found:
        raise MachineError(said(found), REMEDY, path=found[0])


def said(found: tuple[str, ...]) -> str:
    """What is wrong with the files that were found."""
    return "it is not committed" + (f" (and {len(found) - 1} more)" if len(found) > 1 else "")


def _places(path: Path, top: Path) -> tuple[str, ...]:
    """A path, and where it leads to as a link, from the top of the repository; without what lies outside of it."""
    both = dict.fromkeys((path.parent.resolve() / path.name, path.resolve()))
    return tuple(place.relative_to(top).as_posix() for place in both if place != top and place.is_relative_to(top))


def _litter(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") or name.endswith(("~", "#"))


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root.resolve())).as_posix()
