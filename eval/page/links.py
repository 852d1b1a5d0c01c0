"""Where the links of a built site lead: those inside it must find a file and a place in it, the others only be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html

_ATTRIBUTES = ("href", "src", "action")
_URL = re.compile(r"https?://[^\s\"<>\\\\]+")


def broken(folder: Path, address: str) -> list[str]:
    """The links of pages, feeds and exports of a site that lead nowhere in it: "file: link"."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".xml", ".json", ".ics", ".txt")):
        place = urljoin(address, file.relative_to(folder).as_posix())
        if file.suffix == ".html":
            place = urljoin(place, next(iter(_tree(file).xpath("//base/@href")), ""))
        links = _of_page(file) if file.suffix == ".html" else _of_text(file, address)
        for link in links:
            url, fragment = urldefrag(urljoin(place, link))
            if url.startswith(address) and not _is_there(folder, unquote(url.removeprefix(address)), fragment):
                found.append(f"{file.relative_to(folder)}: {link}")
    return found


def outward(file: Path) -> list[str]:
    """The links of a page with a text fragment."""
    return [link for link in _of_page(file) if ":~:text=" in link]


def _of_page(file: Path) -> Iterator[str]:
    tree = _tree(file)
    for element in tree.iterfind(".//*"):
        if element.tag == "base":
            continue
        yield from (element.get(name) for name in _ATTRIBUTES if element.get(name) is not None)
    yield from tree.xpath("//meta[@property='og:image' or @property='og:url']/@content")


def _of_text(file: Path, address: str) -> Iterator[str]:
    text = file.read_text(encoding="utf-8").replace("\n " if file.suffix == ".ics" else "\0", "").replace("\\/", "/")
    yield from (url.rstrip("\\,;") for url in _URL.findall(text) if url.startswith(address))


def _is_there(folder: Path, path: str, fragment: str) -> bool:
    file = folder / path
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    return not fragment or fragment.startswith(":~:") or unquote(fragment) in _ids(file)


@cache
def _ids(file: Path) -> frozenset[str]:
    return frozenset(_tree(file).xpath("//@id"))


@cache
def _tree(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_bytes())
