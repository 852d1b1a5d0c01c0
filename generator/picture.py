"""The picture of a page for link previews, drawn: its question, its day, its timeline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

from generator import lettering, miniature, png
from generator.lettering import SANS, SERIF, Pixels
from generator.miniature import Strip

Words = tuple[str, str, str, str, str]
"""The question, the site, the day, and the ends of the timeline."""
WIDTH, HEIGHT = 1200, 630
_EDGE, _BAND = 80, 14
_PAPER = (0xFD, 0xFC, 0xF9)
_INKS = {"ink": (0x1C, 0x1A, 0x17), "mut": (0x62, 0x5C, 0x51), "acc": (0x9B, 0x2A, 0x1A), "nxt": (0x1C, 0x5A, 0x88)}
_LEVELS = 12
"""Shades of an ink between paper and full."""
_LEVEL_OF = ((np.arange(256) * _LEVELS + 127) // 255).astype(np.uint8)
_SHADES = {ink: np.where(_LEVEL_OF > 0, _LEVEL_OF + np.uint8(_LEVELS * n), _LEVEL_OF) for n, ink in enumerate(_INKS)}
"""The colour of each cover, by inks."""
_SIZES, _LINES = (104, 92, 80, 68, 56), 3
_FINE = 4
"""How much larger shapes are drawn, to be smooth when they are made smaller."""
_STRAIGHT = 6
"""Pixels of a bar between its round ends that are drawn, of however many."""
_STRIP = (430, 110)
"""Top and height of the timeline."""


def drawn(said: Words, strip: Strip | None) -> bytes:
    """The picture of these words and this timeline, as PNG; empty where a letter is not in the fonts.

    The fonts hold Latin, Greek and Cyrillic. Others would come out as boxes, or in the wrong order.
    """
    if not all(lettering.drawable(text) for text in said):
        return b""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    question, site, asof, first, last = said
    pixels[:_BAND] = _shade("acc", _LEVELS)
    _text(pixels, (_EDGE, 54), site, SANS, 28, "mut")
    below = _title(pixels, question)
    _text(pixels, (_EDGE, below + 24), asof, SANS, 30, "mut")
    if strip is not None:
        _shapes(pixels, strip)
        bottom = sum(_STRIP) + 12
        _text(pixels, (_EDGE, bottom), first, SANS, 24, "mut")
        if last != first:
            width = round(lettering.width(last, SANS, 24))
            _text(pixels, (WIDTH - _EDGE - width, bottom), last, SANS, 24, "mut")
    return png.encode(pixels, _palette())


@cache
def _palette() -> tuple[png.Colour, ...]:
    shades = (
        tuple(round(paper + (full - paper) * level / _LEVELS) for paper, full in zip(_PAPER, ink, strict=True))
        for ink in _INKS.values()
        for level in range(1, _LEVELS + 1)
    )
    return (_PAPER, *((red, green, blue) for red, green, blue in shades))


def _shade(ink: str, level: int) -> int:
    return list(_INKS).index(ink) * _LEVELS + level


def _put(pixels: Pixels, place: tuple[int, int], cover: Pixels, ink: str) -> None:
    """Lay an ink on the paper where `cover` (0 to 255) has it; what leaves the picture is cut off."""
    left, top = place
    target = pixels[top : top + cover.shape[0], left : left + cover.shape[1]]
    shades = _SHADES[ink].take(cover[: target.shape[0], : target.shape[1]])
    np.copyto(target, shades, where=shades > 0)


def _text(pixels: Pixels, place: tuple[int, int], text: str, font: str, size: int, ink: str) -> None:
    mask = lettering.mask if font == SERIF else _small
    _put(pixels, place, mask(text, font, size), ink)


@lru_cache(maxsize=64)
def _small(text: str, font: str, size: int) -> Pixels:
    """The mask of a small text: days and the name of the site stand on many pictures."""
    return lettering.mask(text, font, size)


def _title(pixels: Pixels, question: str) -> int:
    """Write the question as large as it fits, and say where it ends."""
    for size in _SIZES:
        rows = _broken(question, size)
        if len(rows) <= _LINES:
            break
    else:
        rows = [*rows[: _LINES - 1], _fitting(rows[_LINES - 1], size)]
    top, step = 112, round(size * 1.1)
    for index, row in enumerate(rows):
        _text(pixels, (_EDGE, top + index * step - round(size * 0.2)), row, SERIF, size, "ink")
    return top + len(rows) * step


def _broken(text: str, size: int) -> list[str]:
    """A text in rows that fit; a word that does not is broken."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if _fits(longer, size):
            rows[-1] = longer
            continue
        if rows[-1]:
            rows.append("")
        for letter in word:
            if not _fits(rows[-1] + letter, size):
                rows.append("")
            rows[-1] += letter
    return rows


