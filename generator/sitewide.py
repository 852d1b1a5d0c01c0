"""What the data files of a site may say: vouchers made of the entries of its index."""

from __future__ import annotations

from datetime import date

from generator import fragments, indexing
from generator.entries import IndexEntry
from generator.exporting import SiteData, ascii_address, printable
from generator.vouching import Voucher


def of(site: SiteData) -> Voucher:
    """What every data file of a site may say."""
    here, title, code = site.address, site.config.title, site.language.code
    pages = [page.file if page.number > 1 else "" for page in indexing.split(site)]
    frame = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": here,
        "feed_url": f"{here}feed.json",
        "language": code,
        "@lang": code,
        "id": here,
        "updated": {_moment(entry.published) for entry in site.entries[:1] if entry.published},
        "author.name": title,
        "User-agent": "*",
        "Allow": "/",
        "Sitemap": ascii_address(f"{here}sitemap.xml") if here else "",
    }
    links = [
        Voucher({"@href": f"{here}feed.xml", "@rel": "self", "@type": "application/atom+xml"}),
        Voucher({"@href": here, "@rel": "alternate", "@type": "text/html"}),
    ]
    entries = [_entry(site, entry) for entry in site.entries]
    urls = [Voucher({"loc": ascii_address(here + name)}) for name in pages]
    dated = [(fragments.page(site.config, entry.slug), entry.published) for entry in site.entries]
    urls += [Voucher({"loc": ascii_address(address), "lastmod": day}) for address, day in dated]
    return Voucher(frame, {"link": links, "entry": entries, "items": entries, "url": urls})


def _entry(site: SiteData, entry: IndexEntry) -> Voucher:
    here = fragments.page(site.config, entry.slug)
    said = f"“{entry.excerpt}”" if entry.excerpt else ""
    known = {
        "id": here,
        "url": here,
        "title": {entry.question, printable(entry.question)},
        "updated": _moment(entry.published),
        "date_published": _moment(entry.published),
        "summary": printable(said),
        "content_text": said or entry.question,
    }
    link = Voucher({"@href": here, "@rel": "alternate", "@type": "text/html"})
    return Voucher(known, {"link": [link]})


def _moment(published: str) -> str:
    return f"{date.fromisoformat(published).isoformat()}T00:00:00Z" if published else ""
