"""Clauses: where they are cut, what tense they speak of, and that they never overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import clauses
from generator.model import Clause, Sentence, Tense
from generator.text import Source

ENGLISH = languages.load("en")


def cut(text: str) -> tuple[Clause, ...]:
    return clauses.find((Sentence(Source(text).span(), 0),), ENGLISH)


# What stands between the pieces of a sentence is only white space, a comma, or the word that joins two verbs.
@pytest.mark.parametrize(
    "pieces",
    [
        ["The council met on Tuesday", "voted for the bridge."],
        ["The bridge has been shut since April", "when some boards were stolen."],
        ["Doran, who built the bridge, promised to mend it", "recently hired a crew."],
        ["The mayor resigned", "but the council stayed."],
        ["A crew found the boards in a shed."],
        ["After the rain stopped", "the crew went out."],
        ["After some talk with the crew, the mayor went home."],
        ["The crew left", "after the fire started."],
        ["The crew vanished after the fire", "and the boat was found empty."],
        ["The port closed the lock after reports of fire, the company said."],
    ],
)
def test_a_clause_ends_where_another_finite_verb_begins(pieces: list[str]) -> None:
    joiner = " and " if len(pieces) > 1 and pieces[1].split()[0] in ("voted", "recently") else ", "
    assert [str(clause.words) for clause in cut(joiner.join(pieces))] == pieces


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The council met.", Tense.PAST),
        ("The council has met.", Tense.PAST),
        ("The council was told of it.", Tense.PAST),
        ("The bridge collapsed.", Tense.PAST),
        ("The council will meet.", Tense.FUTURE),
        ("The council is due to meet next week.", Tense.FUTURE),
        ("The council plans to meet.", Tense.FUTURE),
        ("The council is in the hall.", Tense.PRESENT),
        ("The mayor attends a hearing.", Tense.PRESENT),
        ("A bridge in the hills.", Tense.NONE),
        ("Two boards were stolen.", Tense.PAST),
        ("Doran, who built the bridge, will mend it.", Tense.FUTURE),
        ("The mayor, left, at the bridge.", Tense.NONE),
    ],
)
def test_the_tense_is_that_of_its_own_verb(text: str, tense: Tense) -> None:
    assert cut(text)[0].tense is tense


def test_the_subject_stands_before_the_verb() -> None:
    (clause,) = cut("The town council met on Tuesday.")
    assert str(clause.subject) == "The town council"
    assert str(clause.verb) == "met"


PIECES = st.sampled_from("and when he she was met, the ; — said will but".split())


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_clauses_of_any_text_lie_in_order_inside_it(text: str) -> None:
    end = 0
    for clause in cut(text):
        assert end <= clause.words.start <= clause.words.end <= len(text)
        end = clause.words.end
