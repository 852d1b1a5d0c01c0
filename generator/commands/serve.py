"""`explainer serve`: the site in a browser while it is written."""

from __future__ import annotations

import argparse

from generator import console

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 30
HELP = "show the site in a browser, and rebuild on changes"
EXAMPLES = """\
explainer serve --open                               build, and open the site in a browser
explainer serve --port 8080                          where 8000 is taken
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--port", type=int, default=8000, help="the port (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--open", action="store_true", help="open the site in a browser")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from generator import serve, steps

    console.recognizer(console.settings(options))  # wrong settings are told before a server starts
    load = lambda: console.settings(options)  # noqa: E731
    serve.run(load, steps.program(), options.host, options.port, open_browser=options.open)
    return 0
