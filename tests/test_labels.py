"""What a page says of its own: labels, and titles that fit."""

from __future__ import annotations

from generator import labels


def test_a_title_that_fits_is_left_alone() -> None:
    assert labels.clipped("What happened to\n Mira Calloway?") == "What happened to Mira Calloway?"


def test_a_long_title_is_cut_behind_a_word_with_a_mark() -> None:
    text = "What is known about “Ferry engineer Mira Calloway still held in Port Tessaly”?"
    assert labels.clipped(text) == "What is known about “Ferry engineer Mira Calloway still held in Port…"


def test_a_long_word_is_cut_where_it_must() -> None:
    assert labels.clipped("a" * 100) == "a" * 69 + "…"
