"""The sentences behind a page, their extracts, and the addresses of their words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator import evidence, extracts, fragments, sources
from generator.text import Source
from tests import ferry


def test_words_over_two_sentences_are_cited_to_both() -> None:
    both = ferry.at("by two votes to one. She was sentenced")
    assert evidence.gather(ferry.explainer()).numbers(both) == (2, 3)


def test_words_outside_all_sentences_are_cited_to_their_block() -> None:
    profile = ferry.SECTIONS["people"][0]
    assert len(evidence.spans(profile)) == 3
    headline = ferry.explainer().story.readings[0].article.headline
    assert headline is not None
    assert evidence.reading_of(ferry.explainer().story.readings, headline).article.path == "content/ferry.md"


def test_a_quotation_loses_its_marks_and_its_final_comma_only() -> None:
    assert str(evidence.said(ferry.HOME)) == "We want Mira home before the autumn"
    assert str(evidence.said(ferry.WORK)) == "She has done nothing but her work."


def test_a_clip_keeps_short_evidence_before_long() -> None:
    words = Source(" ".join(f"w{index}" for index in range(60))).span()
    late = words.source.span(words.source.text.index("w50"), words.source.text.index("w53"))
    clipped = extracts.clip(words, (words, late))
    assert any(piece.contains(late.strip()) for piece in clipped)
    assert sum(len(piece.words.split()) for piece in clipped) == extracts.MOST_WORDS


WORDS = st.lists(st.text("abc,.'-", min_size=1, max_size=4), min_size=1, max_size=40)


@given(WORDS, st.data())
def test_any_clip_is_proved_by_its_sentence(words: list[str], data: st.DataObject) -> None:
    sentence = Source(" ".join(words)).span()
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    shown = extracts.clip(sentence, (sentence.source.span(start, end),))
    if not shown or not all(piece.words for piece in shown):
        return
    before = "…" if sentence.source.span(0, shown[0].start).words else ""
    after = "…" if sentence.source.span(shown[-1].end, len(sentence)).words else ""
    assert sources.quotes(before + " … ".join(piece.words for piece in shown) + after, sentence.words)


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_what_the_proof_takes_for_a_quotation_is_in_the_sentence(shown: str, sentence: str) -> None:
    if sources.quotes(shown, sentence):
        at = 0
        for piece in (part.strip() for part in shown.split("…")):
            found = sentence.find(piece, at)
            assert found >= 0 or shown == sentence
            at = found + len(piece)


def test_a_fragment_is_made_longer_until_its_start_occurs_once() -> None:
    text = "The red boat sank here at noon on the day. The red boat came back there at night on the same day."
    second = Source(text).span(text.index("The red boat came"))
    address = fragments.to_words("https://a.example/", second)
    assert address == "https://a.example/#:~:text=The%20red%20boat%20came,the%20same%20day."
    assert fragments.read(address) == ("https://a.example/", ("The red boat came", "the same day."))


def test_a_fragment_is_told_from_the_same_words_in_capitals_or_inside_others() -> None:
    text = "HERE IS THE boat of the harbour. Here is the boathouse. Here is the boat that Ashby lost at sea."
    last = Source(text).span(text.index("Here is the boat that"))
    assert fragments.read(fragments.to_words("https://a.example/", last))[1] == (
        "Here is the boat that",
        "lost at sea.",
    )


def test_a_passage_that_stands_twice_is_told_by_the_words_before_it() -> None:
    text = "Anna saw the boat at noon. It sank there. Later Bert saw it all again. It sank there."
    words = Source(text).span(text.rindex("It sank"))
    address = fragments.to_words("https://a.example/", words)
    assert address == "https://a.example/#:~:text=it%20all%20again.-,It%20sank%20there."
    assert fragments.read(address)[1] == ("it all again.", "It sank there.")


def test_the_end_of_a_fragment_is_made_longer_until_it_is_the_end() -> None:
    text = "Mara left by the sea and came back by the sea and left by the sea"
    address = fragments.to_words("https://a.example/", Source(text).span())
    assert fragments.read(address)[1] == ("Mara left by", "left by the sea")


def test_a_fragment_of_an_address_that_has_one_already() -> None:
    words = Source("A well-known boat.").span()
    assert fragments.to_words("https://a.example/#x", words) == "https://a.example/#x:~:text=A%20well%2Dknown%20boat."


@given(st.text(max_size=200))
def test_any_words_survive_in_a_fragment(text: str) -> None:
    span = Source(re.sub(r"[\ud800-\udfff]", "", text)).span()
    parts = fragments.read(fragments.to_words("https://a.example/", span))[1]
    assert all(part in span.words for part in parts)
