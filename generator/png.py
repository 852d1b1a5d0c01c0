"""PNG with the same bytes everywhere.

The encoders of Pillow and zlib may compress differently from one machine to the next (zlib-ng chooses by the
processor), and the built site is compared byte for byte. This one writes what drawings need, in DEFLATE's fixed Huffman
code (RFC 1951, section 3.2.6): runs of one pixel, all of an image at once.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

_SHORTEST, _LONGEST = 3, 258
_MATCHES = 256
"""Where the codes of matches stand in the table, behind those of the literals."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def encode(pixels: Bytes, palette: Sequence[Colour]) -> bytes:
    """An image of palette indices (height x width, uint8) as PNG; ValueError where an index has no colour."""
    height, width = pixels.shape
    if pixels.max(initial=0) >= len(palette):
        raise ValueError(f"no colour {pixels.max()} in a palette of {len(palette)}")
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with its filter, which is none
    rows[:, 1:] = pixels
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(chain.from_iterable(palette))),
        (b"IDAT", _zlib(rows.reshape(-1))),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zlib(data: Bytes) -> bytes:
    starts = np.concatenate(([0], np.flatnonzero(data[1:] != data[:-1]) + 1))
    values, lengths = data[starts].astype(np.int64), np.diff(starts, append=len(data))
    return b"\x78\x01" + _deflated(values, lengths) + struct.pack(">I", _adler(len(data), starts, values, lengths))


def _adler(size: int, starts: Numbers, values: Numbers, lengths: Numbers) -> int:
    """The checksum of runs (RFC 1950, section 9): each byte counts once, and once for each byte from it on."""
    once = 1 + int((values * lengths).sum())
    often = size + int((values * (lengths * (size - starts) - lengths * (lengths - 1) // 2)).sum())
    return often % 65521 << 16 | once % 65521


def _deflated(values: Numbers, lengths: Numbers) -> bytes:
    """One block of DEFLATE: of each run a literal, then as many of the longest matches as fit, then what is left."""
    longest, rest = np.divmod(lengths - 1, _LONGEST)
    left = np.where(rest >= _SHORTEST, _MATCHES + rest, values)
    symbols = np.stack([values, np.full_like(values, _MATCHES + _LONGEST), left], axis=1)
    times = np.stack([np.ones_like(values), longest, np.where(rest >= _SHORTEST, 1, rest)], axis=1)
    return _packed(np.repeat(symbols.ravel(), times.ravel()))


def _packed(symbols: Numbers) -> bytes:
    """The codes of symbols as bits, each byte from its lowest on, between the head of a block and its end."""
    codes, counts = (table[symbols] for table in _table())
    # The last block, in the fixed code; at the end of it stand seven bits that are zero.
    codes, counts = np.concatenate(([0b011], codes)), np.concatenate(([3], counts))
    ends = np.cumsum(counts)
    at = ends - counts
    codes = codes << (at & 31)
    size = (int(ends[-1]) + 7 + 7) // 8
    # No two codes share a bit: to add them is to join them, and every sum is exact.
    words = np.bincount(at >> 5, weights=codes & 0xFFFFFFFF, minlength=size // 4 + 2)
    words += np.bincount((at >> 5) + 1, weights=codes >> 32, minlength=len(words))
    return words.astype("<u4").tobytes()[:size]


@cache
def _table() -> tuple[Numbers, Numbers]:
    """The bits of every literal and of a match of every length with the byte before, and how many they are."""
    matches = [_match(length) if length >= _SHORTEST else (0, 0) for length in range(_LONGEST + 1)]
    pairs = np.array([*map(_literal, range(_MATCHES)), *matches], dtype=np.int64)
    return pairs[:, 0], pairs[:, 1]


def _reversed(code: int, count: int) -> int:
    return int(f"{code:0{count}b}"[::-1], 2)


def _literal(value: int) -> tuple[int, int]:
    """The bits of a literal, of the end (256) or of a length code, first bit lowest, and how many they are."""
    if value < 144:
        return _reversed(0x30 + value, 8), 8
    if value < 256:
        return _reversed(0x190 + value - 144, 9), 9
    return (_reversed(value - 256, 7), 7) if value < 280 else (_reversed(0xC0 + value - 280, 8), 8)


def _match(length: int) -> tuple[int, int]:
    """The bits of a match with the byte before and how many they are (RFC 1951, section 3.2.5)."""
    symbol, extra, count = _split(length - 3) if length < _LONGEST else (285, 0, 0)
    code, bits = _literal(symbol)
    return code | extra << bits, bits + count + 5  # the distance of one is five bits that are zero


def _split(value: int) -> tuple[int, int, int]:
    """A length as symbol, extra bits and their number: four symbols share a number of bits."""
    if value < 8:
        return 257 + value, 0, 0
    count = value.bit_length() - 3
    return 257 + 4 * count + (value >> count), value & ((1 << count) - 1), count
