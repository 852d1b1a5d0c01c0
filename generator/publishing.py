"""What may be published where: the list of what a site holds, and the folders that are never touched."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import records, trees
from generator.errors import ArticleError, ConfigError, MachineError
from generator.steps import Files

MANIFEST = ".explainer.json"
VERSION = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


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


def previous(output: Path, files: Collection[str] | None = None) -> Manifest:
    """The manifest of the site in `output`, which holds these files; an empty one where there is no site.

    ConfigError where the site is not ours, or holds something that is not.
    """
    if not output.exists() or not any(output.iterdir()):
        return Manifest()
    try:
        data = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise TypeError("no table")
        manifest = records.build(Manifest, data)
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ConfigError(
            "the output folder holds something that this program did not make",
            "choose another with --output or 'output:', or empty it yourself",
            path=str(output),
        ) from error
    if manifest.version != VERSION:
        raise ConfigError(
            "the site was built by another version", "delete the folder and build again", path=str(output)
        )
    strange = sorted(set(trees.walk(output) if files is None else files) - set(manifest.files) - {MANIFEST})
    if strange:
        raise ConfigError(
            f"the output folder holds {strange[0]!r}, which this program did not make",
            "move it elsewhere; it would be lost",
            path=str(output),
        )
    return manifest


def whole(output: Path, check: Callable[[Mapping[str, Any]], object]) -> Manifest:
    """The manifest of the site in `output`, each line of the index looked at by `check`.

    ConfigError also where one is none, for which `check` raises ValueError.
    """
    manifest = previous(output, ())
    for page in manifest.pages:
        try:
            check(page.entry)
        except ValueError as error:
            what = f"the line of the index for /{page.slug}/ was changed since it was built ({error})"
            raise ConfigError(what, "delete the folder and build again", path=str(output / MANIFEST)) from error
    return manifest


def parted(pages: Mapping[str, Page]) -> tuple[dict[str, Page], list[ArticleError]]:
    """The pages by their folders without aliases that stand at the address of a page, or of another alias, and why."""
    taken = {slug.casefold(): page.sources[0] for slug, page in pages.items()}
    found, faults = dict(pages), []
    for slug, page in sorted(pages.items()):
        kept = []
        for alias in page.entry.get("aliases", ()):
            holder = taken.setdefault(alias.casefold(), alias)
            if holder == alias:
                taken[alias.casefold()] = page.sources[0]
                kept.append(alias)
                continue
            what = f"the alias {alias!r} is already the address of {holder}"
            faults.append(ArticleError(what, "remove it from 'aliases'", path=page.sources[0]))
        if "aliases" in page.entry:
            found[slug] = replace(page, entry={**page.entry, "aliases": kept})
    return found, faults


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


def manifest(pages: Sequence[Page], files: Collection[str]) -> bytes:
    """The manifest of a site of these pages, sorted by their slugs, and these files beside the manifest itself."""
    # One page and one file a line: who compares two versions of a site sees what changed.
    told = [{"slug": page.slug, "sources": list(page.sources), "entry": dict(page.entry)} for page in pages]
    text = f'{{"version": {VERSION},\n"pages": [\n{_lines(told)}\n],\n"files": [\n{_lines(sorted(files))}\n]}}\n'
    return text.encode("utf-8")


def _lines(values: Iterable[object]) -> str:
    return ",\n".join(map(_ENCODER.encode, values))


def write(folder: Path, files: Files) -> None:
    """Write files below a folder, which is made."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@contextmanager
def machine(output: Path, need: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """Troubles of the disk as errors that say what to do; `need` estimates the bytes that the whole site takes."""
    try:
        yield
    except OSError as error:
        raise trouble(error, output, need()) from error


def trouble(error: OSError, output: Path, need: int = 0) -> MachineError:
    """A trouble of the disk with what to do about it."""
    what = f"the site cannot be written ({error.strerror})"
    remedy = "check the permissions of the folder that it stands in"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what = "no space left" + (f": need ~{max(1, round(need / 1e6)):,} MB" if need else "")
        what, remedy = f"{what} in {output.resolve().parent}", "free some, or choose another folder with --output"
    elif error.errno == errno.EROFS:
        remedy = "choose another folder with --output"
    elif error.errno == errno.EBUSY:
        what, remedy = f"{what}: it is the root of a disk of its own", "choose a folder inside it with --output"
    return MachineError(what, remedy, path=str(output))
