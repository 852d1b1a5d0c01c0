"""The work on one story: its articles are read, explained, written as a page, and proved. Any process can do it."""

from __future__ import annotations

import errno
import json
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from generator import cache, fingerprints, publishing, stories, warmth
from generator import language as languages
from generator.config import Config
from generator.errors import ArticleError, ExplainerError
from generator.language import Language
from generator.ledger import Kept, Piece, Row
from generator.model import Explainer, Reading
from generator.plans import YOUNG, Task
from generator.steps import Files, Steps
from generator.stories import StoryFiles

Result = TypeVar("Result")
PAGE = "index.html"
"""The file of a page in its folder."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all stories of a build have in common. `live` are the files of the site as it stands, with their digests.

    `readings` and `settings` are digests of what reading and explaining depend on beside the articles.
    """

    config: Config
    steps: Steps
    stage: Path
    live: Mapping[str, str]
    readings: str
    settings: str
    cached: bool


@dataclass(slots=True)
class Made:
    """A story that was made, or the errors that stopped it.

    `asked` are the templates read for each step, `size` the bytes put on the stage, `errno` why it took no more.
    """

    sources: tuple[str, ...]
    row: Row | None = None
    errors: list[ExplainerError] = field(default_factory=list)
    asked: dict[str, frozenset[str]] = field(default_factory=dict)
    size: int = 0
    errno: int = 0


@dataclass(frozen=True, slots=True)
class _Held:
    """An article that was read: how it is kept, what stands in it, and its explainer where that was kept too."""

    kept: Kept
    reading: Reading
    explainer: Explainer | None


def make(job: Job, task: Task) -> Made:
    """Make a story; its new files go into the folder of its number on the stage. Whatever is wrong is in the result."""
    warmth.begin()
    made = Made(task.sources)
    files = zip(task.files.paths, task.sources, strict=True)
    read = [_noted(partial(_read_once, job, task, file, name), made) for file, name in files]
    articles = [one for one in read if one is not None]
    if not made.errors:
        _noted(lambda: _make(job, task, made, articles), made)
    return made


def _noted(step: Callable[[], Result], made: Made) -> Result | None:
    """The result of a step; None, with what went wrong noted, where there is none."""
    try:
        return step()
    except ExplainerError as error:
        if error.__cause__ is not None:  # what --debug shows; a cause itself does not pass from process to process
            error.add_note("".join(traceback.format_exception(error.__cause__)))
        made.errors.append(error)
    except OSError as error:
        made.errno = error.errno or errno.EIO
    return None


def _make(job: Job, task: Task, made: Made, articles: list[_Held]) -> None:
    config, steps, path = job.config, job.steps, task.sources[0]
    explainer = _explainer(job, task, articles)
    language = languages.load(articles[0].reading.article.language)
    row = task.row
    steps.asked()
    beside = guarded(lambda: _beside(job, task, explainer, language), path)
    made.asked["beside"] = steps.asked()
    names = {**beside.kept, **beside.new}
    html = guarded(lambda: steps.render(explainer, config, language, names), path)
    made.asked["page"] = steps.asked()
    files = {PAGE: html.encode("utf-8"), **beside.new}
    digests = {**beside.kept, **_digests(files)}
    articles_kept = tuple(one.kept for one in articles)
    if row and digests[PAGE] == row.files[PAGE]:
        made.row = replace(row, articles=articles_kept)  # what was proved of the same page holds
        return
    guarded(lambda: steps.prove(html, explainer, config, language, path), path)
    entry = row.entry if row else _plain(asdict(guarded(lambda: steps.entry_of(explainer, language), path)))
    quoted, read = guarded(lambda: steps.quoted(explainer, html), path)
    made.size = _stage(job, task.number, explainer.slug, files, digests)
    notice = steps.notice(explainer, config)
    made.row = Row(articles_kept, explainer.slug, digests, entry, quoted, read, notice, beside.pieces)


@dataclass(slots=True)
class _Beside:
    """The files beside a page: those made anew, the digests of those that stand, and the pieces that may later on."""

    new: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, Piece] = field(default_factory=dict)


