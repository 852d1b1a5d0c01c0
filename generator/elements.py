"""A finished page as a tree, read strictly: what a browser might read otherwise is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from itertools import chain

TEXTS = frozenset({"title", "aria-label", "aria-description", "alt", "placeholder", "label"})
"""Attributes that people are read."""
_VOID = frozenset({"meta", "link", "br", "hr", "wbr", "base", "input", "img"})
_SELF_CLOSED = frozenset({"line", "rect", "circle"})
_BLOCKS = frozenset(
    [
        "p",
        "ul",
        "ol",
        "dl",
        "li",
        "dt",
        "dd",
        "div",
        "section",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "blockquote",
        "main",
        "nav",
        "header",
        "footer",
        "details",
        "summary",
        "hr",
    ]
)
"""What ends a paragraph in browsers, of all that a page may be made of."""
_ATOMS = {"q": "words", "time": "time", "data": "data"}
_NAME = r"[a-zA-Z][a-zA-Z0-9]*"
_SPACE = "[ \t\n\r\f]"
_ATTRIBUTE = re.compile(rf"""{_SPACE}+([^\s"'<>/=]+)(?:{_SPACE}*={_SPACE}*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_ATTRIBUTES = re.sub(r"\((?!\?)", "(?:", _ATTRIBUTE.pattern)
_MARKUP = re.compile(r"""(<[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>)""")
"""From an angle bracket to the next one that stands in no quotation marks: every tag, and much that is none."""
_TAG = re.compile(rf"</({_NAME}){_SPACE}*>|<({_NAME})((?:{_ATTRIBUTES})*){_SPACE}*(/?)>|(?i:<!doctype html>)")
"""A tag: an end, or a beginning with its attributes."""
_RAW_ENDS = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style")}
"""Where elements end in which browsers read no tags."""
_PARTS = 3
"""How deep the head and the body of a page stand: in its root, and in `html`."""


class MarkupError(ValueError):
    """A page that is no well-formed tree; `line` is 1-based."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


class Opening:
    """A tag that opens an element. Pages are full of the same ones: each is read once, and told apart by identity.

    `atom` is what the element is where it is read as a whole (words, time, data, mark, number, editor; empty for all
    others), `texts` are those of its attributes that people are read. `closes` is the tag of an element that browsers
    would close here, `lines` are the line breaks inside of the tag.
    """

    __slots__ = ("atom", "attributes", "classes", "closes", "empty", "lines", "stands_alone", "tag", "texts", "whole")

    def __init__(self, tag: str, attributes: str = "", *, empty: bool = False) -> None:
        given = _ATTRIBUTE.findall(attributes) if attributes else []
        self.tag, self.empty, self.lines = tag, empty, attributes.count("\n")
        self.attributes: Mapping[str, str] = {
            name.lower(): unescape(double or single or bare) for name, double, single, bare in given
        }
        self.whole = len(self.attributes) == len(given)
        """Whether no attribute stands twice."""
        self.closes = "p" if tag in _BLOCKS else "a" if tag == "a" else None
        self.stands_alone = tag in _VOID or (empty and tag in _SELF_CLOSED)
        self.classes = frozenset(self.attributes.get("class", "").split())
        self.texts = tuple(sorted(TEXTS.intersection(self.attributes)))
        self.atom = _atom(tag, self.attributes, self.classes)


def _atom(tag: str, attributes: Mapping[str, str], classes: frozenset[str]) -> str:
    if "data-editor" in attributes:
        return "editor"
    if tag == "a":
        return "mark" if "r" in classes else ""
    if tag == "span":
        return "number" if "n" in classes else ""
    return _ATOMS.get(tag, "")


class Element:
    """An element with its attributes, its 1-based line, and its children: elements and text."""

    __slots__ = ("attributes", "children", "inside", "line", "opening", "tag")

    def __init__(self, opening: Opening, line: int) -> None:
        self.opening, self.tag, self.attributes = opening, opening.tag, opening.attributes
        self.line = line
        self.children: list[Element | str] = []
        self.inside: list[Element] | None = None
        """All elements inside, in order, where somebody has listed them already."""

    def elements(self) -> Iterator[Element]:
        """The element itself and all elements inside it, in order."""
        if self.inside is not None:
            return chain((self,), self.inside)
        return self._elements()

    def _elements(self) -> Iterator[Element]:
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def all(self, *tags: str) -> tuple[Element, ...]:
        """The elements inside with one of the tags."""
        return tuple([element for element in self.elements() if element.tag in tags])

    @property
    def raw(self) -> str:
        """All text inside, as it stands."""
        children = self.children
        if len(children) == 1 and isinstance(children[0], str):
            return children[0]
        return "".join([child if isinstance(child, str) else child.raw for child in children])

    @property
    def text(self) -> str:
        """All text inside, white space folded."""
        return " ".join(self.raw.split())

    @property
    def classes(self) -> frozenset[str]:
        """The words of the class attribute."""
        return self.opening.classes


def parse(html: str) -> Element:
    """The root of a page; MarkupError where tags do not nest, attributes repeat, or a comment stands.

    It knows less of HTML than a browser, and reads nothing that it does not know: what is left has one reading.
    """
    reader = _Reader(html)
    at = reader.read(0, [*_MARKUP.split(html), ""])
    while at < len(html):
        at = reader.read(at, reader.next(at))
    return reader.whole()


class _Reader:
    """Reads a page: `above` are the elements that are open, with their `names`."""

    def __init__(self, html: str) -> None:
        self.html, self.line = html, 1
        self.every: list[Element] = []
        self.above, self.names = [Element(Opening(""), 1)], [""]
        self.above[0].inside = self.every
        self.began = 0

    def whole(self) -> Element:
        """The root; MarkupError where an element is still open."""
        if len(self.above) > 1:
            raise MarkupError(f"<{self.names[-1]}> is not closed", self.above[-1].line)
        return self.above[0]

    def next(self, at: int) -> list[str]:
        """The next text and what may be the tag behind it."""
        found = _MARKUP.search(self.html, at)
        return [self.html[at : found.start()], found.group(), "", ""] if found else [self.html[at:], ""]

    def read(self, at: int, pieces: list[str]) -> int:
        """Read texts and the tags behind them; where that ends: behind them all, or behind a script that holds tags."""
        for index in range(0, len(pieces), 2):
            text, markup = pieces[index], pieces[index + 1]
            if text:
                if "<" in text:
                    raise _unread(self.html, at, self.line)
                self.above[-1].children.append(unescape(text) if "&" in text else text)
                self.line += text.count("\n")
            at += len(text) + len(markup)
            tag = _tag(markup)
            if isinstance(tag, Opening):
                element = self._open(tag)
                if tag.tag in _RAW_ENDS:
                    end = self._raw(element, at)
                    if end != at + len(pieces[index + 2]):
                        return end
                    at, pieces[index + 2] = end, ""
            elif tag is None:
                raise _unread(self.html, at - len(markup), self.line)
            elif tag:
                self._close(tag)
        return at

    def _open(self, opening: Opening) -> Element:
        """A new element; MarkupError where browsers would first close one of those above it."""
        names, line = self.names, self.line
        if not opening.whole:
            raise MarkupError(f"<{opening.tag}> repeats an attribute", line)
        if opening.closes in names or names[-1] == "title":
            raise MarkupError(f"<{opening.tag}> cannot stand here", line)
        if opening.empty and not opening.stands_alone:
            raise MarkupError(f"<{opening.tag}/> does not close itself", line)
        element = Element(opening, line)
        self.above[-1].children.append(element)
        self.every.append(element)
        self.line += opening.lines
        if not opening.stands_alone:
            names.append(opening.tag)
            self.above.append(element)
            if len(names) == _PARTS:
                self.began = len(self.every)
        return element

    def _close(self, tag: str) -> None:
        if self.names[-1] != tag:
            if tag in self.names:
                raise MarkupError(f"<{self.names[-1]}> is not closed before </{tag}>", self.above[-1].line)
            raise MarkupError(f"</{tag}> closes nothing", self.line)
        if len(self.names) == _PARTS:
            self.above[-1].inside = self.every[self.began :]
        self.names.pop()
        self.above.pop()

    def _raw(self, element: Element, at: int) -> int:
        """Take the content of a script or a style sheet as it stands; where it ends."""
        found = _RAW_ENDS[element.tag].search(self.html, at)
        end = found.start() if found else len(self.html)
        content = self.html[at:end]
        if "<!--" in content:  # browsers may look for another end behind it
            raise MarkupError(f"a comment in <{element.tag}>", element.line)
        element.children.append(content)
        self.line += content.count("\n")
        return end


@lru_cache(maxsize=2048)
def _tag(markup: str) -> Opening | str | None:
    """A tag: what it opens, or the name of what it closes (none for a doctype, nor for no markup); None for no tag."""
    match = _TAG.fullmatch(markup)
    if match is None:
        return None if markup else ""
    closed, opened, attributes, empty = match.groups()
    return Opening(opened.lower(), attributes, empty=bool(empty)) if opened else (closed or "").lower()


def _unread(html: str, at: int, line: int) -> MarkupError:
    """What stands where no text or tag does."""
    start = html.index("<", at)
    markup, line = html[start : start + 80], line + html.count("\n", at, start)
    if markup.startswith("<!--"):
        return MarkupError(f"a comment: {markup[4:].partition('-->')[0].strip()!r}", line)
    kinds = {"<!": "a declaration", "<?": "a processing instruction"}
    return MarkupError(f"{kinds.get(markup[:2], 'no tag')}: {markup.partition('>')[0]!r}", line)
