"""Steps from an article to a page that are simple enough to see through."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.config import Config
from generator.errors import ArticleError, ProofError, TemplateError
from generator.language import Language
from generator.model import Article, Block, BlockKind, Explainer, Question, Reading, Sentence, Story
from generator.steps import Piece, Steps
from generator.text import Source


@dataclass(frozen=True, slots=True)
class FakeEntry:
    slug: str
    title: str
    days: tuple[str, ...] = ()


def read(data: bytes, path: str, config: Config, published: date | None) -> Reading:
    """An article of one paragraph. Lines `slug: …` set the slug; words in capitals ask for trouble.

    WAIT makes a file `begun` in the project and waits for a file `go` there.
    """
    text = data.decode()
    if "BROKEN" in text:
        raise ArticleError("broken on purpose", "write it anew", path=path, line=3)
    if "CRASH" in text:
        raise ZeroDivisionError("a fault of the program")
    if "EXIT" in text:
        raise SystemExit(5)
    if "DIE" in text:
        os._exit(7)
    if "WAIT" in text:
        (config.root / "begun").touch()
        while not (config.root / "go").exists():
            time.sleep(0.005)
    slug = next((line.removeprefix("slug: ") for line in text.splitlines() if line.startswith("slug: ")), "")
    source = Source(text)
    article = Article(
        path, source, (Block(BlockKind.PARAGRAPH, source.span()),), title=text[:9], slug=slug, published=published
    )
    return Reading(article, (Sentence(source.span(), 0),))


def explain(readings: tuple[Reading, ...], slug: str, config: Config) -> Explainer:
    return Explainer(slug, Story(readings, Question(given=f"What of {slug}?")), ())


def beside(explainer: Explainer, config: Config, language: Language, path: str) -> Sequence[Piece]:
    return [Piece("facts", None, lambda: {"facts.txt": explainer.slug.encode()})]


def render(explainer: Explainer, config: Config, language: Language, beside: Collection[str]) -> str:
    words = " | ".join(reading.article.source.text for reading in explainer.story.readings)
    if "TEMPLATE" in words:
        raise TemplateError("wrong on purpose", "mend it", path="templates/page.html.j2", line=1)
    return f"<title>{explainer.story.question.given}</title><p>{words}</p>\n"


def prove(html: str, explainer: Explainer, config: Config, language: Language, path: str) -> None:
    if "UNPROVED" in html:
        raise ProofError("the page says something of its own", "remove it", path=path)


def entry_of(explainer: Explainer, language: Language) -> FakeEntry:
    return FakeEntry(explainer.slug, explainer.story.question.given, ("2020-01-16",))


def entry_from(data: Mapping[str, Any]) -> FakeEntry:
    return FakeEntry(data["slug"], data["title"], tuple(data["days"]))


def pieces(entries: Sequence[FakeEntry], config: Config, language: Language) -> Sequence[Piece]:
    links = "".join(f"<a href='{entry.slug}/'>{entry.title}</a>\n" for entry in entries)
    slugs = " ".join(entry.slug for entry in entries)
    return [
        Piece("index", tuple(entries), lambda: {"index.html": links.encode()}),
        Piece("lists", slugs, lambda: {"lists/all.txt": slugs.encode()}),
    ]


def quoted(explainer: Explainer, html: str) -> tuple[int, int]:
    return 1, 4


STEPS = Steps(
    suffixes=lambda: frozenset({".md", ".txt"}),
    read=read,
    explain=explain,
    beside=beside,
    render=render,
    prove=prove,
    entry_of=entry_of,
    entry_from=entry_from,
    entry_checked=entry_from,
    pieces=pieces,
    left_out=lambda config: () if config.base_url else ("feed.xml",),
    quoted=quoted,
    notice=lambda explainer, config: "",
    asked=lambda: frozenset({"page.html.j2"}),
)


def steps() -> Steps:
    """The steps as a function that another process can call."""
    return STEPS


def config(root: Path) -> Config:
    """The default settings for a project in the folder `root`."""
    made = Config()
    object.__setattr__(made, "root", root)
    return made


def project(root: Path, **articles: str) -> Path:
    """A project folder with these Markdown articles, by their stems."""
    (root / "content").mkdir(parents=True)
    (root / "templates").mkdir()
    (root / "templates" / "page.html.j2").write_text("{{ words }}", encoding="utf-8")
    for name, text in articles.items():
        (root / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    return root


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
