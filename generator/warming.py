"""What a process loads and compiles for its first page, done before there is a page to make.

The sample article of the language goes through all steps in memory. Nothing is written and no article of the project is
read, so it takes the same short time in every project and cannot fail on what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from generator import language as languages
from generator import warmth
from generator.config import Config
from generator.steps import Steps, made

_NAME, _DAY = "sample.txt", date(2021, 5, 4)
_ANY = "en"
"""The language whose sample does for those without rules: what they make of a text does not depend on its words."""


def warm(config: Config, steps: Steps) -> Iterator[None]:
    """A step of the way from an article to a site each time it is asked for more; who stops asking leaves the rest.

    The first time nothing is done yet. A trouble ends it without a word: the build that meets it will tell it.
    """
    with suppress(Exception, SystemExit):
        yield from _steps(config, steps)


def _steps(config: Config, steps: Steps) -> Iterator[None]:
    yield
    warmth.begin()
    language = languages.load(config.language)
    sample = language.sample or languages.load(_ANY).sample
    yield
    reading = steps.read(sample.encode(), _NAME, config, _DAY)
    yield
    explainer = steps.explain((reading,), "sample", config)
    yield
    beside = made(steps.beside(explainer, config, language, _NAME))
    yield
    html = steps.render(explainer, config, language, beside)
    yield
    steps.prove(html, explainer, config, language, _NAME)
    yield
    entry = steps.entry_of(explainer, language)
    for piece in steps.pieces([entry], config, language):
        piece.make()
        yield
