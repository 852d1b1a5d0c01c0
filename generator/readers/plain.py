"""Plain text, as people paste it."""

from __future__ import annotations

from generator import blocks, frontmatter
from generator.furniture import BlockWords
from generator.language import Language
from generator.model import Article
from generator.text import Source

SUFFIXES = (".txt", ".text")


def read(data: bytes, path: str, language: Language) -> Article:
    """The article in a file; `language` is that of articles that name none. ArticleError where there is none."""
    file = frontmatter.read(data, path, language)
    words = file.language.words(BlockWords)
    source = Source(file.text)
    drafts = (blocks.Draft(span) for span in blocks.split(source.span(), words))
    return file.article(source, blocks.classify(drafts, words))
