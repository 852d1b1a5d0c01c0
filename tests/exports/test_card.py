"""The picture for link previews: the same bytes everywhere, and no letter that the fonts do not hold."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator import exporting, picture, png
from generator.exports import card
from generator.language import Language
from generator.model import Question
from tests import ferry


def drawn(question: str, language: Language | None = None) -> bytes | None:
    """The picture of an explainer with this question; None where there is none."""
    explainer = ferry.explainer()
    story = replace(explainer.story, question=Question(given=question))
    page = exporting.page_data(replace(explainer, story=story), ferry.config(), language or ferry.english())
    return card.write(page).get("card.png")


def test_a_card_is_drawn_again_when_what_it_shows_changed_and_not_before() -> None:
    page = exporting.page_data(ferry.explainer(), ferry.config(), ferry.english())
    assert card.about(page) == card.about(exporting.page_data(ferry.explainer(), ferry.config(), ferry.english()))
    other = exporting.page_data(ferry.explainer(), replace(ferry.config(), title="The Other"), ferry.english())
    assert card.about(page) != card.about(other)
    assert card.write(page) != card.write(other)


def test_what_draws_is_not_loaded_to_know_what_would_be_drawn() -> None:
    program = "import sys; from generator.exports import card; sys.exit('numpy' in sys.modules or 'PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_card_is_1200_by_630_and_small() -> None:
    data = drawn("What happened to Mira Calloway?")
    assert data
    assert Image.open(BytesIO(data)).size == (1200, 630)
    assert len(data) < 60_000


def test_a_card_has_the_same_bytes_on_every_machine() -> None:
    data = drawn("What happened to Mira Calloway?")
    assert data
    assert hashlib.sha256(data).hexdigest() == "3a8f9450d4ae517912592e55cf1198f83f885e5ddc40d2fab55b9c897060fe0a"


@pytest.mark.parametrize("question", ["Was geschah mit Zoë Łuczak?", "Τι συνέβη στη Μίρα;", "Что случилось с Мирой?"])
def test_latin_greek_and_cyrillic_are_drawn(question: str) -> None:
    assert drawn(question)


@pytest.mark.parametrize("question", ["מה קרה?", "ماذا حدث؟", "何が起きた？", "क्या हुआ?", "What 🙂?", "q̈ᷢ?"])
def test_a_script_that_cannot_be_drawn_has_no_card(question: str) -> None:
    assert drawn(question) is None


def test_a_page_from_right_to_left_has_no_card() -> None:
    known = ferry.english()
    assert drawn("What?", Language("en", {**known.tables, "direction": "rtl"})) is None


@pytest.mark.parametrize("question", ["W" * 300, "word " * 80, "?", "A " + "b" * 60])
def test_any_length_of_question_fits(question: str) -> None:
    data = drawn(question)
    assert data
    shown = np.array(Image.open(BytesIO(data)))
    assert not shown[picture._BAND :, : picture._EDGE - 4].any()
    assert not shown[picture._BAND :, -40:].any()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 400), st.integers(1, 255), st.integers(0, 2**32 - 1))
def test_any_picture_reads_back_as_it_was_written(height: int, width: int, colours: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, colours, (height, -(-width // 5))).astype(np.uint8)
    pixels = np.repeat(pixels, 5, axis=1)
    palette = [(index, 255 - index, index // 2) for index in range(256)]
    read = np.array(Image.open(BytesIO(png.encode(pixels, palette))))
    assert (read == pixels).all()


def test_a_pixel_without_a_colour_is_an_error() -> None:
    with pytest.raises(ValueError, match="no colour 2"):
        png.encode(np.full((2, 2), 2, dtype=np.uint8), [(0, 0, 0)])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 900), st.integers(0, 2), st.booleans()), max_size=9))
def test_shapes_drawn_apart_are_those_drawn_on_one_sheet(given_shapes: list[tuple[int, int, int, bool]]) -> None:
    radius, width, height = 40, 4160, 440
    outlines = []
    for left, length, lane, dot in given_shapes:
        y = 380 - lane * 90
        right = min(left + max(2 * radius, length), width - 1)
        outlines.append(picture._Outline(left, y - radius, left + 2 * radius if dot else right, y + radius, dot))
    sheet = Image.new("L", (width, height))
    pen = ImageDraw.Draw(sheet)
    for one in outlines:
        if one.dot:
            pen.ellipse(one[:4], fill=255)
        else:
            pen.rounded_rectangle(one[:4], radius, outline=255, width=12)
    wanted, drawn = np.asarray(sheet.reduce(4)), np.zeros((height // 4, width // 4), dtype=np.uint8)
    for near in picture._clusters(outlines):
        left, top = min(one.left for one in near) // 4, min(one.top for one in near) // 4
        there = tuple(one.moved(left * 4, top * 4) for one in near)
        cover = picture._bar(there[0], radius) if len(there) == 1 else picture._drawn(there, radius)
        part = drawn[top : top + cover.shape[0], left : left + cover.shape[1]]
        assert not (part & cover[: part.shape[0], : part.shape[1]]).any()
        part += cover[: part.shape[0], : part.shape[1]]
    assert (drawn == wanted).all()
