"""`explainer deploy`: the built site, published."""

from __future__ import annotations

import argparse

from generator import console

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 40
HELP = "publish the built site to a branch of a git remote"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--remote", default="origin", help="the remote (default: %(default)s)")
    parser.add_argument("--branch", default="gh-pages", help="the branch (default: %(default)s)")
    parser.add_argument("--message", default="Publish the site", help="the commit message (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Publish, and print where."""
    from generator.deploy import branch

    config = console.settings(options)
    print(branch.publish(config.root / config.output, options.remote, options.branch, options.message))
    return 0
