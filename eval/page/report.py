"""What was measured, as tables, and which targets were missed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.page import checkers, lighthouse
from eval.page.accessibility import Audit
from eval.page.checkers import Found
from eval.page.material import Material
from eval.page.peers import Measured

SENT, SOURCES = 14_000, 25
"""The most bytes of a page, compressed, of at most so many sources."""
SHEETS, PRINTED = 3, 20
"""The most A4 pages of an article of at most so many sources."""
NOT = "not measured"


_HEAD = """\
# What the pages are measured at

Written by `make eval-page`, not by hand: a site of the example, of annotated articles where they stand beside the
project, and of the hard cases of `tests/extremes.py`, in Debian's Chromium, served on one machine to itself.
{versions}."""
_KEY = """\
kB: thousands of bytes of the page, compressed (gzip). axe: violations, and what it could not judge (incomplete), of all
its rules, at 360 and 1280 pixels, light and dark, everything unfolded. Nu: errors and warnings. html-validate: its
recommended rules, but for inline styles that place the labels of the strip. A4: sheets when printed."""
_BESIDE = """\
TimelineJS3 with the events of the example, Pelican and MkDocs with its article and their default themes. What they ask
of other machines is refused, and its bytes are not counted.

| page | kB | requests | to other machines | rules of axe broken | words | without scripts |
|---|---:|---:|---:|---|---:|---:|"""


@dataclass(frozen=True, slots=True)
class Row:
    """One page: bytes compressed, requests, sources, A4 pages, what axe says, what the console says."""

    path: str
    sent: int
    requests: int
    sources: int
    sheets: int
    audit: Audit
    heard: list[str]


@dataclass(slots=True)
class Report:
    """All of it. `nu` is None where there is no Java."""

    rows: list[Row]
    nu: tuple[Found, Found] | None
    html_validate: Found
    feeds: list[str]
    versions: dict[str, str]
    lighthouse: list[tuple[str, str, lighthouse.Scores, list[str]]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    peers: list[tuple[str, Measured]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def checked(packages: Path, built: Material) -> tuple[tuple[Found, Found] | None, Found, list[str], dict[str, str]]:
    """What the checkers of files say, and the versions of all that is used."""
    names = ("axe-core", "vnu-jar", "html-validate", "lighthouse", "@knight-lab/timelinejs")
    versions = {
        name: str(json.loads((packages / name / "package.json").read_bytes())["version"])
        for name in names
        if (packages / name).is_dir()
    }
    validated = checkers.html_validate(packages, built.folder, built.pages)
    return checkers.nu(packages, built.folder, built.pages), validated, checkers.feeds(built.folder), versions


def run_through(
    packages: Path, address: str, slugs: Sequence[str]
) -> list[tuple[str, str, lighthouse.Scores, list[str]]]:
    """Lighthouse on some pages, for a phone and for a desktop."""
    told = []
    for slug in slugs:
        for device in ("mobile", "desktop"):
            told.append((slug, device, *lighthouse.median(packages, f"{address}{slug}/", desktop=device == "desktop")))
    return told


def missed(found: Report) -> list[str]:
    """Every target that was not reached, in words."""
    return [*_missed_by_pages(found.rows), *_missed_by_files(found)]


def _missed_by_pages(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        for kind, lines in (
            ("axe", row.audit.violations),
            ("axe, incomplete", row.audit.incomplete),
            ("console", row.heard),
        ):
            yield from (f"{row.path}: {kind}: {line}" for line in lines)
        if row.sources <= SOURCES and row.sent > SENT:
            yield f"{row.path}: {row.sent:,} bytes for {row.sources} sources"
        if row.requests != 1:
            yield f"{row.path}: {row.requests} requests"
        if 0 < row.sources <= PRINTED and row.sheets > SHEETS:
            yield f"{row.path}: {row.sheets} A4 pages for {row.sources} sources"


def _missed_by_files(found: Report) -> Iterator[str]:
    by_kind = {
        "Nu, error": (found.nu or ({}, {}))[0],
        "Nu, warning": (found.nu or ({}, {}))[1],
        "html-validate": found.html_validate,
    }
    for kind, pages in by_kind.items():
        yield from (f"{path}: {kind}: {line}" for path, lines in pages.items() for line in lines)
    yield from (f"a link that leads nowhere: {line}" for line in found.broken)
    yield from found.feeds
    for slug, device, scores, lost in found.lighthouse:
        if set(scores.values()) != {100}:
            yield f"{slug}: Lighthouse, {device}: {scores} ({', '.join(lost) or 'no single audit below 90'})"


def markdown(found: Report) -> str:
    """The tables of docs/page.md."""
    faults = missed(found)
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    parts = [
        _HEAD.format(versions=versions),
        *(f"Not measured: {note}." for note in found.notes),
        _pages(found),
        _KEY,
        f"Links inside the site that lead nowhere: {len(found.broken)}. Faults of feed.xml (feedparser, Atom schema), "
        f"feed.json and sitemap.xml: {len(found.feeds)}.",
        "## Lighthouse\n\n" + _lighthouse(found),
        "## Beside it\n\n" + _peers(found),
        "## Targets missed\n\n" + ("\n".join(f"- {fault}" for fault in faults) if faults else "None."),
    ]
    return "\n\n".join(parts) + "\n"


def _pages(found: Report) -> str:
    lines = [
        "| page | sources | kB | requests | axe | Nu | html-validate | A4 |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in found.rows:
        nu = f"{len(found.nu[0][row.path])} / {len(found.nu[1][row.path])}" if found.nu else NOT
        axe = f"{len(row.audit.violations)} / {len(row.audit.incomplete)}"
        validated = len(found.html_validate[row.path])
        kilobytes = f"{row.sent / 1000:.1f}"
        lines.append(_line((row.path, row.sources or "", kilobytes, row.requests, axe, nu, validated, row.sheets)))
    return "\n".join(lines)


def _lighthouse(found: Report) -> str:
    lines = [
        f"Median of {lighthouse.RUNS} runs each.\n",
        f"| page | device | {' | '.join(lighthouse.CATEGORIES)} |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for slug, device, scores, _ in found.lighthouse:
        lines.append(f"| {slug} | {device} | {' | '.join(str(scores[name]) for name in lighthouse.CATEGORIES)} |")
    return "\n".join(lines)


def _peers(found: Report) -> str:
    lines = [_BESIDE]
    for name, one in found.peers:
        rules = f"{len(one.rules)}{': ' if one.rules else ''}{', '.join(one.rules)}"
        cells = (
            name,
            f"{one.sent / 1000:.1f}",
            one.requests,
            one.elsewhere,
            rules,
            one.words,
            one.words_without_scripts,
        )
        lines.append(_line(cells))
    absent = {"TimelineJS3", "Pelican", "MkDocs"} - {name for name, _ in found.peers}
    return "\n".join(lines) + "".join(f"\n\n{name}: {NOT}, it is not installed." for name in sorted(absent))


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
