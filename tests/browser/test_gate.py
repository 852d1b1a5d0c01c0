"""What measures the pages finds what is wrong with them: a gate that lets everything through is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from eval.page import lighthouse, links, probes, report
from eval.page.accessibility import Audit
from eval.page.chromium import Tab

ADDRESS = "https://explainers.example/"


def test_a_link_without_a_file_or_a_place_is_broken(tmp_path: Path) -> None:
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "index.html").write_text(
        '<html><body><p id="s1">x</p><a href="#s1">1</a><a href="#s2">2</a><a href="../">up</a>'
        '<a href="card.png">3</a><a href="https://elsewhere.example/x">4</a></body></html>'
    )
    (tmp_path / "index.html").write_text(
        '<html><body><a href="ferry/#s1">1</a><a href="ferry/#s3">3</a><a href="boat/">b</a></body></html>'
    )
    (tmp_path / "feed.json").write_text(f'{{"a": "{ADDRESS}ferry/", "b": "{ADDRESS}gone/"}}')
    assert links.broken(tmp_path, ADDRESS) == [
        f"feed.json: {ADDRESS}gone/",
        "ferry/index.html: #s2",
        "ferry/index.html: card.png",
        "index.html: ferry/#s3",
        "index.html: boat/",
    ]


def test_links_of_a_page_with_a_base_are_read_from_there(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html><body><p id="s1">x</p></body></html>')
    box = '<html><head><base href="./"></head><body><a href="#s1">1</a><a href="#s2">2</a></body></html>'
    (tmp_path / "facts.html").write_text(box)
    assert links.broken(tmp_path, ADDRESS) == ["facts.html: #s2"]


def page(tab: Tab, html: str) -> Any:
    """A page of this markup, 320 pixels wide."""
    tab.page.set_viewport_size({"width": 320, "height": 900})
    tab.page.set_content(f"<!DOCTYPE html><html lang=en><title>t</title><body style='margin:0'>{html}")
    return tab.page


def test_what_stands_outside_the_window_is_found(tab: Tab) -> None:
    assert probes.wider(page(tab, "<p>fits</p>")) == []
    assert probes.wider(page(tab, "<p style='position:relative;left:400px'>gone</p>"))
    assert probes.wider(page(tab, "<p style='position:absolute;left:-90px'>gone</p>")) == ["gone"]


def test_faint_text_is_found(tab: Tab) -> None:
    assert probes.faint(page(tab, "<p style='color:#767676'>enough</p>")) == []
    assert probes.faint(page(tab, "<p style='color:#777'>too faint</p>")) == ["P 4.48 too faint"]


def test_words_that_are_not_shown_are_missed(tab: Tab) -> None:
    shown = page(tab, "<p>one two</p><p style='display:none'>three</p>")
    assert (probes.words_shown(shown), probes.words_written(shown)) == ("onetwo", "onetwothree")
    assert probes.words(shown) == 2


def test_a_tab_order_of_its_own_is_found(tab: Tab) -> None:
    order, count = probes.focused(page(tab, "<a href=#a>a</a><a href=#b tabindex=1>b</a>"))
    assert (order, count) == ([1, 0], 2)


def test_every_target_that_is_missed_is_named() -> None:
    good = report.Row("a/index.html", 9000, 1, 20, 3, Audit(), [])
    bad = report.Row("b/index.html", 14_001, 2, 20, 4, Audit(["360 light x y"], ["360 dark z y"]), ["refused"])
    checked = {"a/index.html": [], "b/index.html": ["line 1: no"]}
    found = report.Report([good, bad], (checked, {}), checked, ["feed.xml: no"], {}, broken=["x: y"])
    found.lighthouse = [("a", "mobile", dict.fromkeys(lighthouse.CATEGORIES, 100), [])]
    faults = report.missed(found)
    assert len(faults) == 10
    assert not any(fault.startswith("a") and "link" not in fault for fault in faults)
