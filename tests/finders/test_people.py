"""People: names, roles, ages and pronouns by every rule, and which names are one person's."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import people, places, sentences
from generator.model import Article, Block, BlockKind, Person, Sentence
from generator.text import Source

ENGLISH = languages.load("en")
CORPUS = tomllib.loads((Path(__file__).parents[1] / "corpora/en/people.toml").read_text(encoding="utf-8"))
NOTHING = [text for case in CORPUS["nothing"] for text in case["texts"]]


def article(text: str, *kinds: BlockKind) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of one block a line: the kinds given, then paragraphs."""
    source, blocks, at = Source(text), [], 0
    for index, line in enumerate(text.split("\n")):
        kind = kinds[index] if index < len(kinds) else BlockKind.PARAGRAPH
        blocks.append(Block(kind, source.span(at, at + len(line))))
        at += len(line) + 1
    made = Article("a.txt", source, tuple(blocks))
    return made, sentences.find(made, ENGLISH)


def read(text: str, *kinds: BlockKind) -> tuple[Person, ...]:
    made, told = article(text, *kinds)
    return people.find(made, told, places.find(made, told, ENGLISH), ENGLISH)


def named(text: str, name: str) -> Person:
    return next(person for person in read(text) if str(person.words) == name)


@pytest.mark.parametrize("case", CORPUS["case"], ids=[case["text"][:50] for case in CORPUS["case"]])
def test_a_person_has_the_name_the_age_and_the_roles_that_the_text_gives(case: dict[str, Any]) -> None:
    found = [
        [str(person.words), person.rule, person.age or 0, [str(role.words) for role in person.roles]]
        for person in read(case["text"])
    ]
    assert found == case["people"]


def test_every_rule_has_an_example() -> None:
    found = [person for case in CORPUS["case"] for person in read(case["text"])]
    assert {person.rule for person in found} == {
        "title", "relative", "role before", "age", "given name", "role after", "initial", "speech", "family name",
        "surname",
    }  # fmt: skip
    assert {role.rule for person in found for role in person.roles} == {
        "role before", "role with complement", "possessor", "apposition before", "apposition", "relative clause",
        "office", "copula", "membership", "list",
    }  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_person_is_left_out(text: str) -> None:
    assert read(text) == ()


def test_a_surname_alone_and_a_form_of_address_are_the_person_named_in_full() -> None:
    text = "Helen Marsk arrived. Marsk sat down. “Ms Marsk,” he said, “is late.” Helen laughed."
    (person,) = read(text)
    assert [str(mention) for mention in person.mentions] == ["Helen Marsk", "Marsk", "Marsk", "Helen"]
    assert [str(alias) for alias in person.aliases] == ["Marsk", "Helen"]
    assert person.pronoun == "she"


def test_two_people_with_one_surname_are_kept_apart_and_the_surname_alone_is_not_the_relatives() -> None:
    text = "Helen Marsk is held. Marsk's mother, Judith, came. Judith Marsk wept. Marsk waited. Judith left."
    mother, daughter = named(text, "Judith Marsk"), named(text, "Helen Marsk")
    assert [str(mention) for mention in mother.mentions] == ["Judith", "Judith Marsk", "Judith"]
    assert [str(mention) for mention in daughter.mentions] == ["Helen Marsk", "Marsk", "Marsk"]
    assert [str(role.relation_to) for role in mother.roles] == ["Marsk"]


def test_a_misspelt_surname_with_a_form_of_address_is_no_second_person() -> None:
    (person,) = read("Lydia Brookhaven spoke. Later Ms Brookahven left.")
    assert [str(alias) for alias in person.aliases] == ["Brookahven"]


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Mr Quillby left.", "he"),
        ("Spokeswoman Zellan Orrick left.", "she"),
        ("Zellan Orrick, 43, hurt her hand.", "she"),
        ("Zellan Orrick, 43, fell. He got up.", "he"),
        ("Zellan Orrick, 43, fell. Her friend said he fell.", None),
        ("Zellan Orrick, 43, met Helen Marsk and her dog.", None),
        ("Zellan Orrick, 43, said “she is late”.", None),
    ],
)
def test_a_pronoun_is_shown_where_the_clues_agree(text: str, pronoun: str | None) -> None:
    assert read(text)[0].pronoun == pronoun


def test_a_word_that_also_stands_small_is_no_surname_at_the_head_of_a_sentence() -> None:
    person = named("Mayor John Key spoke. Key questions stay open; the key is lost. It was Key.", "John Key")
    assert [str(mention) for mention in person.mentions] == ["John Key", "Key"]


HELD = """Minister talks to envoy
The call came on Monday
Minister Orla Fenwick called envoy Wim de Graaf about the release of Helen Marsk.
Fenwick and de Graaf spoke twice. Fenwick was hopeful, and de Graaf was, too.
Marsk, 27, has been held since April. She was sentenced to a year.
Fenwick met de Graaf again to talk about Marsk’s case."""


def test_the_subject_is_the_one_whom_it_befalls_not_the_one_named_most() -> None:
    made, told = article(HELD, BlockKind.HEADLINE, BlockKind.STANDFIRST)
    found = people.find(made, told, (), ENGLISH)
    subject = people.subject(found, made, told, ENGLISH)
    assert subject is not None
    assert str(subject.words) == "Helen Marsk"
    assert subject.salience == max(person.salience for person in found)


def test_an_article_in_which_nothing_befalls_anybody_has_no_subject() -> None:
    made, told = article("Minister Orla Fenwick opened the pier. Fenwick said it was late. Fenwick left.")
    assert people.subject(people.find(made, told, (), ENGLISH), made, told, ENGLISH) is None


def test_a_headline_makes_a_person_more_salient() -> None:
    text = "Fenwick opens pier\nOrla Fenwick, 43, and Helen Marsk came."
    fenwick, marsk = read(text, BlockKind.HEADLINE)
    assert fenwick.salience > marsk.salience


@given(st.text(alphabet="AaBb .,'’“”\"-()0123\n\u00a0é", max_size=200) | st.text(max_size=200))
def test_any_text_is_read_and_every_name_stands_inside_a_sentence(text: str) -> None:
    made, told = article(text)
    for person in people.find(made, told, places.find(made, told, ENGLISH), ENGLISH):
        assert 0.0 <= person.salience <= 1.0
        spans = (*person.mentions, *person.aliases, *(role.words for role in person.roles))
        assert all(any(sentence.words.contains(span) for sentence in told) for span in spans)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line", ["Ab " * 13000, "Mr. " * 10000, "the " * 10000, "(" * 40000, "1" * 40000, "a, an " * 6600]
)
def test_a_long_line_of_one_kind_is_read_to_its_end(line: str) -> None:
    read(line)


def test_what_follows_a_place_describes_somebody_before_it() -> None:
    text = "Mara Vale was born on Monday in Tarn Edge, the daughter of a blacksmith."
    assert [person.words.words for person in read(text)] == ["Mara Vale"]
