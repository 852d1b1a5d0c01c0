"""The blocks of an article: where they begin and end in text as people paste it, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.furniture import BlockWords, credit, is_one_sentence
from generator.model import Block, BlockKind
from generator.text import Span

_LONGEST_HEADLINE, _LONGEST_HEADING, _LONGEST_STANDFIRST, _LONGEST_LINK = 200, 80, 400, 300
"""Characters; a longer block is prose."""
_LONGEST_CAPTION = 1200  # characters; a longer block is an article that ends in a credit
_HEADING_WORDS, _STANDFIRST_WORDS, _PROSE_WORDS = 12, 6, 6
_NARROWEST, _WIDEST = 40, 120
"""Columns at which people wrap text by hand."""

_BULLET = re.compile(r"(?P<sign>[•‣▪●◦∙⁃◆■►▶➤])\s*|(?P<dash>[-*+–—])\s+|(?P<number>\d{1,3}[.)])\s+")
_END = re.compile(r"""[.!?…]["”’'»)\]]*$""")
_INITIALS = re.compile(r"(?:\b[^\W\d_]\.)+$")
_INITIALS_REACH = 12

Kinds = list[BlockKind | None]
_MAY_BE_FURNITURE = (None, BlockKind.LIST, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class Draft:
    """A run of words before it is known what it is; `kind` where its notation says so."""

    words: Span
    kind: BlockKind | None = None

    @property
    def text(self) -> str:
        """The words on one line, without markup."""
        return " ".join(self.words.readable.split())


def split(part: Span, words: BlockWords) -> Iterator[Span]:
    """The blocks of plain text: runs between blank lines, and in them every line that is not wrapped by hand."""
    runs = _runs(part)
    widths = [_width(run) for run in runs]
    known = [width for width in widths if width]
    page = max(known, default=0) if len(known) * 2 >= sum(len(run) > 1 for run in runs) else 0
    for run, width in zip(runs, widths, strict=True):
        limit = width or (page if max(map(len, run)) <= page else 0)
        first = run[0]
        for line, following in pairwise(run):
            if not _goes_on(line, following, run, limit, words):
                yield first.to(line)
                first = following
        yield first.to(run[-1])


def _runs(part: Span) -> list[list[Span]]:
    lines, at = [], part.start
    for line in part.readable.split("\n"):
        lines.append(Span(part.source, at, at + len(line)).strip())
        at += len(line) + 1
    return [list(run) for filled, run in groupby(lines, key=lambda line: len(line) > 0) if filled]


def _width(run: Sequence[Span]) -> int:
    """The column at which a run is wrapped; 0 where nothing shows that it is."""
    longest = max(map(len, run))
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    for line, following in pairwise(run):
        first = str(following)[0]
        in_sentence = first.isalpha() and not first.isupper() and not _END.search(str(line)[-4:])
        if in_sentence and _is_full(line, following, longest):
            return longest
    return 0


def _is_full(line: Span, following: Span, width: int) -> bool:
    return len(line) + 1 + len(str(following)[: _WIDEST + 1].split(maxsplit=1)[0]) > width


def _goes_on(line: Span, following: Span, run: Sequence[Span], width: int, words: BlockWords) -> bool:
    """Whether the line is wrapped: the words that follow would not have fitted."""
    if not width or not _is_full(line, following, width) or str(line) == str(following):
        return False
    if credit(line, words):
        return False
    marker = _marker(str(following)[:8])
    return marker is None or (marker != "sign" and sum(_marker(str(other)[:8]) == marker for other in run) < 2)


def own_lines(paragraph: Span, words: BlockWords) -> Iterator[Span]:
    """A paragraph of Markdown, in which a line break is a blank, with its captions and its furniture set apart."""
    lines = [line for run in _runs(paragraph) for line in run]
    together: list[Span] = []
    for index, line in enumerate(lines):
        begins = not together or _END.search(str(together[-1])[-4:])
        ends = index + 1 == len(lines) or not str(lines[index + 1])[0].islower()
        if begins and ends and _stands_apart(line, words):
            if together:
                yield together[0].to(together[-1])
            yield line
            together = []
        else:
            together.append(line)
    if together:
        yield together[0].to(together[-1])


def _stands_apart(line: Span, words: BlockWords) -> bool:
    text = " ".join(line.readable.split())
    rules = ("anywhere", "tail", "openers", "button_row")
    return credit(line, words) is not None or any(words.matches(rule, text) for rule in rules)


def classify(drafts: Iterable[Draft], words: BlockWords) -> tuple[Block, ...]:
    """The blocks that the drafts are, in their order, none left out."""
    known = list(drafts)
    texts = [draft.text for draft in known]
    kinds = [_by_itself(draft, text, words) for draft, text in zip(known, texts, strict=True)]
    _mark_furniture(kinds, texts, words)
    _mark_opening(kinds, texts)
    _mark_lists_and_headings(kinds, texts)
    return tuple(_finished(known, kinds, texts, words))


def _by_itself(draft: Draft, text: str, words: BlockWords) -> BlockKind | None:
    if not any(character.isalnum() for character in text):
        return BlockKind.FURNITURE
    if draft.kind is None and len(text) <= _LONGEST_CAPTION and credit(draft.words, words):
        return BlockKind.CAPTION
    return draft.kind


def _is_prose(text: str) -> bool:
    return bool(_END.search(text[-4:])) and text.count(" ") + 1 >= _PROSE_WORDS


def _mark_furniture(kinds: Kinds, texts: Sequence[str], words: BlockWords) -> None:
    prose = [
        index
        for index, text in enumerate(texts)
        if kinds[index] in _MAY_BE_FURNITURE and _is_prose(text) and not words.matches("tail", text)
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(texts), len(texts))
    for index, text in enumerate(texts):
        if kinds[index] in _MAY_BE_FURNITURE and (
            words.matches("anywhere", text)
            or (index < first and _is_head(index, text, words))
            or (index > last and (words.matches("tail", text) or words.matches("button_row", text)))
        ):
            kinds[index] = BlockKind.FURNITURE
    _mark_links(kinds, texts, last, words)
    for index, text in enumerate(texts):
        beside = kinds[max(0, index - 1) : index] + kinds[index + 1 : index + 2]
        outside = not first <= index <= last
        if outside and kinds[index] is None and words.matches("button", text) and BlockKind.FURNITURE in beside:
            kinds[index] = BlockKind.FURNITURE


def _is_head(index: int, text: str, words: BlockWords) -> bool:
    if words.matches("head", text) or words.matches("button_row", text):
        return True
    return index > 0 and (words.is_byline(text) or words.is_date_line(text))


def _mark_links(kinds: Kinds, texts: Sequence[str], last_prose: int, words: BlockWords) -> None:
    """Mark the last "read more" or "Sources" and all that follows, where nothing but links or references does."""
    for index in range(len(texts) - 1, 0, -1):
        if words.matches("reference_openers", texts[index]) or (
            index > last_prose and words.matches("openers", texts[index])
        ):
            kinds[index:] = [BlockKind.FURNITURE] * (len(kinds) - index)
        elif len(texts[index]) > _LONGEST_LINK or (
            _is_prose(texts[index])
            and kinds[index] is not BlockKind.FURNITURE
            and not words.matches("reference", texts[index])
        ):
            return


def _mark_opening(kinds: Kinds, texts: Sequence[str]) -> None:
    content = [index for index, kind in enumerate(kinds) if kind not in (BlockKind.FURNITURE, BlockKind.CAPTION)]
    if BlockKind.HEADLINE not in kinds and len(content) > 1:
        first = content[0]
        if kinds[first] in (None, BlockKind.HEADING) and _is_headline(texts[first]):
            kinds[first] = BlockKind.HEADLINE
    if BlockKind.HEADLINE in kinds:
        below = [index for index in content if index > kinds.index(BlockKind.HEADLINE)]
        if any(kinds[index] is None for index in below[1:]) and kinds[below[0]] is None:
            kinds[below[0]] = BlockKind.STANDFIRST if _is_standfirst(texts[below[0]]) else None


def _is_headline(text: str) -> bool:
    if len(text) > _LONGEST_HEADLINE or _BULLET.match(text):
        return False
    return text[-1] not in ".:;," or _INITIALS.search(text[-_INITIALS_REACH:]) is not None


def _is_standfirst(text: str) -> bool:
    if text.count(" ") + 1 < _STANDFIRST_WORDS or len(text) > _LONGEST_STANDFIRST or _BULLET.match(text):
        return False
    return text[-1] not in '.:;,…"”»' and is_one_sentence(text)


def _mark_lists_and_headings(kinds: Kinds, texts: Sequence[str]) -> None:
    markers = [_marker(text) if kind is None else None for kind, text in zip(kinds, texts, strict=True)]
    content = [index for index, kind in enumerate(kinds) if kind is not BlockKind.FURNITURE]
    for index in content:
        if kinds[index] is not None:
            continue
        marker = markers[index]
        if marker and (
            marker == "sign" or marker in markers[max(0, index - 1) : index] + markers[index + 1 : index + 2]
        ):
            kinds[index] = BlockKind.LIST
        elif content[0] < index < content[-1] and _is_heading(texts[index]):
            kinds[index] = BlockKind.HEADING
        else:
            kinds[index] = BlockKind.PARAGRAPH


def _marker(text: str) -> str | None:
    bullet = _BULLET.match(text)
    return bullet.lastgroup if bullet else None


def _is_heading(text: str) -> bool:
    short = len(text) <= _LONGEST_HEADING and text.count(" ") < _HEADING_WORDS
    return short and (text[-1].isalnum() or text[-1] == ")") and not text[0].islower() and text[0].isalnum()


def _finished(drafts: Sequence[Draft], kinds: Kinds, texts: Sequence[str], words: BlockWords) -> Iterator[Block]:
    seen: set[str] = set()
    for draft, kind, text in zip(drafts, kinds, texts, strict=True):
        span = draft.words
        if kind is BlockKind.LIST and draft.kind is None:
            bullet = _BULLET.match(span.readable)
            span = span.sub(bullet.end() if bullet else 0).strip()
        photo = credit(span, words) if kind is BlockKind.CAPTION else None
        yield Block(kind or BlockKind.PARAGRAPH, span, photo, kind is not BlockKind.FURNITURE and text in seen)
        seen.add(text)
