"""The default summarizer: what it takes and leaves, alone and as a subclass of sumy's."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from generator import language as languages
from generator.model import Sentence
from generator.salience import NewsWords
from generator.selection import Candidate, Length
from generator.summarizers import news
from generator.text import Source

ROOT = Path(__file__).parents[2]
ENGLISH = languages.load("en")
BRIDGE = """The council of Ashby closed the old bridge on Monday after a diver found a crack in it.
Drivers now take a detour of nine miles through the hills around Ashby.
Nobody had expected that, of course, and it rained the whole day long.
A new bridge for Ashby would cost four million dollars, the council said.
I love to walk there with my dog on a Sunday, and so do you.
Shops near the old bridge in Ashby have lost half of their trade since Monday."""


def article(text: str) -> tuple[Candidate, ...]:
    """A text, a sentence a line."""
    source = Source(text)
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append(Candidate(Sentence(source.span(at, at + len(line)), 0)))
        at += len(line) + 1
    return tuple(sentences)


def chosen(*texts: str, count: int = 3, words: int | None = None, topic: str = "") -> list[str]:
    """What is picked of articles, the newest first."""
    articles = [article(text) for text in texts]
    return [str(one.words) for one in news.summarize("news", articles, Length(count, words), topic, ENGLISH)]


def test_the_first_sentence_and_what_the_text_comes_back_to_are_taken_and_talk_is_not() -> None:
    lines = BRIDGE.split("\n")
    assert chosen(BRIDGE) == [lines[0], lines[1], lines[3]]


def test_what_the_facts_say_for_a_sentence_counts() -> None:
    weighed = [replace(one, worth=5.0 * (index == 5)) for index, one in enumerate(article(BRIDGE))]
    (found,) = news.summarize("news", [weighed], Length(1), "", ENGLISH)
    assert str(found.words) == BRIDGE.split("\n")[5]


def test_the_words_of_the_title_count() -> None:
    cost = "A new bridge for Ashby would cost four million dollars, the council said."
    assert cost not in chosen(BRIDGE, count=2)
    assert cost in chosen(BRIDGE, count=2, topic="New Ashby bridge would cost four million dollars")


@pytest.mark.parametrize("opening", ["She", "But he", "His lawyer", "This", "On Monday she", "After that,"])
def test_an_opening_that_points_back_is_not_taken_without_what_it_points_to(opening: str) -> None:
    lines = [
        "The council of Ashby has closed the old bridge of Ashby.",
        "It rained, and nobody was there to see any of that at all.",
        f"{opening} told the council of Ashby that the old bridge of Ashby had a crack.",
        "Shops near the old bridge of Ashby have lost half of their trade.",
    ]
    assert lines[2] not in chosen("\n".join(lines), count=2)
    assert len(chosen("\n".join(lines[2:3]))) == 1  # better than nothing


def test_a_pronoun_that_the_page_explains_is_taken_without_what_it_points_to() -> None:
    lines = "The bridge is old.\nShe told the council of Ashby on Monday that the bridge of Ashby had a crack."
    first, second = article(lines)
    second = replace(second, resolved=True, worth=3.0)
    assert news.summarize("news", [(first, second)], Length(1), "", ENGLISH) == (second.sentence,)


def test_from_the_third_sentence_on_the_answer_has_only_so_many_words() -> None:
    long = " ".join(["word"] * 30)
    lines = [f"Ashby {name} the bridge {long}{name}." for name in ("shut", "lost", "sold")]
    assert len(chosen("\n".join(lines), words=80)) == 2
    assert len(chosen("\n".join(lines), words=120)) == 3


def test_the_newest_of_three_articles_and_what_they_agree_on_come_first() -> None:
    newest = """The ferry Alma reached Port Vale on Friday with all of its crew.
The harbour master thanked the crew of the ferry Alma for their patience.
Tourists had ice cream on the promenade."""
    middle = """The ferry Alma drifted for a third day, the harbour master of Port Vale said.
A choir from Westgate sang in the town hall on Thursday evening."""
    oldest = """The ferry Alma lost its engine off Port Vale on Monday with nine crew aboard.
The ticket office sells postcards of the lighthouse."""
    found = chosen(newest, middle, oldest)
    assert found[0] == newest.split("\n", maxsplit=1)[0]
    assert all("Alma" in sentence for sentence in found)


def test_the_same_story_told_by_two_articles_is_told_once() -> None:
    line = "The ferry Alma reached Port Vale on Friday with all of its crew"
    assert chosen(f"{line}.", f"{line}, and in the sun.") == [f"{line}."]


@pytest.mark.parametrize("text", ["One line.", "One line.\nTwo lines.", "\n".join(["The same line."] * 5)])
def test_a_text_too_short_to_choose_from_gives_what_it_has(text: str) -> None:
    assert chosen(text)


def test_ten_thousand_sentences_are_no_obstacle() -> None:
    lines = [f"The council of Ashby heard witness number {number} on the bridge." for number in range(10_000)]
    assert chosen("\n".join(lines))[0] == lines[0]


def test_a_language_without_stop_words_is_no_obstacle() -> None:
    words = replace(ENGLISH.words(NewsWords), stop_words="")
    bare = languages.Language("xx", {}, {NewsWords: words})
    assert len(news.summarize("news", [article(BRIDGE)], Length(3), "", bare)) == 3


def test_the_class_is_one_of_sumy_and_picks_the_same_sentences() -> None:
    dom = import_module("sumy.models.dom")
    tokenizer = import_module("generator.summarizers.sumy").Tokenizer()
    lines = [dom.Sentence(line, tokenizer) for line in BRIDGE.split("\n")]
    document = dom.ObjectDocumentModel([dom.Paragraph([dom.Sentence("A bridge", tokenizer, is_heading=True), *lines])])
    summarizer = news.NewsSummarizer(ENGLISH)
    assert isinstance(summarizer, import_module("sumy.summarizers").AbstractSummarizer)
    assert [str(one) for one in summarizer(document, 3)] == chosen(BRIDGE, topic="A bridge")


def test_the_method_needs_neither_sumy_nor_what_sumy_imports() -> None:
    program = (
        "import sys; from generator import config; from tests.stories import explained; explained()\n"
        "print([name for name in ('sumy', 'nltk', 'numpy', 'requests') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stderr
