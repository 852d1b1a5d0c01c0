"""`explainer doctor`: what is wrong with this machine and this project, and what to type."""

from __future__ import annotations

import argparse

from generator import console

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 60
HELP = "say what is wrong with this machine or this project, and what to type"
EXAMPLES = """\
explainer doctor
explainer doctor --config harbour/config.yaml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    """Print a line for each finding; the worst exit code of all."""
    from generator import doctor
    from generator.errors import printable

    code = 0
    for finding in doctor.examine(lambda: console.settings(options)):
        print(printable(str(finding)))
        code = max(code, finding.exit_code)
    return code
