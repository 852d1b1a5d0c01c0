"""`explainer inspect`: what is found in articles, without building anything."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator import console
from generator.errors import ExplainerError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.config import Config
    from generator.steps import Steps

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 20
HELP = "show what is found in articles"
EXAMPLES = """\
explainer inspect content/market.md                  every date, person, figure, quotation and event
explainer inspect content --json                     the same for programs, one article a line
explainer inspect draft.txt --published 2024-03-08   of an article that does not give its day
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="an article, or a folder of articles")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each article")
    parser.add_argument("-v", "--verbose", action="store_true", help="say why a figure or a row is not in the facts")
    parser.add_argument("--published", metavar="YYYY-MM-DD", type=_day, help="the date of articles that give none")


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from error


def run(options: argparse.Namespace) -> int:
    """Print what stands in every article; 1 where one cannot be read."""
    from generator import steps

    config, own, failed = console.settings(options), steps.program(), 0
    debug = hasattr(options, "debug")
    console.recognizer(config)
    for path in options.paths:
        try:
            files = _articles(path, own.suffixes())
        except ExplainerError as error:
            failed, files = failed + 1, []
            console.tell(error, debug=debug)
        for file in files:
            try:
                print(_found(file, config, own, options))
            except ExplainerError as error:
                failed += 1
                console.tell(error, debug=debug)
    return 1 if failed else 0


def _articles(path: str, suffixes: frozenset[str]) -> list[Path]:
    from pathlib import Path

    from generator.errors import ArticleError

    given = Path(path)
    if not given.is_dir():
        return [given]
    found = sorted(file for file in given.iterdir() if file.suffix.lower() in suffixes and file.is_file())
    if not found:
        known = ", ".join(sorted(suffixes))
        raise ArticleError("there are no articles in this folder", f"their names end in {known}", path=path)
    return found


def _found(file: Path, config: Config, steps: Steps, options: argparse.Namespace) -> str:
    import json

    from generator import answering, description, inspection, production
    from generator.stories import StoryFiles

    explainer = production.read_story(StoryFiles(file.stem, (file,)), config, steps, options.published)
    reading = explainer.story.readings[0]
    if notice := answering.notice(explainer.story, config):
        console.warn(f"{reading.article.path}: {notice}")
    report = inspection.report(reading, explainer, verbose=options.verbose)
    if options.json:
        return json.dumps(report, ensure_ascii=False)
    return description.describe(report, reading.article.first_line)
