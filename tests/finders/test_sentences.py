"""Sentences: where they end, where they do not, and that nothing of a block is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import language as languages
from generator.finders import sentences
from generator.model import Article, Block, BlockKind
from generator.text import Source

ENGLISH = languages.load("en")


def split(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    source = Source(text)
    article = Article("a.txt", source, (Block(kind, source.span()),))
    return [str(sentence.words) for sentence in sentences.find(article, ENGLISH)]


# `|` marks where a sentence ends.
@pytest.mark.parametrize(
    "marked",
    [
        "The road is shut. |It will open soon.",
        "Mr. Doran met Gov. Ruiz. |Dr. Vale was away.",
        "J. K. Doran wrote it. |She won.",
        "He lives in the U.S. and works there.",
        "He lives in the U.S. |The firm is abroad.",
        "The firm is based in Washington D.C. |It has two offices.",
        "It costs 2.5 million. |Nobody paid.",
        "The shop opens at 6 p.m. |Mr. Doran has the key.",
        "“Why now?” she asked. |Nobody knew.",
        "“Stop!” the driver shouted at them.",
        "“We are done.” |The crowd left.",
        "He waited … and left. |She stayed.",
        "Is it over? |Yes! |It is.",
        "The Acme Co. board met. |It voted.",
        "He left on Dec. 9 with two bags.",
        "(It was late.) |They went home.",
        "She said no. |“It is late,” he added.",
        "It was signed by Doran Jr. on Monday.",
        "No. 5 is gone. |So is No. 6.",
        "See p. 14 of the report. |It is short.",
        "At 6 p.m. Mr. Doran rang. |Nobody came.",
        "The gate shut at 6 p.m. |Mr. Doran had left.",
        "The gate shuts at 6 p.m. Friday, and at 9 p.m. |Doran has the key.",
        "The pier closed at 5 a.m. Eastern time.",
        "The two of us are late, you and I. |Did Anna B. Doran wait?",
        "The site is https://pier.example.org/a.html. |It is new.",
        "Write to a.doran@example.org. |She answers.",
        "It grew by 2.5 percent . . . and then fell. |So it goes.",
        "They “weighed each stone . . . .” |Then they left.",
        "The end was near . . . . |Nobody knew.",
        "It was over. |. . . The crowd went home.",
        "The map [...] Doran drew is lost.",
        "He shops at Wow! in the old town.",
        "1. Open the gate |2. Close the lock",
        "1) Open the gate. |2) Close the lock.",
        "• 9. Open the gate |• 10. Close the lock",
        "a. Open the gate |b. Close the lock |c. Go home",
        "3. Open the gate. |It is heavy.",
        "120 people came. |121 left.",
    ],
)
def test_a_sentence_ends_where_the_mark_stands(marked: str) -> None:
    assert split(marked.replace("|", "")) == [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("HARBOUR CITY (AP) — The ferry sank.", "The ferry sank."),
        ("Port Vale, Freedonia — The ferry sank.", "The ferry sank."),
        ("(ABC)The ferry sank.", "The ferry sank."),
        ("Port Vale, Freedonia (ABC)The ferry sank.", "The ferry sank."),
        ("(Reuters) - The ferry sank.", "The ferry sank."),
        ("PORT VALE, Freedonia (ABC)_ The ferry sank.", "The ferry sank."),
        ("Acme — which builds ferries — closed.", "Acme — which builds ferries — closed."),
        ("The Port Vale Company (PVC) closed.", "The Port Vale Company (PVC) closed."),
        ("PORT VALE, Aug 7 (Acme) - The mill burned.", "The mill burned."),
        ("PORT VALE, Freedonia, Jan. 7 (ABC) -- The mill burned.", "The mill burned."),
        ("Aug 7 (Market Notes) - Furniture sold well.", "Furniture sold well."),
        ("Port Vale (dpa) - The mill burned.", "The mill burned."),
        ("PORT VALE, Aug. 7, /PRNewswire/ -- The mill burned.", "The mill burned."),
    ],
)
def test_a_dateline_belongs_to_no_sentence(text: str, first: str) -> None:
    assert split(text)[0] == first


def test_furniture_has_no_sentences() -> None:
    assert split("Read more of this. And this.", BlockKind.FURNITURE) == []


def test_a_credit_belongs_to_no_sentence() -> None:
    source = Source("The ferry at dawn. (Ann Roe/Acme)")
    article = Article("a.txt", source, (Block(BlockKind.CAPTION, source.span(), source.span(19)),))
    assert [str(item.words) for item in sentences.find(article, ENGLISH)] == ["The ferry at dawn."]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["Mr. ", "The ", "U.S. ", "end. ", "“Yes?” ", "\n", "a ", "… "])).map("".join),
    )
)
def test_sentences_tile_any_block(text: str) -> None:
    source = Source(text)
    article = Article("a.txt", source, (Block(BlockKind.LIST, source.span()),))
    found = sentences.find(article, ENGLISH)
    end = 0
    for sentence in found:
        assert not text[end : sentence.words.start].strip()
        assert sentence.words.start < sentence.words.end
        end = sentence.words.end
    assert not text[end:].strip()


def test_a_month_that_opens_a_sentence_is_no_dateline() -> None:
    assert split("March 3 was a cold day. It rained.")[0] == "March 3 was a cold day."
