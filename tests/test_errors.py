"""Errors: one line each, with the place, the fault and the remedy, and nothing that steers a terminal."""

from __future__ import annotations

import pytest

from generator import errors
from generator.errors import ArticleError, ConfigError, ExplainerError, MachineError, ProofError, TemplateError


def test_an_error_is_one_line_with_place_fault_and_remedy() -> None:
    error = ArticleError("no article text", "write some", path="a.md", line=3, col=8)
    assert str(error) == "a.md:3:8: no article text — write some"


def test_an_error_without_a_place_says_only_what_and_what_to_do() -> None:
    assert str(ConfigError("no method", "write news")) == "no method — write news"


@pytest.mark.parametrize(
    ("kind", "code"), [(ArticleError, 1), (TemplateError, 1), (ProofError, 1), (ConfigError, 2), (MachineError, 3)]
)
def test_each_kind_has_its_exit_code(kind: type[ExplainerError], code: int) -> None:
    assert kind.exit_code == code


def test_control_characters_are_written_as_escapes() -> None:
    assert errors.printable("a\x1b[31m\u202eb\n") == "a\\x1b[31m\\u202eb\\n"
