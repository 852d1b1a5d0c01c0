"""axe-core on pages in a real browser: what it finds wrong (violations) and what it cannot judge (incomplete)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eval.page.chromium import Tab

VIEWS = tuple((width, scheme) for width in (360, 1280) for scheme in ("light", "dark"))
"""Widths (CSS pixels) and colour schemes."""
_RUN = """() => axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(found =>
  ['violations', 'incomplete'].map(kind => found[kind].flatMap(rule =>
    rule.nodes.map(node => rule.id + ' ' + node.target.join(' ')))))"""


@dataclass(slots=True)
class Audit:
    """What axe says of a page in all views; each line names a view, a rule and the element."""

    violations: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)


def audit(tab: Tab, address: str, axe: Path, views: Iterable[tuple[int, str]] = VIEWS) -> Audit:
    """Run all of axe's rules on a page, best practices among them, freshly loaded for each view, nothing folded."""
    told, source = Audit(), axe.read_text(encoding="utf-8")
    for width, scheme in views:
        page = tab.visit(address, width, scheme)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(source)
        violations, incomplete = page.evaluate(_RUN)
        told.violations += [f"{width} {scheme} {line}" for line in violations]
        told.incomplete += [f"{width} {scheme} {line}" for line in incomplete]
    return told
