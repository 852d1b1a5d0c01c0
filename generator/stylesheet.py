"""The style of a page: `style.css`, and the `theme.css` of a theme behind it, as small as they get."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from generator import lockdown, theming
from generator.config import Config
from generator.errors import ProofError, TemplateError

STYLE, THEME = "style.css", "theme.css"
"""The style sheet itself, and what a theme adds behind it."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REMEDY = "mend the file, or delete it to see what it was for"


def sheet(config: Config, sources: int) -> Markup:
    """The style of a page with so many sources. TemplateError where there is none, or where a file of it is broken."""
    style, shown = theming.read(config, STYLE)
    if not shown:
        raise TemplateError(f"no template {STYLE!r}", "add it", path=config.templates)
    theme, of_theme = theming.read(config, THEME)
    return Markup(_small(style, shown) + _small(theme, of_theme) + _pairs(sources))


@lru_cache(maxsize=16)
def _small(css: str, path: str) -> str:
    """A style sheet without comments and line breaks; TemplateError where it is broken, or does what none may do."""
    told = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), css)
    if "</" in css or "<!--" in css:
        raise TemplateError("a style sheet holds markup", _REMEDY, path=path)
    depth = 0
    for line, text in enumerate(told.splitlines(), 1):
        depth += text.count("{") - text.count("}")
        if depth < 0 or "/*" in text:
            what = "a comment is never closed" if "/*" in text else "'}' closes nothing"
            raise TemplateError(what, _REMEDY, path=path, line=line)
    if depth:
        raise TemplateError("'{' is never closed", _REMEDY, path=path, line=len(told.splitlines()))
    try:
        lockdown.inspect_style(told, 0)
    except ProofError as error:
        raise TemplateError(error.what, error.remedy, path=path) from error
    return re.sub(r"\s*\n\s*", "", told).replace(";}", "}").strip()


@lru_cache(maxsize=64)
def _pairs(sources: int) -> str:
    """One pair of rules that lights up a sentence and its numbers together."""
    if not sources:
        return ""
    numbers = range(1, sources + 1)
    there = ",".join(f':root:has([href="#s{n}"]:is(:hover,:focus-visible)) #s{n}' for n in numbers)
    here = ",".join(f':root:has(#s{n}:is(:hover,:target)) [href="#s{n}"]' for n in numbers)
    return f"@media screen{{{there}{{background:var(--hi)}}{here}{{background:var(--hi);color:var(--ink)}}}}"
