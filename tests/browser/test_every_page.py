"""Every page of a site of easy, real and hard articles, in a real browser: what a reader needs is always there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from eval.page import links, material, probes
from eval.page.chromium import Tab
from generator import config, reading
from generator.errors import ArticleError
from tests import extremes

pytestmark = pytest.mark.timeout(240)  # on a busy machine the site alone takes its time
Built = material.Material
PAPER = 3
"""The most A4 pages of an article of at most twenty sources."""


def told(page: str, faults: list[str]) -> list[str]:
    """The faults of a page with its name in front."""
    return [f"{page}: {fault}" for fault in faults]


def stories(built: Built) -> list[str]:
    """The paths of the pages of all stories."""
    return [f"{slug}/index.html" for slug in built.slugs]


def test_the_site_holds_the_annotated_articles_and_the_extremes(built: Built) -> None:
    assert {"nothing", "events", "names", "words", "arabic", "hebrew", "attack", "many"} <= set(built.slugs)
    if built.missing:
        pytest.skip("; ".join(built.missing))
    assert len(built.annotated) > 10


def test_every_page_is_one_request_and_its_policy_holds(tab: Tab, built: Built, address: str) -> None:
    faults = []
    for path in built.pages:
        tab.visit(address + path)
        faults += told(path, tab.heard)
        if tab.loaded() != [address + path]:
            faults += told(path, tab.loaded())
    assert faults == []


def test_every_word_is_shown_without_scripts(browser: Any, built: Built, address: str) -> None:
    tab = Tab(browser, scripts=False)
    faults = []
    for path in built.pages:
        page = tab.visit(address + path, 360)
        page.evaluate(probes.OPEN)
        written, shown = probes.words_written(page), probes.words_shown(page)
        assert len(written) > 20
        if written != shown:
            faults.append(path)
    tab.page.context.close()
    assert faults == []


def test_nothing_scrolls_sideways_even_at_320_pixels_with_wide_text_spacing(
    tab: Tab, built: Built, address: str
) -> None:
    faults = []
    for path in built.pages:
        page = tab.visit(address + path, 320)
        page.evaluate(probes.OPEN)
        for width in (320, 700, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            faults += told(f"{path} at {width}", probes.wider(page))
        page.set_viewport_size({"width": 320, "height": 900})
        page.add_style_tag(content=probes.SPACING)
        faults += told(f"{path}, spaced", probes.wider(page))
    assert faults == []


def test_all_text_contrasts_with_what_is_behind_it_in_light_and_dark(tab: Tab, built: Built, address: str) -> None:
    faults = []
    papers: dict[Any, set[str]] = {"light": set(), "dark": set()}
    for path in built.pages:
        page = tab.visit(address + path, 360)
        page.evaluate(probes.OPEN)
        for scheme, found in papers.items():
            page.emulate_media(color_scheme=scheme)
            faults += told(f"{path}, {scheme}", probes.faint(page))
            found.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert faults == []
    light, dark = ([sum(map(int, re.findall(r"\d+", paper))) for paper in found] for found in papers.values())
    assert len(light) == len(dark) == 2  # of pages, and of the box to embed
    assert max(dark) < 3 * 64 < 3 * 192 < min(light)


def test_a_sentence_that_is_linked_to_lights_up_and_its_numbers_with_it(tab: Tab, built: Built, address: str) -> None:
    colour = "one => getComputedStyle(document.querySelector(one)).backgroundColor"
    for slug in built.slugs:
        page = tab.visit(f"{address}{slug}/#s1")
        assert page.evaluate("document.querySelector(':target').id") == "s1", slug
        lit, other = page.evaluate(colour, "#s1"), page.evaluate(colour, "#s2")
        assert lit != other, slug
        assert page.evaluate(colour, 'a.r[href="#s1"]') == lit, slug


def test_all_links_and_fragments_inside_the_site_lead_somewhere(built: Built) -> None:
    assert links.broken(built.folder, material.ADDRESS) == []


def test_what_is_folded_is_printed_and_twenty_sources_print_on_three_pages(
    tab: Tab, built: Built, address: str
) -> None:
    folded, faults = 0, []
    for path in stories(built):
        page = tab.visit(address + path, media="print")
        hidden = "[...document.querySelectorAll('details *')].filter(one => !one.checkVisibility()).length"
        faults += told(path, [f"{count} elements are not printed"] if (count := page.evaluate(hidden)) else [])
        folded += page.evaluate("document.querySelectorAll('details').length")
        sources = page.evaluate("document.querySelectorAll('#sources li').length")
        if sources <= 20 and (sheets := probes.sheets(page)) > PAPER:
            faults += told(path, [f"{sources} sources on {sheets} pages"])
    assert faults == []
    assert folded


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("slug", ["events", "arabic", "words"])
def test_the_tab_key_goes_through_the_page_as_it_is_written(tab: Tab, address: str, slug: str, width: int) -> None:
    order, count = probes.focused(tab.visit(f"{address}{slug}/", width))
    assert order == list(range(count))
    assert count > 10


def _fragments(built: Built) -> Iterator[tuple[str, str, list[str]]]:
    """Of each text fragment: the page, the text of its article, and the words that it looks for."""
    for slug in built.slugs:
        for path in (built.folder.parent / "content").glob(f"{slug}.*"):
            article = reading.read(path.read_bytes(), path.name, config.Config(), None).article
            text = article.source.span().words
            for link in links.outward(built.folder / slug / "index.html"):
                yield slug, text, _found(link.partition(":~:text=")[2])


def _found(directive: str) -> list[str]:
    """The words that a text fragment looks for: its start, with what has to stand before it, and its end."""
    before, _, told = directive.rpartition("-,")
    start, *end = map(unquote, told.split(","))
    return [f"{unquote(before)} {start}".strip(), *end]


def test_a_text_fragment_finds_its_sentence_and_no_other(built: Built) -> None:
    faults, count = [], 0
    for slug, text, (start, *end) in _fragments(built):
        count += 1
        # As browsers look for it: whole words, whatever their capitals.
        found = [match.end() for match in re.finditer(rf"(?<!\w){re.escape(start)}(?!\w)", text, re.IGNORECASE)]
        if len(found) != 1:
            faults.append(f"{slug}: {start!r} occurs {len(found)} times")
        elif not found or (end and not re.search(re.escape(end[0]), text[found[0] :], re.IGNORECASE)):
            faults.append(f"{slug}: {start!r}, {end} is not found")
    assert faults == []
    assert count > 100


def test_an_attack_is_text(tab: Tab, address: str) -> None:
    page = tab.visit(f"{address}attack/")
    assert tab.heard == []
    assert page.title() != "x"
    assert page.locator("img").count() == 0
    for sign in ("<script>document.title='x'</script>", "{{ config }}", "{% raw %}", "<img src=x onerror=alert(1)>"):
        assert sign in page.inner_text("main")


def test_a_control_character_is_refused() -> None:
    with pytest.raises(ArticleError, match="control character"):
        reading.read(extremes.refused().encode(), "refused.txt", config.Config(), None)
