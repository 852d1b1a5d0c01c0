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
_SPACE = "[ \t\n\r\f]"
_ATTRIBUTE = re.compile(rf"""{_SPACE}+([^\s"'<>/=]+)(?:{_SPACE}*={_SPACE}*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ATTRIBUTES = re.sub(r"\((?!\?)", "(?:", _ATTRIBUTE.pattern)
_NEXT = re.compile(
    rf"([^<]*)(?:</({_NAME}){_SPACE}*>|<({_NAME})((?:{_ATTRIBUTES})*){_SPACE}*(/?)>|(?i:<!doctype html>)|\Z)"
)
"""Text, and the tag behind it: an end, or a beginning with its attributes."""
_RAW_ENDS = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
"""Where elements end in which browsers read no tags."""


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
    root = Element("", {}, 1)
    above = [root]
    at, line = 0, 1
    while at < len(html):
        match = _NEXT.match(html, at)
        if match is None:
            raise _unread(html, at, line)
        text, closed, opened, attributes, empty = match.groups()
        at = match.end()
        if text:
            above[-1].children.append(unescape(text) if "&" in text else text)
            line += text.count("\n")
        if closed:
            _close(closed.lower(), above, line)
        elif opened:
            element = _opened(opened.lower(), attributes, above, line)
            line += attributes.count("\n")
            if empty:
                _may_be_empty(element)
            elif element.tag not in _VOID:
                above.append(element)
            if element.tag in _RAW_ENDS:
                at = _raw(element, html, at)
                line += element.raw.count("\n")
    if len(above) > 1:
        raise MarkupError(f"<{above[-1].tag}> is not closed", above[-1].line)
    return root


def _unread(html: str, at: int, line: int) -> MarkupError:
    """What stands where no text or tag does."""
    start = html.index("<", at)
    markup, line = html[start : start + 80], line + html.count("\n", at, start)
    if markup.startswith("<!--"):
        return MarkupError(f"a comment: {markup[4:].partition('-->')[0].strip()!r}", line)
    kinds = {"<!": "a declaration", "<?": "a processing instruction"}
    return MarkupError(f"{kinds.get(markup[:2], 'no tag')}: {markup.partition('>')[0]!r}", line)


def _opened(tag: str, attributes: str, above: list[Element], line: int) -> Element:
    """A new element inside the last of those above it; MarkupError where browsers would first close one of them."""
    named: dict[str, str] = {}
    if attributes:
        given = _ATTRIBUTE.findall(attributes)
        named = {name.lower(): unescape(double or single or bare) for name, double, single, bare in given}
        if len(named) < len(given):
            raise MarkupError(f"<{tag}> repeats an attribute", line)
    ends = "p" if tag in _BLOCKS else "a" if tag == "a" else ""
    if (ends and any(element.tag == ends for element in above)) or above[-1].tag == "title":
        raise MarkupError(f"<{tag}> cannot stand here", line)
    element = Element(tag, named, line)
    above[-1].children.append(element)
    return element


def _close(tag: str, above: list[Element], line: int) -> None:
    if len(above) == 1 or above[-1].tag != tag:
        raise MarkupError(f"</{tag}> closes nothing", line)
    above.pop()


def _may_be_empty(element: Element) -> None:
    if element.tag not in _SELF_CLOSED | _VOID:
        raise MarkupError(f"<{element.tag}/> does not close itself", element.line)


def _raw(element: Element, html: str, at: int) -> int:
    """Take the content of a script or a style sheet as it stands; where it ends."""
    found = _RAW_ENDS[element.tag].search(html, at)
    end = found.start() if found else len(html)
    if "<!--" in html[at:end]:  # browsers may look for another end behind it
        raise MarkupError(f"a comment in <{element.tag}>", element.line)
    element.children.append(html[at:end])
    return end
