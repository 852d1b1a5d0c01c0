"""Every page has a title, and no two pages have the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator import reporting
from generator.auditing import Site
from generator.production import PAGE
from generator.reporting import Record


def find(site: Site) -> Iterator[Record]:
    """Pages without a title, and questions that several pages answer."""
    named = defaultdict(list)
    for name, markup in site.markup.items():
        if not markup.title:
            yield reporting.error("the page has no title", "mend the template", site.shown(name), 1)
    for page in site.manifest.pages:
        name = f"{page.slug}/{PAGE}"
        if name in site.markup:
            named[site.markup[name].title].append(name)
    for title, names in named.items():
        for other in names[1:] if title else ():
            what = f"its title is that of {site.shown(names[0])}"
            yield reporting.warning(what, "write a line 'question: …' in one of the articles", site.shown(other))
