"""Files taken apart: encodings, front matter, and the text below it."""

from __future__ import annotations

from datetime import date

import pytest

from generator import decoding, frontmatter, language
from generator.errors import ArticleError

ENGLISH = language.load("en")


def read(text: str | bytes) -> frontmatter.File:
    """The file with this text."""
    return frontmatter.read(text if isinstance(text, bytes) else text.encode(), "bad.md", ENGLISH)


def trouble(text: str | bytes) -> ArticleError:
    """The error that a file gives."""
    with pytest.raises(ArticleError) as caught:
        read(text)
    return caught.value


GOOD = "---\ntitle: Ferries\ndate: 2020-01-16\nslug: night-ferries\nurl: https://a.example/b\n---\nThe board\nmet.\n"


def test_front_matter_is_read_and_lines_are_those_of_the_file() -> None:
    file = read(GOOD)
    assert (file.front.title, file.front.date, file.front.slug) == ("Ferries", date(2020, 1, 16), "night-ferries")
    assert (file.text, file.first_line) == ("The board\nmet.\n", 7)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_newlines_and_encodings_make_no_difference(newline: str, codec: str) -> None:
    assert read(GOOD.replace("\n", newline).encode(codec)) == read(GOOD)


def test_mixed_newlines_make_no_difference() -> None:
    assert read(GOOD.replace("\n", "\r\n", 2).replace("board\n", "board\r")) == read(GOOD)


@pytest.mark.parametrize(
    "text", ["---\nThe board met.\n", "---\n# Ferries\n\nThe board met.\n", "---\n- a\n\nThe\n---\nx"]
)
def test_a_rule_above_prose_is_no_front_matter(text: str) -> None:
    assert read(text).text == text


def test_keys_may_be_empty() -> None:
    assert read("---\ntitle:\ndate:\n---\nThe board met.").front == frontmatter.FrontMatter()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no article text"),
        (" \n\t\n", 1, "no article text"),
        ("---\ntitle: x\n---\n", 4, "no article text"),
        ("---\ntitle: x\n\nThe board met.\n", 1, "front matter opened on line 1 is never closed"),
        ("---\ntitle: x\n\nThe board met.\n\n---\n\nIt rained.\n", 1, "opened on line 1 is never closed"),
        ('---\ntitle: "Unclosed\n---\nx', 2, "unclosed quote"),
        ("---\ntitle: {a: 1}\n---\nx", 2, "'title' is a table — write text"),
        ("---\ntags: 7\n---\nx", 2, "known keys: title, question"),
        ("---\ntitle: x\ndate: [x]\n---\nx", 3, "write a date (YYYY-MM-DD)"),
        ("---\ntitle: x\ndate: 2026-13-45\n---\nx", 3, "not a day of the calendar"),
        ("---\ntitle: x\ndate: 1599-12-31\n---\nx", 3, "before 1600"),
        ("---\nlanguage: xx\n---\nx", 2, "known languages: "),
        ("---\nextracts: some\n---\nx", 2, "full, clip, link"),
        ("---\n- a\n- b\n---\nx", 2, "key: value"),
        ("---\n!!python/object/apply:os.system ['x']\n---\nx", 2, "tags are not allowed"),
        (b"caf\xe9", 1, "byte 3"),
        (b"a\r\nb\rcaf\xe9", 3, "save as UTF-8"),
        ("a\nb\x00", 2, "U+0000"),
        ("a\n\x1b[31m", 2, "U+001B"),
        ("a\x85", 1, "U+0085"),
        ("caf\ufffd", 1, "U+FFFD"),
        ("a\ud800".encode("utf-8", "surrogatepass"), 1, "byte 1"),
        ("a".encode("utf-16") + b"\x00\xd8", 1, "UTF-16"),
        ("a".encode("utf-32"), 1, "UTF-32"),
    ],
)
def test_a_fault_has_its_line_and_no_control_characters(text: str | bytes, line: int, words: str) -> None:
    error = trouble(text)
    assert error.line == line
    assert words in str(error)
    assert str(error).isprintable()


def test_aliases_are_names_of_folders() -> None:
    file = frontmatter.read(b"---\naliases: [old-name, older]\n---\nx", "a.md", language.load("en"))
    assert file.front.aliases == ("old-name", "older")
    error = trouble("---\naliases:\n- old\n- ../evil\n---\nx")
    assert (error.line, "alias '../evil'" in str(error)) == (4, True)


@pytest.mark.parametrize(
    "slug", ["../../evil", "/etc/x", "a/../../b", '"..\\\\x"', "a..b", "a/b", "-a", "a b", "a" * 300]
)
def test_a_slug_is_the_name_of_one_folder(slug: str) -> None:
    error = trouble(f"---\nslug: {slug}\n---\nx")
    assert error.line == 2
    assert "'slug'" in str(error)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "ftp://a.example", "https://"]
)
def test_a_url_is_a_web_address(url: str) -> None:
    assert "'url' is no web address" in str(trouble(f"---\nurl: '{url}'\n---\nx"))


def test_the_limit_is_named() -> None:
    assert "10 MB" in str(trouble(b"x" * (decoding.LIMIT + 1)))
    assert "200,000" in str(trouble("x\n" * 200_001))
