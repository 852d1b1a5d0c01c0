"""The whole site: articles in, pages out. An article that fails leaves the others, and its own last page, alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from generator import answering, plugins, publishing, stories
from generator import language as languages
from generator.config import Config
from generator.errors import ArticleError, ConfigError, ExplainerError, TemplateError
from generator.language import Language
from generator.model import Explainer, Reading
from generator.publishing import Files, Manifest, Page
from generator.stories import StoryFiles

Result = TypeVar("Result")
Entry = Any
"""A line of the index page: a frozen dataclass of plain values, made and read by the page steps alone."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps from an article to a page. `entry_from` reads back what `dataclasses.asdict` made of an entry.

    `beside` makes the files beside a page, `site_files` the index and all other files of the site; both prove them.
    """

    suffixes: frozenset[str]
    read: Callable[[bytes, str, Config, date | None], Reading]
    explain: Callable[[tuple[Reading, ...], str, Config], Explainer]
    beside: Callable[[Explainer, Config, Language, str], Files]
    render: Callable[[Explainer, Config, Language, Files], str]
    prove: Callable[[str, Explainer, Config, Language, str], None]
    entry_of: Callable[[Explainer, Language], Entry]
    entry_from: Callable[[Mapping[str, Any]], Entry]
    site_files: Callable[[Sequence[Entry], Config, Language], Files]
    left_out: Callable[[Config], tuple[str, ...]]
    quoted: Callable[[Explainer, str], tuple[int, int]]


@dataclass(slots=True)
class Built:
    """What a build did: slugs of pages made anew and of pages kept, errors, warnings, words quoted of words read.

    `left_out` are the files that mean nothing without the address of the site, where it has none.
    """

    pages: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: list[ExplainerError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    quoted: int = 0
    read: int = 0
    published: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A story that was read and explained."""

    files: StoryFiles
    sources: tuple[str, ...]
    explainer: Explainer


def steps() -> Steps:
    """The program's own steps, imported when first asked for: the summarizers take their time to load."""
    from generator import check, entries, explain, indexing, outputs, pages, reading, records  # noqa: PLC0415

    return Steps(
        suffixes=frozenset(suffix for reader in plugins.parts("readers") for suffix in reader.SUFFIXES),
        read=reading.read,
        explain=explain.explain,
        beside=outputs.of_page,
        render=pages.render,
        prove=check.prove,
        entry_of=indexing.entry_of,
        entry_from=lambda data: records.build(entries.IndexEntry, data),
        site_files=outputs.of_site,
        left_out=outputs.left_out,
        quoted=pages.quoted_share,
    )


def build(config: Config, steps: Steps, output: Path | None = None, *, strict: bool = False) -> Built:
    """Build the site into `output` (by default the folder of the config) and publish it whole, or not at all.

    A failing article keeps its published page; with `strict` nothing is published then. ConfigError, TemplateError and
    MachineError stop the build with the old site untouched; all other errors are collected in the result.
    """
    root, content = config.root, config.root / config.content
    target = output or root / config.output
    publishing.check_output(target, root, (content, root / config.templates))
    built = Built()
    with publishing.exclusive(target):
        before = publishing.previous(target)
        found = stories.discover(content, root, steps.suffixes)
        built.warnings += found.warnings
        if not found.stories:
            known = ", ".join(sorted(steps.suffixes))
            raise ConfigError("there are no articles", f"put one there ({known})", path=stories.shown(content, root))
        drafts, missing = _drafts(found.stories, config, steps, built)
        pages: dict[str, tuple[Page, Files | None]] = {}
        for draft in drafts:
            page = _page(draft, config, steps, built)
            if page is None:
                missing.append(draft.sources)
            else:
                pages[draft.explainer.slug] = page
        _keep(missing, before, pages, built)
        _part_aliases(pages, built)
        if pages and not (strict and built.failed):
            publishing.publish(target, pages, _site_files(pages, config, steps))
            built.published, built.left_out = True, steps.left_out(config)
    return built


def read_story(files: StoryFiles, config: Config, steps: Steps, published: date | None = None) -> Explainer:
    """Read and explain one story; ArticleError where one of its articles cannot be used."""
    readings = tuple(_read(path, config, steps, published) for path in files.paths)
    first = next((reading.article for reading in readings if reading.article.slug), readings[0].article)
    slug = stories.slug_of(first.slug, files.name, first.path)
    return _guarded(lambda: steps.explain(readings, slug, config), first.path)


def _read(path: Path, config: Config, steps: Steps, published: date | None) -> Reading:
    name = stories.shown(path, config.root)
    data = stories.load(path, name)
    reading = _guarded(lambda: steps.read(data, name, config, published), name)
    given = reading.article.published
    # Somewhere it is tomorrow already.
    if given is not None and given > date.today() + timedelta(days=1):
        what = f"the date {given} is in the future"
        raise ArticleError(what, "write the day of publication", path=name, line=reading.article.date_line)
    return reading


