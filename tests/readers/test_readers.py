"""Reading files into articles, whatever their format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import language, plugins
from generator.errors import ArticleError
from generator.model import Article, BlockKind

CASES = Path(__file__).parent / "cases"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
ENGLISH = language.load("en")


def read(data: bytes, suffix: str = ".txt") -> Article:
    """The article that the reader of a suffix makes of a file's bytes."""
    reader = next(part for part in plugins.parts("readers") if suffix in part.SUFFIXES)
    article: Article = reader.read(data, f"bad{suffix}", ENGLISH)
    return article


def shown(article: Article) -> str:
    """The blocks as the files of `cases/` list them."""
    rows = [
        (block.kind, block.words.words, *([str(block.credit)] if block.credit else []), *(["copy"] * block.copy))
        for block in article.blocks
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


def cases() -> list[Path]:
    """The files of `cases/` that are articles."""
    return sorted(path for path in CASES.iterdir() if path.suffix != ".expected")


def test_there_are_cases_of_both_formats() -> None:
    assert {path.suffix for path in cases()} == {".txt", ".md"}


def test_every_suffix_has_one_reader() -> None:
    suffixes = [suffix for part in plugins.parts("readers") for suffix in part.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))
    assert {".txt", ".text", ".md", ".markdown"} <= set(suffixes)


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.name)
def test_an_article_is_read_into_the_expected_blocks(path: Path) -> None:
    assert shown(read(path.read_bytes(), path.suffix)) == path.with_suffix(".expected").read_text(encoding="utf-8")


def test_the_sample_article_is_read_as_an_editor_would() -> None:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not on this machine")
    article = read(SEED.read_bytes())
    lines = SEED.read_text(encoding="utf-8").split("\n")
    of = {kind: [block for block in article.blocks if block.kind is kind] for kind in BlockKind}
    assert [str(block.words) for block in of[BlockKind.HEADLINE]] == [lines[0]]
    assert [str(block.words) for block in of[BlockKind.STANDFIRST]] == [lines[2]]
    assert [block.copy for block in of[BlockKind.CAPTION]] == [False, True, False, False]
    assert all(block.credit and str(block.credit)[-1] == ")" for block in of[BlockKind.CAPTION])
    assert [str(block.words) for block in of[BlockKind.FURNITURE]] == [line for line in lines if line][-4:]
    assert len(of[BlockKind.PARAGRAPH]) == len([line for line in lines if line]) - 10


NOTATION = ["# ", "> ", "- ", "* ", "1. ", "5. ", "**", "_", "`", "[a](b)", "![x](y)", "[", "](", "\\", "<b>", "<!--"]
BLOCKS = ["```\n", "| a |\n|---|\n", "[a]: b\n", "---\n", "===\n", "    ", "<http://a.b>", "title: x\n"]
PAGE = [
    "Photo: ",
    "(A/B)",
    "read more:",
    "Sources\n",
    "By Jo",
    "\n",
    "\n\n",
    "\t",
    " ",
    "Word ",
    "said. ",
    "é",
    "\u2028",
]
PIECES = st.lists(st.sampled_from([*NOTATION, *BLOCKS, *PAGE]), max_size=40).map("".join)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(text=st.one_of(st.text(), PIECES))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_blocks_or_an_article_error(suffix: str, text: str) -> None:
    try:
        article = read(text.encode("utf-8", "surrogatepass"), suffix)
    except ArticleError:
        return
    at = 0
    for block in article.blocks:
        assert at <= block.words.start < block.words.end <= len(article.source.text)
        assert block.words.source is article.source
        assert block.credit is None or block.words.contains(block.credit)
        at = block.words.end


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@given(text=PIECES)
@example(text="| a |\n|---|\n\u2028\n<http://a.b>")
@example(text="5. # # \u2028")
@example(text="0. 0\u2028")
@settings(max_examples=300, deadline=None)
def test_no_letter_of_an_article_stands_outside_all_blocks_and_notation(suffix: str, text: str) -> None:
    try:
        article = read(text.encode(), suffix)
    except ArticleError:
        return
    left = list(article.source.text)
    for start, end in [(block.words.start, block.words.end) for block in article.blocks] + list(article.source.markup):
        left[start:end] = " " * (end - start)
    outside = "".join(left).translate(str.maketrans("", "", "0123456789"))
    assert not any(character.isalpha() for character in outside)


@given(data=st.binary())
@settings(deadline=None)
def test_any_bytes_give_an_article_or_an_article_error(data: bytes) -> None:
    try:
        found = bool(read(data).blocks)
    except ArticleError as error:
        found = bool(error.line)
    assert found
