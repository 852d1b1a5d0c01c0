"""A finished page as a tree, read strictly: what a browser might read otherwise is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import unescape

TEXTS = frozenset({"title", "aria-label", "aria-description", "alt", "placeholder", "label"})
"""Attributes that people are read."""
_VOID = frozenset({"meta", "link", "br", "base", "input"})
_SELF_CLOSED = frozenset({"line", "rect", "circle"})
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "div", "section", "figure", "h1", "h2", "h3", "blockquote", "main", "nav"})
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


_ROOT = Opening("")


class Element:
    """An element with its attributes, its 1-based line, and its children: elements and text."""

    __slots__ = ("_after", "_before", "attributes", "children", "line", "opening", "page", "tag")

    def __init__(self, opening: Opening, line: int, page: list[Element]) -> None:
        """`page` are all elements of the page before it, in order."""
        self.opening, self.tag, self.attributes = opening, opening.tag, opening.attributes
        self.line, self.page = line, page
        self.children: list[Element | str] = []
        self._before, self._after = len(page), len(page) + 1
        page.append(self)

    def close(self) -> None:
        """Note that all elements inside have been read."""
        self._after = len(self.page)

    def elements(self) -> Sequence[Element]:
        """The element itself and all elements inside it, in order."""
        return self.page[self._before : self._after]

    def all(self, *tags: str) -> tuple[Element, ...]:
        """The elements inside with one of the tags."""
        return tuple([element for element in self.elements() if element.tag in tags])

    @property
    def raw(self) -> str:
        """All text inside, as it stands."""
        return "".join([child if isinstance(child, str) else child.raw for child in self.children])

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
    root = Element(_ROOT, 1, [])
    above = [root]
    at, line = 0, 1
    while at < len(html):
        at, line = _read(html, at, line, above)
    if len(above) > 1:
        raise MarkupError(f"<{above[-1].tag}> is not closed", above[-1].line)
    root.close()
    return root


def _read(html: str, at: int, line: int, above: list[Element]) -> tuple[int, int]:
    """Read on, to the end of the page or to that of a script or style sheet: where that is, and its line."""
    names = [element.tag for element in above]
    pieces = [*_MARKUP.split(html[at:]), ""]
    for index in range(0, len(pieces), 2):
        text, markup = pieces[index], pieces[index + 1]
        if text:
            if "<" in text:
                raise _unread(html, at, line)
            above[-1].children.append(unescape(text) if "&" in text else text)
            line += text.count("\n")
            at += len(text)
        tag = _tag(markup)
        if isinstance(tag, Opening):
            at += len(markup)
            element = _opened(tag, above[-1], names, line)
            line += tag.lines
            if not tag.stands_alone:
                names.append(tag.tag)
                above.append(element)
            if tag.tag in _RAW_ENDS:
                end = _raw(element, html, at)
                line += element.raw.count("\n")
                if end != at + len(pieces[index + 2]):
                    return end, line  # what looked like tags was none
                pieces[index + 2], at = "", end
        elif tag is None:
            raise _unread(html, at, line)
        else:
            at += len(markup)
            if tag:  # and not the declaration of the document's type, nor the end
                if names[-1] != tag:
                    raise MarkupError(f"</{tag}> closes nothing", line)
                names.pop()
                above.pop().close()
    return at, line


@lru_cache(maxsize=8192)
def _tag(markup: str) -> Opening | str | None:
    """A tag: what it opens, or the name of what it closes (empty for a doctype, and for no markup); None for what is no tag."""
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


def _opened(opening: Opening, inside: Element, names: list[str], line: int) -> Element:
    """A new element; MarkupError where browsers would first close one of those above it, whose `names` these are."""
    if not opening.whole:
        raise MarkupError(f"<{opening.tag}> repeats an attribute", line)
    if opening.closes in names or names[-1] == "title":
        raise MarkupError(f"<{opening.tag}> cannot stand here", line)
    if opening.empty and not opening.stands_alone:
        raise MarkupError(f"<{opening.tag}/> does not close itself", line)
    element = Element(opening, line, inside.page)
    inside.children.append(element)
    return element


def _raw(element: Element, html: str, at: int) -> int:
    """Take the content of a script or a style sheet as it stands; where it ends."""
    found = _RAW_ENDS[element.tag].search(html, at)
    end = found.start() if found else len(html)
    if "<!--" in html[at:end]:  # browsers may look for another end behind it
        raise MarkupError(f"a comment in <{element.tag}>", element.line)
    element.children.append(html[at:end])
    return end
