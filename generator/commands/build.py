"""`explainer build`: the site from the articles."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from generator import console

if TYPE_CHECKING:
    from generator.site import Built

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 10
HELP = "build the site from the articles"
EXAMPLES = """\
explainer build                                      content/ into site/
explainer build --strict --output public             all of it or nothing, into public/
explainer build --base-url https://venn.example/     for another address than that of config.yaml
"""
_MOST = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--output", metavar="DIR", help="build into this folder instead of the one in the settings")
    parser.add_argument("--base-url", metavar="URL", help="the public address instead of the one in the settings")
    parser.add_argument("--jobs", metavar="N", type=_jobs, help="how many processes work (default: one a processor)")
    parser.add_argument("--fresh", action="store_true", help="make everything anew, whatever earlier builds left")
    parser.add_argument("--strict", action="store_true", help="publish nothing if one article fails")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each error and warning")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only warnings and errors")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name every page and every fault, and say how long it took"
    )


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: write 1 to {_MOST}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Build; 1 where an article failed."""
    import time
    from pathlib import Path

    from generator import progress, site, steps

    began = time.perf_counter()
    output = Path(options.output) if options.output else None
    config = console.settings(options)
    console.recognizer(config)
    with progress.Line() as line:
        built = site.build(
            config,
            steps.program(),
            output,
            strict=options.strict,
            fresh=options.fresh,
            jobs=options.jobs or console.processors(),
            progress=None if options.quiet else line,
        )
    _trouble(built, everything=options.verbose, debug=hasattr(options, "debug"))
    if options.json:
        _print_records(built)
        return 1 if built.failed else 0
    if options.verbose:
        print("".join(f"/{slug}/\n" for slug in sorted(built.pages)), end="")
    if not options.quiet:
        timed = options.verbose or sys.stdout.isatty()
        print(summary(built) + (f" in {time.perf_counter() - began:.1f} s" if timed else ""))
    return 1 if built.failed else 0


def _trouble(built: Built, *, everything: bool, debug: bool) -> None:
    from generator import reporting

    for warning in built.warnings:
        console.warn(warning)
    for error in built.failed if everything else reporting.folded(built.failed):
        console.tell(error, debug=debug)


def _print_records(built: Built) -> None:
    """Everything that was wrong as JSON Lines, and last what was done; stderr says the same for people."""
    from generator import reporting

    records = [*map(reporting.of_warning, built.warnings), *map(reporting.of_error, built.failed)]
    for record in records:
        print(reporting.json_line(record))
    told = {"pages": sorted(built.pages), "kept": sorted(built.kept), "unchanged": built.unchanged}
    print(reporting.json_summary({**told, "published": built.published, **reporting.counts(records)}))


def summary(built: Built) -> str:
    """The line that ends a build: pages, failures, how much of the articles' words is quoted, what was left out."""
    pages = "1 page" if len(built.pages) == 1 else f"{len(built.pages)} pages"
    parts = [f"built {pages}", f"{len(built.failed)} failed"]
    if built.unchanged:
        parts.append(f"{built.unchanged:,} unchanged")
    if built.kept:
        parts.append(f"{len(built.kept)} kept as before")
    if built.read:
        parts.append(f"quoted {100 * built.quoted / built.read:.0f}% of {built.read:,} words")
    if built.left_out:
        parts.append(f"without 'base_url' no {', '.join(built.left_out)}")
    if not built.published:
        parts.append("nothing published")
    return ", ".join(parts)
