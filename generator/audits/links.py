"""Every address of the site leads to a file that is there, and to a place that is in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from generator import reporting
from generator.auditing import Site
from generator.production import PAGE
from generator.reporting import Record

_SAFE = frozenset({"", "http", "https", "data", "mailto"})
_DIRECTIVE = ":~:"


def find(site: Site) -> Iterator[Record]:
    """Links to nothing, to no place of a page, and to what is no address of the web."""
    for name, markup in site.markup.items():
        for address, line in markup.addresses:
            said = _trouble(site, name, address)
            if said:
                yield reporting.error(said, "mend the template, or run 'explainer build'", site.shown(name), line)


def target(site: Site, name: str, address: str) -> str | None:
    """The file of the site that an address in the file `name` leads to; None for one elsewhere, and for none at all."""
    base = site.config.base_url.rstrip("/")
    if base and (address == base or address.startswith(f"{base}/")):
        path, folder = address.removeprefix(base).partition("#")[0].partition("?")[0].lstrip("/"), ""
    else:
        base = site.markup[name].base if name in site.markup else ""
        try:
            parts, within = urlsplit(address), urlsplit(base).path
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        path, folder = parts.path, posixpath.dirname(name)
        if base:
            folder = posixpath.join(folder, within)
            path = path or "."
        if not path:
            return name
    found = posixpath.normpath(posixpath.join("/", folder, unquote(path))).lstrip("/")
    whole = not path or path.endswith(("/", "/.", "/..")) or path in (".", "..")
    return posixpath.join(found, PAGE) if whole or f"{found}/{PAGE}" in site.files else found


def _trouble(site: Site, name: str, address: str) -> str:
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return f"{address!r} is no address"
    if scheme not in _SAFE:
        return f"a link to {address[:60]!r}, which is no address of the web"
    file = target(site, name, address)
    if file is None:
        return ""
    if file not in site.files:
        return f"a link to {address!r}, where nothing is"
    place = unquote(address.partition("#")[2]).partition(_DIRECTIVE)[0]
    if place and file in site.markup and place not in site.markup[file].ids:
        return f"a link to {address!r}: there is no such place"
    return ""
