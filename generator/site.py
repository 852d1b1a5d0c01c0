"""The whole site: articles in, pages out. An article that fails leaves the others, and its own last page, alone.

Only what changed since the last build is made again; the ledger says what that was. The new site is put together beside
the old one and takes its place at once, or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator import cache, fingerprints, ledger, locking, plans, publishing, replacing, stories
from generator.config import Config
from generator.errors import ArticleError, ConfigError, ExplainerError, MachineError, TemplateError
from generator.ledger import Ledger, Piece, Row
from generator.plans import Plan, Progress, Ready, Task
from generator.publishing import Page
from generator.replacing import Site
from generator.steps import Files, Steps

if TYPE_CHECKING:
    from generator.production import Made

# A build in which nothing changed loads nothing that reads articles or writes pages.
# ruff: noqa: PLC0415

_OF_SITE = "site"
"""The folder of the stage for files of no story."""


@dataclass(slots=True)
class Built:
    """What a build did: slugs of pages made anew and of pages kept, errors, warnings, words quoted of words read.

    `unchanged` counts the pages behind which nothing changed. `left_out` are the files that mean nothing without the
    address of the site, where it has none. `published` says whether the site is now what it should be.
    """

    pages: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: list[ExplainerError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    quoted: int = 0
    read: int = 0
    published: bool = False
    left_out: tuple[str, ...] = ()
    unchanged: int = 0


def build(
    config: Config,
    steps: Steps,
    output: Path | None = None,
    *,
    strict: bool = False,
    fresh: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    ready: Ready | None = None,
) -> Built:
    """Build the site into `output` (by default the folder of the config) and publish it whole, or not at all.

    A failing article keeps its published page; with `strict` nothing is published then. With `fresh` everything is made
    anew, whatever earlier builds left. The work is shared by `jobs` processes. ConfigError, TemplateError and
    MachineError stop the build with the old site untouched; all other errors are collected in the result.
    """
    target = output or config.root / config.output
    publishing.check_output(target, config.root, (config.root / config.content, config.root / config.templates))
    with publishing.machine(target), locking.exclusive(target) as workshop:
        plan = plans.draw(config, steps, target, workshop, fresh=fresh)
        if not plan.found.stories:
            known, shown = ", ".join(sorted(plan.suffixes)), stories.shown(config.root / config.content, config.root)
            raise ConfigError("there are no articles", f"put one there ({known})", path=shown)
        build = _Build(config, steps, target, workshop, plan, progress, ready)
        try:
            return build.run(jobs, strict=strict, fresh=fresh)
        finally:
            shutil.rmtree(build.stage, ignore_errors=True)


@dataclass(slots=True)
class _Build:
    """A build on its way: `rows` are the new site's stories by slug, `pages` its pages, with those of failed ones."""

    config: Config
    steps: Steps
    target: Path
    workshop: Path
    plan: Plan
    progress: Progress | None = None
    ready: Ready | None = None
    built: Built = field(default_factory=Built)
    rows: dict[str, Row] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def run(self, jobs: int, *, strict: bool, fresh: bool) -> Built:
        built, plan = self.built, self.plan
        built.warnings += plan.found.warnings
        for step, names in plan.last.roots.items() if plan.keys.settings == plan.last.keys.settings else ():
            self.roots[step].update(names)
        missing = self._stories(self._made(jobs, cached=not fresh))
        if plan.tasks or plan.stale:
            self._pages(missing)
            if self.pages and not (strict and built.failed):
                self._publish()
                built.published = True
        else:
            built.published, built.left_out = True, tuple(plan.last.left_out)
            if plan.learn():
                self._note(plan.last)
        return built

    @property
    def stage(self) -> Path:
        return self.workshop / locking.STAGE

    def _made(self, jobs: int, *, cached: bool) -> Iterator[tuple[Task, Made]]:
        """Every task with what was made of it, or with the error that stopped it."""
        if not self.plan.tasks:
            return
        from generator import warmth, workforce
        from generator.production import Job

        plan = self.plan
        job = Job(self.config, self.steps, self.stage, plan.live, plan.keys.readings, plan.keys.settings, cached)
        # Closed at once, whatever happens: no process may still write when the stage is cleared away.
        with closing(workforce.each(job, plan.tasks, jobs)) as each:
            yield from self._checked(each)
        warmth.end()

    def _checked(self, each: Iterator[tuple[Task, Made]]) -> Iterator[tuple[Task, Made]]:
        """The stories as they come; what stops the build is raised."""
        plan, total, size = self.plan, 0, 0
        for task, made in each:
            total, size = total + 1, size + made.size
            if made.errno:
                refused = OSError(made.errno, os.strerror(made.errno))
                raise publishing.trouble(refused, self.target, size * len(plan.tasks) // total)
            for error in made.errors:
                if isinstance(error, (TemplateError, ConfigError, MachineError)):
                    raise error
            if self.progress:
                self.progress(total, len(plan.tasks))
            if self.ready and made.row:
                self.ready(made.row.slug, self.stage / str(task.number))
            yield task, made

    def _stories(self, made: Iterable[tuple[Task, Made]]) -> list[tuple[str, ...]]:
        """Gather the rows of all stories; the sources of those without one."""
        claims: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        missing = []
        for row in self.plan.kept:
            claims[row.slug.casefold()].append((-1, row))
        for task, one in sorted(made, key=lambda pair: pair[0].number):
            for step, names in one.asked.items():
                self.roots[step] |= names
            if one.row is None:
                missing.append(task.sources)
                self.built.failed += one.errors
            else:
                claims[one.row.slug.casefold()].append((task.number, one.row))
        for rivals in claims.values():
            if len(rivals) > 1:
                self._refuse([row for _, row in rivals])
                missing += sorted(row.sources for _, row in rivals)
            else:
                self._take(*rivals[0])
        return missing

    def _take(self, number: int, row: Row) -> None:
        """Have the new site hold a story; `number` is that of its task, -1 where it stands as it is."""
        built = self.built
        self.rows[row.slug] = row
        self.pages[row.slug] = Page(row.slug, row.sources, row.entry)
        for name, digest in row.files.items():
            self.wanted[f"{row.slug}/{name}"] = digest
            if number >= 0:
                self.places[f"{row.slug}/{name}"] = self.stage / str(number) / name
        built.quoted, built.read = built.quoted + row.quoted, built.read + row.read
        if row.notice:
            built.warnings.append(f"{row.sources[0]}: {row.notice}")
        if number < 0:
            built.unchanged += 1
        else:
            built.pages.append(row.slug)

    def _refuse(self, rivals: Iterable[Row]) -> None:
        rows = sorted(rivals, key=lambda row: row.sources)
        first, *others = (row.sources[0] for row in rows)
        what = f"{' and '.join(others)} would have the same address, /{rows[0].slug}/"
        self.built.failed.append(ArticleError(what, "give one of them another 'slug: …'", path=first))

    def _pages(self, missing: list[tuple[str, ...]]) -> None:
        """Add the published pages of stories that failed, where nothing new has taken their address."""
        before = publishing.whole(self.target, self.steps.entry_checked) if missing else publishing.Manifest()
        taken = {slug.casefold() for slug in self.pages}
        for sources in missing:
            page = before.page_of(sources)
            if page is not None and page.slug.casefold() not in taken:
                taken.add(page.slug.casefold())
                self.pages[page.slug] = page
                files = (path for path in before.files if path.startswith(f"{page.slug}/"))
                self.wanted |= {path: self.plan.live[path] for path in files if path in self.plan.live}
                self.built.kept.append(page.slug)
                self.built.warnings.append(f"{sources[0]}: kept previous version of /{page.slug}/")
        self.pages, taken_twice = publishing.parted(self.pages)
        self.built.failed += taken_twice

    def _publish(self) -> None:
        """Make the files of the site, and put everything in its place."""
        plan = self.plan
        pieces = self._pieces()
        self._store({".nojekyll": b""})
        pages = [self.pages[slug] for slug in sorted(self.pages)]
        self._store({publishing.MANIFEST: publishing.manifest(pages, self.wanted)})
        stamps = dict(plan.last.stamps)
        if self.wanted != plan.live:
            site = Site(self.target, plan.live, plan.marks)
            stamps = replacing.replace(site, self.workshop, plan.last.stamps, self.wanted, self.places)
        else:
            stamps |= {mark: plan.live[path] for path, mark in plan.marks.items()}
        roots = {step: sorted(names) for step, names in self.roots.items()}
        keys = plan.keys
        if roots != plan.last.roots:
            keys = plans.keys_of(self.config, keys.readings, keys.settings, plan.templates, roots)
        self.built.left_out = self.steps.left_out(self.config)
        rows = [self.rows[slug] for slug in sorted(self.rows)]
        suffixes, left_out = sorted(plan.suffixes), list(self.built.left_out)
        unsettled = bool(self.built.failed or self.built.kept)
        new = Ledger(keys, roots, plan.templates, suffixes, left_out, rows, pieces, self.wanted, stamps, unsettled)
        self._note(new)
        self._forget(new)

    def _note(self, new: Ledger) -> None:
        """Write the ledger. The site is in its place by now: a disk that takes no ledger costs time, no more."""
        try:
            ledger.store(self.workshop, new)
        except OSError as error:
            what = f"what was built cannot be noted ({error.strerror})"
            self.built.warnings.append(f"{self.workshop}: {what} — the next build will make everything anew")

    def _pieces(self) -> dict[str, Piece]:
        """The files of the whole site: those whose pages, settings or templates changed are made again."""
        from generator import language as languages
        from generator import production

        plan, config = self.plan, self.config
        entries = [self.steps.entry_from(page.entry) for _, page in sorted(self.pages.items())]
        known = plan.last.pieces if plan.keys.site == plan.last.keys.site else {}
        found = {}
        self.steps.asked()
        for piece in self.steps.pieces(entries, config, languages.load(config.language)):
            key = fingerprints.of(piece.name, piece.about)
            last = known.get(piece.name)
            if last and last.key == key and all(plan.live.get(path) == one for path, one in last.files.items()):
                self.wanted |= last.files
                found[piece.name] = last
            else:
                made = production.guarded(piece.make, config.output)
                found[piece.name] = Piece(key, self._store(made))
        self.roots["site"] |= self.steps.asked()
        return found

    def _store(self, files: Files) -> dict[str, str]:
        """Put files of the site on the stage; their digests."""
        digests = {name: fingerprints.of_bytes(data) for name, data in files.items()}
        publishing.write(self.stage / _OF_SITE, files)
        self.wanted |= digests
        self.places |= {path: self.stage / _OF_SITE / path for path in files}
        return digests

    def _forget(self, new: Ledger) -> None:
        """Remove the readings that no story needs any more."""
        used = {kept.reading for row in new.rows for kept in row.articles}
        for row in self.plan.last.rows:
            for kept in row.articles:
                if kept.reading not in used:
                    cache.remove(cache.folder(self.config), kept.reading)
