"""How long it takes to find people, places, figures and outcomes: `python benchmarks/facts.py [FOLDER of articles]`.

First CPU seconds for 1,000 sentences of the articles, then milliseconds of each finder for hostile lines of 40 kB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from generator import language as languages
from generator.config import Config
from generator.finders import clauses as pieces
from generator.finders import dates, figures, outcomes, people, places, sentences, topics
from generator.model import Article, Block, BlockKind, Reading
from generator.reading import find, read
from generator.text import Source

ROOT = Path(__file__).parent.parent
SIZE = 40_000
HOSTILE = {
    "digits": "1",
    "digits and spaces": "12 ",
    "commas": "1,",
    "brackets": "(",
    "brackets and capitals": "(A) ",
    "capitals": "A",
    "capitalised words": "Aaa ",
    "initials": "A. ",
    "capitals and hyphens": "Ab-",
    "capitals and apostrophes": "A'",
    "names and commas": "Ann Roe, ",
    "titles": "President ",
    "particles": "Ann de ",
    "organisations": "Board of ",
    "countries": "South Africa ",
    "role nouns": "minister of ",
    "possessors": "Roe's mother ",
    "number words": "one hundred and ",
    "money": "$1 million ",
    "ranges": "1-",
    "charges": "charged with ",
    "passives": "was arrested and ",
    "dots": ". ",
}


def _measured(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _finders(article: Article) -> dict[str, Callable[[], object]]:
    english = languages.load("en")
    told = sentences.find(article, english)
    found = find(article, Config())
    named = places.find(article, told, english)
    return {
        "sentences": lambda: sentences.find(article, english),
        "clauses": lambda: pieces.find(told, english),
        "dates": lambda: dates.find(article, told, found.clauses, english, None),
        "places": lambda: places.find(article, told, english),
        "people": lambda: people.find(article, told, named, english),
        "figures": lambda: figures.find(article, told, (), english),
        "outcomes": lambda: outcomes.find(article, told, (), english),
        "topics": lambda: topics.find(article, told, (), english),
    }


def hostile() -> None:
    """The slowest hostile line of each finder."""
    worst: dict[str, tuple[float, str]] = {}
    for name, piece in HOSTILE.items():
        source = Source((piece * SIZE)[:SIZE])
        article = Article("hostile", source, (Block(BlockKind.PARAGRAPH, source.span(0, SIZE)),))
        for finder, run in _finders(article).items():
            worst[finder] = max(worst.get(finder, (0.0, "")), (_measured(run), name))
    for finder, (seconds, name) in worst.items():
        print(f"{finder:10} {1000 * seconds:6.1f} ms at most for a line of {SIZE // 1000} kB ({name})")


def articles(folder: Path) -> None:
    """CPU seconds for 1,000 sentences, each article read `times` times."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md"}]
    config = Config()
    readings: list[Reading] = [read(path.read_bytes(), path.name, config) for path in files]
    counted = sum(len(reading.sentences) for reading in readings)
    english = languages.load("en")
    runs: dict[str, Callable[[Reading], object]] = {
        "places": lambda reading: places.find(reading.article, reading.sentences, english),
        "people": lambda reading: people.find(reading.article, reading.sentences, reading.places, english),
        "figures": lambda reading: figures.find(reading.article, reading.sentences, reading.dates, english),
        "outcomes": lambda reading: outcomes.find(reading.article, reading.sentences, reading.figures, english),
        "everything": lambda reading: find(reading.article, config),
    }
    print(f"{len(files)} articles, {counted} sentences")
    for name, run in runs.items():
        spent = _measured(lambda run=run: [run(reading) for reading in readings])  # type: ignore[misc]  # a default binds it now
        print(f"{name:10} {1000 * spent / counted:6.3f} CPU seconds for 1,000 sentences")


if __name__ == "__main__":
    articles(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "content")
    hostile()
