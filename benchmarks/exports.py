"""What each export takes: `make bench-exports`. Processor time, warm, the median of several runs, in milliseconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator import (
    claimed,
    config,
    exporting,
    indexing,
    language,
    outputs,
    pages,
    plugins,
    production,
    sitewide,
    steps,
    stories,
)

RUNS = 9
PAGES = 200


def main() -> None:
    """Measure the first article of the project, and a site of many pages like it."""
    settings = replace(config.load(Path(config.NAME)), base_url="https://pages.example")
    object.__setattr__(settings, "root", Path())
    own = steps.program()
    found = stories.discover(Path(settings.content), Path(), own.suffixes()).stories[0]
    explainer = production.read_story(found, settings, own)
    code = language.load(settings.language)
    page = exporting.page_data(explainer, settings, code)
    entry = indexing.entry_of(explainer, code)
    many = tuple(replace(entry, slug=f"{entry.slug}-{index}") for index in range(PAGES))
    whole = exporting.site_data(many, settings, code)

    print(f"one page, {len(page.chronology.dated)} dated events")
    _row("the page itself", lambda: pages.render(explainer, settings, code))
    for part in exporting.enabled(settings, "page"):
        files = part.write(page)
        _row(part.__name__.rpartition(".")[2], partial(part.write, page), sum(map(len, files.values())))
    _row("what they may say", lambda: claimed.of_page(page))
    facts = claimed.of_page(page)
    for name, data in outputs.of_page(explainer, settings, code, "").items():
        proof = next(one for one in plugins.parts("proofs") if Path(name).suffix in one.SUFFIXES)
        _row(f"proof of {name}", partial(proof.prove, data, name, page, facts))
    _row("all of them, proved", lambda: outputs.of_page(explainer, settings, code, ""))

    print(f"\na site of {PAGES} pages")
    _row("index", lambda: indexing.render(whole))
    for part in exporting.enabled(settings, "site"):
        files = part.write(whole)
        _row(part.__name__.rpartition(".")[2], partial(part.write, whole), sum(map(len, files.values())))
    _row("what they may say", lambda: sitewide.of(whole))
    _row("all of them, proved", lambda: outputs.of_site(many, settings, code))


def _row(name: str, step: Callable[[], object], size: int = 0) -> None:
    step()
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        step()
        times.append(1000 * (time.process_time() - began))
    print(f"{name:<28} {statistics.median(times):8.2f} ms{f'  {size:>9,} bytes' if size else ''}")


if __name__ == "__main__":
    main()
