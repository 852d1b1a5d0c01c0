"""The site that is measured: the example, the sample article, annotated articles and extremes, built as users do."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from generator import config as settings
from generator import site, steps
from tests import extremes

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ADDRESS = "https://explainers.example/"
"""The address that the built site believes to have: feeds and the sitemap are made of it."""
_SAMPLE = "seed"


@dataclass(frozen=True, slots=True)
class Material:
    """A built site: its folder, the slugs of its pages by what they are, and what is missing on this machine."""

    folder: Path
    example: tuple[str, ...]
    annotated: tuple[str, ...]
    extremes: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of all pages."""
        return self.example + self.annotated + self.extremes

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of all HTML pages of the site, the boxes to embed and the pages about the site among them."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return tuple(sorted(found, key=lambda path: (path.count("/"), path)))

    def sent(self, path: str) -> int:
        """The bytes of a file as a host sends them."""
        return len(gzip.compress(self.file(path).read_bytes(), 9, mtime=0))

    def file(self, path: str) -> Path:
        """A file of the site."""
        return self.folder / path


def build(project: Path) -> Material:
    """Write all articles into a project folder and build them there. RuntimeError where one of them fails."""
    content = project / "content"
    content.mkdir()
    shutil.copytree(ROOT / "templates", project / "templates")
    (project / "config.yaml").write_text(
        f"title: Explainers\nbase_url: {ADDRESS}\nreport_url: https://reports.example/\n", encoding="utf-8"
    )
    for path in sorted((ROOT / "content").iterdir()):
        shutil.copy(path, content)
    example = _slugs(content)
    gold = SHARED / "gold"
    _annotated(gold, content)
    annotated = _slugs(content) - example
    extremes.write(content)
    built = site.build(settings.load(project / "config.yaml"), steps.program())
    if built.failed:
        raise RuntimeError("; ".join(str(error) for error in built.failed))
    told = () if annotated else ("no ../shared/gold beside the project: neither sample nor annotated articles",)
    others = set(built.pages) - example - annotated
    first, second, third = (tuple(sorted(names)) for names in (example, annotated, others))
    return Material(project / "site", first, second, third, told)


def _slugs(content: Path) -> set[str]:
    return {path.stem for path in content.iterdir()}


def _annotated(gold: Path, content: Path) -> None:
    """Each annotated article with its own date, publisher, address and licence; without one it is somebody else's."""
    for path in sorted(gold.glob("*.gold.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(".gold.json")
        front = {key: known[key] for key in ("date", "publisher", "url", "licence") if known.get(key)}
        if "rights reserved" in front.get("licence", ""):
            del front["licence"]
        lines = "".join(f"{key}: {value if key == 'date' else json.dumps(value)}\n" for key, value in front.items())
        text = (gold / f"{name}.txt").read_text(encoding="utf-8")
        target = content / f"{'sample' if name == _SAMPLE else name}.txt"
        target.write_text(f"---\n{lines}---\n\n{text}", encoding="utf-8")
