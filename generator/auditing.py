"""A built site as `explainer check` looks at it: its files as they stand on the disk, beside the articles of now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from generator import plugins, production, publishing, stories, trees
from generator.config import Config
from generator.errors import ExplainerError, MachineError
from generator.model import Explainer
from generator.publishing import Manifest, Page
from generator.reporting import Record
from generator.steps import Steps
from generator.stories import StoryFiles

_ADDRESSES = ("href", "src")


@dataclass(frozen=True, slots=True)
class Tag:
    """The start of an element: its name, its attributes, its line."""

    name: str
    attributes: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class Markup:
    """What a file of HTML holds, read as leniently as a browser does."""

    tags: tuple[Tag, ...]
    title: str

    @cached_property
    def ids(self) -> frozenset[str]:
        """The places that an address can lead to."""
        return frozenset(tag.attributes["id"] for tag in self.tags if "id" in tag.attributes)

    @property
    def base(self) -> str:
        """What relative addresses are relative to; empty for the file itself."""
        return next((tag.attributes.get("href", "") for tag in self.tags if tag.name == "base"), "")

    @property
    def addresses(self) -> Iterator[tuple[str, int]]:
        """Every address of the file, with its line."""
        for tag in self.tags:
            yield from ((tag.attributes[name], tag.line) for name in _ADDRESSES if name in tag.attributes)


@dataclass(frozen=True)
class Site:
    """A built site with its settings. `today` is the day of the report; nothing but a report may ask for it."""

    folder: Path
    config: Config
    steps: Steps
    today: date

    @cached_property
    def manifest(self) -> Manifest:
        """What the site says that it holds."""
        return publishing.whole(self.folder, self.steps.entry_checked)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file that there is, by its path in the site, but for the manifest."""
        return frozenset(trees.walk(self.folder)) - {publishing.MANIFEST}

    @cached_property
    def markup(self) -> Mapping[str, Markup]:
        """Every file of HTML, read."""
        return {name: parse(self.text(name)) for name in sorted(self.files) if name.endswith(".html")}

    @cached_property
    def stories(self) -> Mapping[str, Explainer | ExplainerError]:
        """Every page by its slug, explained anew from its articles of now; or why that cannot be done."""
        return {page.slug: self._explained(page) for page in self.manifest.pages}

    def _explained(self, page: Page) -> Explainer | ExplainerError:
        paths = tuple(self.config.root / source for source in page.sources)
        name = paths[0].stem if len(paths) == 1 else paths[0].parent.name
        try:
            return production.read_story(StoryFiles(name, paths), self.config, self.steps)
        except ExplainerError as error:
            return error

    def data(self, name: str) -> bytes:
        """The bytes of a file; none for one that is not there."""
        path = self.folder / name
        return path.read_bytes() if path.is_file() else b""

    def text(self, name: str) -> str:
        """The text of a file."""
        return self.data(name).decode("utf-8", "replace")

    def shown(self, name: str = "") -> str:
        """A file of the site as messages name it."""
        return stories.shown(self.folder / name, self.config.root)

    def beside(self, slug: str) -> tuple[str, ...]:
        """The names of the files in the folder of a page, but for the page itself."""
        inside = (name.removeprefix(f"{slug}/") for name in self.files if name.startswith(f"{slug}/"))
        return tuple(sorted(name for name in inside if name != production.PAGE))


def open_site(folder: Path, config: Config, steps: Steps, today: date) -> Site:
    """The site in a folder. MachineError where there is none, ConfigError where something else is."""
    if not (folder / publishing.MANIFEST).is_file():
        raise MachineError("the site is not built", "run 'explainer build' first", path=str(folder))
    site = Site(folder, config, steps, today)
    site.manifest  # noqa: B018  # a manifest that is not ours is no site
    return site


def audit(site: Site) -> Sequence[Record]:
    """Everything that is found, in the order of files and lines."""
    found = (record for part in plugins.parts("audits") for record in part.find(site))
    return sorted(found, key=lambda record: (record.path, record.line or 0, record.what))


def parse(html: str) -> Markup:
    """A file of HTML; whatever is wrong with it, what can be read is read."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Markup(tuple(reader.tags), " ".join("".join(reader.title).split()))


def dated(entries: Iterable[Page], status: str) -> Iterator[tuple[Page, date]]:
    """The events of a status that the index knows of, by their pages, with their last days."""
    for page in entries:
        for event in page.entry.get("line", ()):
            if len(event) == 3 and event[2] == status:
                yield page, date.fromisoformat(event[1])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.title: list[str] = []
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))
        self.in_title = tag == "title" and not self.title  # a drawing may have a title too, further down

    def handle_endtag(self, tag: str) -> None:
        self.in_title = self.in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title.append(data)
