"""A page, its box and the search page in a real browser: what they do when they are used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import indexing, outputs, pages
from tests import ferry

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page and an index on disk."""
    folder = tmp_path_factory.mktemp("site")
    explainer, language = ferry.explainer(), ferry.english()
    (folder / "ferry").mkdir()
    (folder / "ferry" / "index.html").write_text(pages.render(explainer, ferry.config(), language), encoding="utf-8")
    entry = indexing.entry_of(explainer, language)
    for name, data in outputs.of_site([entry], ferry.config(), language).items():
        (folder / name).write_bytes(data)
    for name, data in outputs.of_page(explainer, ferry.config(), language, "ferry").items():
        (folder / "ferry" / name).write_bytes(data)
    return folder


@pytest.fixture
def tab(tab: Any) -> Any:
    """The page in a tab, with what its console said (`heard`) and what it asked for (`asked`)."""
    tab.page.heard, tab.page.asked = tab.heard, tab.asked
    return tab.page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_number_lights_up_its_sentence(tab: Any, site: Path, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto((site / "ferry" / "index.html").as_uri())
    colour = "getComputedStyle(document.querySelector('#s3')).backgroundColor"
    plain = tab.evaluate(colour)
    tab.locator('dl a[href="#s3"]').hover()
    lit = tab.evaluate(colour)
    assert lit != plain
    tab.locator('dl a[href="#s3"]').click()
    tab.mouse.move(0, 0)
    assert tab.evaluate(colour) == lit
    assert tab.evaluate("document.querySelector('#s3').matches(':target')")


def test_the_rail_scrolls_and_the_page_stays(tab: Any, site: Path) -> None:
    tab.set_viewport_size({"width": 1280, "height": 500})
    tab.emulate_media(reduced_motion="reduce")
    tab.goto((site / "ferry" / "index.html").as_uri())
    tab.evaluate("window.scrollTo(0, 900)")
    link = tab.locator('#timeline a[href="#s10"]').first
    link.scroll_into_view_if_needed()
    before = tab.evaluate("window.scrollY")
    link.click()
    assert tab.evaluate("window.scrollY") == before
    box = tab.locator("#s10").bounding_box()
    assert 0 <= box["y"] < 500


def test_a_script_that_slipped_in_would_not_run(tab: Any, site: Path) -> None:
    html = (site / "ferry" / "index.html").read_text(encoding="utf-8")
    (site / "bad.html").write_text(html.replace("</main>", "<script>document.title='x'</script></main>"), "utf-8")
    tab.goto((site / "bad.html").as_uri())
    assert tab.title() == "What happened to Mira Calloway?"
    assert any("Content Security Policy" in said for said in tab.heard)


def test_a_right_to_left_page_fits(tab: Any, site: Path) -> None:
    known = ferry.english()
    language = type(known)("en", {**known.tables, "direction": "rtl"})
    (site / "rtl.html").write_text(pages.render(ferry.explainer(), ferry.config(), language), encoding="utf-8")
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto((site / "rtl.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_search_page_is_complete_and_its_script_only_narrows_it_down(tab: Any, site: Path) -> None:
    tab.goto((site / "search.html").as_uri())
    every = tab.locator(".names li").count()
    assert tab.locator(".names li:visible").count() == every > 3
    tab.fill("#find", "brandvöld")
    assert tab.locator("#none").is_visible()
    tab.fill("#find", "JONAS call")
    assert tab.locator(".names li:visible").all_inner_texts()[0].startswith("Jonas Calloway")
    assert tab.locator(".names li:visible").count() == 1
    assert tab.heard == []


def test_the_links_of_the_facts_box_open_the_page_around_it(tab: Any, site: Path) -> None:
    frame = '<!DOCTYPE html><title>host</title><iframe src="ferry/facts.html" width="600" height="600"></iframe>'
    (site / "host.html").write_text(frame, encoding="utf-8")
    tab.goto((site / "host.html").as_uri())
    tab.frame_locator("iframe").locator('a.r[href="#s3"]').first.click()
    tab.wait_for_url("**/ferry/#s3")
