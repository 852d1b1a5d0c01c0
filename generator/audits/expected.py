"""What a page still expects although its day is past: somebody should look what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator import auditing, reporting
from generator.auditing import Site
from generator.production import PAGE
from generator.reporting import Record


def find(site: Site) -> Iterator[Record]:
    """Expected events whose last day is before today."""
    past = {(page.slug, last) for page, last in auditing.dated(site.manifest.pages, "upcoming") if last < site.today}
    for slug, last in sorted(past):
        what = f"it still expects what was due by {last.isoformat()}"
        remedy = "look what came of it, and add a newer article to the story"
        yield reporting.warning(what, remedy, site.shown(f"{slug}/{PAGE}"))
