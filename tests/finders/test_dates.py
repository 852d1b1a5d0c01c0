"""Dates: every rule has an example, every example reads as it should, and what is no date stays words."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator import timex
from generator.dategrammar import DateWords, Grammar
from generator.finders import clauses, dates, sentences
from generator.model import Article, Block, BlockKind, DateMention
from generator.numerals import NumberWords
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/dates.toml").read_text(encoding="utf-8"))
FOUND = [(case, example) for case in CORPUS["found"] for example in case["examples"]]
FEWEST_FORMS, FEWEST_LEFT_ALONE = 900, 200
NOTHING = [example for case in CORPUS["nothing"] for example in case["examples"]]


def read(text: str, published: date | None = CORPUS["published"]) -> tuple[DateMention, ...]:
    source = Source(text)
    block = Block(BlockKind.PARAGRAPH, source.span())
    article = Article("a.txt", source, (block,), published=published)
    told = sentences.find(article, ENGLISH)
    return dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH).mentions


def read_example(case: dict[str, Any], example: str) -> tuple[DateMention, ...]:
    published = None if case.get("undated") else case.get("published", CORPUS["published"])
    return read(re.sub("[«»]", "", example), published)


@pytest.mark.parametrize(("case", "example"), FOUND, ids=[example for _, example in FOUND])
def test_an_example_is_read_as_its_rule_says(case: dict[str, Any], example: str) -> None:
    marked = re.findall("«(.*?)»", example)
    mentions = read_example(case, example)
    mention = mentions[case.get("at", 0)]
    assert [str(item.words) for item in mentions] == marked
    assert mention.rule == case["rule"]
    if "first" in case:
        assert mention.period is not None
        assert (mention.period.first, mention.period.last) == (case["first"], case["last"])
        assert mention.period.precision == case["precision"]
    else:
        assert mention.period is None
    assert mention.value == case.get("value", mention.value)
    assert mention.mod == case.get("mod", mention.mod)


@pytest.mark.parametrize("example", NOTHING)
def test_what_is_no_date_is_left_alone(example: str) -> None:
    assert read(example) == ()


def test_every_rule_has_an_example() -> None:
    rules = {rule.name for rule in ENGLISH.words(DateWords).rules if rule.resolve != "none"}
    assert rules - {case["rule"] for case in CORPUS["found"]} == set()


def test_the_corpus_never_shrinks() -> None:
    forms = {form for _, example in FOUND for form in re.findall("«(.*?)»", example)}
    assert len(forms) >= FEWEST_FORMS
    assert len(set(NOTHING)) >= FEWEST_LEFT_ALONE


def test_every_rule_names_a_method_of_resolution() -> None:
    assert {rule.resolve for rule in ENGLISH.words(DateWords).rules} <= set(timex.methods()) | {"none", "list"}


@pytest.mark.parametrize("relative", ["on Tuesday", "last month", "next week", "today", "two years ago", "in December"])
def test_without_a_publication_date_nothing_relative_is_resolved(relative: str) -> None:
    (mention,) = read(f"The council met {relative}.", published=None)
    assert mention.period is None


def test_without_a_publication_date_an_explicit_date_still_is() -> None:
    (mention,) = read("The council met on 4 April 2019.", published=None)
    assert mention.period is not None
    assert mention.period.first == date(2019, 4, 4)


def test_the_week_starts_on_the_configured_day() -> None:
    source = Source("A visit is planned for next week.")
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=date(2021, 3, 18))
    told = sentences.find(article, ENGLISH)
    (mention,) = dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH, "sunday").mentions
    assert mention.period is not None
    assert (mention.period.first, mention.period.last) == (date(2021, 3, 21), date(2021, 3, 27))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ran from March 3 to 7.", [("March 3", "2021-03-03"), ("7", "2021-03-07")]),
        ("It ran from 3 to 7 May 2019.", [("3", "2019-05-03"), ("7 May 2019", "2019-05-07")]),
        ("The club played there between 1985 and 1987.", [("1985", "1985"), ("1987", "1987")]),
        ("It was shut from June 24 to July 17, 2020.", [("June 24", "2020-06-24"), ("July 17, 2020", "2020-07-17")]),
    ],
)
def test_the_ends_of_a_range_are_expressions_of_their_own(text: str, ends: list[tuple[str, str]]) -> None:
    (mention,) = read(text)
    assert [(str(end.words), end.value) for end in mention.ends] == ends


@pytest.mark.parametrize("wrong", ["31 April 2019", "February 30, 2020"])
def test_a_day_that_no_calendar_has_is_not_read_as_a_day(wrong: str) -> None:
    assert all(mention.period is None or mention.period.precision != "day" for mention in read(f"It was {wrong}."))


WORDS = st.sampled_from(
    "on in the 3 May March 2019 1999s Tuesday, last next week month years ago to - by since early a 12:30 .".split()
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_without_a_fault_and_in_order(text: str, published: date | None) -> None:
    mentions = read(text, published)
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.words.start < mention.words.end <= len(text)
        ends.append(mention.words.end)


def test_every_rule_has_a_measured_confidence() -> None:
    words = ENGLISH.words(DateWords)
    assert set(words.confidence) == {rule.name for rule in words.rules if rule.resolve != "none"}
    assert all(0 < precision <= 1 for precision in words.confidence.values())


def test_every_rule_is_called_by_a_word_of_each_of_its_examples() -> None:
    unread = [example for case, example in FOUND if not read_example(case, example)]
    assert unread == []


@pytest.mark.parametrize("wrong", ["February 30", "31 April 2019", "13/45/2020", "2021-02-30", "from 30 to 31 June"])
def test_what_no_calendar_has_stays_words_and_is_reported(wrong: str) -> None:
    source = Source(f"The lease ended {wrong}, the clerk wrote.")
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=CORPUS["published"])
    told = sentences.find(article, ENGLISH)
    times = dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH)
    assert times.mentions == ()
    assert [str(fact.words) for fact in times.impossible] == [wrong]


@pytest.mark.parametrize("either", ["03/05/2020", "12/11/2020"])
def test_a_day_in_figures_that_could_be_two_days_is_neither(either: str) -> None:
    (mention,) = read(f"The lease ended on {either}.")
    assert mention.period is None


HISTORY = (
    "In May 1911 the mill burned. It was rebuilt by October 1912. In March it burned again. "
    "On 4 June 1913 the owner sold it. Two days later he left the valley. The next year the river rose. "
    "In 1920 a school stood there. That autumn it was closed. The last teacher left on 3 February 1921."
)


def test_a_history_is_told_from_its_own_last_date() -> None:
    found = {str(mention.words): mention.value for mention in read(HISTORY)}
    assert (found["March"], found["Two days later"], found["The next year"]) == ("1913-03", "1913-06-06", "1914")


def test_in_the_news_one_old_year_moves_nothing() -> None:
    first, second = read("The mill was built in 1911. In March it burned down.")
    assert (first.value, second.value) == ("1911", "2021-03")


HOSTILE = tomllib.loads((Path(__file__).parents[2] / "benchmarks/hostile_dates.toml").read_text(encoding="utf-8"))
# Linear, such a line takes a rule milliseconds; with the square of its length, a rule would take minutes.
LENGTH = 100_000


@pytest.mark.parametrize("title", ["spaced ones", "articles", "number words", "nested brackets", "shifts"])
def test_no_rule_takes_the_square_of_a_hostile_line(title: str) -> None:
    piece = HOSTILE[title]
    line = Source(f"It {piece * (LENGTH // len(piece))}it.").span()
    grammar = Grammar(ENGLISH.words(DateWords), ENGLISH.words(NumberWords))
    for pattern in grammar.patterns:
        for found in line.find(pattern):
            assert found.span.start < found.span.end


OBITUARY = (
    "The weaver Mara Vale died on Sunday. A service will be held on 16 July.\n\n"
    "She was born on 3 May 1931. In 1950 she left school. In 1962 she opened a mill, and in 1970 a second one. "
    "In June 1981 both closed. In 1990 she wrote a book. She fell ill last year."
)


def test_news_that_looks_back_is_no_history() -> None:
    source = Source(OBITUARY)
    cut = OBITUARY.index("\n\n")
    blocks = (Block(BlockKind.PARAGRAPH, source.span(0, cut)), Block(BlockKind.PARAGRAPH, source.span(cut + 2)))
    article = Article("a.txt", source, blocks, published=CORPUS["published"])
    told = sentences.find(article, ENGLISH)
    times = dates.find(article, told, clauses.find(told, ENGLISH), ENGLISH)
    found = {str(mention.words): mention.value for mention in times.mentions}
    assert (found["Sunday"], found["16 July"], found["last year"]) == ("2021-03-14", "2021-07-16", "2020")


def test_a_clock_that_goes_back_is_of_another_day() -> None:
    late, night = (mention for mention in read("It left at 11:40 p.m. on Tuesday. It struck at 3:15 a.m."))
    assert (late.value, night.value) == ("2021-03-16T23:40", "XXXX-XX-XXT03:15")


def test_the_date_of_a_dateline_is_read_though_it_stands_in_no_sentence() -> None:
    (dateline, told) = read("PORT VALE, March 7 (Acme) - The mill burned on Friday.")
    assert (dateline.value, told.value) == ("2021-03-07", "2021-03-12")
