"""What this machine and this project lack, a line each: what is wrong, and what to type."""

from __future__ import annotations

import os
import platform
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from generator.config import Config
from generator.errors import ExplainerError, MachineError
from generator.origin import NAME
from generator.repository import Repository, hidden

Level = Literal["ok", "warning", "error"]
OLDEST_PYTHON, OLDEST_GIT = (3, 11), (2, 29)
_AGAIN = "install the program again, see its README"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `exit_code` is that of an error, and 0 otherwise."""

    about: str
    said: str
    level: Level = "ok"
    exit_code: int = 0

    def __str__(self) -> str:
        return f"{self.level:<8} {self.about:<9} {self.said}"


def examine(load: Callable[[], Config]) -> Iterator[Finding]:
    """Examine the machine and then, where `load` yields settings, the project; no network is asked."""
    for about, check in (("python", _python), ("packages", _packages), ("fonts", _fonts), ("git", _git)):
        yield from _guarded(about, check)
    settings: list[Config] = []
    yield from _guarded("config", lambda: _settings(load, settings))
    for config in settings:
        for about, look in (
            ("templates", _templates),
            ("content", _content),
            ("output", _output),
            ("cache", _cache),
            ("remote", _remote),
        ):
            yield from _guarded(about, partial(look, config))


def _guarded(about: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; an error that it meets is one of them, and the other checks go on."""
    try:
        yield from check()
    except ExplainerError as error:
        yield Finding(about, str(error), "error", error.exit_code)
    except ImportError as error:
        yield _machine(about, f"cannot be examined: {error}", _AGAIN)
    except OSError as error:
        yield _machine(about, f"cannot be examined: {error.strerror}", "check the permissions")


def _machine(about: str, what: str, remedy: str) -> Finding:
    error = MachineError(what, remedy)
    return Finding(about, str(error), "error", error.exit_code)


def _warning(about: str, what: str, remedy: str) -> Finding:
    return Finding(about, f"{what} — {remedy}", "warning")


def _python() -> Iterator[Finding]:
    if sys.version_info < OLDEST_PYTHON:
        yield _machine("python", f"{platform.python_version()} is too old", "install Python 3.11 or newer")
    else:
        yield Finding("python", f"{platform.python_version()} on {platform.system()}")


def _packages() -> Iterator[Finding]:
    from packaging.requirements import Requirement  # noqa: PLC0415  # it may be the one that is missing

    try:
        wanted = [Requirement(line) for line in requires(NAME) or ()]
    except PackageNotFoundError:
        yield _warning("packages", "the program is not installed, so its packages are not known", _AGAIN)
        return
    told = []
    for package in wanted:
        if package.marker and not package.marker.evaluate({"extra": ""}):
            continue
        try:
            number = version(package.name)
        except PackageNotFoundError:
            yield _machine("packages", f"{package.name} is missing", _pip(package))
            continue
        if not package.specifier.contains(number, prereleases=True):
            what = f"{package.name} is {number}, but {package.specifier} is needed"
            yield _machine("packages", what, _pip(package))
        else:
            told.append(f"{package.name} {number}")
    yield Finding("packages", ", ".join(told))


def _pip(package: object) -> str:
    """What to type to install a package where the program runs."""
    return shlex.join((sys.executable, "-m", "pip", "install", str(package)))


def _fonts() -> Iterator[Finding]:
    from PIL import ImageFont  # noqa: PLC0415  # it may be the one that is missing

    files = sorted((Path(__file__).parent / "assets").glob("*.ttf"))
    for file in files:
        try:
            ImageFont.truetype(file, 20)
        except OSError:
            yield _machine("fonts", f"{file.name} cannot be read, so no picture can be drawn", _AGAIN)
            return
    if files:
        yield Finding("fonts", ", ".join(file.stem for file in files))
    else:
        yield _machine("fonts", "there are none, so no picture can be drawn", _AGAIN)


def _git() -> Iterator[Finding]:
    try:
        number = Repository(Path()).run("--version").stdout.split()[2]
    except MachineError:
        yield _warning("git", "there is none on this machine", "install git to publish with 'explainer deploy'")
        return
    if tuple(int(part) for part in number.split(".")[:2]) < OLDEST_GIT:
        yield _warning("git", f"{number} is too old to publish with", "install 2.29 or newer")
    else:
        yield Finding("git", number)


