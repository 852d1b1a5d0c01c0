"""The report of an article has the fields that scripts rely on, and every span in it reads as its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from generator import description, inspection, periods
from generator.ids import Ids
from generator.model import (
    Answer,
    Article,
    Block,
    BlockKind,
    DateKind,
    DateMention,
    Event,
    EventStatus,
    Explainer,
    Figure,
    FigureKind,
    KeyFigure,
    LabelKey,
    Person,
    Question,
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
from generator.text import Source, Span

TEXT = (
    "Flood in Ashby\n\n"
    "Mayor Ada Quill, 51, opened some 2.5 km of dams on Monday.\n"
    "“Water fell,” Quill said. It cost 7 tons."
)
SOURCE = Source(TEXT)


def _span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return SOURCE.span(at, at + len(words))


MONDAY = DateMention(_span("Monday"), "weekday", DateKind.DATE, Timex("2024-03-04"), periods.day(date(2024, 3, 4)))
LENGTH = Figure(
    _span("2.5 km"), "unit", _span("2.5"), Decimal("2.5"), Unit("kilometre"), FigureKind.LENGTH, approximate=True
)
MASS = Figure(_span("7 tons"), "unit", _span("7"), Decimal("7.0"), Unit("ton"), FigureKind.MASS, measures=_span("It"))
PERSON = Person(
    _span("Ada Quill"),
    "title",
    (_span("Ada Quill"), _span("Quill", 1)),
    aliases=(_span("Quill", 1), _span("Quill")),
    roles=(Role(_span("Mayor"), "title"),),
    age=51,
)
QUOTE = Quote(
    _span("“Water fell,”"),
    "after",
    QuoteKind.DIRECT,
    _span("Water fell"),
    PERSON.words,
    _span("Quill", 1),
    _span("said"),
)
EVENT = Event(_span("opened some 2.5 km of dams"), "verb", EventStatus.PAST, MONDAY, MONDAY.period)
FIRST = Sentence(SOURCE.span(16, 78), 1)
READING = Reading(
    Article(
        "content/flood.md",
        SOURCE,
        (Block(BlockKind.HEADLINE, SOURCE.span(0, 14)), Block(BlockKind.PARAGRAPH, SOURCE.span(16, len(TEXT)))),
        published=date(2024, 3, 6),
        first_line=4,
    ),
    (FIRST,),
    dates=(MONDAY,),
    people=(PERSON,),
    figures=(LENGTH, MASS),
    quotes=(QUOTE,),
    events=(EVENT,),
)
FACTS = Section(
    LabelKey("facts"),
    (KeyFigure(LENGTH, caption=_span("dams")), Row(LabelKey("row_who"), _span("Mayor"), also=(_span("opened"),))),
)
EXPLAINER = Explainer(
    "flood",
    Story((READING,), Question("What happened in Ashby?", subject=PERSON.words), PERSON),
    (Section(LabelKey("answer"), (Answer(FIRST),)), FACTS),
)


def _report() -> dict[str, Any]:
    return inspection.report(READING, EXPLAINER)


def _places(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from _places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(inner)


def test_the_report_has_every_field_in_the_order_that_scripts_know() -> None:
    assert list(_report()) == [
        *("version", "id", "path", "title", "question", "subject", "published", "language", "publisher", "url", "text"),
        *("blocks", "sentences", "dates", "impossible_dates", "people", "figures", "quotes", "events", "facts"),
        *("summary", "recognizer"),
    ]


def test_the_report_is_plain_json() -> None:
    assert json.loads(json.dumps(_report())) == _report()


def test_every_span_reads_as_its_text() -> None:
    places = list(_places(_report()))
    assert len(places) > 15
    assert all(TEXT[place["start"] : place["end"]] == place["text"] for place in places if "text" in place)


def test_the_article_is_told_by_its_file_and_its_headline() -> None:
    report = _report()
    assert (report["id"], report["title"]) == ("flood", "Flood in Ashby")
    assert (report["question"], report["subject"], report["published"]) == (
        "What happened in Ashby?",
        "Ada Quill",
        "2024-03-06",
    )


def test_a_date_has_its_value_and_its_days() -> None:
    assert _report()["dates"] == [
        {
            "start": TEXT.index("Monday"),
            "end": TEXT.index("Monday") + 6,
            "text": "Monday",
            "type": "DATE",
            "value": "2024-03-04",
            "first": "2024-03-04",
            "last": "2024-03-04",
            "precision": "day",
            "mod": None,
            "rule": "weekday",
            "confidence": 0.0,
        }
    ]


def test_a_person_has_a_name_an_age_roles_and_each_alias_once() -> None:
    person = _report()["people"][0]
    assert (person["name"], person["age"], person["aliases"]) == ("Ada Quill", 51, ["Quill"])
    assert [role["text"] for role in person["roles"]] == ["Mayor"]
    assert len(person["mentions"]) == 2


def test_an_amount_is_whole_where_it_is_whole() -> None:
    values = [figure["value"] for figure in _report()["figures"]]
    assert values == [2.5, 7]
    assert isinstance(values[1], int)


def test_a_quotation_has_its_speaker_and_the_words_that_name_them() -> None:
    quote = _report()["quotes"][0]
    assert (quote["speaker"], quote["kind"], quote["speaker_inferred"]) == ("Ada Quill", "direct", False)
    assert TEXT[quote["source"]["start"] : quote["source"]["end"]] == "Quill"
    assert TEXT[quote["cue"]["start"] : quote["cue"]["end"]] == "said"


def test_an_event_has_its_days_and_the_expression_that_dates_it() -> None:
    event = _report()["events"][0]
    assert (event["first"], event["status"], event["expression"]["text"]) == ("2024-03-04", "past", "Monday")


def test_facts_and_summary_are_those_of_the_page() -> None:
    report = _report()
    assert [(fact["label"], fact["value"], len(fact["spans"])) for fact in report["facts"]] == [
        ("dams", "2.5 km", 2),
        ("Who", "Mayor", 2),
    ]
    assert report["summary"] == [{"start": 16, "end": 78}]


def test_facts_of_another_article_of_the_story_are_not_reported() -> None:
    other = replace(READING, article=replace(READING.article, source=Source(TEXT)))
    assert inspection.report(other, EXPLAINER)["facts"] == []


def test_ids_depend_on_words_and_kind_and_are_never_equal() -> None:
    ids = Ids()
    assert ids("person", "Ada  Quill") == ids("person", "Ada Quill").removesuffix("-2")
    assert ids("figure", "Ada Quill") not in {ids("person", "Ada Quill"), ids("quote", "Ada Quill")}


@pytest.mark.parametrize(
    ("path", "stem"), [("a/b.c.md", "b.c"), ("seed.txt", "seed"), (".md", ".md"), ("a\\b.md", "b"), ("plain", "plain")]
)
def test_an_id_is_the_stem_of_the_file(path: str, stem: str) -> None:
    assert inspection._stem(path) == stem


def test_the_description_names_the_line_of_the_file() -> None:
    text = description.describe(_report(), READING.article.first_line)
    lines = text.splitlines()
    assert "question   What happened in Ashby?" in lines
    assert "     6  2024-03-04  past  opened some 2.5 km of dams" in lines
    assert "     7  7 tons  7 ton                mass" in lines
    assert "     6  Ada Quill  51  Mayor" in lines
    assert not any(line.endswith(" ") for line in lines)


def test_the_description_says_where_nothing_was_found() -> None:
    bare = Reading(Article("a.txt", Source("x\x1b[31m"), ()))
    text = description.describe(inspection.report(bare, Explainer("a", Story((bare,), Question()), ())))
    assert "people: none" in text
    assert "(no date: nothing relative is resolved)" in text
    assert "\x1b" not in text
