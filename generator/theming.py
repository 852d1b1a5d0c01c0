"""Where templates and style sheets lie: in the folder of the theme, or else in that of the templates."""

from __future__ import annotations

from pathlib import Path

from generator.config import Config
from generator.errors import ConfigError, TemplateError

DEFAULT = "default"
"""The folder by which a theme's template names the one that it replaces."""
# An installed program carries its templates inside; in the repository they stand beside it.
_INSIDE = Path(__file__).parent / "templates"
OWN = _INSIDE if _INSIDE.is_dir() else _INSIDE.parent.parent / _INSIDE.name
"""The program's own templates, which serve where a project has no folder of that name."""
_ASKED: set[str] = set()


def folders(config: Config) -> tuple[tuple[Path, str], ...]:
    """Where templates are looked for, in order, each with its name in messages. ConfigError where one is not there."""
    named = [("theme", config.theme), ("templates", config.templates)]
    found = []
    for key, name in named:
        place = _place(config, name)
        if name and not place.is_dir():
            remedy = f"make it, or mend '{key}:' in the settings"
            raise ConfigError(f"there is no folder for '{key}'", remedy, path=name)
        if name:
            found.append((place, name))
    return tuple(found)


def _place(config: Config, name: str) -> Path:
    """A folder of the project; for templates that it has none of, the program's own."""
    folder = config.root / name
    return OWN if name == OWN.name and not folder.exists() else folder


def read(config: Config, name: str) -> tuple[str, str]:
    """The text of a file of the theme, or else of the templates, and its path in messages; both empty for none.

    TemplateError where it cannot be read.
    """
    ask(name)
    for folder, shown in folders(config):
        path = folder / name
        if path.is_file():
            try:
                return path.read_text(encoding="utf-8"), f"{shown}/{name}"
            except (OSError, UnicodeDecodeError) as error:
                raise unreadable(error, f"{shown}/{name}") from error
    return "", ""


def unreadable(error: OSError | UnicodeDecodeError, shown: str) -> TemplateError:
    """The error for a file that cannot be read as text."""
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return TemplateError(f"cannot be read ({reason})", "mend the file, and save it as UTF-8", path=shown)


def ask(name: str) -> None:
    """Note that a template or a file was asked for."""
    _ASKED.add(name)


def asked() -> frozenset[str]:
    """The names of the templates and files that were asked for since this was last called."""
    found = frozenset(_ASKED)
    _ASKED.clear()
    return found
