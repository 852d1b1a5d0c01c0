"""The settings of a site: config.yaml as a frozen dataclass."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.periods import WeekStart
from generator.text import Extracts


@dataclass(frozen=True, slots=True)
class AnswerConfig:
    """How the short answer is chosen."""

    method: str = "lexrank"
    """The summarizer."""
    sentences: int = 3
    """How many sentences at most."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a site; folders are relative to config.yaml."""

    title: str = "Explainers"
    """The name of the site, on its index page."""
    base_url: str = ""
    """The public address, for canonical links; none are written where it is empty."""
    content: str = "content"
    """The folder of articles: a file or a folder for each story."""
    output: str = "site"
    """The folder that the site is built into."""
    templates: str = "templates"
    """The folder of templates."""
    language: str = "en"
    """The language of articles that name none, and of the index page."""
    week_starts: WeekStart | None = None
    """The day on which a week starts; the language decides where it is left out."""
    extracts: Extracts = "clip"
    """How much of a source sentence the source list quotes."""
    report_url: str = ""
    """Where readers report a mistake; the footer leaves it out where it is empty."""
    answer: AnswerConfig = field(default_factory=AnswerConfig)
    """The short answer."""
    root: Path = field(default=Path("."), init=False)
    """The folder of config.yaml; not a key."""
