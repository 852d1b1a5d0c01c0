"""`explainer clean`: what the program made beside the site, removed."""

from __future__ import annotations

import argparse

from generator import console

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 50
HELP = "remove what builds keep for the next one, and with --site the built site"
EXAMPLES = """\
explainer clean --dry-run                  what would be removed
explainer clean --site                     what builds keep, and the built site
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--site", action="store_true", help="remove the built site too")
    parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")


def run(options: argparse.Namespace) -> int:
    """Remove, and print what."""
    from generator import cleaning, stories

    config = console.settings(options)
    output = config.root / config.output
    act, said = (cleaning.found, "would remove") if options.dry_run else (cleaning.remove, "removed")
    paths = act(config, output, site=options.site)
    for path in paths:
        print(f"{said} {stories.shown(path, config.root)}")
    if not paths:
        print("nothing to remove")
    return 0
