"""Two parts of a set: one to develop on, and a blind third that nobody looks into; chosen by a hash of the names."""

from __future__ import annotations

import hashlib

PARTS = ("development", "blind")


def part_of(name: str) -> str:
    """The part that a document belongs to, by its name alone."""
    return PARTS[int(hashlib.sha1(name.encode("utf-8")).hexdigest(), 16) % 3 == 0]
