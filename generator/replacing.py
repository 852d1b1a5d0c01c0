"""Putting a new site in the place of the old one: whole, at once, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import fingerprints, locking, publishing, trees
from generator.errors import MachineError

SPARE = "spare"
"""The site of a build earlier: the next one is made of it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site as it stands: its folder, its files with their digests, and what stat says of each."""

    target: Path
    live: Mapping[str, str]
    marks: Mapping[str, str]


def replace(
    site: Site, workshop: Path, stamps: Mapping[str, str], wanted: Mapping[str, str], places: Mapping[str, Path]
) -> dict[str, str]:
    """Have the site hold exactly the `wanted` files; return the digests of all stamps of the site and its spare.

    `places` are the new files on the stage, `stamps` the digests that stamps are known for. MachineError where the disk
    does not take it; the old site then stands as it was.
    """
    spare = workshop / SPARE
    if spare.is_symlink():
        spare.unlink()
    try:
        has, marks = trees.digests(spare, stamps, read=False)
        known = {path for path, digest in wanted.items() if site.live.get(path) == digest}
        trees.become(spare, has, wanted, lambda path: site.target / path if path in known else places[path])
        told = {path: mark for path, mark in marks.items() if has[path] == wanted.get(path)}
        for path in wanted.keys() - told.keys():
            told[path] = trees.stamp(os.lstat(spare / path))
            if path in known and told[path] != site.marks[path]:
                _same(spare / path, wanted[path], site.target)
        trees.swap(spare, site.target.resolve(), workshop / locking.OLD)
    except OSError as error:
        # What takes the room of a site must not stay where there is none.
        shutil.rmtree(spare, ignore_errors=True)
        raise publishing.trouble(error, site.target) from error
    return {
        **{mark: site.live[path] for path, mark in site.marks.items()},
        **{mark: wanted[path] for path, mark in told.items()},
    }


def _same(path: Path, digest: str, target: Path) -> None:
    """MachineError where a file is not the one that the site had when the build began."""
    if fingerprints.of_bytes(path.read_bytes()) != digest:
        raise MachineError("the site was changed while it was built", "build again", path=str(target))
