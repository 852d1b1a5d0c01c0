"""Markdown: its blocks are markdown-it's, its words the characters of the file; notation is marked, never removed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from typing import Any

from markdown_it.token import Token

from generator import blocks, frontmatter
from generator.furniture import BlockWords
from generator.language import Language
from generator.markup import NOTATION, Notation, notation, parser
from generator.model import Article, BlockKind
from generator.text import Source

SUFFIXES = (".md", ".markdown")

_LONGEST = 1_000_000
"""Characters; a longer file is read as plain text, because markdown-it takes seconds for a million."""
_LONGEST_RUN, _NOTATION = 20_000, 30_000
"""Characters of one paragraph, and of notation in a whole file: beyond them, notation is left as it stands."""
_CONTAINERS = {"blockquote": BlockKind.QUOTE, "list_item": BlockKind.LIST}


def read(data: bytes, path: str, language: Language) -> Article:
    """The article in a file; `language` is that of articles that name none. ArticleError where there is none."""
    file = frontmatter.read(data, path, language)
    words = file.language.words(BlockWords)
    reader = _Reader(file.text)
    parts = reader.parts()
    source = Source(file.text, tuple(sorted(reader.markup)))
    return file.article(source, blocks.classify(_drafts(source, parts, words), words))


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters [start, end) of the text; without a kind they are a paragraph, or no Markdown at all (`plain`)."""

    start: int
    end: int
    kind: BlockKind | None = None
    plain: bool = False


def _drafts(source: Source, parts: Iterable[_Part], words: BlockWords) -> Iterator[blocks.Draft]:
    for part in parts:
        span = source.span(part.start, part.end).strip()
        if part.kind is not None and len(span):
            yield blocks.Draft(span, part.kind)
        elif part.kind is None:
            lines = blocks.split if part.plain else blocks.own_lines
            yield from (blocks.Draft(line) for line in lines(span, words))


