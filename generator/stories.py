"""Finding the articles: a file in the content folder is a story, a folder of articles is one story of several."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from generator import trees
from generator.addresses import reserved
from generator.config import LARGEST
from generator.documents import UNREAD
from generator.errors import ArticleError, ConfigError, MachineError, printable

LIMIT = LARGEST
"""The most bytes of one article."""
SLUG_BYTES = 200
"""The most bytes of a slug, so that every file system can hold its folder."""


@dataclass(frozen=True, slots=True)
class StoryFiles:
    """The files of one story, sorted by name; `name` is the stem of the file, or the name of the folder."""

    name: str
    paths: tuple[Path, ...]


@dataclass(slots=True)
class Found:
    """What a content folder holds; `warnings` say in full what was passed over, and why."""

    stories: list[StoryFiles] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def skip(self, shown: str, why: str, remedy: str) -> None:
        """Note that something was passed over."""
        self.warnings.append(printable(f"{shown}: skipped: {why} — {remedy}"))


def discover(content: Path, root: Path, suffixes: frozenset[str]) -> Found:
    """The stories of the folder `content`, sorted by name. Files outside the project folder `root` are never read.

    ConfigError where the folder does not exist, MachineError where it cannot be listed.
    """
    if not content.is_dir():
        what = "the content folder is a file" if content.exists() else "the content folder does not exist"
        raise ConfigError(what, "make a folder, or set 'content:'", path=shown(content, root))
    if not content.resolve().is_relative_to(root.resolve()):
        what = "the content folder lies outside the project"
        raise ConfigError(what, "choose a folder beside config.yaml", path=shown(content, root))
    found = Found()
    for path, plain in _listed(content, root):
        if plain and path.suffix.lower() in suffixes:
            found.stories.append(StoryFiles(path.stem, (path,)))
        elif not _safe(path, root, suffixes, found):
            continue
        elif not path.is_dir():
            if _is_article(path, root, suffixes, found):
                found.stories.append(StoryFiles(path.stem, (path,)))
        elif path.suffix.lower() in suffixes:
            found.skip(shown(path, root), f"a folder whose name ends in {path.suffix}", "rename it")
        elif content.resolve().is_relative_to(path.resolve()):
            found.skip(shown(path, root), "a link to the content folder itself", "remove it")
        else:
            _discover_folder(path, root, suffixes, found)
    return found


def _discover_folder(folder: Path, root: Path, suffixes: frozenset[str], found: Found) -> None:
    articles = []
    for path, plain in _listed(folder, root):
        if plain and path.suffix.lower() in suffixes:
            articles.append(path)
        elif not _safe(path, root, suffixes, found):
            continue
        elif path.is_dir():
            found.skip(shown(path, root), "a folder inside a story", "put its articles one level higher")
        elif _is_article(path, root, suffixes, found):
            articles.append(path)
    if articles:
        found.stories.append(StoryFiles(folder.name, tuple(articles)))


def _listed(folder: Path, root: Path) -> Iterator[tuple[Path, bool]]:
    """What is in a folder, sorted by name, and whether it is a file itself: no folder, no link, no device."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_file(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise MachineError(
            f"the folder cannot be listed ({error.strerror})", "check its permissions", path=shown(folder, root)
        ) from error
    return ((folder / name, plain) for name, plain in names if not name.startswith("."))


def _safe(path: Path, root: Path, articles: frozenset[str], found: Found) -> bool:
    """Whether a path exists and lies in the project, links followed. A link to an article elsewhere is for `load`."""
    if not path.is_symlink():
        return True  # as its folder does
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        found.skip(shown(path, root), "a link that leads nowhere", "remove it")
        return False
    if not target.is_relative_to(root.resolve()) and not (target.is_file() and path.suffix.lower() in articles):
        found.skip(shown(path, root), "a link out of the project", "copy the article into the content folder")
        return False
    return True


