"""Every page of the measured site, and peers, into docs/page.md: `make eval-page`.

`python -m eval.page PACKAGES VENVS OUT`: the node_modules with axe-core, vnu-jar, html-validate, lighthouse and, if it
is to be measured, TimelineJS3; a folder with an environment each for Pelican and MkDocs; and the file to write. 1 where
a target is missed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from eval.page import accessibility, chromium, links, material, peers, probes, report
from eval.page.report import Row

RUN_THROUGH = ("naama-issachar", "sample", "iodine", "many")
"""The pages that Lighthouse runs through: the example, the sample article, and two others."""


def main(packages: Path, venvs: Path, out: Path) -> int:
    """Measure, write the tables, print them; 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as made:
        project = Path(made) / "project"
        project.mkdir()
        built = material.build(project)
        with chromium.serving(built.folder) as address:
            with chromium.browser() as opened:
                rows = [_row(chromium.Tab(opened), address, path, built, packages) for path in built.pages]
            found = report.Report(rows, *report.checked(packages, built))
            found.lighthouse = report.run_through(packages, address, [s for s in RUN_THROUGH if s in built.slugs])
        found.broken = links.broken(built.folder, material.ADDRESS)
        found.notes = list(built.missing)
        found.peers = _peers(packages, venvs, built, Path(made))
    text = report.markdown(found)
    out.write_text(text, encoding="utf-8")
    print(text)
    for fault in report.missed(found):
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if report.missed(found) else 0


def _row(tab: chromium.Tab, address: str, path: str, built: material.Material, packages: Path) -> Row:
    page = tab.visit(address + path)
    asked, heard = len(tab.loaded()), list(tab.heard)
    sources = page.locator("#sources li").count()
    tab.visit(address + path, media="print")
    sheets = probes.sheets(tab.page)
    audit = accessibility.audit(tab, address + path, packages / "axe-core" / "axe.min.js")
    tab.page.context.close()
    return Row(path, built.sent(path), asked, sources, sheets, audit, heard)


def _peers(packages: Path, venvs: Path, built: material.Material, folder: Path) -> list[tuple[str, peers.Measured]]:
    example = next((material.ROOT / "content").glob("*.md"))
    slug, place = example.stem, folder / "peers"
    place.mkdir()
    axe = packages / "axe-core" / "axe.min.js"
    pages = list(peers.made(packages, venvs, example, built.file(f"{slug}/timelinejs.json"), place))
    with chromium.browser() as opened:
        with chromium.serving(built.folder) as address:
            measured = [("Explainer", peers.measure(opened, address, f"{slug}/index.html", axe))]
        with chromium.serving(place) as address:
            measured += [(name, peers.measure(opened, address, path, axe)) for name, path in pages]
    return measured


if __name__ == "__main__":
    sys.exit(main(*(Path(name).resolve() for name in sys.argv[1:])))
