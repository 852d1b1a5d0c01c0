"""The files of a site: feeds that readers take, a sitemap, redirects, the page to search and that for what is gone."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from generator import exporting, indexing, outputs
from generator.entries import IndexEntry
from generator.errors import ProofError
from tests import ferry

SITE = "https://pages.example/x"
FERRY = indexing.entry_of(ferry.explainer(), ferry.english())
OTHERS = (
    IndexEntry("Why <so> & now?", "why", given=True, published="2022-01-02", people=("Ida Brandvold", "Mira Calloway")),
    IndexEntry("Undated?", "undated", places=("Ålesund", "Oslo")),
)


def made(*entries: IndexEntry, **settings: str) -> dict[str, str]:
    """The files of a site, proved."""
    files = outputs.of_site(entries or (FERRY, *OTHERS), ferry.config(**settings), ferry.english())
    return {name: data.decode() for name, data in files.items()}


def test_a_site_with_an_address_has_all_files() -> None:
    names = {"index.html", "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "404.html", "search.html"}
    assert set(made(base_url=SITE)) == names


def test_without_an_address_the_files_that_need_one_are_left_out_and_named() -> None:
    assert set(made()) == {"index.html", "robots.txt", "404.html", "search.html"}
    assert outputs.left_out(ferry.config()) == ("feed.json", "feed.xml", "sitemap.xml")
    assert outputs.left_out(ferry.config(base_url=SITE)) == ()


def test_the_atom_feed_fits_the_schema_and_is_read() -> None:
    text = made(base_url=SITE)["feed.xml"]
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    schema.assertValid(etree.fromstring(text.encode()))
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert (feed.version, feed.feed.title, feed.feed.updated) == ("atom10", "Explainers", "2022-01-02T00:00:00Z")
    assert [(entry.title, entry.link) for entry in feed.entries] == [
        ("Why <so> & now?", f"{SITE}/why/"),
        ("What happened to Mira Calloway?", f"{SITE}/ferry/"),
    ]
    assert feed.entries[1].summary.startswith("“The engineer Mira Calloway, 34, has been held")


def test_the_schema_refuses_a_feed_without_a_date() -> None:
    text = made(base_url=SITE)["feed.xml"]
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    assert not schema.validate(etree.fromstring(re.sub(r"<updated>.*?</updated>", "", text).encode()))


def test_a_site_without_a_dated_page_has_no_atom_feed() -> None:
    assert "feed.xml" not in made(OTHERS[1], base_url=SITE)
    assert "date_published" not in made(OTHERS[1], base_url=SITE)["feed.json"]


def test_the_json_feed_has_what_the_format_asks_for() -> None:
    feed = json.loads(made(base_url=SITE)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [f"{SITE}/why/", f"{SITE}/ferry/", f"{SITE}/undated/"]
    assert all(item["content_text"] and item["url"] and item["title"] for item in feed["items"])


def test_the_sitemap_names_every_page_with_its_day() -> None:
    tree = etree.fromstring(made(base_url=SITE)["sitemap.xml"].encode())
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    told = [
        (url.findtext("s:loc", "", space), url.findtext("s:lastmod", "", space)) for url in tree.findall("s:url", space)
    ]
    assert told == [
        (f"{SITE}/", ""),
        (f"{SITE}/why/", "2022-01-02"),
        (f"{SITE}/ferry/", "2021-06-10"),
        (f"{SITE}/undated/", ""),
    ]


def test_a_sitemap_has_addresses_in_ascii() -> None:
    assert "example/%C3%BC/sitemap.xml" in made(base_url="https://pages.example/ü")["robots.txt"]
    assert f"<loc>{SITE}/%C3%A5r/</loc>" in made(IndexEntry("År?", "år"), base_url=SITE)["sitemap.xml"]


def test_control_characters_do_not_break_a_feed() -> None:
    odd = IndexEntry("What \x0b\x1b\ufffe<b>?", "odd", published="2020-01-01", excerpt="A \x00 B\x7f")
    files = made(odd, base_url=SITE)
    assert feedparser.parse(files["feed.xml"]).entries[0].summary == "“A   B ”"
    assert json.loads(files["feed.json"])["items"][0]["title"] == odd.question


def test_robots_are_shown_the_sitemap() -> None:
    assert made(base_url=SITE)["robots.txt"] == f"User-agent: *\nAllow: /\nSitemap: {SITE}/sitemap.xml\n"
    assert made()["robots.txt"] == "User-agent: *\nAllow: /\n"


def test_the_page_for_what_is_not_there_has_whole_addresses_or_none() -> None:
    assert re.findall(r'<a href="([^"]+)"', made(base_url=SITE)["404.html"]) == [f"{SITE}/", f"{SITE}/search.html"]
    assert "<a " not in made()["404.html"]


def test_an_alias_leads_to_its_page() -> None:
    html = made(replace(FERRY, aliases=("calloway", "old")), base_url=SITE)["old/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../ferry/">' in html
    assert f'<link rel="canonical" href="{SITE}/ferry/">' in html
    assert '<a href="../ferry/">What happened to Mira Calloway?</a>' in html


def test_the_search_page_lists_questions_people_and_places_with_their_pages() -> None:
    html = made()["search.html"]
    lists = re.findall(r'<section id="(\w+)">.*?</section>', html, re.DOTALL)
    assert lists == ["questions", "people", "places"]
    people = html[html.index('id="people"') : html.index('id="places"')]
    names = re.findall(r"<q>(.*?)</q>", people)
    assert names == ["Anton Reuel", "Ida Brandvold", "Jonas Calloway", "Mira Calloway"]
    mira = people[people.index("Mira Calloway</q>") :].partition("</li>")[0]
    assert re.findall(r'href="([^"]+)"', mira) == ["why/#people", "ferry/#people"]
    assert re.findall(r"<q>(.*?)</q>", html[html.index('id="places"') :]) == ["Ålesund", "Oslo"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("feed.xml", "has been held", "was held"),
        ("feed.xml", "2022-01-02T", "2022-01-03T"),
        ("feed.xml", "<title>Explainers", "<title>Revelations"),
        ("feed.xml", f"{SITE}/why/", "https://evil.example/"),
        ("feed.xml", "</feed>", "<rights>Ours</rights></feed>"),
        ("feed.xml", "</feed>", "<!-- words --></feed>"),
        ("feed.json", "Undated?", "Guilty?"),
        ("feed.json", '"items"', '"description": "The best.", "items"'),
        ("sitemap.xml", "2021-06-10", "2021-06-11"),
        ("robots.txt", "Allow: /", "Disallow: /"),
        ("404.html", "Page not found", "Gone for good"),
        ("404.html", f'href="{SITE}/"', 'href="https://evil.example/"'),
        ("search.html", "<q>Anton Reuel", "<q>Anton Wolf"),
        ("search.html", 'href="why/#people"', 'href="undated/#people"'),
        ("search.html", "<script>", "<script>alert(1);"),
        ("search.html", "<li><q>Oslo", "<li hidden><q>Oslo"),
        ("old/index.html", "This page has moved to:", "This page is false:"),
        ("old/index.html", "0; url=../ferry/", "0; url=https://evil.example/"),
        ("old/index.html", "What happened to Mira", "What became of Mira"),
    ],
)
def test_the_proof_refuses_a_file_with(name: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = (replace(FERRY, aliases=("old",)), *OTHERS)
    config, language = ferry.config(base_url=SITE), ferry.english()
    files = outputs.of_site(entries, config, language)
    assert old in files[name].decode()
    part = next(one for one in exporting.enabled(config, "site") if name in one.write(_site(entries)))
    written = part.write(_site(entries))
    forged = {**written, name: written[name].replace(old.encode(), new.encode(), 1)}
    monkeypatch.setattr(part, "write", lambda _: forged)
    with pytest.raises(ProofError, match=re.escape(name)):
        outputs.of_site(entries, config, language)


def _site(entries: tuple[IndexEntry, ...]) -> exporting.SiteData:
    return exporting.site_data(entries, ferry.config(base_url=SITE), ferry.english())


_CHANGES: dict[str, Any] = {
    "question": "Why?",
    "given": True,
    "slug": "other",
    "published": "2011-01-01",
    "excerpt": "Other words.",
    "upcoming": ("2030-01-01", "2030-01-01", "day"),
    "people": ("Somebody Else",),
    "places": ("Elsewhere",),
    "line": (("2001-01-01", "2001-01-01", "past"),),
    "aliases": ("once",),
}


@pytest.mark.parametrize("field", [item.name for item in fields(IndexEntry)])
def test_what_is_made_of_an_entry_is_made_again_when_it_changes(field: str) -> None:
    changed = (replace(FERRY, **{field: _CHANGES[field]}), *OTHERS)
    settings, language = ferry.config(base_url="https://pages.example"), ferry.english()
    before = {part.name: part for part in outputs.parts_of_site((FERRY, *OTHERS), settings, language)}
    after = {part.name: part for part in outputs.parts_of_site(changed, settings, language)}
    made_anew = {name for name in before if before[name].about != after[name].about}
    assert {name for name in before if before[name].make() != after[name].make()} <= made_anew
    assert "index.html" in made_anew
