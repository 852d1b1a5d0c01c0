"""Lighthouse on a page: the four categories, for a phone and for a desktop, each the median of several runs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path
from typing import Any

from eval.page import chromium

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
_GOOD = 0.9
"""What an audit scores that costs no points worth a word."""
_NOT_JUDGED = {"notApplicable", "informative", "manual"}
Scores = dict[str, int]
"""Points out of a hundred by category."""


def median(packages: Path, address: str, *, desktop: bool) -> tuple[Scores, list[str]]:
    """The median of each category; and which audits cost points, in any run."""
    runs = [_run(packages, address, desktop=desktop) for _ in range(RUNS)]
    scores = {
        name: round(statistics.median(100 * run["categories"][name]["score"] for run in runs)) for name in CATEGORIES
    }
    lost = {
        f"{name}: {reference['id']}"
        for run in runs
        for name in CATEGORIES
        for reference in run["categories"][name]["auditRefs"]
        if reference["weight"]
        and (run["audits"][reference["id"]]["score"] or 0) < _GOOD
        and run["audits"][reference["id"]]["scoreDisplayMode"] not in _NOT_JUDGED
    }
    return scores, sorted(lost)


def _run(packages: Path, address: str, *, desktop: bool) -> dict[str, dict[str, Any]]:
    command = ["node", str(packages / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"]
    command.append(f"--chrome-flags={' '.join(chromium.ARGUMENTS)}")
    if desktop:
        command.append("--preset=desktop")
    environment = {**os.environ, "CHROME_PATH": str(chromium.PROGRAM)}
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)
    report: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return report
