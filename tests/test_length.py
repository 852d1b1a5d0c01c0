"""Long articles: what is read once a sentence stays linear. The time limit of every test is the proof."""

from __future__ import annotations

from datetime import date

from generator import language as languages
from generator import reading
from generator.config import Config
from generator.finders import clauses, dates, events, figures, sentences, topics
from generator.model import Article, Block, BlockKind, Person
from generator.text import Source

ENGLISH = languages.load("en")
COUNT = 4_000


def test_names_of_a_long_article_are_told_from_people_in_linear_time() -> None:
    text = "Mara Venn opened Port Vale Mill.\n" * (3 * COUNT)
    source = Source(f"Port Vale Mill\n{text}")
    blocks = [Block(BlockKind.HEADLINE, source.span(0, 14))]
    blocks.append(Block(BlockKind.PARAGRAPH, source.span(15, len(source.text))))
    article = Article("a.txt", source, tuple(blocks))
    told = sentences.find(article, ENGLISH)
    people = Person(source.span(15, 24), "test", tuple(source.span(s.words.start, s.words.start + 9) for s in told[1:]))
    found = topics.find(article, told, (people,), ENGLISH)
    assert str(found) == "Port Vale Mill"


def test_figures_and_events_of_a_long_article_are_read_in_linear_time() -> None:
    lines = (f"The mill sold {n % 90 + 5} boards to Port Vale in March {1900 + n % 100}." for n in range(COUNT))
    source = Source(" ".join(lines))
    article = Article("a.txt", source, (Block(BlockKind.PARAGRAPH, source.span()),), published=date(2021, 3, 18))
    told = sentences.find(article, ENGLISH)
    pieces = clauses.find(told, ENGLISH)
    times = dates.find(article, told, pieces, ENGLISH).mentions
    assert len(figures.find(article, told, times, ENGLISH)) == COUNT
    assert len(events.find(article, told, pieces, times, (), (), ENGLISH)) >= 100


def test_an_article_is_read_in_linear_time_when_it_repeats_its_people_and_its_quotations() -> None:
    told = "The harbour master Mara Venn {n} times said on {n} May: “We sold {n} boards.” The master, who left, wept."
    text = "\n\n".join(told.format(n=n % 28 + 1) + f" So it went {n} times." for n in range(COUNT // 2))
    found = reading.read(text.encode(), "a.txt", Config(), date(2021, 3, 18))
    assert len(found.quotes) == COUNT // 2
