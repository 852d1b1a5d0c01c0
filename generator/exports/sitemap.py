"""sitemap.xml: the addresses of all pages for search engines (sitemaps.org)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from generator import fragments, indexing
from generator.exporting import Files, Scope, SiteData, ascii_address

SCOPE: Scope = "site"
FILES = ("sitemap.xml",)
OFFER = None
NEEDS_ADDRESS = True
MOST = 50_000
"""Addresses of one file."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def about(site: SiteData) -> object:
    """What the file says of the site."""
    return tuple((entry.slug, entry.published) for entry in site.entries[:MOST])


def write(site: SiteData) -> Files:
    """The file; of a page that has one with the day of publication, since nothing of it is newer."""
    ET.register_namespace("", _SITEMAP)
    known = ET.Element(f"{{{_SITEMAP}}}urlset")
    index = [(site.address if page.number == 1 else site.address + page.file, "") for page in indexing.split(site)]
    pages = [(fragments.page(site.config, entry.slug), entry.published) for entry in site.entries]
    for address, day in (index + pages)[:MOST]:
        url = ET.SubElement(known, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = ascii_address(address)
        if day:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = day
    ET.indent(known, " ")
    return {"sitemap.xml": ET.tostring(known, encoding="utf-8", xml_declaration=True) + b"\n"}
