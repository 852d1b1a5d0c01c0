"""PNG with the same bytes everywhere.

The encoders of Pillow and zlib may compress differently from one machine to the next (zlib-ng chooses by the
processor), and the built site is compared byte for byte. This one writes what drawings need, in DEFLATE's fixed Huffman
code (RFC 1951, section 3.2.6): repeats of the pixel before and of the row above.
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
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Colour = tuple[int, int, int]


def encode(pixels: np.ndarray[Any, np.dtype[np.uint8]], palette: Sequence[Colour]) -> bytes:
    """An image of palette indices (height x width, uint8) as PNG; ValueError where an index has no colour."""
    height, width = pixels.shape
    if pixels.max(initial=0) >= len(palette):
        raise ValueError(f"no colour {pixels.max()} in a palette of {len(palette)}")
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with its filter, which is none
    rows[:, 1:] = pixels
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", bytes(chain.from_iterable(palette))),
        (b"IDAT", _zlib(rows.reshape(-1), width + 1)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zlib(data: np.ndarray[Any, np.dtype[np.uint8]], stride: int) -> bytes:
    raw = data.tobytes()
    return b"\x78\x01" + _deflated(data, stride) + struct.pack(">I", zlib.adler32(raw))


def _deflated(data: np.ndarray[Any, np.dtype[np.uint8]], stride: int) -> bytes:
    """One block of DEFLATE."""
    before, above = _repeats(data, 1), _repeats(data, stride)
    values = data.data  # few of the bytes are looked at: a list of all of them would take most of the time
    literals = [_literal(value) for value in range(257)]
    out, held, bits, at = bytearray(), 0b011, 3, 0  # the last block, in the fixed code
    while at < len(values):
        near, far = before[at], above[at]
        longest = max(near, far)
        if longest >= _SHORTEST:
            code, count = _match(longest, 1 if near >= far else stride)
            at += longest
        else:
            code, count = literals[values[at]]
            at += 1
        held |= code << bits
        bits += count
        if bits >= 64:
            out += (held & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little")
            held >>= 64
            bits -= 64
    code, count = literals[256]
    held |= code << bits
    return bytes(out) + held.to_bytes((bits + count + 7) // 8, "little")


def _repeats(data: np.ndarray[Any, np.dtype[np.uint8]], distance: int) -> memoryview:
    """For each byte how many from there on, LONGEST at most, are those `distance` before them."""
    size = len(data)
    places = np.arange(size, dtype=np.int32)
    stops = np.full(size, size, dtype=np.int32)
    stops[:distance] = places[:distance]
    np.copyto(stops[distance:], places[distance:], where=data[distance:] != data[:-distance])
    ends = np.minimum.accumulate(stops[::-1])[::-1]
    return np.minimum(ends - places, _LONGEST).data


def _reversed(code: int, count: int) -> int:
    return int(f"{code:0{count}b}"[::-1], 2)


def _literal(value: int) -> tuple[int, int]:
    """The bits of a literal, of the end (256) or of a length code, first bit lowest, and how many they are."""
    if value < 144:
        return _reversed(0x30 + value, 8), 8
    if value < 256:
        return _reversed(0x190 + value - 144, 9), 9
    return (_reversed(value - 256, 7), 7) if value < 280 else (_reversed(0xC0 + value - 280, 8), 8)


@cache
def _match(length: int, distance: int) -> tuple[int, int]:
    """The bits of a match and how many they are (RFC 1951, section 3.2.5)."""
    symbol, extra, count = _split(length - 3, 4, 257) if length < _LONGEST else (285, 0, 0)
    code, bits = _literal(symbol)
    code |= extra << bits
    bits += count
    symbol, extra, count = _split(distance - 1, 2, 0)
    code |= _reversed(symbol, 5) << bits
    return code | extra << bits + 5, bits + 5 + count


def _split(value: int, group: int, first: int) -> tuple[int, int, int]:
    """A length or a distance as symbol, extra bits and their number: `group` symbols share a number of bits."""
    if value < 2 * group:
        return first + value, 0, 0
    count = value.bit_length() - group.bit_length()
    return first + group * count + (value >> count), value & ((1 << count) - 1), count
