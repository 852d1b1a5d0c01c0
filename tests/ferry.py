"""An invented article and the explainers made of it by hand, for the tests of pages and of their proof."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator import language as languages
from generator.config import Config
from generator.language import Language
from generator.model import (
    Answer,
    Article,
    Block,
    BlockKind,
    Bound,
    DateKind,
    DateMention,
    Entry,
    Event,
    EventStatus,
    Explainer,
    Figure,
    FigureKind,
    Gap,
    Item,
    KeyFigure,
    LabelKey,
    Person,
    Profile,
    Question,
    Quotation,
    Quote,
    QuoteKind,
    Reading,
    Role,
    Row,
    Section,
    Sentence,
    Story,
    Timex,
    Unit,
)
from generator.periods import Period, Precision, day, month, week, year
from generator.text import Source, Span

ROOT = Path(__file__).parent.parent
PUBLISHED = date(2021, 6, 10)

TEXT = """\
Ferry engineer Mira Calloway still held in Port Tessaly

The engineer Mira Calloway, 34, has been held in Port Tessaly since March, when some 12 kilograms of copper wire were \
found in her van. A court in the harbour town last month rejected her appeal by two votes to one. She was sentenced \
to two and a half years for theft, a charge she denies.

Ferry Minister Anton Reuel spoke Tuesday with the mayor of Port Tessaly, Ida Brandvold, and said he was *hopeful*. \
“We want Mira home before the autumn,” Reuel told the Harbour Post. “She has done nothing but her work.”

Calloway's brother, Jonas Calloway, will meet the mayor next week. Earlier this month he collected more than 26,000 \
signatures. In 2015 she had moved to the coast. The ministry recently wrote a letter to the court.

Mira Calloway with colleagues at the harbour on April 4, 2021. (Photo: L. Sund)
"""

SOURCE = Source(
    TEXT, markup=tuple((match.start(), match.end()) for match in re.finditer(r"(?<=was )\*|\*(?=\.)", TEXT))
)


def at(words: str, within: str = "") -> Span:
    """The span of `words`: the first in the text, or inside the first `within`."""
    start = TEXT.index(within) if within else 0
    start = TEXT.index(words, start)
    return SOURCE.span(start, start + len(words))


def english() -> Language:
    """English with the labels that rows, gaps and groups of these tests need."""
    known = languages.load("en")
    labels = {
        "test_sentence": "Sentence",
        "test_charge": "Charge",
        "test_appeal": "Appeal",
        "test_verdict": "Verdict",
        "test_age": "her age",
        "test_prison": "prison sentence",
        "test_family": "Family",
        "test_officials": "Officials",
        "test_which_day": "which day of “{words}” is meant",
        "test_which_day_of": "which day in {date} is meant",
        "test_weather": "what the weather was",
        "test_notes": "Notes",
    }
    return Language("en", {**known.tables, "labels": {**known.labels, **labels}})


def config(**settings: str) -> Config:
    """The settings of a site whose templates are the project's own."""
    made = Config(**({"extracts": "clip"} | settings))  # type: ignore[arg-type]  # settings of the tests are all text
    object.__setattr__(made, "root", ROOT)
    return made


def when(words: str, period: Period | None, within: str = "") -> DateMention:
    """A date that stands in the text."""
    return DateMention(at(words, within), "test", DateKind.DATE, Timex("X"), period)


MARCH = when("March", month(2021, 3))
LAST_MONTH = when("last month", month(2021, 5))
TUESDAY = when("Tuesday", day(date(2021, 6, 8)))
NEXT_WEEK = when("next week", week(date(2021, 6, 17), "sunday"))
EARLIER = when("Earlier this month", Period(date(2021, 6, 1), date(2021, 6, 10), Precision.MONTH))
YEAR = when("2015", year(2015))
RECENTLY = when("recently", None)
APRIL = when("April 4, 2021", day(date(2021, 4, 4)))

