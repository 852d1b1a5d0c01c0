"""Strict YAML for front matter and config.yaml: plain values, and the place of every key.

No object is ever constructed: the nodes of PyYAML become text, numbers, true or false, dates, lists and tables by the
rules below (those of YAML 1.2, so that `no` is a word). Anchors, aliases, tags, merge keys, tabs and a key that stands
twice are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from generator import yamlfaults
from generator.errors import ExplainerError

KeyPath = tuple[str | int, ...]

LIMIT = 100_000
"""The longest document, in characters: PyYAML needs a second for each 100,000."""
_DEPTH = 20

_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d{1,300}\.\d{1,300}", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INDENTING_TAB = re.compile(r"^ *\t\s*(?=\S)", re.MULTILINE)

_DIRECTIVE = re.compile(r"(?:#.*\n|[^\S\n]*\n)*%")
# A headline such as "Calls for #Justice grow": YAML drops what stands behind the sign.
_HASH = re.compile(r"^[\w-]+:[ ]+(?:[^\s\"'#|>\[{][^#\n]*[ ])?(#)(?=[^\W_])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a document, and where (1-based line and column of the file) each key and each item begins."""

    values: Mapping[str, Any]
    places: Mapping[KeyPath, tuple[int, int]]
    path: str
    error: type[ExplainerError]

    def fault(self, key: KeyPath, what: str, remedy: str) -> ExplainerError:
        """An error at the key, or at the nearest key above it that stands in the document."""
        while key and key not in self.places:
            key = key[:-1]
        line, col = self.places[key]
        return self.error(what, remedy, path=self.path, line=line, col=col)


def read(text: str, path: str, error: type[ExplainerError], first_line: int = 1) -> Document:
    """The document in `text`, whose first line is the line `first_line` of the file; `error` is raised with the place.

    An empty document has no values.
    """
    return _Reader(text, path, error, first_line).document()


class _Loader(yaml.SafeLoader):
    """PyYAML's loader, with a check of every event before it becomes part of a node."""

    def __init__(self, text: str, check: Callable[[yaml.Event], None]) -> None:
        super().__init__(text)
        self._check = check

    def get_event(self) -> yaml.Event:
        event: yaml.Event = super().get_event()  # type: ignore[no-untyped-call]  # untyped in its stubs
        self._check(event)
        return event


@dataclass(slots=True)
class _Reader:
    text: str
    path: str
    error: type[ExplainerError]
    first_line: int
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    depth: int = 0

    def document(self) -> Document:
        self.places[()] = (self.first_line, 1)
        self.check_characters()
        node = self.compose()
        if node is None:
            return Document({}, self.places, self.path, self.error)
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node.start_mark.index, "there is no key", "write lines of the form 'key: value'")
        return Document(self.table(node, ()), self.places, self.path, self.error)

    def fault(self, index: int, what: str, remedy: str) -> ExplainerError:
        line, col = self.place(index)
        return self.error(what, remedy, path=self.path, line=line, col=col)

    def place(self, index: int) -> tuple[int, int]:
        # Not the line of PyYAML's mark: it counts other line breaks too.
        return self.first_line + self.text.count("\n", 0, index), index - self.text.rfind("\n", 0, index)

    def check_characters(self) -> None:
        if len(self.text) > LIMIT:
            raise self.fault(0, f"longer than {LIMIT:,} characters", "keep the article's text below the front matter")
        control = _UNREADABLE.search(self.text)
        if control:
            raise self.fault(control.start(), f"control character U+{ord(control.group()):04X}", "remove it")
        tab = _INDENTING_TAB.search(self.text)
        if tab:
            raise self.fault(self.text.index("\t", tab.start()), "a tab in the indentation", "use spaces")
        directive = _DIRECTIVE.match(self.text)
        if directive:
            raise self.fault(directive.end() - 1, "a line that begins with %", "remove it")
        lost = _HASH.search(self.text)
        if lost:
            remedy = f"{yamlfaults.in_quotes(self.text, lost.start(1))}, or put a space behind the #"
            raise self.fault(lost.start(1), "YAML drops what stands behind #", remedy)

    def compose(self) -> yaml.Node | None:
        loader = _Loader(self.text, self.check_event)
        try:
            return loader.get_single_node()
        except yaml.MarkedYAMLError as trouble:
            raise self.fault(*yamlfaults.explained(self.text, trouble)) from trouble
        except (yaml.YAMLError, ValueError, OverflowError) as trouble:
            # An escape such as "\UFFFFFFFF" is a bare error of chr(); the scanner stands beside it.
            index = loader.get_mark().index
            raise self.fault(index, "a character that does not exist", "write the character itself") from trouble

    def check_event(self, event: Any) -> None:
        """Refuse, before it is composed, what could expand, construct, or nest without end."""
        index = event.start_mark.index
        if getattr(event, "anchor", None) is not None:
            raise self.fault(index, *yamlfaults.NO_ANCHORS)
        if getattr(event, "tag", None) is not None:
            raise self.fault(index, "tags are not allowed", "put text that begins with ! in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            self.depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            self.depth -= 1
        if self.depth > _DEPTH:
            raise self.fault(index, f"nested more than {_DEPTH} deep", "keep it flat")

    def table(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for key_node, value_node in node.value:
            index = key_node.start_mark.index
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fault(index, "a key that is a list or a table", "write a word as the key")
            key = key_node.value
            if key == "<<" and key_node.style is None:
                raise self.fault(index, "merge keys are not allowed", "write the keys out")
            if key in table:
                first = self.places[(*path, key)][0]
                what = f"{key!r} stands twice, on lines {first} and {self.place(index)[0]}"
                raise self.fault(index, what, "keep one of them")
            self.places[(*path, key)] = self.place(index)
            table[key] = self.value(value_node, (*path, key))
        return table

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.table(node, path)
        if isinstance(node, yaml.SequenceNode):
            items = []
            for index, item in enumerate(node.value):
                self.places[(*path, index)] = self.place(item.start_mark.index)
                items.append(self.value(item, (*path, index)))
            return items
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return self.scalar(node.value, plain, node.start_mark.index)

    def scalar(self, text: str, plain: bool, index: int) -> str | int | float | bool | date | None:
        control = _UNREADABLE.search(text)
        if control:
            raise self.fault(index, f"control character U+{ord(control.group()):04X}", "remove it")
        if not plain:
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
        calendar = _DATE.fullmatch(text)
        if calendar:
            try:
                return date(*map(int, calendar.groups()))
            except ValueError as trouble:
                raise self.fault(index, f"{text} is not a day of the calendar", "write YYYY-MM-DD") from trouble
        return text
