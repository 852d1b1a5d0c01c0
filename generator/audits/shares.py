"""How much of each article its page quotes, against the limit that it has."""

from __future__ import annotations

from collections.abc import Iterator

from generator import quoting, reporting, shares
from generator.auditing import Site
from generator.model import Explainer
from generator.production import PAGE
from generator.reporting import Record

NEAR = 0.9
"""The part of its limit from which on a page is told to be near it."""
_REMEDY = "name its 'licence', write 'extracts: link', or raise its 'quote_limit'"


def find(site: Site) -> Iterator[Record]:
    """Pages that quote more of an article than they may, or nearly so."""
    for page in site.manifest.pages:
        explainer, name = site.stories[page.slug], f"{page.slug}/{PAGE}"
        if not isinstance(explainer, Explainer) or name not in site.files:
            continue
        counted = shares.of_page(explainer, site.text(name))
        for reading, (quoted, words) in zip(explainer.story.readings, counted, strict=True):
            most = quoting.limit(reading.article, site.config)
            share = 100 * quoted / words if words else 0.0
            if most is None or share < NEAR * most:
                continue
            what = f"it quotes {share:.0f}% of {reading.article.path}; the limit is {most}%"
            level = reporting.error if share > most else reporting.warning
            yield level(what, _REMEDY, site.shown(name))
