"""Every picture has words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

from generator import reporting
from generator.auditing import Site, Tag
from generator.reporting import Record

_NAMES = ("alt", "aria-label", "aria-labelledby", "title")


def find(site: Site) -> Iterator[Record]:
    """Images without alternative text; an empty one says that a picture tells nothing."""
    for name, markup in site.markup.items():
        for tag in markup.tags:
            if _is_silent(tag):
                remedy = 'add alt="…" to the template' if tag.name == "img" else "add aria-label to the template"
                yield reporting.error(f"<{tag.name}> has no alternative text", remedy, site.shown(name), tag.line)


def _is_silent(tag: Tag) -> bool:
    if tag.attributes.get("aria-hidden") == "true":
        return False
    if tag.name == "img":
        return "alt" not in tag.attributes
    return tag.attributes.get("role") == "img" and not any(tag.attributes.get(name) for name in _NAMES)
