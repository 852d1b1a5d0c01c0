"""Records: what fits becomes a dataclass, what does not is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pytest

from generator.records import RecordError, build


@dataclass(frozen=True)
class Inner:
    size: int = 1


@dataclass(frozen=True)
class Outer:
    name: str
    sides: tuple[int, ...] = ()
    inner: Inner = field(default_factory=Inner)
    mode: Literal["a", "b"] = "a"
    table: Mapping[str, float] = field(default_factory=dict)
    maybe: str | None = None
    day: date | None = None


def test_what_fits_becomes_a_dataclass() -> None:
    made = build(Outer, {"name": "x", "sides": [1, 2], "inner": {"size": 3}, "mode": "b", "table": {"k": 1}})
    assert made == Outer("x", (1, 2), Inner(3), "b", {"k": 1.0}, None)


def test_a_date_in_quotation_marks_is_a_date() -> None:
    assert build(Outer, {"name": "x", "day": "2020-01-16"}).day == date(2020, 1, 16)


@pytest.mark.parametrize(
    ("data", "path", "what", "remedy"),
    [
        ({"nam": "x"}, ("nam",), "unknown key 'nam'", "did you mean 'name'?"),
        ({}, ("name",), "'name' is missing", "add a line"),
        ({"name": 7}, ("name",), "'name' is a whole number", "put it in quotes"),
        ({"name": "x", "sides": "12"}, ("sides",), "'sides' is text", "write a list"),
        ({"name": "x", "sides": [1, True]}, ("sides", 1), "true or false", "write a whole number"),
        ({"name": "x", "inner": {"siz": 1}}, ("inner", "siz"), "unknown key 'siz'", "known keys: size"),
        ({"name": "x", "mode": "c"}, ("mode",), "'mode' is 'c'", "write one of a, b"),
        ({"name": "x", "inner": 3}, ("inner",), "'inner' is a whole number", "write a table"),
        ({"name": "x", "day": "2020-13-45"}, ("day",), "'day' is '2020-13-45'", "write a date"),
        ({"name": None}, ("name",), "'name' is empty", "write text"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    data: dict[str, Any], path: tuple[str, ...], what: str, remedy: str
) -> None:
    with pytest.raises(RecordError) as caught:
        build(Outer, data)
    assert caught.value.path == path
    assert what in caught.value.what
    assert remedy in caught.value.remedy
