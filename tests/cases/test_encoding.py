"""Bytes that are no text, and texts that are one whatever their bytes (F15-F18)."""

from __future__ import annotations

import pytest

from tests.cases.project import BODY, Project, fails

WORDS = "The pier was closed on Monday, the mayor of Ashby said.\n"
REFUSED: dict[bytes, tuple[str, ...]] = {
    "Café closed\n".encode("latin-1"): ("1:4: not valid UTF-8 at byte 3", "save as UTF-8"),
    b"one\r\ntwo\rcaf\xe9\n": ("3:4: not valid UTF-8 at byte 12",),
    b"---\ntitle: caf\xe9\n---\n\nx\n": ("2:11: not valid UTF-8 at byte 14",),
    b"\x93Yes\x94, he said.\n": ("1:1: not valid UTF-8 at byte 0",),
    b"ab\xed\xa0\x80\n": ("1:3: not valid UTF-8 at byte 2",),  # a surrogate alone
    b"\xc0\xafetc\n": ("1:1: not valid UTF-8 at byte 0",),  # a longer form than need be
    WORDS.encode("utf-16-le"): ("1: the file is UTF-16 without its byte order mark", "save as UTF-8"),
    WORDS.encode("utf-16-be"): ("1: the file is UTF-16 without its byte order mark",),
    b"\xff\xfe" + WORDS.encode("utf-16-le")[:-1]: ("1:56: not valid UTF-16",),
    WORDS.encode("utf-32"): ("1: the file is UTF-32", "save as UTF-8"),
    WORDS.encode("cp037"): ("1:", "not valid UTF-8"),
    b"a\n\nb\x00c\n": ("3:2: control character (U+0000)", "remove it"),
    b"a \x1b[31mred\n": ("1:3: control character (U+001B)",),
    "a\n\x85b\n".encode(): ("2:1: control character (U+0085)",),
    b"a\x1a\n": ("1:2: control character (U+001A)",),
    "a\ufffdb\n".encode(): ("1:2: damaged text (U+FFFD)",),
    "a\uffffb\n".encode(): ("1:2: control character (U+FFFF)",),
    b"---\ntitle: a\x00b\n---\n\nx\n": ("2:9: control character (U+0000)",),
    b"---\ntitle: a\x1b[31m\n---\n\nx\n": ("2:9: control character (U+001B)",),
    "---\ntitle: a\u2028b\n---\n\nx\n".encode(): ("2:9: control character U+2028",),
    "---\ndate: 2024-01-01\ntitle: a\x9bb\n---\n\nx\n".encode(): ("3:9: control character (U+009B)",),
}


@pytest.mark.parametrize("data", REFUSED, ids=lambda data: ascii(data[:30]))
def test_what_is_no_text_is_told_at_its_place(project: Project, data: bytes) -> None:
    fails(project, "bad.md", data, *REFUSED[data])


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_newlines_and_marks_make_no_difference(project: Project, suffix: str) -> None:
    """F16, F17: the page is the same to the byte, whatever program saved the article."""
    text = f'---\ntitle: "Pier é"\ndate: 2024-01-01\n---\n\nPier closed\n\n{WORDS}\nIt rained.\n{WORDS}'
    project.write(f"pier.{suffix}", text)
    assert project.run("build").code == 0
    first = project.page("pier")
    windows = text.replace("\n", "\r\n")
    for data in (
        "\ufeff".encode() + text.encode(),
        windows.encode(),
        ("\ufeff" + windows).encode(),
        text.replace("\n", "\r").encode(),
        text.replace("\n", "\r\n", 4).replace("rained.\n", "rained.\r").encode(),
        b"\xff\xfe" + text.encode("utf-16-le"),
        b"\xfe\xff" + windows.encode("utf-16-be"),
    ):
        project.write(f"pier.{suffix}", data)
        assert project.run("build").code == 0
        assert project.page("pier") == first


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u202e", "\u200f", "\ufeff", "\x0c", "\t"])
def test_odd_characters_of_a_text_are_published_inert_or_not_at_all(project: Project, sign: str) -> None:
    project.write("odd.md", f"The pier{sign}at Ashby was closed on Monday.\n\n{BODY}")
    outcome = project.run("build")
    assert outcome.code == 0
    assert "odd" in project.pages
