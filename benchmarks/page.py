"""What a page takes: `make bench-page`. Processor time, warm, the median of several runs, in milliseconds; its size."""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator import check, config, evidence, language, metadata, outputs, pages, site, stories, stylesheet

RUNS, TIMES = 9, 20


def main(root: Path) -> None:
    """Measure the page of every story in a project."""
    settings = config.load(root / config.NAME)
    settings = replace(settings, base_url=settings.base_url or "https://pages.example")
    object.__setattr__(settings, "root", root)
    steps = site.steps()
    print(f"{'page':<24} {'render':>8} {'prove':>8} {'sources':>8} {'HTML':>9} {'gzip':>8}")
    for story in stories.discover(root / settings.content, root, steps.suffixes).stories:
        explainer = site.read_story(story, settings, steps)
        code = language.load(explainer.story.readings[0].article.language)
        beside = outputs.of_page(explainer, settings, code, "")
        html = pages.render(explainer, settings, code, beside)
        render = _median(lambda: pages.render(explainer, settings, code, beside))
        prove = _median(lambda: check.prove(html, explainer, settings, code, ""))
        count = len(evidence.gather(explainer).extracts)
        size = len(gzip.compress(html.encode(), 9, mtime=0))
        print(f"{explainer.slug:<24} {render:8.2f} {prove:8.2f} {count:8} {len(html.encode()):9,} {size:8,}")
    print("\nparts of the last one")
    print(f"{'evidence':<24} {_median(lambda: evidence.gather(explainer)):8.2f}")
    print(f"{'JSON-LD':<24} {_median(lambda: metadata.linked_data(explainer, settings, code)):8.2f}")
    print(f"{'style':<24} {_median(lambda: stylesheet.sheet(settings, count)):8.2f}")


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