def _fits(text: str, size: int) -> bool:
    return lettering.width(text, SERIF, size) <= WIDTH - 2 * _EDGE


def _fitting(row: str, size: int) -> str:
    while row and not _fits(f"{row}…", size):
        row = row[:-1].rstrip()
    return f"{row}…"


def _shapes(pixels: Pixels, strip: Strip) -> None:
    top, height = _STRIP
    width = WIDTH - 2 * _EDGE
    lane = min(30, (height - 14) // max(1, strip.lanes))
    radius = min(10, lane // 2)
    pixels[top + height : top + height + 2, _EDGE : WIDTH - _EDGE] = _shade("mut", 5)
    if strip.published is not None:
        x = _EDGE + round(width * strip.published / 100)
        pixels[top : top + height, x : x + 2] = _shade("nxt", _LEVELS)
    for ink, expected in (("acc", False), ("nxt", True)):
        outlines = [
            _outline(width * _FINE, shape, max(10, height - 14 - shape.lane * lane) * _FINE, radius * _FINE)
            for shape in strip.shapes
            if shape.expected == expected
        ]
        for near in _clusters(outlines):
            left, above = min(one.left for one in near) // _FINE, min(one.top for one in near) // _FINE
            there = tuple([one.moved(left * _FINE, above * _FINE) for one in near])
            cover = _bar(there[0], radius * _FINE) if len(there) == 1 else _drawn(there, radius * _FINE)
            _put(pixels, (_EDGE + left, top + above), cover[: height - above, : width - left], ink)


class _Outline(NamedTuple):
    """A dot or a bar to be drawn fine: its sides, all of them inside of it."""

    left: int
    top: int
    right: int
    bottom: int
    dot: bool

    def moved(self, left: int, top: int) -> _Outline:
        """The same as it is seen from another corner."""
        return _Outline(self.left - left, self.top - top, self.right - left, self.bottom - top, self.dot)

    def touches(self, other: _Outline) -> bool:
        """Whether both may have a pixel of the picture in common."""
        return (
            self.left // _FINE <= other.right // _FINE
            and other.left // _FINE <= self.right // _FINE
            and self.top // _FINE <= other.bottom // _FINE
            and other.top // _FINE <= self.bottom // _FINE
        )


def _outline(width: int, shape: miniature.Shape, y: int, radius: int) -> _Outline:
    x = round(width * shape.at / 100)
    if not shape.width:
        x = min(max(x, radius), width - radius - 1)
        return _Outline(x - radius, y - radius, x + radius, y + radius, dot=True)
    end = max(x + 2 * radius, round(width * (shape.at + shape.width) / 100))
    return _Outline(x, y - radius, end, y + radius, dot=False)


def _clusters(outlines: Iterable[_Outline]) -> list[list[_Outline]]:
    """The outlines in groups that have no pixel in common: each can be drawn for itself, on little paper."""
    found: list[list[_Outline]] = []
    for outline in outlines:
        near = [one for one in found if any(map(outline.touches, one))]
        found = [one for one in found if one not in near]
        found.append([*chain.from_iterable(near), outline])
    return found


def _bar(outline: _Outline, radius: int) -> Pixels:
    """The cover of one outline: that of a short bar, drawn out in its middle, where all columns are the same."""
    spare = max(0, (outline.right - 2 * radius) // _FINE - _STRAIGHT)
    cover = _drawn((outline._replace(right=outline.right - spare * _FINE),), radius)
    if not spare:
        return cover
    middle = radius // _FINE + _STRAIGHT // 2
    drawn = np.empty((cover.shape[0], cover.shape[1] + spare), dtype=np.uint8)
    drawn[:, :middle], drawn[:, middle + spare :] = cover[:, :middle], cover[:, middle:]
    drawn[:, middle : middle + spare] = cover[:, middle : middle + 1]
    return drawn


@lru_cache(maxsize=128)  # a dot on its own looks like all others
def _drawn(outlines: tuple[_Outline, ...], radius: int) -> Pixels:
    """The cover of outlines near each other."""
    width, height = max(one.right for one in outlines) // _FINE + 1, max(one.bottom for one in outlines) // _FINE + 1
    image = Image.new("L", (width * _FINE, height * _FINE))
    pen = ImageDraw.Draw(image)
    for one in outlines:
        if one.dot:
            pen.ellipse(one[:4], fill=255)
        else:
            pen.rounded_rectangle(one[:4], radius, outline=255, width=3 * _FINE)
    return np.asarray(image.reduce(_FINE))
