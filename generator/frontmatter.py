"""What stands above an article: a file's front matter, checked, and the text below it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from generator import decoding, language, records, yamldoc
from generator.addresses import is_web, reserved
from generator.errors import ArticleError
from generator.model import Article, Block, BlockKind
from generator.text import Extracts, Source

_RULE = re.compile(r"---[^\S\n]*")
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SLUG_BYTES = 200
_LINES = 200_000
"""The most lines of text: a file of ten megabytes and of very short lines would take minutes."""
_FIRST_YEAR = 1600
"""Printed news begins with it, and the rules of the calendar hold."""
# The first line inside: a key, or notation that no prose begins with. Whatever else follows a `---` is an article.
_YAML = re.compile(
    r"""\s*(?:(?:[^\s:"'#>*\[\]]+|(["'])(?:(?!\1).)*\1)[^\S\n]*:(?:\s|$)|[{!&%]|---[^\S\n]*$)""",
)
# A list, or text that only YAML gives a meaning; front matter where the block is closed and has no empty line.
_ITEM = re.compile(r"-\s|\?\s|<<|\[(?!.*\][(:])")
# What other programs write instead of three hyphens.
_OTHER_RULE = re.compile(r"(\+\+\+|-{4,}|;;;|\{)[^\S\n]*")
# What may stand at the start of a line of YAML; other text after a blank line is the article.
_FOREIGN_KEY = re.compile(r"""\s*["']?(\w+)["']?\s*[:=]""")
_METADATA = re.compile(r"""\s|#|-\s|[\w"'-][^:\n]*:(?:\s|$)|[\]}!&*?|>%]""")


# What stands around an article; alone it would make an empty page.
_AROUND = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of front matter; all may be left out or left empty."""

    title: str = ""
    """The page's title; the headline where it is left out."""
    question: str = ""
    """The question that the page answers."""
    date: datetime.date | None = None
    """The day of publication: weekdays and "last month" are told from it."""
    publisher: str = ""
    """Who published the article."""
    url: str = ""
    """Where it was published."""
    language: str = ""
    """The language of the article; that of the site where it is left out."""
    slug: str = ""
    """The folder of the page in the site."""
    licence: str = ""
    """`own`, or the licence under which the article's words may be quoted at length."""
    extracts: Extracts | None = None
    """How much of a source sentence the source list quotes."""
    aliases: tuple[str, ...] = ()
    """Folders of the site that lead to the page: where it stood before."""
    quote_limit: int | None = None
    """The most per cent of the article's words that the page may quote."""


_KEYS = frozenset({*(item.name for item in fields(FrontMatter)), "tags", "draft", "author", "description", "layout"})
"""Keys that front matter begins with, here and elsewhere."""


@dataclass(frozen=True, slots=True)
class File:
    """A file taken apart: its front matter, the text below it and the line at which that begins."""

    path: str
    front: FrontMatter
    text: str
    first_line: int
    language: language.Language
    date_line: int = 1

    def article(self, source: Source, blocks: Iterable[Block]) -> Article:
        """The article made of these blocks; ArticleError where none of them holds an article's words."""
        kept = tuple(blocks)
        if all(block.kind in _AROUND for block in kept):
            raise _no_text(self.path, self.first_line)
        return Article(
            path=self.path,
            source=source,
            blocks=kept,
            title=self.front.title,
            question=self.front.question,
            published=self.front.date,
            language=self.language.code,
            publisher=self.front.publisher,
            url=self.front.url,
            slug=self.front.slug,
            licence=self.front.licence,
            extracts=self.front.extracts,
            aliases=self.front.aliases,
            quote_limit=self.front.quote_limit,
            first_line=self.first_line,
            date_line=self.date_line,
        )


def read(data: bytes, path: str, default: language.Language) -> File:
    """The file taken apart; `default` is its language where front matter names none.

    ArticleError: no text at all, text that cannot be decoded, front matter that is not closed or does not fit.
    """
    text = decoding.decode(data, path, ArticleError)
    lines = text.split("\n")
    opened, closed = _bounds(lines, path)
    if closed is None:
        front, below, code, date_line = FrontMatter(), 0, default, 1
    else:
        document = yamldoc.read("\n".join(lines[opened + 1 : closed]), path, ArticleError, opened + 2)
        front, below = _checked(document), closed + 1
        date_line = document.places.get(("date",), (1, 1))[0]
        code = language.load(front.language) if front.language else default
    body = "\n".join(lines[below:])
    if not body.strip():
        raise _no_text(path, below + 1 if below < len(lines) else len(lines))
    filled = sum(1 for line in lines[below:] if line.strip())
    if filled > _LINES:
        what = f"the text has {filled:,} lines; the limit is {_LINES:,}"
        raise ArticleError(what, "split the article", path=path, line=below + 1)
    return File(path, front, body, below + 1, code, date_line)


def _no_text(path: str, line: int) -> ArticleError:
    return ArticleError("no article text", "write the article below, or remove the file", path=path, line=line)


def _bounds(lines: list[str], path: str) -> tuple[int, int | None]:
    """The indices of the lines that open and close front matter; (0, None) where the file has none."""
    opened = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if not _RULE.fullmatch(lines[opened]):
        _refuse_others(lines, opened, path)
        return 0, None
    inside = range(opened + 1, len(lines))
    closed = next((index for index in inside if _RULE.fullmatch(lines[index])), None)
    end = len(lines) if closed is None else closed
    first = next((lines[index] for index in inside if lines[index].strip() and lines[index][0] != "#"), "")
    key = _FOREIGN_KEY.match(first)
    listed = _ITEM.match(first) and closed and all(lines[opened + 1 : closed])
    if not (_YAML.match(first) or (key and key[1] in _KEYS) or listed):
        return 0, None
    after_blank = (index for index in range(opened + 2, end) if lines[index] and not lines[index - 1].strip())
    if closed is None or not all(_METADATA.match(lines[index]) for index in after_blank):
        what = f"front matter opened on line {opened + 1} is never closed"
        raise ArticleError(what, "add a line '---' below it", path=path, line=opened + 1)
    return opened, closed


def _refuse_others(lines: list[str], opened: int, path: str) -> None:
    """ArticleError for front matter as other programs have it, which would be published as text."""
    rule = _OTHER_RULE.fullmatch(lines[opened])
    key = _FOREIGN_KEY.match(lines[opened + 1]) if rule and opened + 1 < len(lines) else None
    if rule and key and key[1].lower() in _KEYS:
        what = f"front matter opens with {rule[1]!r}"
        raise ArticleError(what, "write YAML, 'key: value', between two lines '---'", path=path, line=opened + 1)


def _checked(document: yamldoc.Document) -> FrontMatter:
    known = {item.name for item in fields(FrontMatter)}
    data = {key: value for key, value in document.values.items() if value is not None or key not in known}
    try:
        front = records.build(FrontMatter, {key: _folded(value) for key, value in data.items()})
    except records.RecordError as error:
        raise document.fault(error.path, error.what, error.remedy) from error
    _check_folders(front, document)
    if front.date and front.date.year < _FIRST_YEAR:
        raise document.fault(("date",), f"'date' is before {_FIRST_YEAR}", "write the day of publication, YYYY-MM-DD")
    if front.url and not is_web(front.url):
        raise document.fault(("url",), "'url' is no web address", "write http://… or https://…")
    if front.quote_limit is not None and not 0 < front.quote_limit <= 100:
        raise document.fault(("quote_limit",), "'quote_limit' is no percentage", "write 1 to 100")
    if front.language and front.language not in language.codes():
        known_codes = ", ".join(language.codes())
        raise document.fault(("language",), f"no language {front.language!r}", f"known languages: {known_codes}")
    return front


def _check_folders(front: FrontMatter, document: yamldoc.Document) -> None:
    remedy = f"write letters, digits and single hyphens, {_SLUG_BYTES} bytes at most"
    if front.slug and not _names_folder(front.slug):
        raise document.fault(("slug",), "'slug' is not the name of one folder", remedy)
    if taken := reserved(front.slug):
        raise document.fault(("slug",), taken, "write another 'slug'")
    for index, alias in enumerate(front.aliases):
        if not _names_folder(alias):
            raise document.fault(("aliases", index), f"alias {alias!r} is not the name of one folder", remedy)
        if taken := reserved(alias):
            raise document.fault(("aliases", index), taken, "leave it out")


def _names_folder(name: str) -> bool:
    return bool(_SLUG.fullmatch(name)) and len(name.encode()) <= _SLUG_BYTES


def _folded(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
