"""feed.json: the newest pages as a JSON Feed 1.1."""

from __future__ import annotations

from generator import fragments
from generator.entries import IndexEntry
from generator.exporting import Files, Json, Scope, SiteData, json_bytes

SCOPE: Scope = "site"
FILES = ("feed.json",)
OFFER = None
NEEDS_ADDRESS = True
MOST = 50
"""Entries of a feed."""


def about(site: SiteData) -> object:
    """What the feed says of the site."""
    newest = site.entries[:MOST]
    return tuple((entry.question, entry.slug, entry.published, entry.excerpt) for entry in newest)


def write(site: SiteData) -> Files:
    """The feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.config.title,
        "home_page_url": site.address,
        "feed_url": f"{site.address}feed.json",
        "language": site.language.code,
        "items": [_item(site, entry) for entry in site.entries[:MOST]],
    }
    return {"feed.json": json_bytes(told)}


def _item(site: SiteData, entry: IndexEntry) -> Json:
    address = fragments.page(site.config, entry.slug)
    # An item must have content: the question itself, where there is no answer to quote.
    text = f"“{entry.excerpt}”" if entry.excerpt else entry.question
    told = {"id": address, "url": address, "title": entry.question, "content_text": text}
    if entry.published:
        told["date_published"] = f"{entry.published}T00:00:00Z"
    return told
