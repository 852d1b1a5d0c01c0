"""The short answer: what may stand in it, and how it reads on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator import answering, check, config, explain, language, pages, reading, referents
from generator.errors import ProofError
from generator.model import Answer, Explainer, LabelKey, Section
from generator.sections import answer as section
from tests import ferry
from tests.stories import explained

ENGLISH = language.load("en")
SPEECH = "The pilot Mara Vale reached Port Tessaly on Monday after nine weeks in a prison of Norland."


def told(text: str, **answer: object) -> list[str]:
    """The sentences of the answer to one article."""
    settings = config.AnswerConfig(**answer)  # type: ignore[arg-type]  # keyword arguments of a test
    return [
        item.sentence.words.words
        for item in explained(text, answer=settings).items("answer")
        if isinstance(item, Answer)
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Read more about the pilot Mara Vale of Port Tessaly here.",
        "Ann Roe contributed to this report from Port Tessaly in Norland.",
        "The pilot Mara Vale of Port Tessaly, in Norland, who said:",
        SPEECH,
        SPEECH.upper(),
        "It was a long way home to Port Tessaly,” Mara Vale said on Monday.",
    ],
)
def test_what_is_no_sentence_of_the_story_is_never_in_the_answer(other: str) -> None:
    text = f"A pilot is home\n\n{SPEECH}\n\n{other}\n\nThe harbour of Port Tessaly was lit for the pilot Mara Vale.\n"
    found = told(text)
    assert found[0] == SPEECH
    assert other not in found[1:]


def test_a_caption_and_a_dateline_are_not_in_the_answer() -> None:
    text = (
        "A pilot is home\n\nThe pilot Mara Vale at Port Tessaly on Monday. (Ann Roe/Acme)\n\n"
        f"PORT TESSALY, Norland (AP) — {SPEECH}\n\nThe harbour was lit for the pilot all night.\n"
    )
    found = told(text)
    assert found[0] == SPEECH
    assert not any("Ann Roe" in one or "at Port Tessaly on" in one for one in found)


@pytest.mark.parametrize("method", ["news", "lexrank", "kl", "sumbasic"])
@pytest.mark.parametrize(
    "text", ["One line only.", "One line only.\n\nAnd a second line.", "\n\n".join(["The same line stands here."] * 6)]
)
def test_an_article_of_a_sentence_or_two_has_an_answer_or_none_and_no_fault(method: str, text: str) -> None:
    found = told(text, method=method)
    assert len(set(found)) == len(found)


def _alone() -> Explainer:
    """A story whose answer is one sentence that opens with a pronoun."""
    text = (
        "A pilot is home\n\nMara Vale, a pilot, lives in Port Tessaly with her mother. Vale said she was glad.\n\n"
        "Vale was freed by Norland on Monday. She had been in the prison of Westgate for nine weeks.\n"
    )
    read = reading.read(text.encode(), "vale.txt", config.Config(), date(2021, 3, 30))
    last = read.sentences[-1]
    meant = referents.find(read, ENGLISH)[last]
    explainer = explain.explain((read,), "vale", config.Config())
    story = replace(explainer.story, answer=(last,), referents=(meant,))
    others = tuple(one for one in explainer.sections if one.name != "answer")
    return replace(explainer, story=story, sections=(section.build(story, ENGLISH), *others))


def test_the_name_stands_in_brackets_after_a_pronoun_and_is_proved() -> None:
    explainer, settings = _alone(), ferry.config()
    html = pages.render(explainer, settings, ENGLISH)
    assert 'She <span class="x">[Mara Vale]</span> had been' in html
    check.prove(html, explainer, settings, ENGLISH, "site/vale/index.html")
    for old, new in (("[Mara Vale]", "[Anna Vale]"), ("[Mara Vale]</span> had", "[Vale]</span> had")):
        with pytest.raises(ProofError, match="is not whom"):
            check.prove(html.replace(old, new, 1), explainer, settings, ENGLISH, "site/vale/index.html")
    moved = html.replace(' <span class="x">[Mara Vale]</span> had been', ' had <span class="x">[Mara Vale]</span> been')
    with pytest.raises(ProofError, match="is not whom"):
        check.prove(moved, explainer, settings, ENGLISH, "site/vale/index.html")


def test_a_name_in_brackets_without_its_link_is_refused() -> None:
    explainer, settings = _alone(), ferry.config()
    html = pages.render(explainer, settings, ENGLISH)
    start = html.index('<section id="answer"')
    mark = html.index('<a class="r" href="#s1"', start)
    cut = html[:mark] + html[html.index("</a>", mark) + 4 :]
    with pytest.raises(ProofError, match="without its link"):
        check.prove(cut, explainer, settings, ENGLISH, "site/vale/index.html")


def test_a_name_is_given_only_where_the_sentence_before_is_not_shown() -> None:
    text = (
        "A pilot is home\n\nMara Vale, a pilot, lives in Port Tessaly with her mother.\n\n"
        "Vale was freed by Norland on Monday. She had been in the prison of Westgate for nine weeks.\n"
    )
    items = [item for item in explained(text).items("answer") if isinstance(item, Answer)]
    assert len(items) == 3
    assert all(item.referent is None for item in items)


def test_what_a_method_left_out_is_said() -> None:
    lines = " ".join(f"The council of Ashby heard witness number {number} today." for number in range(130))
    settings = config.Config(answer=config.AnswerConfig(method="kl"))
    read = reading.read(f"A hearing\n\n{lines}\n".encode(), "a.txt", settings)
    story = explain.explain((read,), "a", settings).story
    assert "left out the last 30 sentences" in answering.notice(story, settings)
    assert answering.notice(explained().story, config.Config()) == ""


def test_the_newest_of_three_articles_answers() -> None:
    days = (
        ("Ferry Alma adrift", "The ferry Alma lost its engine off Port Vale on Monday with nine crew aboard.", 8),
        ("Ferry Alma still adrift", "The ferry Alma drifted off Port Vale for a third day with its crew of nine.", 10),
        ("Ferry Alma is safe", "The ferry Alma reached Port Vale on Friday with all nine of its crew.", 12),
    )
    settings = config.Config()
    readings = tuple(
        reading.read(
            f"{head}\n\n{line}\n\nThe choir of Westgate sang that evening in the hall.\n".encode(),
            f"{day}.txt",
            settings,
            date(2021, 3, day),
        )
        for head, line, day in days
    )
    explainer = explain.explain(readings, "alma", settings)
    found = [item.sentence.words.words for item in explainer.items("answer") if isinstance(item, Answer)]
    assert found == [line for _, line, _ in reversed(days)]
    assert explainer.sections[0].name == LabelKey("answer") and isinstance(explainer.sections[0], Section)
