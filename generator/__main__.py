"""`python -m generator` is the command `explainer`."""

from __future__ import annotations

import atexit
import os
import sys
import threading

from generator import codes, methods
from generator.cli import main


def run() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    methods.begin()
    code = main()
    codes.keep()
    if threading.active_count() == 1:
        _end(code)
    sys.exit(code)


def _end(code: int) -> None:
    """End at once: the system takes back whole what Python would give back piece by piece, in a tenth of a second."""
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return  # Python says what is wrong with a stream
    os._exit(code)


if __name__ == "__main__":
    run()
