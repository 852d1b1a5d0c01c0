"""The files of the site are those that its manifest lists: none is missing, none was laid in by somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from generator import reporting
from generator.auditing import Site
from generator.reporting import Record


def find(site: Site) -> Iterator[Record]:
    """Files that are missing, and files that are not ours."""
    listed = frozenset(site.manifest.files)
    for name in listed - site.files:
        yield reporting.error("the file is missing", "run 'explainer build'", site.shown(name))
    for name in site.files - listed:
        yield reporting.error("this program did not make it", "move it out of the site", site.shown(name))
