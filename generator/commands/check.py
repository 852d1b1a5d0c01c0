"""`explainer check`: the built site, looked at again before it is published."""

from __future__ import annotations

import argparse
import sys

from generator import console

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 15
HELP = "look at the built site: links, proofs, feeds, titles, what is out of date"
EXAMPLES = """\
explainer check                            the site of the settings
explainer check public --json              another folder, one JSON object a line
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("folder", metavar="DIR", nargs="?", help="the built site (default: that of the settings)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line for each finding")


def run(options: argparse.Namespace) -> int:
    """Print what is found; 1 where something is wrong, 0 where there is only something to look at."""
    from datetime import date
    from pathlib import Path

    from generator import auditing, reporting, steps

    config = console.settings(options)
    folder = Path(options.folder) if options.folder else config.root / config.output
    site = auditing.open_site(folder, config, steps.program(), date.today())
    found = auditing.audit(site)
    counted = reporting.counts(found)
    if options.json:
        for record in found:
            print(reporting.json_line(record))
        print(reporting.json_summary({"pages": len(site.manifest.pages), "files": len(site.files), **counted}))
    else:
        for record in found:
            print(record, file=sys.stderr)
        print(_summary(len(site.manifest.pages), counted))
    return 1 if counted["errors"] else 0


def _summary(pages: int, counted: dict[str, int]) -> str:
    told = [f"{count} {name[:-1] if count == 1 else name}" for name, count in counted.items()]
    return f"checked {pages} {'page' if pages == 1 else 'pages'}, {', '.join(told)}"
