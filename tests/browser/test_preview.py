"""The preview in a real browser: it reloads what changed, shows errors as text, and no policy is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from eval.page import chromium
from generator import building, config, steps
from generator.building import Outcome
from tests import fakes, previews

ROOT = Path(__file__).parent.parent.parent
STORY = "Council moves the market\n\nThe council of Ashby moved its market to the old station on Thursday.\n"


class Program:
    """Builds by the program's own steps, in the thread that asks for them."""

    def __init__(self, root: Path) -> None:
        self._load = partial(config.load, root / "config.yaml")

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        return building.build(self._load, steps.program(), 1, ready)

    def stop(self) -> None:
        """There is nothing to stop."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[previews.Served]:
    fakes.project(tmp_path, market=STORY)
    shutil.copytree(ROOT / "templates", tmp_path / "templates", dirs_exist_ok=True)
    made = previews.Served(tmp_path, Program(tmp_path))
    made.shows("/", "market/")
    yield made
    made.close()


def test_a_page_reloads_itself_and_breaks_no_policy(tab: chromium.Tab, served: previews.Served) -> None:
    page = tab.visit(f"{served.address}market/")
    served.save("content/market.md", STORY.replace("Ashby", "Oakham"))
    page.get_by_text("council of Oakham").first.wait_for()
    served.save("content/market.md", STORY.replace("Ashby", "Bexley"))
    page.get_by_text("council of Bexley").first.wait_for()
    assert tab.heard == []
    assert all(url.startswith(served.address) for url in tab.loaded())


def test_an_error_is_shown_as_text_and_goes_when_it_is_mended(tab: chromium.Tab, served: previews.Served) -> None:
    page = tab.visit(f"{served.address}market/")
    served.save("content/market.md", f'---\n"<img src=x onerror=alert(1)>": 1\n---\n\n{STORY}')
    page.locator("#preview-errors").wait_for()
    told = page.locator("#preview-errors").inner_text()
    assert "content/market.md:2:" in told
    assert "<img src=x onerror=alert(1)>" in told
    assert page.locator("#preview-errors img").count() == 0
    assert page.get_by_text("council of Ashby").count() > 0
    page.locator("#preview-errors summary").click()
    assert not page.locator("#preview-errors p").is_visible()
    served.save("content/market.md", STORY)
    page.locator("#preview-errors").wait_for(state="detached")
    assert tab.heard == []


def test_a_script_that_is_not_the_preview_s_own_stays_forbidden(tab: chromium.Tab, served: previews.Served) -> None:
    page = tab.visit(f"{served.address}market/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button onclick=\"document.title=1\">go</button>')")
    page.get_by_role("button", name="go").click()
    assert page.title() != "1"
    assert any("Content Security Policy" in said for said in tab.heard)
