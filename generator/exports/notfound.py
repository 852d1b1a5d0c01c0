"""404.html: what a host shows for an address without a page. It may stand at any depth, so its links are whole ones."""

from __future__ import annotations

from generator import indexing, labels, pages
from generator.exporting import Files, Scope, SiteData
from generator.templating import rendered

SCOPE: Scope = "site"
FILES = ("404.html",)
OFFER = None
NEEDS_ADDRESS = False


def about(site: SiteData) -> object:
    """Nothing: the settings say it all."""
    return None


def write(site: SiteData) -> Files:
    """The page; without links where the site has no address."""
    values = {
        **pages.site_values(site.config, site.language),
        "title": labels.label(site.language, "page_missing_title"),
        "address": "",
        "home": site.address,
        "searchable": indexing.searchable(site.config),
    }
    return {"404.html": rendered(site.config, "404.html.j2", values).encode("utf-8")}
