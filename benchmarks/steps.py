"""What an article takes, step by step: `python -m benchmarks.steps [FOLDER of articles …] [--profile STEP]`.

Processor time, in milliseconds for 600 words, over many different articles that each go through every step once: no
step sees an article twice. Without a folder they are invented ones; articles of several folders are taken in turn, so
that what else the machine does meets all alike. With a step, its profile is printed instead.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from benchmarks import articles
from benchmarks.density import UNDATED, WORDS
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


def page(data: bytes, name: str, settings: Config, steps: Steps, clock: Clock) -> int:
    """All steps of one article, in the order of a build; how many words it has."""
    read = clock("read", lambda: steps.read(data, name, settings, UNDATED))
    explainer = clock("explain", lambda: steps.explain((read,), Path(name).stem, settings))
    language = languages.load(read.article.language)
    beside = clock("beside", lambda: made(steps.beside(explainer, settings, language, name)))
    html = clock("render", lambda: steps.render(explainer, settings, language, beside))
    clock("prove", lambda: steps.prove(html, explainer, settings, language, name))
    clock("entry", lambda: steps.entry_of(explainer, language))
    clock("quoted", lambda: steps.quoted(explainer, html))
    return len(read.article.source.text.split())


def measure(folders: Sequence[Sequence[Path]], clocks: Sequence[Clock], warm: int) -> list[int]:
    """Build a page of each file, the folders in turn; how many words were counted in each folder."""
    settings = replace(config.load(Path(config.NAME)), base_url="https://pages.example")
    object.__setattr__(settings, "root", Path())
    own, words = steps.program(), [0] * len(folders)
    workforce.keep_memory()  # as a build of many articles does
    for index, paths in enumerate(zip_longest(*folders)):
        for at, path in enumerate(paths):
            if path is None:
                continue
            clocks[at].counting = index >= warm
            count = page(path.read_bytes(), path.name, settings, own, clocks[at])
            words[at] += count if clocks[at].counting else 0
    return words


def main(arguments: list[str]) -> int:
    """Print the table, or the profile of a step."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--profile", default="", metavar="STEP")
    parser.add_argument("--words", default=WORDS, type=int, help="of an invented article")
    parser.add_argument("--count", default=COUNT, type=int, help="how many articles of each folder")
    parser.add_argument("--dense", action="store_true", help="invent articles with several facts in every sentence")
    asked = parser.parse_args(arguments)
    warm = min(WARM, asked.count // 2)
    count = asked.count + warm
    clocks = [Clock(asked.profile) for _ in asked.folders or [Path()]]
    with tempfile.TemporaryDirectory() as folder:
        files = [sorted(given.iterdir())[:count] for given in asked.folders]
        files = files or [list(articles.write(Path(folder), count, asked.words, dense=asked.dense))]
        words = measure(files, clocks, warm)
    if asked.profile:
        pstats.Stats(clocks[0].profile).sort_stats("tottime").print_stats(40)
        return 0
    print(table(clocks, words))
    return 0


def table(clocks: Sequence[Clock], words: Sequence[int]) -> str:
    """Milliseconds for 600 words: a line for each step, a column for each clock."""
    columns = [
        {name: 1000 * WORDS * took / count for name, took in clock.seconds.items()}
        for clock, count in zip(clocks, words, strict=True)
    ]
    for column in columns:
        column |= {"all but read": sum(took for name, took in column.items() if name != "read")}
    return "\n".join(f"{name:<12}" + "".join(f" {column[name]:8.2f} ms" for column in columns) for name in columns[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
