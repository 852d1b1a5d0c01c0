"""Dates as text: every shape of the design's table, and what a bracket adds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import formats, language, periods
from generator.formats import Formats
from generator.model import DateKind, DateMention, Timex
from generator.periods import Period, Precision
from generator.text import Source

WORDS = language.load("en").words(Formats)

SHAPES = [
    (periods.day(date(2020, 1, 16)), "16 January 2020", ["2020-01-16"]),
    (periods.week(date(2020, 1, 20), "sunday"), "Week of 19 January 2020", ["2020-01-19"]),
    (periods.month(2019, 4), "April 2019", ["2019-04"]),
    (Period(date(2020, 1, 1), date(2020, 1, 16), Precision.MONTH), "1–16 January 2020", ["2020-01"]),
    (periods.quarter(2020, 1), "First quarter of 2020", ["2020-01"]),
    (
        Period(date(2020, 1, 1), date(2020, 2, 9), Precision.QUARTER),
        "1 January – 9 February 2020",
        ["2020-01-01", "2020-02-09"],
    ),
    (Period(date(2019, 12, 1), date(2020, 2, 29), Precision.SEASON), "Winter 2019–20", ["2019-12"]),
    (Period(date(2019, 6, 1), date(2019, 8, 31), Precision.SEASON), "Summer 2019", ["2019-06"]),
    (Period(date(2019, 6, 1), date(2019, 7, 31), Precision.SEASON), "June–July 2019", ["2019-06", "2019-07"]),
    (periods.year(2019), "2019", ["2019"]),
    (periods.decade(2010), "2010s", ["2010"]),
    (periods.days(date(2020, 1, 19), date(2020, 1, 25)), "19–25 January 2020", ["2020-01-19", "2020-01-25"]),
    (periods.days(date(2019, 3, 28), date(2019, 4, 3)), "28 March – 3 April 2019", ["2019-03-28", "2019-04-03"]),
    (
        periods.days(date(2019, 12, 30), date(2020, 1, 2)),
        "30 December 2019 – 2 January 2020",
        ["2019-12-30", "2020-01-02"],
    ),
    (Period(date(2020, 1, 1), date(2020, 1, 16), Precision.YEAR), "1–16 January 2020", ["2020-01-01", "2020-01-16"]),
]


@pytest.mark.parametrize(("period", "text", "stamps"), SHAPES)
def test_a_date_has_its_shape(period: Period, text: str, stamps: list[str]) -> None:
    assert formats.text(period, WORDS) == text
    assert [piece.iso for piece in formats.pieces(period, WORDS) if piece.iso] == stamps


def test_every_precision_has_a_shape() -> None:
    assert {period.precision for period, _, _ in SHAPES} == set(Precision)


def test_a_weekday_is_shown_near_publication_or_where_the_words_name_one() -> None:
    when = periods.day(date(2020, 1, 10))
    assert formats.text(when, WORDS, weekday=True) == "Fri 10 January 2020"
    assert formats.shows_weekday(when, None, date(2020, 1, 16), WORDS)
    assert not formats.shows_weekday(when, None, date(2020, 3, 1), WORDS)
    assert formats.shows_weekday(when, _mention("on Friday", when), None, WORDS)


def _mention(words: str, period: Period | None) -> DateMention:
    return DateMention(Source(words).span(), "test", DateKind.DATE, Timex("X"), period)


@pytest.mark.parametrize(
    ("words", "period", "added"),
    [
        ("April", periods.month(2019, 4), "2019"),
        ("since April", periods.month(2019, 4), "2019"),
        ("last month", periods.month(2019, 12), "December 2019"),
        ("Thursday", periods.day(date(2020, 1, 16)), "16 January 2020"),
        ("April 4", periods.day(date(2019, 4, 4)), "2019"),
        ("April 4, 2019", periods.day(date(2019, 4, 4)), ""),
        ("4 April 2019", periods.day(date(2019, 4, 4)), ""),
        ("04 April 2019", periods.day(date(2019, 4, 4)), ""),
        ("Dec. 19", periods.day(date(2019, 12, 19)), "2019"),
        ("the 4th", periods.day(date(2019, 4, 4)), "4 April 2019"),
        ("2019", periods.year(2019), ""),
        ("last year", periods.year(2019), "2019"),
        ("next week", periods.week(date(2020, 1, 20), "sunday"), "19–25 January 2020"),
        ("earlier this month", Period(date(2020, 1, 1), date(2020, 1, 16), Precision.MONTH), "1–16 January 2020"),
        ("last summer", Period(date(2019, 6, 1), date(2019, 8, 31), Precision.SEASON), "June–August 2019"),
        ("recently", None, ""),
    ],
)
def test_a_bracket_adds_what_the_words_leave_unsaid(words: str, period: Period | None, added: str) -> None:
    assert formats.bracket(_mention(words, period), WORDS) == added


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@given(DAYS, DAYS, st.sampled_from(Precision))
def test_any_period_has_a_text_and_sound_stamps(one: date, two: date, precision: Precision) -> None:
    period = Period(min(one, two), max(one, two), precision)
    told = formats.pieces(period, WORDS)
    assert 1 <= sum(bool(piece.iso) for piece in told) <= 2
    assert str(period.last.year) in formats.text(period, WORDS) or period.precision is Precision.WEEK
    assert formats.ends(period, WORDS)[0] <= formats.ends(period, WORDS)[1]


@given(st.text(max_size=300))
def test_a_clipped_text_is_short_and_a_beginning(text: str) -> None:
    clipped = formats.clipped(text, 40)
    assert len(clipped) <= 40
    assert text.startswith(clipped.removesuffix("…")) or clipped == text
