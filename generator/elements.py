"""A finished page as a tree, read strictly: what a browser might read otherwise is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_VOID = frozenset({"meta", "link", "br", "base", "input"})
_SELF_CLOSED = frozenset({"line", "rect", "circle"})
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "section", "figure", "h1", "h2", "h3", "blockquote", "main", "nav"})
_NAME = r"[a-zA-Z][a-zA-Z0-9]*"
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))"""
_ATTRIBUTE = re.compile(rf"""\s+([^\s"'<>/=]+)(?:{_VALUE})?""")
_TOKEN = re.compile(
    rf"(?P<text>[^<]+)|</(?P<close>{_NAME})\s*>|<(?P<open>{_NAME})(?P<attributes>(?:{_ATTRIBUTE.pattern})*)\s*(?P<empty>/?)>"
    "|(?i:<!doctype html>)"
)
_RAW_END = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
"""Where the content of an element ends in which browsers read no tags."""


class MarkupError(ValueError):
    """A page that is no well-formed tree; `line` is 1-based."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@dataclass(eq=False, slots=True)
class Element:
    """An element with its attributes, and its children: elements and text."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The element itself and all elements inside it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def all(self, *tags: str) -> tuple[Element, ...]:
        """The elements inside with one of the tags."""
        return tuple(element for element in self.elements() if element.tag in tags)

    @property
    def raw(self) -> str:
        """All text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        """All text inside, white space folded."""
        return " ".join(self.raw.split())

    @property
    def classes(self) -> frozenset[str]:
        """The words of the class attribute."""
        return frozenset(self.attributes.get("class", "").split())


def parse(html: str) -> Element:
    """The root of a page; MarkupError where tags do not nest, attributes repeat, or a comment stands.

    It knows less of HTML than a browser, and reads nothing that it does not know: what is left has one reading.
    """
    reader = _Reader()
    at, line = 0, 1
    while at < len(html):
        match = _TOKEN.match(html, at)
        if match is None:
            raise _unread(html[at : at + 80], line)
        reader.take(match, line)
        end = reader.raw_end(html, match.end(), line)
        line += html.count("\n", at, end)
        at = end
    if len(reader.open) > 1:
        raise MarkupError(f"<{reader.open[-1].tag}> is not closed", reader.open[-1].line)
    return reader.open[0]


def _unread(markup: str, line: int) -> MarkupError:
    """What stands where no text or tag does."""
    if markup.startswith("<!--"):
        return MarkupError(f"a comment: {markup[4:].partition('-->')[0].strip()!r}", line)
    kinds = {"<!": "a declaration", "<?": "a processing instruction"}
    return MarkupError(f"{kinds.get(markup[:2], 'no tag')}: {markup.partition('>')[0]!r}", line)


class _Reader:
    def __init__(self) -> None:
        self.open = [Element("", {}, 1)]

    def take(self, token: re.Match[str], line: int) -> None:
        """Text, a tag or a document type that stands next."""
        text, close = token["text"], token["close"]
        if text:
            self.open[-1].children.append(unescape(text) if "&" in text else text)
        elif close:
            self._close(close.lower(), line)
        elif token["open"]:
            self._open(token["open"].lower(), token["attributes"], line, closed=bool(token["empty"]))

    def raw_end(self, html: str, at: int, line: int) -> int:
        """Where to read on: behind the content of a script or a style sheet, where one was just opened."""
        element = self.open[-1]
        if element.tag not in _RAW_END or element.children:
            return at
        found = _RAW_END[element.tag].search(html, at)
        end = found.start() if found else len(html)
        if "<!--" in html[at:end]:  # browsers may look for another end behind it
            raise MarkupError(f"a comment in <{element.tag}>", line)
        element.children.append(html[at:end])
        return end

    def _close(self, tag: str, line: int) -> None:
        if len(self.open) == 1 or self.open[-1].tag != tag:
            raise MarkupError(f"</{tag}> closes nothing", line)
        self.open.pop()

    def _open(self, tag: str, attributes: str, line: int, *, closed: bool) -> None:
        if closed and tag not in _SELF_CLOSED and tag not in _VOID:
            raise MarkupError(f"<{tag}/> does not close itself", line)
        given = _ATTRIBUTE.findall(attributes) if attributes else ()
        named = {name.lower(): unescape(double or single or bare) for name, double, single, bare in given}
        if len(named) < len(given):
            raise MarkupError(f"<{tag}> repeats an attribute", line)
        element = Element(tag, named, line)
        self._may_stand(tag, line)
        self.open[-1].children.append(element)
        if not closed and tag not in _VOID:
            self.open.append(element)

    def _may_stand(self, tag: str, line: int) -> None:
        """MarkupError for a tag before which browsers close what is open, or in an element in which they read none."""
        ends = "p" if tag in _BLOCKS else "a" if tag == "a" else ""
        if self.open[-1].tag == "title" or (ends and any(element.tag == ends for element in self.open)):
            raise MarkupError(f"<{tag}> cannot stand here", line)
