"""The folders that a site claims for itself, and whether a new one would stand in one of another."""

from __future__ import annotations

from pathlib import Path

from generator import config as configs
from generator.config import Config
from generator.errors import ConfigError
from generator.publishing import MANIFEST

_KEYS = ("content", "output", "templates", "theme")


def of(folder: Path) -> str:
    """In whose folder a new site in `folder` would stand, said as what is wrong; the empty string for nobody's."""
    for root in folder.resolve().parents:
        config = _site(root)
        key = _holding(config, folder) if config else ""
        if key:
            return f"that lies in a folder of the site in {root} ('{key}' in its settings)"
    return ""


def claims(config: Config, folder: Path) -> str:
    """The key of articles, output or templates whose folder is `folder`, holds it or lies in it; empty for none."""
    places = [(key, place) for key, place in _places(config) if key != "theme"]
    return next((key for key, place in places if _within(folder, place) or _within(place, folder)), "")


def _holding(config: Config, folder: Path) -> str:
    return next((key for key, place in _places(config) if _within(folder, place)), "")


def _places(config: Config) -> list[tuple[str, Path]]:
    return [(key, config.root / getattr(config, key)) for key in _KEYS if getattr(config, key)]


def _site(root: Path) -> Config | None:
    """The settings of the site in a folder; None where there is none, or settings of something else."""
    try:
        found = configs.load(root / configs.NAME)
        known = (root / configs.NAME).is_file() or (root / found.output / MANIFEST).is_file()
    except (ConfigError, OSError):
        return None
    return found if known else None


def _within(folder: Path, other: Path) -> bool:
    """Whether a folder is another or lies in it, also where the disk tells no capitals from small letters."""
    parts, above = (tuple(part.casefold() for part in path.resolve().parts) for path in (folder, other))
    return parts[: len(above)] == above
