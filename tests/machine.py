"""Building in a process of its own, where it can be killed, starved of room, or robbed of its permissions.

Run as a program it builds the project in the working folder with the simple steps of `fakes`: arguments are the number
of processes, and optionally the folder to build into.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parent.parent
_DROP = 24  # PR_CAPBSET_DROP of linux/prctl.h
_PRIVILEGES = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what lets root ignore permissions


def command(*arguments: str) -> list[str]:
    """The command that builds with the simple steps."""
    return [sys.executable, "-m", "tests.machine", *arguments]


def environment(given: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Where the package and the tests are found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **given}


def without_privileges() -> None:
    """Have permissions hold for root as well, in the process that is about to start."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None)
        for number in _PRIVILEGES:
            libc.prctl(_DROP, number, 0, 0, 0)


def build(
    root: Path,
    *arguments: str,
    before: Callable[[], None] | None = None,
    given: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.CompletedProcess[str]:
    """Build a project with the program's own steps, as its command does."""
    run = [sys.executable, "-m", "generator", "build", *arguments]
    return subprocess.run(
        run, cwd=root, env=environment(given), capture_output=True, text=True, check=False, preexec_fn=before
    )


def main(arguments: list[str]) -> int:
    from generator import site  # noqa: PLC0415
    from generator.errors import ExplainerError  # noqa: PLC0415
    from tests import fakes  # noqa: PLC0415

    output = Path(arguments[1]) if len(arguments) > 1 else None
    try:
        built = site.build(fakes.config(Path.cwd()), fakes.STEPS, output, jobs=int(arguments[0]))
    except ExplainerError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 1 if built.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
