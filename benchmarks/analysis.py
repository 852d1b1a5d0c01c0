"""How fast each finder reads: sentences per CPU second, and the slowest of some hostile lines of 40 kB.

    python benchmarks/analysis.py [ARTICLE ...]

Without articles it reads the example in content/ over and over. Times are CPU seconds of this process.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from generator import config, language, reading
from generator.finders import clauses, dates, events, figures, outcomes, people, places, quotes, sentences
from generator.model import Article, Block, BlockKind
from generator.text import Source

ROOT = Path(__file__).parents[1]
SIZE, SENTENCE = 40_000, 1_900
LEAST_SENTENCES = 2_000
ENGLISH = language.load("en")
HOSTILE: dict[str, str] = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text(encoding="utf-8"))


class Clock:
    """Runs the finders in the order in which an article is read, and notes the CPU seconds of each."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def _timed(self, name: str, find: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = find()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
        return found

    def read(self, article: Article) -> int:
        """Read an article; the number of its sentences."""
        run = self._timed
        told = run("sentences", lambda: sentences.find(article, ENGLISH))
        pieces = run("clauses", lambda: clauses.find(told, ENGLISH))
        times = run("dates", lambda: dates.find(article, told, pieces, ENGLISH).mentions)
        names = run("places", lambda: places.find(article, told, ENGLISH))
        persons = run("people", lambda: people.find(article, told, names, ENGLISH))
        said = run("quotes", lambda: quotes.find(article, told, persons, names, ENGLISH))
        amounts = run("figures", lambda: figures.find(article, told, times, ENGLISH))
        decided = run("outcomes", lambda: outcomes.find(article, told, amounts, ENGLISH))
        subject = people.subject(persons, article, told, ENGLISH)
        run("events", lambda: events.find(article, told, pieces, times, said, decided, ENGLISH, persons, subject))
        return len(told)


def hostile(piece: str, sentence: int = 0) -> Article:
    """A line of 40 kB, as the second of two paragraphs; of sentences of so many characters, or all one."""
    line = piece * ((sentence or SIZE) // len(piece))
    text = "It rained on Monday.\n\n" + (f"It {line}it. " * (SIZE // len(line)) if sentence else line)
    source = Source(text)
    blocks = (Block(BlockKind.PARAGRAPH, source.span(0, 20)), Block(BlockKind.PARAGRAPH, source.span(22)))
    return Article("hostile.txt", source, blocks, published=date(2020, 1, 16))


def main(paths: list[str]) -> int:
    """Print both tables."""
    files = [Path(path) for path in paths] or sorted((ROOT / "content").glob("*.md"))
    articles = [reading.read(path.read_bytes(), str(path), config.Config()).article for path in files]
    clock, count = Clock(), 0
    Clock().read(articles[0])  # patterns are compiled once
    while count < LEAST_SENTENCES:
        count += sum(clock.read(article) for article in articles)
    print(f"{count} sentences of {len(articles)} articles")
    for name, seconds in clock.seconds.items():
        rate = count / seconds if seconds else float("inf")
        print(f"  {name:10} {1000 * seconds / count:7.3f} CPU s per 1,000 sentences  ({rate:9,.0f} a second)")
    together = sum(clock.seconds[name] for name in ("dates", "clauses", "events"))
    print(f"  dates, clauses and events together: {1000 * together / count:.3f} CPU s per 1,000 sentences")
    print(f"the slowest of {len(HOSTILE)} hostile lines of {SIZE // 1000} kB")
    worst: dict[str, tuple[float, str]] = {}
    for title, piece in HOSTILE.items():
        for length in (0, SENTENCE):
            once = Clock()
            once.read(hostile(piece, length))
            for name, seconds in once.seconds.items():
                worst[name] = max(worst.get(name, (0.0, "")), (seconds, f"{title}{', cut' if length else ''}"))
    for name, (seconds, title) in worst.items():
        print(f"  {name:10} {1000 * seconds:8.1f} ms  ({title})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
