"""The limit of what a page quotes of somebody else's article: what goes first, and what stays."""

from __future__ import annotations

from dataclasses import replace

from generator import config, explain, language, quoting, reading
from generator.model import Answer, Entry, Explainer
from tests import stories

DENSE = "\n\n".join(
    (
        "Ferry runs aground off Marrow Point",
        "A ferry with 212 people on board ran aground off Marrow Point on Monday, the coastguard said.",
        "The ship left Ashby at 11 p.m. on Sunday. Captain Tom Brand was questioned on Tuesday. A court released him "
        "on Wednesday.",
        "The board opened an inquiry on Wednesday. A report is due in April. The owner closed the line on Tuesday.",
        "The sea there is rough for most of the year, and those who know the coast keep well away from it. There "
        "is no light on the point and none on the rocks; the charts that sailors use for the way along it are old.",
        "In December 2019 another ferry caught fire there. The board closed that inquiry in June 2020.",
    )
)
CONFIG = config.Config()


def of_others(text: str) -> Explainer:
    """The explainer of an article that is somebody else's."""
    found = reading.read(text.encode(), "ferry.txt", CONFIG, stories.PUBLISHED)
    found = replace(found, article=replace(found.article, publisher="Harbour Post"))
    return explain.explain((found,), "ferry", CONFIG)


def answers(explainer: Explainer) -> list[str]:
    """The sentences of the short answer."""
    return [item.sentence.words.words for item in explainer.items("answer") if isinstance(item, Answer)]


def test_a_short_article_keeps_its_lead_and_the_events_that_matter_most() -> None:
    explainer, whole = of_others(DENSE), stories.explained(DENSE)
    quoted, words = quoting.share(explainer, explainer.story.readings[0], CONFIG)
    assert 100 * quoted <= CONFIG.quote_limit * words
    (lead, *_), (first, *_) = answers(explainer), answers(whole)
    assert lead == first
    kept = [item.event for item in explainer.items("timeline") if isinstance(item, Entry)]
    every = [item.event for item in whole.items("timeline") if isinstance(item, Entry)]
    assert 0 < len(kept) < len(every)
    assert min(event.salience for event in kept) >= min(event.salience for event in every)


def test_an_article_of_ones_own_is_not_clipped() -> None:
    whole = stories.explained(DENSE)
    assert quoting.fitted(whole, CONFIG, language.load("en")) is whole
