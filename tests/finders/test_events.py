"""Events: the clause, the days and the status of each, by every rule."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator import periods
from generator.finders import clauses, dates, events, figures, outcomes, sentences
from generator.model import Article, Block, BlockKind, Event, EventStatus, Quote, QuoteKind
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/events.toml").read_text(encoding="utf-8"))
NOTHING = [text for case in CORPUS["nothing"] for text in case["texts"]]


def read(text: str, kind: BlockKind = BlockKind.PARAGRAPH, quoted: str = "") -> tuple[Event, ...]:
    source = Source(text)
    article = Article("a.txt", source, (Block(kind, source.span()),), published=CORPUS["published"])
    told = sentences.find(article, ENGLISH)
    pieces = clauses.find(told, ENGLISH)
    times = dates.find(article, told, pieces, ENGLISH).mentions
    at = text.find(quoted) if quoted else 0
    span = source.span(at, at + len(quoted))
    quotes = (Quote(span, "test", QuoteKind.DIRECT, span),) if quoted else ()
    decided = outcomes.find(article, told, figures.find(article, told, times, ENGLISH), ENGLISH)
    return events.find(article, told, pieces, times, quotes, decided, ENGLISH)


@pytest.mark.parametrize("case", CORPUS["case"], ids=[case["text"] for case in CORPUS["case"]])
def test_an_event_is_told_in_the_articles_own_clause(case: dict[str, Any]) -> None:
    found = [
        [
            str(event.words),
            str(event.period.first) if event.period else "",
            str(event.period.last) if event.period else "",
            event.status,
        ]
        for event in read(case["text"], BlockKind(case.get("kind", "paragraph")))
    ]
    assert found == case["events"]


def test_every_rule_has_an_example() -> None:
    shown = {
        event.rule for case in CORPUS["case"] for event in read(case["text"], BlockKind(case.get("kind", "paragraph")))
    }
    # "outcome" needs an outcome, "unresolved" an article without a date: both have tests of their own
    assert shown == {case["rule"] for case in CORPUS["case"]}
    assert shown >= {
        "dated-clause",
        "when-clause",
        "dated-caption",
        "during",
        "relative-clause",
        "reported",
        "same-day",
    }
    assert shown >= {"news", "plan", "lead"}


@pytest.mark.parametrize("text", NOTHING)
def test_what_has_no_day_is_no_event(text: str) -> None:
    assert read(text) == ()


def test_a_date_inside_a_quotation_dates_no_event() -> None:
    assert read("“We closed it on Tuesday,” the mayor said.", quoted="“We closed it on Tuesday,”") == ()


def test_an_event_told_twice_is_one_event() -> None:
    (event,) = read("The council closed the old bridge on Tuesday. On Tuesday the old bridge was closed.")
    assert [str(span) for span in event.retold] == ["the old bridge was closed"]


def test_who_says_so_stays_with_the_event() -> None:
    (event,) = read("The council met on Tuesday and came away hopeful, a clerk said.")
    assert str(event.words) == "The council met"
    assert str(event.attribution) == "a clerk said"


@pytest.mark.parametrize("text", ["What did the council close on Tuesday?", "“Who closed the bridge on Tuesday?”"])
def test_a_question_tells_nothing(text: str) -> None:
    assert read(text) == ()


def test_what_will_be_is_never_told_as_over() -> None:
    source = Source("The council will vote in March.")
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=CORPUS["published"])
    told = sentences.find(article, ENGLISH)
    pieces = clauses.find(told, ENGLISH)
    (march,) = dates.find(article, told, pieces, ENGLISH).mentions
    wrong = replace(march, period=periods.month(2020, 3))
    (event,) = events.find(article, told, pieces, (wrong,), (), (), ENGLISH)
    assert (event.status, event.period, event.when) == ("undated", None, wrong)


def test_what_was_to_be_keeps_its_day() -> None:
    (event,) = read("The council was due to vote last month.")
    assert (event.status, event.period.first if event.period else None) == ("past", date(2021, 2, 1))


PIECES = st.sampled_from(
    ["on Tuesday ", "the council met", ", when ", " and closed ", "it. ", "During the meeting ", "next week ", "will "]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_events_of_any_text_read_their_source(text: str) -> None:
    for event in read(text):
        assert 0 <= event.words.start < event.words.end <= len(text)
        assert (event.period is None) == (event.status == "undated")


def test_without_a_publication_date_only_explicit_dates_are_resolved() -> None:
    source = Source("The council met on Tuesday. It voted on March 9, 2020. It will meet on March 9, 2031.")
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),))
    told = sentences.find(article, ENGLISH)
    pieces = clauses.find(told, ENGLISH)
    times = dates.find(article, told, pieces, ENGLISH).mentions
    relative, explicit, expected = events.find(article, told, pieces, times, (), (), ENGLISH)
    assert (str(relative.words), relative.status) == ("The council met", EventStatus.UNDATED)
    assert relative.when is not None
    assert str(relative.when.words) == "Tuesday"
    assert explicit.period is not None
    assert explicit.period.first == date(2020, 3, 9)
    assert (explicit.status, expected.status) == (EventStatus.PAST, EventStatus.UPCOMING)
