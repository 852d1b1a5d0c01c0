"""What a page takes: `make bench-page`. Processor time, warm, the median of several runs, in milliseconds; its size."""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator import check, config, evidence, language, metadata, outputs, pages, production, steps, stories
from generator.config import Config
from generator.model import Explainer

RUNS, TIMES = 9, 20


def main(root: Path) -> None:
    """Measure the page of every story in a project."""
    settings = config.load(root / config.NAME)
    settings = replace(settings, base_url=settings.base_url or "https://pages.example")
    object.__setattr__(settings, "root", root)
    own = steps.program()
    print(
        f"{'page':<24} {'render':>8} {'prove':>8} {'evidence':>8} {'JSON-LD':>8} {'sources':>8} {'HTML':>9} {'gzip':>8}"
    )
    for story in stories.discover(root / settings.content, root, own.suffixes()).stories:
        _row(production.read_story(story, settings, own), settings)


def _row(explainer: Explainer, settings: Config) -> None:
    code = language.load(explainer.story.readings[0].article.language)
    beside = outputs.of_page(explainer, settings, code, "")
    html = pages.render(explainer, settings, code, beside)
    times = (
        _median(lambda: pages.render(explainer, settings, code, beside)),
        _median(lambda: check.prove(html, explainer, settings, code, "")),
        _median(lambda: evidence.gather(explainer)),
        _median(lambda: metadata.linked_data(explainer, settings, code)),
    )
    sizes = (
        len(evidence.gather(explainer).extracts),
        len(html.encode()),
        len(gzip.compress(html.encode(), 9, mtime=0)),
    )
    told = " ".join(f"{value:8.2f}" for value in times)
    print(f"{explainer.slug:<24} {told} {sizes[0]:8} {sizes[1]:9,} {sizes[2]:8,}")


def _median(step: Callable[[], object]) -> float:
    step()
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        for _ in range(TIMES):
            step()
        times.append(1000 * (time.process_time() - began) / TIMES)
    return statistics.median(times)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