def _beside(job: Job, task: Task, explainer: Explainer, language: Language) -> _Beside:
    """The files beside a page; a piece of which nothing changed is not made."""
    if task.row:
        kept = {name: digest for name, digest in task.row.files.items() if name != PAGE}
        return _Beside(kept=kept, pieces=dict(task.row.pieces))
    found = _Beside()
    for piece in job.steps.beside(explainer, job.config, language, task.sources[0]):
        key, last = fingerprints.of(piece.name, piece.about), task.known.get(piece.name)
        if piece.about is not None and last and last.key == key and _stands(job, explainer.slug, last.files):
            found.kept |= last.files
            found.pieces[piece.name] = last
            continue
        files = piece.make()
        found.new |= files
        if piece.about is not None:
            found.pieces[piece.name] = Piece(key, _digests(files))
    return found


def _stands(job: Job, slug: str, files: Mapping[str, str]) -> bool:
    return all(job.live.get(f"{slug}/{name}") == digest for name, digest in files.items())


def _digests(files: Files) -> dict[str, str]:
    return {name: fingerprints.of_bytes(data) for name, data in files.items()}


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as it will be read back, with lists for tuples: what is new and what is kept must look the same."""
    plain: dict[str, Any] = json.loads(json.dumps(entry))
    return plain


def _stage(job: Job, number: int, slug: str, files: Files, digests: Mapping[str, str]) -> int:
    """Write the files that the site does not have yet; return their size in bytes."""
    new = {name: data for name, data in files.items() if job.live.get(f"{slug}/{name}") != digests[name]}
    publishing.write(job.stage / str(number), new)
    return sum(map(len, new.values()))


def _read_once(job: Job, task: Task, file: Path, name: str) -> _Held:
    """An article and what stands in it, from the cache where it was read before."""
    mark = stories.stamp(file, time.time_ns() - YOUNG)
    data = stories.load(file, name)
    kept = Kept(name, mark, fingerprints.of_bytes(data), cache.key(data, name, job.readings))
    folder = cache.folder(job.config)
    reading, explainer = (
        cache.load(folder, kept.reading, _explained_of(job, task, kept)) if job.cached else (None, None)
    )
    if reading is None:
        reading = _read(data, name, job.config, job.steps)
        if len(task.sources) > 1:
            cache.store(folder, kept.reading, reading)
    _past(reading, name)
    return _Held(kept, reading, explainer)


def _explained_of(job: Job, task: Task, kept: Kept) -> str:
    """The digest of what the explainer of a story of one article is made of; empty for a story of several."""
    return fingerprints.of(kept.reading, task.files.name, job.settings) if len(task.sources) == 1 else ""


def _explainer(job: Job, task: Task, articles: list[_Held]) -> Explainer:
    """The explainer of a story, from the cache where it is the story of one article that was explained before."""
    first = articles[0]
    if first.explainer is not None:
        return first.explainer
    explainer = _explained(tuple(one.reading for one in articles), task.files.name, job.config, job.steps)
    if len(articles) == 1:
        cache.store(cache.folder(job.config), first.kept.reading, explainer, _explained_of(job, task, first.kept))
    return explainer


def read_story(files: StoryFiles, config: Config, steps: Steps, published: date | None = None) -> Explainer:
    """Read and explain one story; ArticleError where one of its articles cannot be used."""
    warmth.begin()
    readings = []
    for path in files.paths:
        name = stories.shown(path, config.root)
        reading = _read(stories.load(path, name), name, config, steps, published)
        _past(reading, name)
        readings.append(reading)
    return _explained(tuple(readings), files.name, config, steps)


def _read(data: bytes, name: str, config: Config, steps: Steps, published: date | None = None) -> Reading:
    return guarded(lambda: steps.read(data, name, config, published), name)


def _past(reading: Reading, name: str) -> None:
    given = reading.article.published
    # Somewhere it is tomorrow already.
    if given is not None and given > date.today() + timedelta(days=1):
        what = f"the date {given} is in the future"
        raise ArticleError(what, "write the day of publication", path=name, line=reading.article.date_line)


def _explained(readings: tuple[Reading, ...], name: str, config: Config, steps: Steps) -> Explainer:
    first = next((reading.article for reading in readings if reading.article.slug), readings[0].article)
    slug = stories.slug_of(first.slug, name, first.path)
    return guarded(lambda: steps.explain(readings, slug, config), first.path)


def guarded(step: Callable[[], Result], name: str) -> Result:
    """A step of one article: a fault of the program itself stops that article, and not the others."""
    try:
        return step()
    except ExplainerError as error:
        error.path = error.path or name
        raise
    except Exception as error:
        what = f"the program failed on this article ({type(error).__name__}: {error})"
        raise ArticleError(what, "please report it, with the output of --debug", path=name) from error
