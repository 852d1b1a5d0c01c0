"""Markdown that is deep, long or broken: bounded, and no word of it lost."""

from __future__ import annotations

import pytest

from generator import language
from generator.model import Article, BlockKind
from generator.readers import markdown


def read(text: str) -> Article:
    """The article in a Markdown text."""
    return markdown.read(text.encode(), "x.md", language.load("en"))


def words(text: str) -> str:
    """The words of all its blocks."""
    return " ".join(block.words.words for block in read(text).blocks)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 30 + "the last word",
        "> " * 300 + "the last word",
        "- " * 40 + "the last word",
        "".join("  " * depth + f"- item {depth}\n" for depth in range(120)) + "\nthe last word",
        "```\nnever closed\n\nthe last word",
        "<!-- never closed\n\nthe last word",
        "    indented by hand\n\n    the last word",
        "The mayor spoke.\n\n" + "[" * 50_000 + "the last word",
        "The mayor spoke.\n\n" + "**a " * 50_000 + "the last word",
        "The mayor spoke.\n\n" + "![" * 3_000 + "the last word" + "](b" * 3_000,
        "| a | b |\n|---|---|\n| the last | word |",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    assert "the last word" in words(text)


def test_every_item_of_a_deep_list_is_read() -> None:
    text = words("The mayor spoke.\n\n" + "".join("  " * depth + f"- item{depth}.\n" for depth in range(120)))
    assert all(f"item{depth}." in text for depth in range(120))


@pytest.mark.parametrize("piece", ["[", "**a ", "`", "> ", "- ", "a" * 100])
def test_ten_megabytes_of_one_thing_are_read_or_refused(piece: str) -> None:
    text = "The mayor spoke.\n\n" + piece * (10_000_000 // len(piece)) + "z"
    assert sum(len(block.words) for block in read(text).blocks) >= 10_000_000 - 100


def test_the_first_title_is_the_headline_and_later_ones_are_headings() -> None:
    kinds = [block.kind for block in read("# One\n\nThe mayor spoke.\n\n# Two\n\nShe left.\n").blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_paragraph_above_a_rule_stays_a_paragraph() -> None:
    kinds = [block.kind for block in read("# One\n\nThe mayor spoke.\n---\nShe left.\n").blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_text_without_a_title_is_read_like_plain_text() -> None:
    kinds = [block.kind for block in read("Ferries return\n\nThe mayor spoke.\n\nShe left.\n").blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_the_front_matter_reaches_the_article() -> None:
    article = read("---\ntitle: Ferries\ndate: 2020-01-16\nextracts: link\n---\n# One\n\nThe mayor spoke.\n")
    assert (article.title, str(article.published), article.extracts) == ("Ferries", "2020-01-16", "link")
    assert (article.first_line, str(article.headline)) == (6, "One")
