"""What a command takes: seconds on the clock, of processor time, and megabytes, those of its children among them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of all processors, and the most megabytes held at once; 0 where not measured."""

    wall: float
    cpu: float
    memory: float = 0.0


def run(command: Sequence[str], folder: Path, *, memory: bool = False) -> Cost:
    """Run a command once. RuntimeError with what it said where it fails.

    Memory is the sum of what each process holds for itself and its share of what they hold together (PSS), looked at
    twenty times a second; looking costs time, so that it is only done when asked for.
    """
    with (folder.parent / "told").open("w+b") as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=told, stderr=subprocess.STDOUT)
        most = _watched(process.pid) if memory else 0.0
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}\n{told.read()[-2000:].decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, most)


def _environment() -> dict[str, str]:
    """That of the caller, but for a setting that has Python compile every module anew with every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median(command: Sequence[str], folder: Path, times: int, before: Callable[[int], None] = lambda turn: None) -> Cost:
    """The medians of several runs; `before` prepares each, with its number."""
    costs = []
    for turn in range(times):
        before(turn)
        costs.append(run(command, folder))
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


def _watched(pid: int) -> float:
    most = 0.0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(_held, _family(pid))))
        time.sleep(_PAUSE)
    return most


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            told = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, told.split())
    return found


def _held(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
