"""A page that leads on for each alias: the folders at which a page stood before."""

from __future__ import annotations

from generator import fragments, labels, pages
from generator.entries import IndexEntry
from generator.exporting import Files, Scope, SiteData
from generator.templating import rendered

SCOPE: Scope = "site"
FILES = ()
OFFER = None
NEEDS_ADDRESS = False


def about(site: SiteData) -> object:
    """The pages that stood elsewhere before."""
    return tuple(entry for entry in site.entries if entry.aliases)


def write(site: SiteData) -> Files:
    """The pages, by their folders."""
    return {f"{alias}/index.html": _moved(site, entry) for entry in site.entries for alias in entry.aliases}


def _moved(site: SiteData, entry: IndexEntry) -> bytes:
    values = {
        **pages.site_values(site.config, site.language),
        "title": labels.label(site.language, "page_moved_title"),
        "address": fragments.page(site.config, entry.slug),
        "entry": entry,
    }
    return rendered(site.config, "moved.html.j2", values).encode("utf-8")