@dataclass(slots=True)
class _Reader:
    """Walks over the block tokens of a text; collects its parts, and in `markup` the ranges that are notation."""

    text: str
    lines: list[str] = field(init=False)
    starts: list[int] = field(init=False)
    covered: bytearray = field(init=False)
    env: dict[str, Any] = field(default_factory=dict)
    found: list[_Part] = field(default_factory=list)
    markup: list[tuple[int, int]] = field(default_factory=list)
    containers: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    notation_left: int = _NOTATION
    begun: bool = False

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.starts = list(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))
        self.covered = bytearray(len(self.lines))

    def parts(self) -> list[_Part]:
        """The parts in the order of the text; together they hold every line that holds a word."""
        tokens: list[Token] = []
        try:
            if len(self.text) <= _LONGEST:
                parser().block.parse(self.text, parser(), self.env, tokens)
        except RecursionError:
            tokens, self.env = [], {}
        for index, token in enumerate(tokens):
            self.step(tokens, index, token)
        for reference in [*self.env.get("references", {}).values(), *self.env.get("duplicate_refs", ())]:
            self.add_lines(reference["map"], BlockKind.FURNITURE)
        self.add_what_is_left()
        return sorted(self.found, key=lambda part: part.start)

    def step(self, tokens: Sequence[Token], index: int, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _CONTAINERS:
            if token.nesting > 0:
                self.containers.append(token)
            else:
                self.containers.pop()
        elif token.type == "ordered_list_open" and _is_one_number(tokens, index):
            self.numbers.append(tokens[index + 1])
        elif token.type in ("fence", "html_block") and _is_closed(token, self.lines):
            self.add_lines(token.map, BlockKind.FURNITURE)
        elif token.type == "tr_open":
            self.add_row(token)
        elif token.type in ("hr", "heading_open"):
            self.cover(token.map)
        elif token.type == "inline" and tokens[index - 1].type in ("paragraph_open", "heading_open"):
            self.cover(token.map)
            self.add_run(token, tokens[index - 1])

    def cover(self, lines: Sequence[int] | None) -> None:
        first, end = lines or (0, 0)
        self.covered[first:end] = b"\x01" * (end - first)

    def add_lines(self, lines: Sequence[int] | None, kind: BlockKind | None, plain: bool = False) -> None:
        first, end = lines or (0, 0)
        self.cover(lines)
        self.found.append(_Part(self.starts[first], self.starts[end - 1] + len(self.lines[end - 1]), kind, plain))

    def add_row(self, token: Token) -> None:
        """A row of a table is an item of a list; the bars between its cells are notation."""
        first, end = token.map or (0, 0)
        start = self.starts[first]
        self.markup += [(start + at, start + at + 1) for at, sign in enumerate(self.lines[first]) if sign == "|"]
        self.add_lines((first, end), BlockKind.LIST)

    def add_what_is_left(self) -> None:
        """Lines of which markdown-it made nothing, because they are nested too deep or never closed: plain text."""
        for covered, group in groupby(range(len(self.lines)), key=lambda line: self.covered[line]):
            lines = list(group)
            if not covered and any(character.isalnum() for line in lines for character in self.lines[line]):
                self.add_lines((lines[0], lines[-1] + 1), None, plain=True)

    def add_run(self, token: Token, opening: Token) -> None:
        run = _placed(token, self.lines, self.starts)
        kind = self.kind(opening, token.content)
        start = run[0].start
        if self.numbers and self.containers and self.containers[-1] is self.numbers[-1]:
            number = self.text.rfind(self.numbers.pop().info, self.starts[run[0].line], start)
            start, kind = number if number >= 0 else start, None
        for _, following in pairwise(run):
            gap = self.starts[following.line], following.start
            if self.text[gap[0] : gap[1]].strip():
                self.markup.append(gap)
        # A line above the title may be the name of a section; a sentence is the article.
        self.begun = self.begun or kind is BlockKind.HEADLINE or token.content[-1:] in '.!?”"'
        found = self.notation(token.content) if all(line.exact for line in run) else Notation()
        columns = list(accumulate((len(line) + 1 for line in token.content.split("\n")), initial=0))
        for first, end in found.ranges:
            self.markup.append((_absolute(first, run, columns), _absolute(end - 1, run, columns) + 1))
        pictures = [line if line in found.image_lines else -1 for line in range(len(run))]
        for picture, group in groupby(range(len(run)), key=pictures.__getitem__):
            lines = [run[line] for line in group]
            begin = lines[0].start if lines[0] is not run[0] else start
            self.found.append(_Part(begin, lines[-1].end, BlockKind.CAPTION if picture >= 0 else kind))

    def kind(self, opening: Token, content: str) -> BlockKind | None:
        if opening.type == "paragraph_open":
            return _CONTAINERS[self.containers[-1].type.removesuffix("_open")] if self.containers else None
        if opening.markup in ("-", "=") and content.endswith("."):
            return None  # a paragraph above a rule that lacks its blank line
        first = opening.tag == "h1" and not self.containers and not self.begun
        return BlockKind.HEADLINE if first else BlockKind.HEADING

    def notation(self, run: str) -> Notation:
        """The notation of a run; none where it cannot be proved, or would take too long to find."""
        signs = len(NOTATION.findall(run)) if len(run) <= _LONGEST_RUN else _NOTATION + 1
        if not signs or signs > self.notation_left:
            return Notation()
        self.notation_left -= signs
        return notation(run, self.env) or Notation()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a run: where its words stand in the text; `exact` where they are those of the token."""

    line: int
    start: int
    end: int
    exact: bool
    indent: int


def _placed(token: Token, lines: Sequence[str], starts: Sequence[int]) -> list[_Line]:
    """The lines of an inline token, found again behind the notation of the blocks around them."""
    placed = []
    first, end = token.map or (0, 0)
    # A line of odd spaces (U+2028) opens a paragraph for markdown-it, which strips it off the content.
    while first < end - 1 and not lines[first].strip():
        first += 1
    for line, content in enumerate(token.content.split("\n"), first):
        raw, words = lines[line], content.strip()
        # Words stand at the end of their line, but for the closing signs of a heading and odd spaces (U+2028).
        at = raw.rfind(words)
        exact = at >= 0 and not "".join(raw[at + len(words) :].split()).strip("#")
        if not exact:
            at, words = len(raw) - len(raw.lstrip("> \t")), raw.lstrip("> \t")
        stop = starts[line] + at + len(words)
        placed.append(_Line(line, stop - len(words), stop, exact, len(content) - len(content.lstrip())))
    return placed


def _absolute(index: int, run: Sequence[_Line], columns: Sequence[int]) -> int:
    line = min(bisect_right(columns, index) - 1, len(run) - 1)
    return run[line].start + index - columns[line] - run[line].indent


def _is_one_number(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list is a line that happens to begin with a number: "1990. …" alone."""
    items, after = 0, index + 1
    while tokens[after].level > tokens[index].level:
        items += tokens[after].type == "list_item_open" and tokens[after].level == tokens[index].level + 1
        after += 1
    return items == 1 and tokens[index + 1].info != "1"


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether a fence or a comment ends before the text does; one that does not may hold the rest of the article."""
    last = lines[(token.map or (0, 1))[1] - 1]
    if token.type == "fence":
        first = lines[(token.map or (0, 1))[0]]
        return last is not first and set(last.strip("> \t")) == set(token.markup[:1])
    return not token.content.lstrip().startswith("<!--") or "-->" in token.content
