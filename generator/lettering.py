"""Text as a mask of pixels, in the two fonts that come with the program; each letter is drawn once and kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise, zip_longest
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SERIF, SANS = "NotoSerif-Bold.ttf", "NotoSans-Regular.ttf"
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Height x width; in a mask 0 is paper and 255 is full ink."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter's mask, and where it stands: px from the pen to its left, and from the top of the line."""

    mask: Pixels
    left: int
    top: int


def drawable(text: str) -> bool:
    """Whether the fonts hold every letter of a text, and each stands alone."""
    return not any(unicodedata.combining(letter) or _missing(letter) for letter in text)


def width(text: str, font: str, size: int) -> float:
    """How wide a text is, in px."""
    return sum(_step(font, size, pair) for pair in pairwise(text)) + (_advance(font, size, text[-1]) if text else 0)


def height(size: int) -> int:
    """How high a line is, in px."""
    return round(size * 1.5)


def mask(text: str, font: str, size: int) -> Pixels:
    """A line of text; what a letter has left of the line's beginning is cut off."""
    drawn = np.zeros((height(size), round(width(text, font, size)) + size), dtype=np.uint8)
    pen, inked = 0.0, 0
    for letter, after in zip_longest(text, text[1:], fillvalue=""):
        found = _letter(font, size, letter)
        left = round(pen) + found.left
        cover = found.mask[:, -left:] if left < 0 else found.mask
        left = max(0, left)
        right = left + cover.shape[1]
        place = drawn[found.top : found.top + cover.shape[0], left:right]
        if left < inked:
            _lay(place, cover)
        else:
            place[...] = cover
        inked = max(inked, right)
        pen += _step(font, size, (letter, after)) if after else 0
    return drawn


def _lay(below: Pixels, cover: Pixels) -> None:
    """Lay one mask over another, as Pillow does where letters touch."""
    both = below.astype(np.uint16) * cover + 128
    below[...] = below + cover - (((both >> 8) + both) >> 8).astype(np.uint8)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # The plain layout: the other one asks a library of the machine, and differs with it.
    data = files("generator").joinpath("assets", name).read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _letter(name: str, size: int, letter: str) -> _Letter:
    image = Image.new("L", (round(_advance(name, size, letter)) + 2 * size, height(size)))
    ImageDraw.Draw(image).text((size, 0), letter, fill=255, font=_font(name, size))
    left, top, right, bottom = image.getbbox() or (size, 0, size, 0)
    return _Letter(np.asarray(image)[top:bottom, left:right].copy(), left - size, top)


@lru_cache(maxsize=4096)
def _advance(name: str, size: int, letter: str) -> float:
    return _font(name, size).getlength(letter)


@lru_cache(maxsize=65536)
def _step(name: str, size: int, pair: tuple[str, str]) -> float:
    """From one letter to the next: as wide as it is, and closer where the font asks for it."""
    return _font(name, size).getlength("".join(pair)) - _advance(name, size, pair[1])


@cache
def _missing(letter: str) -> bool:
    if letter == " ":
        return False
    shown, box = (bytes(_font(SERIF, 40).getmask(one)) for one in (letter, "\uffff"))
    return not shown or shown == box
