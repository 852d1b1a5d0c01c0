"""What a project begins with: a site, a story, a theme, a workflow. Nothing that is there is ever overwritten."""

from __future__ import annotations

import json
import posixpath
import re
import shlex
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import addresses, language, origin, stories, surroundings
from generator.config import NAME, Config
from generator.errors import ConfigError, MachineError

STARTER = Path(__file__).parent / "starter"
WORKFLOW = ".github/workflows/pages.yml"
REQUIREMENTS = "requirements.txt"
_LONGEST_QUESTION = 300
_LONGEST_NAME = 80
_FOLDER = re.compile(r"[^\W_][\w-]*")
# Windows has no files of these names.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)", re.IGNORECASE)
_UNKNOWN_ORIGIN = f"""\
# What the workflow installs. This copy of the program does not know where it came from; write one line such as
# {origin.NAME} @ git+https://github.com/OWNER/REPOSITORY@COMMIT
"""
_COMMAND = r'[A-Za-z.][\w./ "$-]*'
_IN_FOLDER = """\
    defaults:
      run:
        working-directory: {}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project stands in its repository: the way up to the top ("../"), and down from there ("news/")."""

    up: str = ""
    down: str = ""


HERE = Place()
"""At the top."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were written in the folder `root`, and those that were there already and stay."""

    root: Path
    written: tuple[str, ...]
    kept: tuple[str, ...] = ()


def site(folder: Path) -> Made:
    """A site that builds, in a new folder or beside what stands in it.

    ConfigError where a site stands there, or another site keeps its articles, its templates or what it built there.
    """
    for name in (NAME, "content"):
        if (folder / name).exists():
            raise ConfigError("there is a site already", "choose another folder", path=str(folder / name))
    if around := surroundings.of(folder):
        raise ConfigError(around, "choose a folder outside of it", path=str(folder))
    start = STARTER / "site"
    found = sorted(path.relative_to(start).as_posix() for path in start.rglob("*") if path.is_file())
    files = {name.replace("gitignore", ".gitignore"): (start / name).read_text("utf-8") for name in found}
    kept = tuple(name for name in files if (folder / name).exists())
    return _write(folder, {name: text for name, text in files.items() if name not in kept}, kept)


def story(question: str, config: Config) -> Made:
    """A file for the articles of a question, without any text; ConfigError where there is one, or no site.

    The day of publication is left to the editor: a guess would date everything that the article tells.
    """
    asked = " ".join(question.split())
    if any(unicodedata.category(letter).startswith("C") for letter in asked) or not 0 < len(asked) <= _LONGEST_QUESTION:
        what = f"a question is one line of 1 to {_LONGEST_QUESTION} characters"
        raise ConfigError(what, 'write "What happened to …?"')
    content = config.root / config.content
    if not content.is_dir():
        raise ConfigError(
            "there is no folder for articles here", "run 'explainer new site DIR' first", path=str(content)
        )
    slug = _slug(asked, config)
    rival = next((path.name for path in sorted(content.iterdir()) if path.stem.casefold() == slug.casefold()), "")
    if rival:
        raise ConfigError(
            "there is a story of that name", "write into it, or ask another question", path=f"{config.content}/{rival}"
        )
    text = (STARTER / "story.md").read_text("utf-8")
    # A text of JSON is one of YAML too, whatever quotes and colons it holds.
    return _write(config.root, {f"{config.content}/{slug}.md": text.replace("%QUESTION%", _quoted(asked))})


def theme(name: str, config: Config, settings: str = NAME) -> Made:
    """A theme that builds, in the folder `name` of the project.

    ConfigError where that is no name, or is taken, or there is no site.
    """
    if not _FOLDER.fullmatch(name) or _RESERVED.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise ConfigError(f"{name!r} is no name of a theme", "write letters, digits, - and _")
    _settled(config, settings)
    if key := surroundings.claims(config, config.root / name):
        raise ConfigError(f"that is a folder of the site ('{key}' in the settings)", "choose another name", path=name)
    if (config.root / name).exists():
        raise ConfigError("that is there already", "choose another name", path=name)
    files = sorted(path for path in (STARTER / "theme").iterdir() if path.is_file())
    return _write(config.root, {f"{name}/{path.name}": path.read_text("utf-8") for path in files})


