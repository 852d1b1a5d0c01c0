"""Labels with their typed values: every word that a page says of its own comes from here."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from generator.errors import ConfigError
from generator.language import Language
from generator.model import Question

LONGEST_TITLE = 70
"""Characters: what browsers and search engines show of a title."""


def label(language: Language, key: str, **values: object) -> str:
    """A label with its values; ConfigError where the language has none, or where a value is missing."""
    try:
        return language.label(key, **values)
    except (KeyError, IndexError, ValueError) as error:
        raise missing(language, key, error) from error


def missing(language: Language, key: str, error: Exception) -> ConfigError:
    """The error for a label that is not there, or asks for a value that nothing gives."""
    place = f"generator/languages/{language.code}.toml"
    if key in language.labels:
        return ConfigError(
            f"label {key!r} cannot be filled: {error}", "mend its {placeholders} in [labels]", path=place
        )
    return ConfigError(f"no label {key!r}", "add it to [labels]", path=place)


def say(language: Language, key: str, **values: object) -> Markup:
    """A label as markup, with values that may be markup themselves; ConfigError as for `label`."""
    try:
        return _filled(language, key, tuple(values.items()))
    except (LookupError, ValueError) as error:
        raise missing(language, key, error) from error


@lru_cache(maxsize=2048)
def _filled(language: Language, key: str, values: tuple[tuple[str, object], ...]) -> Markup:
    return Markup(escape(language.labels[key])).format(**dict(values))


def question_text(question: Question, language: Language) -> str:
    """The page's question: the editor's own, or the label with the subject's words."""
    if question.given:
        return question.given
    return label(language, question.form or "page_question", words=question.subject.words if question.subject else "")


def clipped(text: str) -> str:
    """A text as the title of a tab or of a search result: cut behind a word, with a mark, where there is no room.

    Markup in it takes the room of what it is written as.
    """
    folded = " ".join(text.split())
    if len(escape(folded)) <= LONGEST_TITLE:
        return folded
    room = folded[: LONGEST_TITLE - 1]
    while len(escape(room)) >= LONGEST_TITLE:
        room = room[:-1]
    return (room[: room.rfind(" ")] if " " in room else room) + "…"


def description(published: str, language: Language) -> str:
    """What the page says of itself to search engines; `published` is the day as text, or empty."""
    about = label(language, "page_description")
    return f"{about} {label(language, 'page_description_date', date=published)}" if published else about


def strip_label(ends: tuple[str, str], past: int, upcoming: int, language: Language) -> str:
    """The strip in one sentence, from the data it draws: both ends of its scale, and how many events it shows."""
    key = "page_strip_upcoming" if upcoming else "page_strip"
    return label(language, key, first=ends[0], last=ends[1], past=past, upcoming=upcoming)
