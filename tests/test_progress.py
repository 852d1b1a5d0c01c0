"""A long build says on a terminal how far it has come, and nothing in a pipe."""

from __future__ import annotations

import io
import re

import pytest

from generator import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _drawn(stream: io.StringIO, patience: float = 0.0) -> str:
    with progress.Line(stream, patience=patience) as line:
        for done in range(1, 6):
            line(done, 5)
    return stream.getvalue()


def test_a_terminal_shows_articles_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    drawn = re.sub(r"\x1b\[[\d;?]*\w", "", _drawn(_Terminal()))
    assert "3/5 articles" in drawn
    assert "/s" in drawn
    assert "0:00:" in drawn


def test_no_colour_is_drawn_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    drawn = _drawn(_Terminal())
    assert "3/5" in drawn
    assert "\x1b[3" not in drawn


def test_a_pipe_shows_nothing() -> None:
    assert _drawn(io.StringIO()) == ""


def test_a_short_build_shows_nothing() -> None:
    assert _drawn(_Terminal(), patience=1e6) == ""