def _guarded(step: Callable[[], Result], name: str) -> Result:
    """A step of one article: a fault of the program itself stops that article, and not the others."""
    try:
        return step()
    except ExplainerError as error:
        error.path = error.path or name
        raise
    except Exception as error:
        what = f"the program failed on this article ({type(error).__name__}: {error})"
        raise ArticleError(what, "please report it, with the output of --debug", path=name) from error


def _drafts(
    files: Sequence[StoryFiles], config: Config, steps: Steps, built: Built
) -> tuple[list[_Draft], list[tuple[str, ...]]]:
    """The stories that can be read, without those that would take the same address; and the sources of the others."""
    drafts, missing = [], []
    for story in files:
        sources = tuple(stories.shown(path, config.root) for path in story.paths)
        try:
            drafts.append(_Draft(story, sources, read_story(story, config, steps)))
        except ArticleError as error:
            built.failed.append(error)
            missing.append(sources)
    claims = defaultdict(list)
    for draft in drafts:
        claims[draft.explainer.slug.casefold()].append(draft)
    for rivals in claims.values():
        if len(rivals) > 1:
            names = " and ".join(rival.sources[0] for rival in rivals)
            what = f"{names} would have the same address, /{rivals[0].explainer.slug}/"
            built.failed.append(ArticleError(what, "give one of them another 'slug: …'"))
            missing += [rival.sources for rival in rivals]
    return [draft for draft in drafts if len(claims[draft.explainer.slug.casefold()]) == 1], missing


def _page(draft: _Draft, config: Config, steps: Steps, built: Built) -> tuple[Page, Files | None] | None:
    """The page of a story, proved; None, with the error noted, where it cannot be proved."""
    explainer, path = draft.explainer, draft.sources[0]
    language = languages.load(explainer.story.readings[0].article.language)
    try:
        beside = _guarded(lambda: steps.beside(explainer, config, language, path), path)
        html = _guarded(lambda: steps.render(explainer, config, language, beside), path)
        _guarded(lambda: steps.prove(html, explainer, config, language, path), path)
        entry = _guarded(lambda: steps.entry_of(explainer, language), path)
        quoted, read = _guarded(lambda: steps.quoted(explainer, html), path)
    except (TemplateError, ConfigError):
        raise
    except ExplainerError as error:
        built.failed.append(error)
        return None
    if notice := answering.notice(explainer.story, config):
        built.warnings.append(f"{path}: {notice}")
    built.pages.append(explainer.slug)
    built.quoted, built.read = built.quoted + quoted, built.read + read
    return Page(explainer.slug, draft.sources, asdict(entry)), {"index.html": html.encode("utf-8"), **beside}


def _keep(
    missing: Sequence[tuple[str, ...]],
    before: Manifest,
    pages: dict[str, tuple[Page, Files | None]],
    built: Built,
) -> None:
    """Add the published pages of stories that failed, where nothing new has taken their address."""
    taken = {slug.casefold() for slug in pages}
    for sources in missing:
        page = before.page_of(sources)
        if page is not None and page.slug.casefold() not in taken:
            taken.add(page.slug.casefold())
            pages[page.slug] = (page, None)
            built.kept.append(page.slug)
            built.warnings.append(f"{sources[0]}: kept previous version of /{page.slug}/")


def _part_aliases(pages: dict[str, tuple[Page, Files | None]], built: Built) -> None:
    """Let no alias stand at the address of a page, or of another alias; who came too late is told so."""
    taken = {slug.casefold(): page.sources[0] for slug, (page, _) in pages.items()}
    for slug, (page, files) in sorted(pages.items()):
        kept = []
        for alias in page.entry.get("aliases", ()):
            holder = taken.setdefault(alias.casefold(), alias)
            if holder == alias:
                taken[alias.casefold()] = page.sources[0]
                kept.append(alias)
                continue
            what = f"the alias {alias!r} is already the address of {holder}"
            built.failed.append(ArticleError(what, "remove it from 'aliases'", path=page.sources[0]))
        if "aliases" in page.entry:
            pages[slug] = (replace(page, entry={**page.entry, "aliases": kept}), files)


def _site_files(pages: Mapping[str, tuple[Page, Files | None]], config: Config, steps: Steps) -> Files:
    entries = [steps.entry_from(page.entry) for page, _ in sorted(pages.values(), key=lambda pair: pair[0].slug)]
    return _guarded(lambda: steps.site_files(entries, config, languages.load(config.language)), config.output)
