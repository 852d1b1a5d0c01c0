"""Inputs that are too large, too deep, or made to be slow (C5, S01-S09): built or refused, in bounded memory and time.

Time is bounded by the limit on every test, memory by what a process of its own takes.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.cases.project import ARTICLES, BODY, NEWS, Project

MEMORY = 500
"""MB."""
JUST_BELOW = 999_000
"""Characters of an article that the limit lets through."""


def _sentences(count: int) -> str:
    """News of so many sentences, in paragraphs of five."""
    dice = random.Random(7)
    people = ("The council of Ashby", "Mayor Ada Quill", "A court in Lindholm", "The Norland ferry company")
    words = "council pier harbour vote mayor storm cable bridge ferry copper people tariff market station".split()
    told = []
    for number in range(count):
        who, cost = dice.choice(people), number % 97 + 3
        said = " ".join(dice.choice(words) for _ in range(8))
        told.append(f"{who} said in {1950 + number % 70} that the {said} cost ${cost} million.")
    return "\n\n".join(" ".join(told[at : at + 5]) for at in range(0, count, 5)) + "\n"


REFUSED: dict[str, tuple[str, Callable[[], str], str]] = {
    "S01, 11 MB": ("txt", lambda: "word " * 2_200_001, "larger than 10 MB"),
    "S01, 30 MB": ("md", lambda: "The pier was closed. " * 1_450_000, "larger than 10 MB"),
    "S01, 9 MB": ("txt", lambda: "The pier was closed.\n\n" * 400_000, "the limit is 1,000,000"),
    "S09, one line": ("txt", lambda: "a" * 10_000_000, "the limit is 1,000,000"),
    "S09, letters of three bytes": ("md", lambda: "中" * 3_300_000, "the limit is 1,000,000"),
    "spaces": ("txt", lambda: " " * 9_900_000 + "a", "the limit is 1,000,000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_large_is_refused_with_the_limit_and_the_option(project: Project, name: str) -> None:
    suffix, make, said = REFUSED[name]
    project.write(f"large.{suffix}", make())
    project.edit()
    outcome = project.run_apart("build")
    assert outcome.code == 1
    assert [line.startswith(f"content/large.{suffix}:1: ") for line in outcome.errors] == [True]
    assert all(words in outcome.errors[0] for words in (said, "split it", "article_limit"))
    assert outcome.memory < MEMORY
    assert NEWS in project.page("ferry")


def test_the_limit_is_an_option(project: Project) -> None:
    (project.root / "config.yaml").write_text("article_limit: 200\n")
    project.write("long.md", BODY * 4)
    outcome = project.run("build")
    assert [line.split(" — ")[0] for line in outcome.errors] == [
        "content/long.md:1: the article has 228 characters; the limit is 200"
    ]
    (project.root / "config.yaml").write_text("article_limit: 300\n")
    assert project.run("build").code == 0


def _up_to(piece: str, tail: str = "", most: int = JUST_BELOW) -> Callable[[], str]:
    return lambda: piece * ((most - len(tail)) // len(piece)) + tail


BUILT: dict[str, tuple[str, Callable[[], str]]] = {
    "S03, brackets": ("md", _up_to("[", f"\n\n{BODY}", 50_000)),
    "S03, stars": ("md", _up_to("**a ", "", 200_000)),
    "S03, underscores": ("md", _up_to("_a*", "", 150_000)),
    "S03, ticks": ("md", _up_to("`", f" a\n\n{BODY}", 50_000)),
    "S03, angles": ("md", _up_to("<a ", "", 150_000)),
    "S03, links": ("md", _up_to("[a](<", f"\n\n{BODY}", 100_000)),
    "S03, pictures": ("md", _up_to("![](", f"\n\n{BODY}", 100_000)),
    "S03, entities": ("md", _up_to("&amp", "", 200_000)),
    "S03, references": ("md", _up_to("[a]: b\n", BODY, 200_000)),
    "a table": ("md", lambda: "|a" * 5000 + "\n" + "|-" * 5000 + "\n" + "|a" * 5000 + f"\n\n{BODY}"),
    "tiny lines": ("txt", lambda: "a\n" * 100_000),
    "quotation marks": ("txt", _up_to("“", BODY, 100_000)),
    "brackets": ("txt", _up_to("(", BODY, 100_000)),
    "S09, one line": ("txt", lambda: "a" * JUST_BELOW),
    "S09, digits": ("txt", lambda: "1" * JUST_BELOW),
    "stops": ("txt", _up_to("a.")),
    "accents": ("txt", _up_to("a\u0301")),
    "titles": ("txt", _up_to("Mr. ")),
    "initials": ("txt", _up_to("A. ", "", 300_000)),
    "figures": ("txt", _up_to("1,")),
    "dashes": ("txt", _up_to("1-")),
    "months": ("txt", _up_to("January ")),
    "verbs of speech": ("txt", _up_to("said ")),
    "money": ("txt", _up_to("$1 million ")),
    "names": ("txt", _up_to("Ada Quill ")),
}


@pytest.mark.parametrize("name", BUILT)
def test_what_is_made_to_be_slow_is_built(project: Project, name: str) -> None:
    suffix, make = BUILT[name]
    project.write(f"slow.{suffix}", make())
    project.edit()
    outcome = project.run_apart("build")
    assert outcome.code == 0, outcome.err[:400]
    assert outcome.memory < MEMORY
    assert project.pages == {*ARTICLES, "slow"}
    assert NEWS in project.page("ferry")


def test_an_article_of_five_thousand_sentences_is_built(project: Project) -> None:
    """S02."""
    project.write("long.txt", "A long report\n\n" + _sentences(5_000))
    outcome = project.run_apart("build")
    assert outcome.code == 0, outcome.err
    assert outcome.memory < MEMORY
    assert "long" in project.pages


@pytest.mark.parametrize("method", ["lexrank", "lsa"])
def test_a_summarizer_that_compares_all_sentences_is_given_no_more_than_it_can_take(
    project: Project, method: str
) -> None:
    """S02: the sentences are capped before they are ranked, and the build says so."""
    (project.root / "config.yaml").write_text(f"answer:\n  method: {method}\n")
    project.write("long.txt", "A long report\n\n" + _sentences(1_200))
    outcome = project.run_apart("build")
    assert outcome.code == 0, outcome.err
    assert outcome.memory < MEMORY
    assert [f"{method} left out the last" in line for line in outcome.warnings] == [True]


DEEP: dict[str, Callable[[], tuple[str, list[str]]]] = {
    "S07, quotations": lambda: ("> " * 30 + "The pier was closed deepdown.\n", ["deepdown"]),
    "S07, lists": lambda: (
        "".join("  " * level + f"- The pier was closed at level{level}.\n" for level in range(40)),
        [f"level{level}." for level in range(40)],
    ),
    "quotations without end": lambda: ("> " * 3000 + "The pier was closed deepdown.\n", ["deepdown"]),
    "lists without end": lambda: ("- " * 5000 + "The pier was closed deepdown.\n", ["deepdown"]),
    "numbers without end": lambda: ("1. " * 5000 + "The pier was closed deepdown.\n", ["deepdown"]),
}


@pytest.mark.parametrize("name", DEEP)
def test_no_word_is_lost_however_deep_it_stands(project: Project, name: str) -> None:
    """S07: what `inspect` reads is what the page is made of."""
    text, words = DEEP[name]()
    project.write("deep.md", text)
    assert project.run_apart("build").code == 0
    read = project.run("inspect", "content/deep.md", "--json").out
    assert [word for word in words if word not in read] == []
    assert "deep" in project.pages


def test_a_bomb_of_aliases_takes_no_memory(project: Project) -> None:
    """F10, in a process of its own."""
    lines = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    project.write("bomb.md", f"---\na0: &a0 [x, x]\n{lines}---\n\n{BODY}")
    outcome = project.run_apart("build")
    assert outcome.code == 1
    assert "anchors/aliases are not allowed" in outcome.errors[0]
    assert outcome.memory < 150
