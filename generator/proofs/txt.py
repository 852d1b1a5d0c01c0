"""The proof of robots.txt."""

from __future__ import annotations

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher, fault

SUFFIXES = (".txt",)


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError for the first line that is none of those that robots.txt may have."""
    rows = {line.partition(": ")[0]: line.partition(": ")[2] or line for line in data.decode("ascii").splitlines()}
    if said := fault(rows, facts):
        raise ProofError(f"the file says {said}", "leave it out")
