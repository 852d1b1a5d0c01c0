"""Putting a site in its place: whole or not at all, and never over anything that this program did not make."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import records
from generator.errors import ConfigError, MachineError

MANIFEST = ".explainer.json"
VERSION = 1
# Left behind by file managers; they are nobody's work and are lost without a word.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


Files = Mapping[str, bytes]
"""Files by their paths in a folder, with forward slashes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A published page: its folder, the articles it was made of, and its line of the index."""

    slug: str
    sources: tuple[str, ...]
    entry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a built site holds: `site/.explainer.json`."""

    version: int = VERSION
    pages: tuple[Page, ...] = ()
    files: tuple[str, ...] = ()

    def page_of(self, sources: tuple[str, ...]) -> Page | None:
        """The page that was made of any of these articles."""
        return next((page for page in self.pages if set(page.sources) & set(sources)), None)


def previous(output: Path) -> Manifest:
    """The manifest of the site in `output`; an empty one where there is no site. ConfigError where it is not ours."""
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return Manifest()
    try:
        data = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise TypeError("no table")
        manifest = records.build(Manifest, data)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigError(
            "the output folder holds something that this program did not make",
            "choose another with --output or 'output:', or empty it yourself",
            path=str(output),
        ) from error
    if manifest.version != VERSION:
        raise ConfigError(
            "the site was built by another version", "delete the folder and build again", path=str(output)
        )
    strange = sorted(_files(output) - set(manifest.files) - {MANIFEST})
    if strange:
        raise ConfigError(
            f"the output folder holds {strange[0]!r}, which this program did not make",
            "move it elsewhere; it would be lost",
            path=str(output),
        )
    return manifest


def _files(folder: Path) -> set[str]:
    paths = (path for path in folder.rglob("*") if (path.is_symlink() or not path.is_dir()) and path.name not in LITTER)
    return {path.relative_to(folder).as_posix() for path in paths}


def check_output(output: Path, root: Path, kept: tuple[Path, ...]) -> None:
    """ConfigError where building into `output` would endanger the project, the home folder, or the folders `kept`."""
    target = output.resolve()
    precious = [root.resolve(), Path.home().resolve(), *(folder.resolve() for folder in kept)]
    inside = any(target.is_relative_to(folder.resolve()) for folder in kept)
    if inside or any(folder.is_relative_to(target) for folder in precious):
        raise ConfigError(
            "the site cannot be built there: articles or the project would be lost",
            "choose a folder of its own with --output or 'output:'",
            path=str(output),
        )
    if output.exists() and not output.is_dir():
        raise ConfigError("the output is a file", "choose a folder with --output or 'output:'", path=str(output))


@contextmanager
def exclusive(output: Path) -> Iterator[None]:
    """Hold the folder that `output` stands in against a second build, and mend what a build that died left behind.

    MachineError where another build is running, or the folder cannot be written.
    """
    parent = output.resolve().parent
    with _machine(output):
        parent.mkdir(parents=True, exist_ok=True)
        handle = _locked(parent)
    try:
        with _machine(output):
            _recover(output)
        yield
    finally:
        os.close(handle)


def _locked(folder: Path) -> int:
    handle = os.open(folder, os.O_RDONLY)
    try:
        import fcntl  # noqa: PLC0415  # there is none on Windows, where two builds at once are not noticed

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise MachineError("another build is running here", "wait until it has ended", path=str(folder)) from error
    except (ImportError, OSError):
        pass  # a file system without locks is no reason not to build
    return handle


def _beside(output: Path, role: str) -> Path:
    target = output.resolve()
    return target.with_name(f".{target.name}.{role}")


def _recover(output: Path) -> None:
    old, new = _beside(output, "old"), _beside(output, "new")
    if old.exists() and not output.resolve().exists():
        old.rename(output.resolve())
    for leftover in (old, new):
        if leftover.exists():
            shutil.rmtree(leftover)


def publish(output: Path, pages: Mapping[str, tuple[Page, Files | None]], site: Files) -> None:
    """Replace the site in `output` by these pages, by their slugs, and by the files of the whole site, by their paths.

    A page without files is copied from the site as it is.

    MachineError where it cannot be written; the old site then stands as it was.
    """
    new = _beside(output, "new")
    with _machine(output):
        try:
            _write(new, output, pages, site)
            _swap(new, output)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _write(new: Path, output: Path, pages: Mapping[str, tuple[Page, Files | None]], site: Files) -> None:
    new.mkdir()
    (new / ".nojekyll").write_bytes(b"")
    for slug, (_, files) in pages.items():
        if files is None:
            shutil.copytree(output / slug, new / slug)
        else:
            _store(new / slug, files)
    _store(new, site)
    listed = tuple(page for page, _ in sorted(pages.values(), key=lambda pair: pair[0].slug))
    manifest = {
        "version": VERSION,
        "pages": [{**_plain(page), "entry": dict(page.entry)} for page in listed],
        "files": sorted(_files(new)),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (new / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _store(folder: Path, files: Files) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _plain(page: Page) -> dict[str, Any]:
    return {"slug": page.slug, "sources": list(page.sources)}


def _swap(new: Path, output: Path) -> None:
    target, old = output.resolve(), _beside(output, "old")
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _machine(output: Path) -> Iterator[None]:
    """Troubles of the disk as errors that say what to do."""
    try:
        yield
    except OSError as error:
        remedy = {errno.ENOSPC: "free some space", errno.EROFS: "choose another folder with --output"}
        raise MachineError(
            f"the site cannot be written ({error.strerror})",
            remedy.get(error.errno or 0, "check the permissions of the folder"),
            path=str(output),
        ) from error
