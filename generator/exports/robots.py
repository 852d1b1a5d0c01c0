"""robots.txt: every crawler may read everything. It counts only where the site is at the root of its host."""

from __future__ import annotations

from generator import exporting
from generator.exporting import Files, Scope, SiteData

SCOPE: Scope = "site"
FILES = ("robots.txt",)
OFFER = None
NEEDS_ADDRESS = False


def about(site: SiteData) -> object:
    """Nothing: the settings say it all."""
    return None


def write(site: SiteData) -> Files:
    """The file, with the address of the sitemap where there is one."""
    rows = ["User-agent: *", "Allow: /"]
    mapped = any("sitemap.xml" in part.FILES for part in exporting.enabled(site.config, "site"))
    if mapped and site.address:
        rows.append(f"Sitemap: {exporting.ascii_address(site.address)}sitemap.xml")
    return {"robots.txt": ("\n".join(rows) + "\n").encode("ascii")}