def workflow(config: Config, branch: str, place: Place = HERE, settings: str = NAME) -> Made:
    """A workflow that publishes every push to `branch` on GitHub Pages, and what it installs, unless that is there.

    It stands at the top of the repository, where alone GitHub looks for it; the paths of what is made are relative to
    that. ConfigError where there is no site, or a workflow of that name.
    """
    _settled(config, settings)
    root, needed = config.root / place.up, f"{place.down}{REQUIREMENTS}"
    if (root / WORKFLOW).exists():
        raise ConfigError("there is a workflow already", "move it away, or keep it", path=f"{place.up}{WORKFLOW}")
    files = {WORKFLOW: pages(config, branch, place.down, settings)}
    if _is_program(config.root):
        return _write(root, files)
    if (root / needed).exists():
        return _write(root, files, (needed,))
    known = origin.requirement()
    return _write(root, {**files, needed: f"{known}\n" if known else _UNKNOWN_ORIGIN})


def pages(config: Config, branch: str, folder: str = "", settings: str = NAME) -> str:
    """The text of the workflow, for a site in `folder` ("news/") of its repository with the settings in that file.

    The program's own repository installs itself from its lock.
    """
    own = _is_program(config.root)
    program = ".venv/bin/explainer" if own else "explainer"
    named = f" --config {shlex.quote(settings)}" if settings != NAME else ""
    values = {
        "BRANCH": _scalar(branch),
        "FOLDER": _IN_FOLDER.format(_scalar(folder.rstrip("/"))) if folder else "",
        "REQUIREMENTS": _scalar(folder + ("requirements.lock" if own else REQUIREMENTS)),
        "INSTALL": "make install" if own else f"python -m pip install --requirement {REQUIREMENTS}",
        "BUILD": _scalar(f'{program} build --strict{named} --base-url "$BASE_URL"', _COMMAND),
        "OUTPUT": _scalar(posixpath.normpath(folder + config.output)),
    }
    text = (STARTER / "pages.yml").read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"%{key}%", value)
    return text


def _settled(config: Config, settings: str) -> None:
    """ConfigError where there is neither the file of the settings nor a folder of articles."""
    if not (config.root / settings).exists() and not (config.root / config.content).is_dir():
        remedy = "run 'explainer new site DIR' first, or go to the folder of a site"
        raise ConfigError("there is no site here", remedy, path=str(config.root / config.content))


def _is_program(root: Path) -> bool:
    """Whether a project is the program's own repository, or a fork of it."""
    try:
        told = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told.get("project", {}).get("name") == origin.NAME)


def _slug(question: str, config: Config) -> str:
    """The name of a file: the subject, where the question is asked in the form of the language, else all of it."""
    before, _, after = language.load(config.language).labels["page_question"].partition("{words}")
    form = re.compile(f"{re.escape(before)}(.+?){re.escape(after)}", re.IGNORECASE)
    asked = form.fullmatch(question)
    slug = stories.made_of((asked[1] if asked else question).replace("’", "").replace("'", ""))
    if not slug:
        raise ConfigError("the question has no letter", 'write "What happened to …?"')
    whole = slug.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    short = whole if whole == slug else whole.rpartition("-")[0] or whole
    return f"{short}-story" if addresses.reserved(short) else short


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(text: str, plain: str = r"[A-Za-z][\w./-]*") -> str:
    """A text as YAML; without quotes where it is `plain`."""
    return text if re.fullmatch(plain, text, re.ASCII) else _quoted(text)


def _write(root: Path, files: Mapping[str, str], kept: tuple[str, ...] = ()) -> Made:
    """Write all of the files or, where one cannot be written or is there, none. MachineError, ConfigError."""
    written: list[Path] = []
    path = root
    try:
        for name, text in files.items():
            path = root / name
            _make(path.parent, written)
            with path.open("x", encoding="utf-8", newline="\n") as file:  # "x": not even a link is written through
                written.append(path)
                file.write(text)
    except OSError as error:
        for made in reversed(written):
            made.rmdir() if made.is_dir() else made.unlink()
        if isinstance(error, FileExistsError):
            what, remedy = "that is there already", "move it away, or choose another name"
            raise ConfigError(what, remedy, path=error.filename or str(path)) from error
        raise MachineError(f"cannot be written ({error.strerror})", "check the folder", path=str(path)) from error
    return Made(root, tuple(files), kept)


def _make(folder: Path, written: list[Path]) -> None:
    """Make a folder and those above it, and note each."""
    for path in reversed((folder, *folder.parents)):
        if not path.is_dir():
            path.mkdir()
            written.append(path)
