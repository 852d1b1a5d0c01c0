"""The notation inside a run of Markdown: which of its characters are no words, proved against markdown-it's tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

NOTATION = re.compile(r"[*_`\[<\\]")
"""Characters that may be notation; a run without any is words alone."""
_BREAK = re.compile(r"[ \t]*(\\?)\n[ \t]*")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]", re.DOTALL)
_BLANKS = re.compile(r"[ \t\n]*")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and raw HTML.

    Left out is what would take words away or put others in their place: entities, text struck through, and code by
    indentation, which is how people paste paragraphs.
    """
    return MarkdownIt("js-default", {"html": True, "typographer": False}).disable(["entity", "strikethrough", "code"])


@dataclass(frozen=True, slots=True)
class Notation:
    """The [start, end) ranges of a run that are notation, in order, and its lines that hold nothing but images."""

    ranges: tuple[tuple[int, int], ...] = ()
    image_lines: frozenset[int] = frozenset()


class _DisagreementError(Exception):
    """The walk and markdown-it do not see the same notation."""


def notation(run: str, env: dict[str, object]) -> Notation | None:
    """The notation in `run`, the content of an inline token; None where it cannot be proved.

    `env` is that of the block parser: it holds the link targets defined elsewhere in the document.
    """
    tokens: list[Token] = []
    try:
        parser().inline.parse(run, parser(), env, tokens)
        walk = _Walk(run)
        walk.over(tokens)
    except (_DisagreementError, RecursionError):
        return None
    lines = walk.image_lines()
    captions = frozenset(index for index, image in enumerate(walk.images) if image.line in lines)
    found = Notation(tuple(sorted(walk.ranges + walk.image_ranges(captions))), lines)
    return found if _left(run, found.ranges) == _rendered(tokens, captions) else None


def _left(run: str, ranges: Sequence[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in ranges)]
    ends = [*(start for start, _ in ranges), len(run)]
    return _squeezed("".join(run[start:end] for start, end in zip(starts, ends, strict=True)))


def _squeezed(text: str) -> str:
    return "".join(text.split())  # a break at which a line is blank is one break for us and none for markdown-it


def _rendered(tokens: Sequence[Token], captions: frozenset[int]) -> str:
    pieces, images = [], 0
    for token in tokens:
        if token.type == "image":
            if images in captions:
                pieces.append(_rendered(token.children or (), frozenset()))
            images += 1
        elif token.type in ("text", "text_special", "code_inline"):
            pieces.append(token.content)
    return _squeezed("".join(pieces))


@dataclass(slots=True)
class _Image:
    line: int
    start: int
    end: int
    target: int
    inside: list[tuple[int, int]]


@dataclass(slots=True)
class _Walk:
    """Steps through a run beside its tokens, and notes what is notation on the way."""

    run: str
    at: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)
    images: list[_Image] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def over(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            step = _STEPS.get(token.type)
            if step is None:
                raise _DisagreementError
            step(self, token)

    def expect(self, text: str) -> None:
        if not self.run.startswith(text, self.at):
            raise _DisagreementError
        self.at += len(text)

    def mark(self, text: str) -> None:
        self.expect(text)
        if text:
            self.ranges.append((self.at - len(text), self.at))

    def text(self, token: Token) -> None:
        self.expect(token.content)

    def mark_markup(self, token: Token) -> None:
        self.mark(token.markup)

    def escape(self, token: Token) -> None:
        self.mark("\\" if token.content != token.markup else "")
        self.expect(token.content)

    def html(self, token: Token) -> None:
        self.mark(token.content)

    def line_break(self, token: Token) -> None:
        match = _BREAK.match(self.run, self.at)
        if not match:
            raise _DisagreementError
        if match.group(1):
            self.ranges.append(match.span(1))
        self.at = match.end()

    def code(self, token: Token) -> None:
        self.mark(token.markup)
        end = self.run.find(token.markup, self.at + len(token.content))
        if end < 0:
            raise _DisagreementError
        self.at = end
        self.mark(token.markup)

    def link_open(self, token: Token) -> None:
        self.links.append("<" if token.markup == "autolink" else "[")
        self.mark(self.links[-1])

    def link_close(self, token: Token) -> None:
        if self.links.pop() == "<":
            self.mark(">")
        else:
            self.mark(self.run[self.at : self.target_end()])

    def image(self, token: Token) -> None:
        start = self.at
        self.expect(f"![{token.content}")
        target = self.at
        self.at = self.target_end()
        alt = _Walk(self.run, start + 2)
        alt.over(token.children or ())
        inside = alt.ranges + alt.image_ranges(frozenset())
        line = self.run.count("\n", 0, start)
        self.images.append(_Image(line, start, self.at, target, inside))

    def target_end(self) -> int:
        """The end of what follows the words of a link: "](address)", "][label]" or "]"."""
        if not self.run.startswith("]", self.at):
            raise _DisagreementError
        after = self.at + 1
        inline = _address_end(self.run, after) if self.run.startswith("(", after) else None
        label = _LABEL.match(self.run, after)
        return inline or (label.end() if label else after)

    def image_lines(self) -> frozenset[int]:
        """The lines that hold one image or more, and no words beside them."""
        pictured = {image.line for image in self.images}
        if not pictured:
            return frozenset()
        left = list(self.run)
        for start, end in [*self.ranges, *((image.start, image.end) for image in self.images)]:
            left[start:end] = ("\n" if character == "\n" else " " for character in self.run[start:end])
        lines = "".join(left).split("\n")
        return frozenset(line for line in pictured if not lines[line].strip())

    def image_ranges(self, captions: frozenset[int]) -> list[tuple[int, int]]:
        """The notation of images: the whole of each, but around the words of those whose index is in `captions`."""
        ranges = []
        for index, image in enumerate(self.images):
            if index in captions:
                ranges += [(image.start, image.start + 2), *image.inside, (image.target, image.end)]
            else:
                ranges.append((image.start, image.end))
        return ranges


_STEPS = {
    "text": _Walk.text,
    "text_special": _Walk.escape,
    "softbreak": _Walk.line_break,
    "hardbreak": _Walk.line_break,
    "code_inline": _Walk.code,
    "html_inline": _Walk.html,
    "link_open": _Walk.link_open,
    "link_close": _Walk.link_close,
    "image": _Walk.image,
    **dict.fromkeys(("em_open", "em_close", "strong_open", "strong_close"), _Walk.mark_markup),
}


def _address_end(run: str, start: int) -> int | None:
    """The end of '(address "title")' that begins at `start`, by the rules of markdown-it; None where it is none."""
    helpers = parser().helpers
    at = _skip(run, start + 1)
    address = helpers.parseLinkDestination(run, at, len(run))
    if address.ok and parser().validateLink(parser().normalizeLink(address.str)):
        at = address.pos
    blank = _skip(run, at)
    title = helpers.parseLinkTitle(run, blank, len(run))
    at = _skip(run, title.pos) if title.ok and blank > at else blank
    return at + 1 if run.startswith(")", at) else None


def _skip(run: str, at: int) -> int:
    match = _BLANKS.match(run, at)
    return match.end() if match else at
