"""What commands have in common: the settings that the options name, and trouble on stderr, one line each."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from generator.errors import ConfigError, ExplainerError, printable

if TYPE_CHECKING:
    from generator.config import Config

# Everything else is imported by the command that needs it, so that --help answers at once.
# ruff: noqa: PLC0415


class Parser(argparse.ArgumentParser):
    """Usage errors in the same one-line form as all others."""

    def error(self, message: str) -> NoReturn:
        """ConfigError with the message of argparse."""
        raise ConfigError(message, f"see '{self.prog} --help'")


def settings(options: argparse.Namespace) -> Config:
    """The settings that `--config` names, or those of the working folder. ConfigError."""
    from pathlib import Path

    from generator import config

    given = getattr(options, "config", None)
    if given is not None and not Path(given).exists():
        raise ConfigError("there is no such file", "check --config", path=given)
    return config.load(Path(given or config.NAME))


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
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