def _settings(load: Callable[[], Config], found: list[Config]) -> Iterator[Finding]:
    from generator import entities  # noqa: PLC0415  # as above

    config = load()
    found.append(config)
    where = "the address is " + config.base_url if config.base_url else "no 'base_url', so no feeds and no sitemap"
    yield Finding("config", f"{config.title!r} in {config.language}; {where}")
    if said := entities.trouble(config.spacy):
        yield Finding("config", said, "warning")


def _templates(config: Config) -> Iterator[Finding]:
    from generator import templating, theming  # noqa: PLC0415  # as above

    faults = [Finding("templates", str(error), "error", error.exit_code) for error in templating.faults(config)]
    if faults:
        yield from faults
        return
    folders = [name if folder != theming.OWN else "those of the program" for folder, name in theming.folders(config)]
    yield Finding("templates", ", ".join(folders))


def _content(config: Config) -> Iterator[Finding]:
    from generator import steps, stories  # noqa: PLC0415  # what reads articles may be missing

    found = stories.discover(config.root / config.content, config.root, steps.program().suffixes())
    for warning in found.warnings:
        yield Finding("content", warning, "warning")
    articles = sum(len(story.paths) for story in found.stories)
    if articles:
        yield Finding("content", f"in {config.content}, stories: {len(found.stories)}, articles: {articles}")
    else:
        yield _warning("content", f"no articles in {config.content}", 'explainer new story "What happened to …?"')


def _output(config: Config) -> Iterator[Finding]:
    from generator import locking, publishing  # noqa: PLC0415  # as above

    output = config.root / config.output
    publishing.check_output(output, config.root, (config.root / config.content,))
    built = publishing.previous(output)
    beside = _closed(output.resolve().parent)
    inside = _closed(output) or _closed(locking.workshop(output))
    if beside:
        what = f"{beside} cannot be written, and a build puts the new site together beside the old one"
        yield _machine("output", what, _opening(beside, deep=False))
    elif inside:
        yield _machine("output", f"{inside.name} cannot be written", _opening(inside))
    elif built.files:
        yield Finding("output", f"in {config.output}, pages: {len(built.pages)}")
    else:
        yield Finding("output", f"nothing in {config.output} yet; 'explainer build' makes it")


def _cache(config: Config) -> Iterator[Finding]:
    from generator import cache  # noqa: PLC0415  # as above

    folder = cache.folder(config)
    if closed := _closed(folder):
        what = f"{cache.FOLDER} cannot be written, so every build reads all articles anew"
        yield _warning("cache", what, _opening(closed, deep=closed == folder))
    elif folder.exists():
        readings = sum(1 for path in folder.rglob("*") if path.is_file())
        yield Finding("cache", f"in {cache.FOLDER}, files: {readings:,}; it may be deleted at any time")
    else:
        yield Finding("cache", f"nothing in {cache.FOLDER} yet; builds make it")


def _closed(folder: Path) -> Path | None:
    """A folder, or the nearest one above it that exists, where it cannot be written."""
    place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return None if place.is_dir() and os.access(place, os.W_OK | os.X_OK) else place


def _opening(place: Path, *, deep: bool = True) -> str:
    """What to type so that a folder can be written, `deep` with all that is in it; only its owner may simply say so."""
    own = not hasattr(os, "getuid") or place.stat().st_uid == os.getuid()
    all_of_it = "-R " if deep else ""
    return (f"chmod {all_of_it}u+w " if own else f'sudo chown {all_of_it}"$(id -un)" ') + shlex.quote(str(place))


def _remote(config: Config) -> Iterator[Finding]:
    repository = Repository(config.root)
    try:
        repository.check()
    except MachineError as error:
        yield _warning("remote", f"{error.what}, so nothing can be published", error.remedy)
        return
    names = repository.remotes()
    if not names:
        yield _warning("remote", "there is none, so nothing can be published", "git remote add origin URL")
    for name in names:
        address = hidden(repository.ask("remote", "get-url", name))
        yield Finding("remote", f"{name}, {address} ('explainer deploy --dry-run' asks whether it answers)")