PARAGRAPHS = [SOURCE.span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", TEXT)]
KINDS = [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.CAPTION]


def article(**settings: object) -> Article:
    """The article; `settings` replace its front matter."""
    blocks = tuple(Block(kind, words) for kind, words in zip(KINDS, PARAGRAPHS, strict=True))
    given: dict[str, object] = {
        "path": "content/ferry.md",
        "title": "Engineer still held, <brother> says",
        "published": PUBLISHED,
        "publisher": "Harbour Post",
        "url": "https://post.example/ferry?id=7",
        "quote_limit": 100,
    }
    return Article(source=SOURCE, blocks=blocks, **(given | settings))  # type: ignore[arg-type]


def sentences() -> tuple[Sentence, ...]:
    """The sentences of all blocks but the headline."""
    found = []
    for index, block in enumerate(PARAGRAPHS[1:], 1):
        for match in re.finditer(r"\S.*?[.](?:”|\)|(?= |$))(?! Sund)", str(block)):
            found.append(Sentence(block.sub(match.start(), match.end()), index))
    return tuple(found)


def sentence(words: str) -> Sentence:
    """The sentence that holds the words."""
    return next(one for one in sentences() if one.words.contains(at(words)))


def event(words: str, status: EventStatus, mention: DateMention | None = None) -> Entry:
    """A line of the timeline."""
    return Entry(Event(at(words), "test", status, mention, mention.period if mention else None))


MIRA = Person(
    at("Mira Calloway", "The engineer"),
    "test",
    mentions=(at("Mira Calloway"),),
    roles=(Role(at("engineer", "The engineer"), "test"),),
    age=34,
    age_words=at("34"),
)
REUEL = Person(at("Anton Reuel"), "test", (at("Anton Reuel"),), roles=(Role(at("Ferry Minister"), "test"),))
JONAS = Person(at("Jonas Calloway"), "test", (at("Jonas Calloway"),), roles=(Role(at("Calloway's brother"), "test"),))

TERM = Figure(
    at("two and a half years"),
    "test",
    number=at("two and a half"),
    amount=Decimal("2.5"),
    unit=Unit("year"),
    kind=FigureKind.DURATION,
)
WIRE = Figure(
    at("some 12 kilograms of copper wire"),
    "test",
    number=at("12"),
    amount=Decimal(12),
    unit=Unit("kilogram"),
    kind=FigureKind.MASS,
    approximate=True,
    measures=at("copper wire"),
)
SIGNATURES = Figure(
    at("more than 26,000 signatures"),
    "test",
    number=at("26,000"),
    amount=Decimal(26000),
    unit=Unit("signature"),
    kind=FigureKind.COUNT,
    bound=Bound.OVER,
)
AGE = Figure(at("34"), "test", number=at("34"), amount=Decimal(34), unit=Unit("year"), kind=FigureKind.AGE)

HOME = Quote(
    at("“We want Mira home before the autumn,”"),
    "test",
    QuoteKind.DIRECT,
    said=at("We want Mira home before the autumn,"),
    speaker=at("Anton Reuel"),
    source=at("Reuel", "Reuel told"),
    cue=at("told"),
    venue=at("the Harbour Post"),
)
WORK = Quote(
    at("“She has done nothing but her work.”"),
    "test",
    QuoteKind.DIRECT,
    said=at("She has done nothing but her work."),
    speaker=at("Anton Reuel"),
    inferred=True,
)


def key(name: str) -> LabelKey:
    """The key of a label of these tests."""
    return LabelKey(f"test_{name}")


SECTIONS: dict[str, tuple[Item, ...]] = {
    "answer": (
        Answer(sentence("has been held"), (MARCH,)),
        Answer(sentence("rejected her appeal"), (LAST_MONTH,)),
    ),
    "facts": (
        KeyFigure(TERM, key("prison")),
        KeyFigure(WIRE, caption=at("copper wire")),
        KeyFigure(AGE, key("age")),
        KeyFigure(SIGNATURES, caption=at("signatures")),
        Row(key("charge"), at("theft"), also=(at("a charge she denies"),)),
        Row(key("appeal"), at("last month rejected her appeal"), dates=(LAST_MONTH,)),
    ),
    "timeline": (
        event("The engineer Mira Calloway, 34, has been held in Port Tessaly since March", EventStatus.ONGOING, MARCH),
        event("A court in the harbour town last month rejected her appeal", EventStatus.PAST, LAST_MONTH),
        event("She was sentenced to two and a half years for theft", EventStatus.UNDATED),
        event("Ferry Minister Anton Reuel spoke Tuesday with the mayor of Port Tessaly", EventStatus.PAST, TUESDAY),
        event("Calloway's brother, Jonas Calloway, will meet the mayor next week", EventStatus.UPCOMING, NEXT_WEEK),
        event("he collected more than 26,000 signatures", EventStatus.PAST, EARLIER),
        event("The ministry recently wrote a letter to the court", EventStatus.UNDATED, RECENTLY),
        event("Mira Calloway with colleagues at the harbour", EventStatus.PAST, APRIL),
    ),
    "people": (
        Profile(MIRA, MIRA.roles, key("family")),
        Profile(JONAS, JONAS.roles, key("family")),
        Profile(REUEL, REUEL.roles, key("officials")),
    ),
    "quotes": (Quotation(HOME, TUESDAY), Quotation(WORK)),
    "gaps": (Gap(key("which_day"), at("next week")), Gap(key("which_day_of"), date=LAST_MONTH), Gap(key("weather"))),
}


def explainer(sections: dict[str, tuple[Item, ...]] | None = None, **settings: object) -> Explainer:
    """The explainer of the article; `settings` replace its front matter."""
    dates = (MARCH, LAST_MONTH, TUESDAY, NEXT_WEEK, EARLIER, YEAR, RECENTLY, APRIL)
    reading = Reading(article(**settings), sentences(), dates=dates, people=(MIRA, REUEL, JONAS))
    question = Question(form=LabelKey("page_question"), subject=MIRA.words)
    shown = SECTIONS if sections is None else sections
    return Explainer(
        "ferry",
        Story((reading,), question, MIRA),
        tuple(Section(LabelKey(name), items) for name, items in shown.items() if items),
    )
