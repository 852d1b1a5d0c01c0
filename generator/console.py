"""What commands have in common: the settings that the options name, and trouble on stderr, one line each."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from generator.errors import ConfigError, ExplainerError, printable

if TYPE_CHECKING:
    from generator.config import Config

# Everything else is imported by the command that needs it, so that --help answers at once.
# ruff: noqa: PLC0415


NAME = "explainer"


class Parser(argparse.ArgumentParser):
    """Usage errors in the same one-line form as all others, and an epilog of examples as it is written."""

    def __init__(self, *, epilog: str | None = None, **named: Any) -> None:
        kind = argparse.RawDescriptionHelpFormatter
        told = "examples:\n" + re.sub(r"^(?=.)", "  ", epilog.rstrip(), flags=re.MULTILINE) if epilog else None
        super().__init__(epilog=told, formatter_class=kind, **named)

    def error(self, message: str) -> NoReturn:
        """ConfigError with the message of argparse, and with what may have been meant."""
        raise ConfigError(f"{message}{_meant(message)}", f"see '{self.prog} --help'")


def _meant(message: str) -> str:
    choice = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if not choice:
        return ""
    import difflib

    near = difflib.get_close_matches(choice[1], re.findall(r"[\w-]+", choice[2]), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def called() -> str:
    """How a shell calls this program: by its name where that is known there, else by its path."""
    import shlex
    import shutil

    if shutil.which(NAME):
        return NAME
    path = os.path.abspath(sys.argv[0])
    if os.path.basename(path) == NAME:
        return shlex.quote(path)
    return f"{shlex.quote(sys.executable)} -m generator"


def shared() -> Parser:
    """The options that every command takes."""
    options = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--config", metavar="FILE", help="the settings (default: config.yaml, where there is one)")
    options.add_argument("--debug", action="store_true", help="show where in the program an error arose")
    return options


def settings(options: argparse.Namespace) -> Config:
    """The settings that `--config` names, or those of the working folder, with `--base-url`. ConfigError."""
    from pathlib import Path

    from generator import config

    given = getattr(options, "config", None)
    if given is not None and not Path(given).exists():
        raise ConfigError("there is no such file", "check --config", path=given)
    found, address = config.load(Path(given or config.NAME)), getattr(options, "base_url", None)
    return found if address is None else config.at(found, address)


def tell(error: ExplainerError, *, debug: bool) -> int:
    """Print an error, with its traceback where asked for, and return its exit code."""
    if debug:
        import traceback

        traceback.print_exception(error)
    print(f"error: {error}", file=sys.stderr)
    return error.exit_code


def warn(said: str) -> None:
    """Print a warning."""
    print(f"warning: {printable(said)}", file=sys.stderr)


def recognizer(config: Config) -> None:
    """One line where the model that the settings name does not serve."""
    if not config.spacy:
        return
    from generator import entities

    if said := entities.trouble(config.spacy):
        warn(said)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
