"""What has to be made again: the articles, settings and templates of now, compared with those of the last build."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import closures, fingerprints, ledger, publishing, stories, trees
from generator.config import Config
from generator.ledger import Kept, Keys, Ledger, Piece, Row
from generator.steps import Steps
from generator.stories import Found, StoryFiles

STEPS = ("page", "beside", "site")
"""The steps that read templates."""
YOUNG = 2_000_000_000
"""Nanoseconds in which a file system may give a second change of a file the same time as the first (FAT has 2 s)."""


Progress = Callable[[int, int], None]
"""Called with the number of stories made so far, and of those to make."""
Ready = Callable[[str, Path], None]
"""Called with the slug of a page that is proved, and the folder of those of its files that are not as they were."""


@dataclass(frozen=True, slots=True)
class Task:
    """A story to make. With a `row` only its page is made again; the files beside it stay as the row has them.

    `known` are the pieces of the last build that stand as long as what they are made of does.
    """

    number: int
    files: StoryFiles
    sources: tuple[str, ...]
    row: Row | None = None
    known: Mapping[str, Piece] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What a build starts from.

    `live` are the digests of the files of the site, and `marks` their stamps; `whole` says whether all of them are as
    they were made. `kept` are the rows of stories that stand as they are, `tasks` the others. `stale` says whether the
    site has to change even if there are no tasks.
    """

    last: Ledger
    found: Found
    suffixes: frozenset[str]
    templates: dict[str, str]
    keys: Keys
    live: dict[str, str]
    marks: dict[str, str]
    kept: list[Row] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    whole: bool = False
    stale: bool = False

    def learn(self) -> bool:
        """Bring the ledger of the last build up to date where nothing is made; whether there was anything to tell it.

        An article that looked new may be the old one, and a site that was copied holds the files that it held.
        """
        known, stamps, old = self.last.by_sources(), self.last.stamps, time.time_ns() - YOUNG
        refreshed = any(row.articles != known[row.sources].articles for row in self.kept)
        unknown = {mark: self.live[path] for path, mark in self.marks.items() if mark not in stamps}
        settled = {mark: digest for mark, digest in unknown.items() if trees.changed(mark) < old}
        self.last.rows = self.kept
        self.last.stamps = stamps | settled
        return refreshed or bool(settled)


def draw(config: Config, steps: Steps, target: Path, workshop: Path, *, fresh: bool) -> Plan:
    """The plan of a build. ConfigError where the folder of the site, of the articles or of the templates is wrong."""
    last = Ledger() if fresh else ledger.load(workshop)
    if not last.tree:
        publishing.previous(target)  # a folder that is not ours is not read to the end
    live, marks = trees.digests(target, last.stamps, read=True)
    whole = live == last.tree
    if not whole:
        # What the last build wrote is ours, even where somebody has put an older list of files back.
        publishing.previous(target, [path for path, digest in live.items() if last.tree.get(path) != digest])
    settings, readings = fingerprints.of_settings(config), fingerprints.of_readings(config)
    same = settings == last.keys.settings
    suffixes = frozenset(last.suffixes) if same else steps.suffixes()
    found = stories.discover(config.root / config.content, config.root, suffixes)
    templates = closures.digests(config)
    keys = (
        last.keys
        if same and templates == last.templates
        else keys_of(config, readings, settings, templates, last.roots)
    )
    plan = Plan(last, found, suffixes, templates, keys, live, marks, whole=whole)
    rows = last.by_sources() if keys.beside == last.keys.beside else {}
    for number, files in enumerate(found.stories):
        _place(plan, number, files, config, rows)
    plan.stale = not whole or keys.site != last.keys.site or len(plan.kept) != len(last.rows)
    plan.stale |= last.unsettled
    return plan


def keys_of(
    config: Config, readings: str, settings: str, templates: closures.Digests, roots: dict[str, list[str]]
) -> Keys:
    """The keys of all steps; `roots` are the templates that each step asked for."""
    told = {step: fingerprints.of(settings, closures.closure(config, templates, roots.get(step, ()))) for step in STEPS}
    return Keys(readings, settings, **told)


def _place(plan: Plan, number: int, files: StoryFiles, config: Config, rows: dict[tuple[str, ...], Row]) -> None:
    """Put a story among what is kept, or what has to be made."""
    sources = tuple(stories.shown(path, config.root) for path in files.paths)
    row = rows.get(sources)
    articles = _unchanged(files.paths, row.articles) if row else None
    if row is None or articles is None or not (plan.whole or _stands(row, plan.live)):
        plan.tasks.append(Task(number, files, sources, known=row.pieces if row else {}))
    elif plan.keys.page != plan.last.keys.page:
        plan.tasks.append(Task(number, files, sources, row))
    else:
        plan.kept.append(row if articles == row.articles else replace(row, articles=articles))


def _stands(row: Row, live: dict[str, str]) -> bool:
    """Whether the files of a story are in the site as they were made."""
    return all(live.get(f"{row.slug}/{name}") == digest for name, digest in row.files.items())


def _unchanged(paths: Iterable[Path], kept: tuple[Kept, ...]) -> tuple[Kept, ...] | None:
    """The articles as the ledger has them, their stamps brought up to date; None where one is another now."""
    found = []
    for path, article in zip(paths, kept, strict=True):
        mark = stories.stamp(path, time.time_ns() - YOUNG)
        if mark and mark == article.stamp:
            found.append(article)
        elif _digest(path) == article.digest:
            found.append(replace(article, stamp=mark))
        else:
            return None
    return tuple(found)


def _digest(path: Path) -> str:
    try:
        return fingerprints.of_bytes(path.read_bytes())
    except OSError:
        return ""
