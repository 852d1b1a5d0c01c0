"""A result that several steps ask for one after the other, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def kept(function: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """A pure function of one argument that keeps its last result, as long as it is given the very same object.

    Arguments are told apart by identity: to compare two explainers would take longer than to work on one.
    """
    last: list[tuple[Given, Made]] = []

    def keeping(given: Given) -> Made:
        if last and last[0][0] is given:
            return last[0][1]
        made = function(given)
        last[:] = [(given, made)]
        return made

    keeping.__doc__, keeping.__name__ = function.__doc__, function.__name__
    return keeping
