"""A new file is a new part: the modules of a folder, found when asked for and never at import."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

LANGUAGES = Path(__file__).parent / "languages"
"""The folder of the language files."""


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of the parts in a folder of `generator`, sorted; nothing is imported but the folder itself.

    The folder is walked once, when it is first asked for.
    """
    folder = importlib.import_module(f"generator.{package}")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


def languages() -> tuple[str, ...]:
    """The codes of the languages there are, sorted."""
    return tuple(sorted(path.stem for path in LANGUAGES.glob("*.toml")))


def load(package: str, name: str) -> ModuleType:
    """One part. LookupError names the parts there are."""
    known = names(package)
    if name not in known:
        raise LookupError(f"no {package} part {name!r}; there are {', '.join(known)}")
    return importlib.import_module(f"generator.{package}.{name}")


def parts(package: str) -> tuple[ModuleType, ...]:
    """All parts of a folder, sorted by name."""
    return tuple(load(package, name) for name in names(package))
