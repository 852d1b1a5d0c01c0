"""One browser and one built site for all tests in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from eval.page import chromium, material


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A fresh browser; of each module, since an event loop runs as long as it is open, which other tests need alone."""
    if chromium.PROGRAM is None:
        pytest.skip("no chromium on this machine")
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> material.Material:
    """The example, the annotated articles where they are on this machine, and the extremes, as a site."""
    return material.build(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def address(built: material.Material) -> Iterator[str]:
    """Where that site is served, on this machine only."""
    with chromium.serving(built.folder) as served:
        yield served


@pytest.fixture
def tab(browser: Any) -> Iterator[chromium.Tab]:
    """A tab that remembers what its console said (`heard`) and what it asked for (`asked`)."""
    opened = chromium.Tab(browser)
    yield opened
    opened.page.context.close()
