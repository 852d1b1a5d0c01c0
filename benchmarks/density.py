"""What articles hold, and their pages, for 600 words of them: `python -m benchmarks.density FOLDER [FOLDER …]`.

One table for all folders, with the mean and the median of each. It tells whether articles that are invented for a
measurement are like those that they stand for. `--least` and `--most` leave out shorter and longer articles: what every
page has, however short the article, weighs more beside few words.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import mean, median

from generator import config, steps
from generator import language as languages
from generator.config import Config
from generator.errors import ArticleError
from generator.model import Explainer, Person, PlaceKind, Reading

WORDS = 600
"""To how many words of an article everything is related."""
UNDATED = date(2015, 6, 1)
"""The day of articles that name none: without one, no weekday and no "last year" could be placed."""
SECTIONS = {"facts": "facts on the page", "timeline": "lines of the timeline", "people": "people on the page"}
"""The sections of a page whose items are counted, and what the table calls them."""
Counts = Mapping[str, float]


def found(reading: Reading) -> dict[str, float]:
    """What stands in an article, by name: numbers, not yet related to its words."""
    text = reading.article.source.text
    words = [word.strip("“”‘’\"'().,;:!?—-") for word in text.split()]
    named = [place for place in reading.places if place.kind is not PlaceKind.NATIONALITY]
    return {
        "sentences": len(reading.sentences),
        "characters": len(text),
        "different words": len({word.casefold() for word in words}),
        "capitalised words": sum(word[:1].isupper() for word in words),
        "words with digits": sum(any(map(str.isdigit, word)) for word in words),
        "clauses": len(reading.clauses),
        "dates": len(reading.dates),
        "figures": len(reading.figures),
        "people": len(reading.people),
        "mentions of people": sum(len(person.mentions) for person in reading.people),
        "people named once": sum(map(_once, reading.people)),
        "roles of people": sum(len(person.roles) for person in reading.people),
        "places and organisations": len(named),
        "nationalities": len(reading.places) - len(named),
        "quotations": len(reading.quotes),
        "words quoted": sum(len(quote.said.words.split()) for quote in reading.quotes),
        "outcomes": len(reading.outcomes),
        "events": len(reading.events),
        "dated events": sum(event.period is not None for event in reading.events),
    }


def _once(person: Person) -> bool:
    return len(person.mentions) == 1


def shown(explainer: Explainer, settings: Config) -> dict[str, float]:
    """What stands on a page, and how many bytes the page and the files beside it have."""
    language = languages.load(explainer.story.readings[0].article.language)
    own = steps.program()
    beside = steps.made(own.beside(explainer, settings, language, explainer.slug))
    html = own.render(explainer, settings, language, beside)
    counts = {str(section.name): len(section.items) for section in explainer.sections}
    return {
        **{title: counts.get(name, 0) for name, title in SECTIONS.items()},
        "bytes of the page": len(html.encode("utf-8")),
        "bytes beside the page": sum(map(len, beside.values())),
    }


def related(counts: Counts, words: int) -> dict[str, float]:
    """Counts for so many words, for as many as the table is of."""
    return {name: count * WORDS / words for name, count in counts.items()}


def repeated(articles: Iterable[Sequence[str]]) -> float:
    """The share of the sentences of articles, from 0 to 1, that stand in another one too."""
    counts = Counter(sentence for article in articles for sentence in set(article))
    return sum(count for count in counts.values() if count > 1) / max(1, counts.total())


def measure(folder: Path, least: int = 0, most: int = sys.maxsize) -> tuple[dict[str, tuple[float, float]], int]:
    """Mean and median of everything in a folder's articles of that many words, and how many there are."""
    settings = replace(config.load(Path(config.NAME)), base_url="https://pages.example")
    every: list[dict[str, float]] = []
    sentences: list[list[str]] = []
    for path in sorted(folder.iterdir()):
        try:
            reading = steps.program().read(path.read_bytes(), path.name, settings, UNDATED)
        except ArticleError as error:
            print(error, file=sys.stderr)
            continue
        words = len(reading.article.source.text.split())
        if least <= words <= most:
            explainer = steps.program().explain((reading,), path.stem, settings)
            counts = found(reading) | shown(explainer, settings)
            sentences.append([sentence.words.words for sentence in reading.sentences])
            every.append({**_lengths(sentences[-1]), **related(counts, words)})
    table = {name: _middle([counts[name] for counts in every]) for name in (every[0] if every else ())}
    share = 100 * repeated(sentences)
    return table | {"sentences of several articles, %": (share, share)}, len(every)


def _lengths(sentences: Sequence[str]) -> dict[str, float]:
    lengths = [len(sentence.split()) for sentence in sentences] or [0]
    return {"words of a sentence": mean(lengths), "words of the longest sentence": max(lengths)}


def _middle(numbers: Sequence[float]) -> tuple[float, float]:
    return mean(numbers), median(numbers)


def table(folders: Mapping[str, Mapping[str, tuple[float, float]]]) -> str:
    """The measures of folders as Markdown; the mean of each folder behind the first is compared with the first's."""
    names = list(folders)
    lines = [f"| for {WORDS} words | " + " | ".join(f"{name}: mean | median" for name in names) + " |"]
    lines.append("|---|" + "---:|---:|" * len(names))
    for what, first in folders[names[0]].items():
        cells = [f"{_short(first[0])} | {_short(first[1])}"]
        for name in names[1:]:
            mean, middle = folders[name].get(what, (0.0, 0.0))
            cells.append(f"{_short(mean)}{_compared(mean, first[0])} | {_short(middle)}")
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"


def _compared(number: float, first: float) -> str:
    return f" ({100 * (number / first - 1):+.0f} %)" if first else ""


def main(arguments: list[str]) -> int:
    """Print the table of some folders."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.density")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--least", default=0, type=int, metavar="WORDS", help="leave out shorter articles")
    parser.add_argument("--most", default=sys.maxsize, type=int, metavar="WORDS", help="leave out longer ones")
    asked = parser.parse_args(arguments)
    measures: dict[str, Mapping[str, tuple[float, float]]] = {}
    for folder in asked.folders:
        measures[str(folder)], count = measure(folder, asked.least, asked.most)
        print(f"{folder}: {count} articles", file=sys.stderr)
        if not count:
            print(f"error: {folder}: no articles of that length — name another folder", file=sys.stderr)
            return 1
    print(table(measures), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
