"""What an article takes, step by step: `python -m benchmarks.steps [FOLDER of articles] [--profile STEP]`.

Processor time, in milliseconds for one article, over many different articles that each go through every step once: no
step sees an article twice. Without a folder they are invented ones. With a step, its profile is printed instead.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import articles
from generator import config, steps, workforce
from generator import language as languages
from generator.config import Config
from generator.steps import Steps, made

COUNT, WARM = 120, 12
"""Articles, and how many before them are built without being counted: patterns and templates are compiled once."""


class Clock:
    """Runs steps, and notes what each of them takes."""

    def __init__(self, profiled: str = "") -> None:
        self.seconds: dict[str, float] = {}
        self.counting = False
        self._profiled, self.profile = profiled, cProfile.Profile()

    def __call__(self, name: str, step: Callable[[], Any]) -> Any:
        """What a step gives back."""
        if self.counting and name == self._profiled:
            return self.profile.runcall(step)
        start = time.process_time()
        made = step()
        if self.counting:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
        return made


def page(data: bytes, name: str, settings: Config, steps: Steps, clock: Clock) -> None:
    """All steps of one article, in the order of a build."""
    read = clock("read", lambda: steps.read(data, name, settings, None))
    explainer = clock("explain", lambda: steps.explain((read,), Path(name).stem, settings))
    language = languages.load(read.article.language)
    beside = clock("beside", lambda: made(steps.beside(explainer, settings, language, name)))
    html = clock("render", lambda: steps.render(explainer, settings, language, beside))
    clock("prove", lambda: steps.prove(html, explainer, settings, language, name))
    clock("entry", lambda: steps.entry_of(explainer, language))
    clock("quoted", lambda: steps.quoted(explainer, html))


def measure(files: list[Path], clock: Clock, warm: int = WARM) -> int:
    """Build a page of each file; how many of them were counted."""
    settings = replace(config.load(Path(config.NAME)), base_url="https://pages.example")
    object.__setattr__(settings, "root", Path())
    own = steps.program()
    workforce.keep_memory()  # as a build of many articles does
    for index, path in enumerate(files):
        clock.counting = index >= warm
        page(path.read_bytes(), path.name, settings, own, clock)
    return len(files) - warm


def main(arguments: list[str]) -> int:
    """Print the table, or the profile of a step."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--profile", default="", metavar="STEP")
    parser.add_argument("--words", default=600, type=int)
    parser.add_argument("--count", default=COUNT, type=int)
    asked = parser.parse_args(arguments)
    clock = Clock(asked.profile)
    with tempfile.TemporaryDirectory() as folder:
        warm = min(WARM, asked.count // 2)
        every = (
            sorted(asked.folder.iterdir())
            if asked.folder
            else articles.write(Path(folder), asked.count + warm, asked.words)
        )
        count = measure(list(every)[: asked.count + warm], clock, warm)
    if asked.profile:
        pstats.Stats(clock.profile).sort_stats("tottime").print_stats(40)
        return 0
    for name, seconds in clock.seconds.items():
        print(f"{name:<10} {1000 * seconds / count:8.2f} ms")
    rest = sum(seconds for name, seconds in clock.seconds.items() if name != "read")
    print(f"{'all but read':<10} {1000 * rest / count:6.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
