"""feed.xml: the newest pages as an Atom feed (RFC 4287)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from generator import fragments
from generator.entries import IndexEntry
from generator.exporting import Files, Scope, SiteData, printable

SCOPE: Scope = "site"
FILES = ("feed.xml",)
OFFER = None
NEEDS_ADDRESS = True
MOST = 50
"""Entries of a feed."""
_ATOM = "http://www.w3.org/2005/Atom"


def about(site: SiteData) -> object:
    """What the feed says of the site."""
    newest = [entry for entry in site.entries if entry.published][:MOST]
    return tuple((entry.question, entry.slug, entry.published, entry.excerpt) for entry in newest)


def write(site: SiteData) -> Files:
    """The feed; none for a site without a dated page: each entry must carry a date, and none is made up."""
    entries = [entry for entry in site.entries if entry.published][:MOST]
    if not entries:
        return {}
    ET.register_namespace("", _ATOM)
    feed = ET.Element(_name("feed"), {"xml:lang": site.language.code})
    _add(feed, "title", site.config.title)
    _add(feed, "id", site.address)
    _add(feed, "updated", stamp(entries[0]))
    _add(ET.SubElement(feed, _name("author")), "name", site.config.title)
    _add(feed, "link", href=f"{site.address}feed.xml", rel="self", type="application/atom+xml")
    _add(feed, "link", href=site.address, rel="alternate", type="text/html")
    for entry in entries:
        _entry(feed, entry, fragments.page(site.config, entry.slug))
    ET.indent(feed, " ")
    return {"feed.xml": ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"}


def _entry(feed: ET.Element, entry: IndexEntry, address: str) -> None:
    told = ET.SubElement(feed, _name("entry"))
    _add(told, "title", entry.question)
    _add(told, "id", address)
    _add(told, "updated", stamp(entry))
    _add(told, "link", href=address, rel="alternate", type="text/html")
    if entry.excerpt:
        _add(told, "summary", f"“{entry.excerpt}”")


def stamp(entry: IndexEntry) -> str:
    """The day of publication as RFC 3339 has it: its first moment, in UTC."""
    return f"{entry.published}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    child = ET.SubElement(parent, _name(name), attributes)
    child.text = printable(text) or None


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
