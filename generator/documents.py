"""Formats in which articles come and that no reader knows: they are errors, since somebody wanted a page of them.

Everything else in the content folder that is no article (pictures, notes of an editor) is passed over with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import ArticleError

_WEB, _OFFICE = "a saved web page", "a document of a word processor"
UNREAD = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mhtml", ".webarchive"), _WEB),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages"), _OFFICE),
    **dict.fromkeys((".rst", ".adoc", ".org", ".tex"), "text in another notation"),
    ".pdf": "a PDF",
    ".epub": "a book",
}
"""Suffixes with what they stand for."""


def fault(suffix: str, known: Iterable[str], path: str) -> ArticleError:
    """The error for a file that no reader knows; `known` are the suffixes of those that one does."""
    if suffix in UNREAD:
        remedy = "copy the article's text into a .txt or .md file, and remove this one"
        return ArticleError(f"{UNREAD[suffix]} cannot be read", remedy, path=path, line=1)
    return ArticleError(f"no reader for {suffix or 'a file without a suffix'}", f"use {', '.join(known)}", path=path)
