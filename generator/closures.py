"""The templates that a page is really made of: those it names, those they name, and so on.

An edit of a template then costs the pages that hold it, and no others. Names are read from the parsed templates. Where
a name is put together from parts ("sections/" ~ section.name), every file that begins with its fixed part counts; where
it cannot be read at all, every file does. A name that a theme could give counts whether there is such a file or not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import fingerprints, theming
from generator.config import Config

if TYPE_CHECKING:
    from jinja2 import nodes

Digests = Mapping[str, str]
"""Files below the theme and the templates, by `folder:name` (the folder 0 goes before 1), with their digests."""


def digests(config: Config) -> dict[str, str]:
    """Every file below the folders of the theme and of the templates. ConfigError where a folder is not there."""
    found = {}
    for number, (folder, _) in enumerate(theming.folders(config)):
        for path in _below(folder):
            if path.is_file():
                found[f"{number}:{path.relative_to(folder).as_posix()}"] = _digest(path)
    return found


def _below(folder: Path) -> Iterator[Path]:
    """All below a folder, that of links to folders too: templates are read through them. No folder is entered twice."""
    entered: set[str] = set()
    for place, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if os.path.realpath(os.path.join(place, name)) not in entered)
        entered.update(os.path.realpath(os.path.join(place, name)) for name in folders)
        yield from (Path(place, name) for name in sorted(files))


def _digest(path: Path) -> str:
    try:
        return fingerprints.of_bytes(path.read_bytes())
    except OSError:
        return ""  # whoever needs the file will say that it cannot be read


def closure(config: Config, files: Digests, roots: Iterable[str]) -> str:
    """The digest of all files that the templates and style sheets `roots` are made of."""
    found: set[str] = set()
    waiting = set(roots)
    while waiting:
        name = waiting.pop()
        for file in _files(files, name):
            if file not in found:
                found.add(file)
                waiting |= set(_named(config, file))
    return fingerprints.of(tuple(sorted((file, files[file]) for file in found)))


def _files(files: Digests, name: str) -> Iterator[str]:
    """The files that may stand behind a name, or behind every name with a beginning ("sections/*")."""
    plain = name.removeprefix(f"{theming.DEFAULT}/")
    for file in files:
        own = file.partition(":")[2]
        if own == plain or (plain.endswith("*") and own.startswith(plain[:-1])):
            yield file


def _named(config: Config, file: str) -> Iterator[str]:
    """The names that a template file includes, extends or imports."""
    number, _, name = file.partition(":")
    folder = theming.folders(config)[int(number)][0]
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if "{%" in text:
        yield from _names(text)


@lru_cache(maxsize=256)
def _names(text: str) -> tuple[str, ...]:
    """The names in a template; the preview asks for those of the same ones with every save."""
    import jinja2  # noqa: PLC0415  # a build in which no template changed need not load it
    from jinja2 import nodes  # noqa: PLC0415

    try:
        parsed = jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError:
        return ()  # rendering it will say so
    found = parsed.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    return tuple(name for node in found for name in _values(node.template))  # type: ignore[attr-defined]  # all four have one


def _values(value: nodes.Node) -> Iterator[str]:
    """The names that an expression can be, with a star behind what is only a beginning."""
    from jinja2 import nodes  # noqa: PLC0415

    if isinstance(value, nodes.Const):
        yield str(value.value)
    elif isinstance(value, (nodes.List, nodes.Tuple)):
        for item in value.items:
            yield from _values(item)
    elif isinstance(value, nodes.CondExpr):
        yield from _values(value.expr1)
        yield from _values(value.expr2) if value.expr2 else ()
    elif isinstance(value, nodes.Concat) and isinstance(value.nodes[0], nodes.Const):
        yield f"{value.nodes[0].value}*"
    else:
        yield "*"
