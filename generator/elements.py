"""A finished page as a tree, read strictly: what a browser might read otherwise is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br", "base", "input"})
_SELF_CLOSED = frozenset({"line", "rect", "circle"})
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "section", "figure", "h1", "h2", "h3", "blockquote", "main", "nav"})


class MarkupError(ValueError):
    """A page that is no well-formed tree; `line` is 1-based."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@dataclass(eq=False)
class Element:
    """An element with its attributes, and its children: elements and text."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The element itself and all elements inside it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

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
    """The root of a page; MarkupError where tags do not nest, attributes repeat, or a comment stands."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise MarkupError(f"<{reader.open[-1].tag}> is not closed", reader.open[-1].line)
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {}, 1)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SELF_CLOSED | _VOID:
            raise MarkupError(f"<{tag}/> does not close itself", self.getpos()[0])
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) == 1 or self.open[-1].tag != tag:
            raise MarkupError(f"</{tag}> closes nothing", self.getpos()[0])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise MarkupError(f"a comment: {data.strip()!r}", self.getpos()[0])

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            raise MarkupError(f"a declaration: {decl!r}", self.getpos()[0])

    def handle_pi(self, data: str) -> None:
        raise MarkupError(f"a processing instruction: {data!r}", self.getpos()[0])

    def unknown_decl(self, data: str) -> None:
        raise MarkupError(f"a declaration: {data!r}", self.getpos()[0])

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        line = self.getpos()[0]
        if len({name for name, _ in attrs}) < len(attrs):
            raise MarkupError(f"<{tag}> repeats an attribute", line)
        above = {element.tag for element in self.open}
        if (tag in _BLOCKS and "p" in above) or (tag == "a" and "a" in above):
            raise MarkupError(f"<{tag}> cannot stand here", line)
        element = Element(tag, {name: value or "" for name, value in attrs}, line)
        self.open[-1].children.append(element)
        return element
