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
    parser.add_argument("--port", type=_port, default=8000, help="the port; 0 takes a free one (default: %(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--open", action="store_true", help="open the site in a browser")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number up to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    import functools
    import webbrowser
    from pathlib import Path

    from generator import config, serve, steps
    from generator.building import Builder

    settings = console.settings(options)  # wrong settings are told before a server starts
    plain = argparse.Namespace(**{key: value for key, value in vars(options).items() if isinstance(value, str)})
    console.recognizer(settings)
    builder = Builder(functools.partial(console.settings, plain), steps.program, console.processors())
    file = Path(getattr(options, "config", None) or config.NAME)
    serve.run(
        builder, settings, file, options.host, options.port, open_browser=webbrowser.open if options.open else None
    )
    return 0
