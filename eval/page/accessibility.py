"""axe-core on pages in a real browser: what it finds wrong (violations) and what it cannot judge (incomplete)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from eval.page.chromium import Tab
from eval.page.probes import OPEN

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

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are broken."""
        return tuple(sorted({line.split()[2] for line in self.violations}))


def audit(
    tab: Tab, address: str, axe: Path, views: Iterable[tuple[int, str]] = VIEWS, *, settle: bool = False
) -> Audit:
    """Run all of axe's rules on a page, best practices among them, freshly loaded for each view, nothing folded.

    `settle` waits for what scripts load.
    """
    told, source = Audit(), axe.read_text(encoding="utf-8")
    for width, scheme in views:
        page = tab.visit(address, width, scheme)
        if settle:
            page.wait_for_load_state("networkidle")
        page.evaluate(OPEN)
        page.evaluate(source)
        violations, incomplete = page.evaluate(_RUN)
        told.violations += [f"{width} {scheme} {line}" for line in violations]
        told.incomplete += [f"{width} {scheme} {line}" for line in incomplete]
    return told
