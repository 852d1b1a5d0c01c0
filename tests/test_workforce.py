"""What a process that makes many stories sets up, wherever it runs."""

from __future__ import annotations

import ctypes
import sys

import pytest

from generator import workforce


class _Library:
    """A C library that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def mallopt(self, option: int, value: int) -> int:
        self.told.append((option, value))
        return 1


def test_memory_is_kept_where_the_library_can_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    library = _Library()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    workforce.keep_memory()
    assert [option for option, _ in library.told] == [-1, -3]


@pytest.mark.parametrize(("platform", "library"), [("linux", object()), ("win32", None), ("darwin", None)])
def test_elsewhere_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch, platform: str, library: object) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    workforce.keep_memory()
