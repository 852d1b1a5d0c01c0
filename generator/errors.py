"""Every error that a person can meet.

ExplainerError          a fault with a place, a reason and a remedy
├── ArticleError        one article cannot be used; the others go on       (exit 1)
├── TemplateError       a template cannot be rendered; nothing is published (exit 1)
├── ProofError          a page says something of its own                   (exit 1)
├── ConfigError         config.yaml or the command line is wrong           (exit 2)
└── MachineError        disk, port, git, permissions                       (exit 3)
"""

from __future__ import annotations

import re

# C0, DEL, C1, line separators and bidi controls: an article's name must not be able to steer a terminal.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` with every control character written as an escape."""
    return _CONTROLS.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), text)


class ExplainerError(Exception):
    """A fault: what is wrong, what to do about it, and where (path, 1-based line and column)."""

    exit_code = 1

    def __init__(
        self, what: str, remedy: str, *, path: str = "", line: int | None = None, col: int | None = None
    ) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy
        self.path = path
        self.line = line
        self.col = col

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.col) if part not in ("", None))
        message = f"{self.what} — {self.remedy}"
        return printable(f"{place}: {message}" if place else message)


class ArticleError(ExplainerError):
    """One article cannot be used; the others go on."""


class TemplateError(ExplainerError):
    """A template cannot be rendered; nothing is published."""


class ProofError(ExplainerError):
    """A page says something of its own; the line is one of that page, and not of the article that `path` names."""

    def __str__(self) -> str:
        on_page = f" (line {self.line} of its page)" if self.line else ""
        message = f"{self.what}{on_page} — {self.remedy}"
        return printable(f"{self.path}: {message}" if self.path else message)


class ConfigError(ExplainerError):
    """config.yaml or the command line is wrong."""

    exit_code = 2


class MachineError(ExplainerError):
    """The machine does not give what is needed: disk, port, git, permissions."""

    exit_code = 3
