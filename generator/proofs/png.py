"""The proof of a picture: pixels and nothing else. Its words cannot be read again; its page has proved them."""

from __future__ import annotations

import struct

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher

SUFFIXES = (".png",)
_CHUNKS = [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
_SIZE = (1200, 630)


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError where it holds texts or a time, or is of another size than its meta elements say."""
    found, at = [], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        found.append(kind)
        at += length + 12
    if found != _CHUNKS or struct.unpack_from(">II", data, 16) != _SIZE:
        raise ProofError("the picture holds more than its pixels", "write it with generator/png.py")