def _is_article(path: Path, root: Path, suffixes: frozenset[str], found: Found) -> bool:
    if not stat.S_ISREG(path.stat().st_mode):
        found.skip(shown(path, root), "neither a file nor a folder", "remove it")
    elif path.suffix.lower() not in {*suffixes, *UNREAD}:
        known = ", ".join(sorted(suffixes))
        found.skip(shown(path, root), "not an article", f"the names of articles end in {known}")
    else:
        return True
    return False


def shown(path: Path, root: Path) -> str:
    """A path as messages and pages name it: relative to the project where it lies inside, with forward slashes."""
    whole, top = os.path.abspath(path), os.path.abspath(root).rstrip(os.sep) + os.sep
    inside = os.path.normcase(whole).startswith(os.path.normcase(top))
    return whole[len(top) :].replace(os.sep, "/") if inside else path.as_posix()


def stamp(path: Path, old: int) -> str:
    """What the file system says of a file that was last changed before `old` (nanoseconds), else the empty string."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{trees.stamp(found)}:{found.st_ctime_ns}" if found.st_mtime_ns < old else ""


def load(path: Path, name: str) -> bytes:
    """The bytes of an article; ArticleError (named `name`) where it cannot be read, or is too large.

    A `name` relative to the project is that of a file in it: one that a link leads out of it to is refused.
    """
    if name.encode("utf-8", "surrogateescape") != name.encode("utf-8", "replace"):
        raise ArticleError("the file's name is not UTF-8", "rename it", path=name)
    if not _inside(path, PurePath(name)):
        raise ArticleError("a link out of the project", "copy the article into the content folder", path=name)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise ArticleError("there is no such file", "check the path", path=name) from error
    except OSError as error:
        raise ArticleError(f"the file cannot be read ({error.strerror})", "check its permissions", path=name) from error
    if len(data) > LIMIT:
        remedy = f"split it; 'article_limit' in the settings goes up to {LIMIT:,} characters"
        raise ArticleError(f"the file is larger than {LIMIT // 1_000_000} MB", remedy, path=name, line=1)
    return data


def _inside(path: Path, name: PurePath) -> bool:
    if name.is_absolute() or ".." in name.parts or not path.exists():
        return True
    root = path.absolute().parents[len(name.parts) - 1]
    return path.resolve().is_relative_to(root.resolve())


def slug_of(given: str, name: str, path: str) -> str:
    """The slug of a story: the one given in front matter, else made of its name.

    It holds letters and digits of any script, - and _; that of a long name is cut. ArticleError (at `path`) where the
    given one holds anything else or is too long, nothing is left of the name, or no page may have it.
    """
    slug = _plain(given) if given else made_of(name)
    if given and slug != unicodedata.normalize("NFC", given):
        remedy = f"write slug: {slug}" if slug else "use letters and digits"
        raise ArticleError(f"the slug {given!r} may hold only letters, digits, - and _", remedy, path=path)
    if not slug:
        raise ArticleError("the file's name gives no address", "add a line 'slug: …' to its front matter", path=path)
    if taken := reserved(slug):
        raise ArticleError(taken, "give it another address with a line 'slug: …' in its front matter", path=path)
    if len(slug.encode()) > SLUG_BYTES:
        raise ArticleError(f"the slug is longer than {SLUG_BYTES} bytes", "give a shorter one as 'slug: …'", path=path)
    return slug


def made_of(name: str) -> str:
    """The slug made of a name; of a long one its first bytes, up to a whole letter. It may be empty, or reserved."""
    return _plain(name).lower().encode()[:SLUG_BYTES].decode(errors="ignore").strip("-_")


def _plain(text: str) -> str:
    """Letters, marks, digits and symbols kept, everything else a single hyphen; nothing but these at either end."""
    kept = (
        character if character in "-_" or unicodedata.category(character) in _KEPT else " "
        for character in unicodedata.normalize("NFC", text)
    )
    return "-".join("".join(kept).split()).strip("-_")


_KEPT = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "So"}
