"""What the program made and may be made again: found, and removed. Nothing else is ever touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import cache, ledger, locking, publishing, replacing
from generator.config import Config
from generator.errors import MachineError

_OF_CACHE = ("readings", ".gitignore")
_OF_WORKSHOP = (
    *(ledger.NAME, f"{ledger.NAME}.new", replacing.SPARE, locking.STAGE, locking.OLD),
    *(".gitignore", locking.LOCK),
)


def found(config: Config, output: Path, *, site: bool) -> list[Path]:
    """What would be removed: the cache, the workshop of the site, and with `site` the site itself.

    ConfigError where the site is not ours, or holds a file of somebody else.
    """
    paths = list(_known(cache.folder(config), _OF_CACHE))
    paths += _known(locking.workshop(output), _OF_WORKSHOP)
    if site and output.is_dir():
        publishing.check_output(output, config.root, (config.root / config.content, config.root / config.templates))
        publishing.previous(output)
        paths.append(output)
    return paths


def remove(config: Config, output: Path, *, site: bool) -> list[Path]:
    """Remove what `found` names and return it. MachineError where a build is running, or the disk refuses."""
    if not found(config, output, site=site):
        return []
    with locking.exclusive(output):
        paths = found(config, output, site=site)
        for path in paths:
            try:
                locking.remove(path)
            except OSError as error:
                what = f"it cannot be removed ({error.strerror})"
                raise MachineError(what, "check its permissions", path=str(path)) from error
    for folder in (cache.folder(config), locking.workshop(output)):
        _remove_empty(folder)
    return paths


def _known(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """What of ours is in a folder of ours; a link is nobody's folder."""
    if folder.is_dir() and not folder.is_symlink():
        yield from (folder / name for name in names if (folder / name).exists())


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # it is not there, or holds something of somebody else
