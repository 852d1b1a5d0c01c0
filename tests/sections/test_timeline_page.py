"""The timeline on the page: each precision in its shape, names in brackets, who says so, what stands behind."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator import check, config, language, pages
from generator.errors import ProofError
from tests.stories import explained

ENGLISH = language.load("en")
LEAD = "Fire at the port\n\nThe port of Vale burned on Tuesday.\n\n"


def page(text: str, published: date | None = date(2021, 3, 18)) -> str:
    """The page of an article, proved."""
    explainer = explained(LEAD + text, published)
    html = pages.render(explainer, config.Config(), ENGLISH)
    check.prove(html, explainer, config.Config(), ENGLISH, "site/vale/index.html")
    return html


def dates(html: str) -> list[str]:
    """The date of each line of the timeline as a reader sees it."""
    found = re.findall(r'<p class="d">(.*?)</p>', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The lock closed on Monday.", "Mon 15 March 2021 “Monday”"),
        ("The lock closed on May 3, 2019.", "3 May 2019"),
        ("The lock will close next week.", "Week of 22 March 2021 “next week” 22–28 March 2021 expected"),
        ("The lock closed last month.", "February 2021 “last month” day not stated"),
        ("The lock closed earlier this month.", "1–18 March 2021 “earlier this month”"),
        (
            "The lock closed in the first quarter of 2020.",
            "First quarter of 2020 January–March 2020 month not stated",
        ),
        ("The lock closed in the summer of 2019.", "Summer 2019 June–August 2019 month not stated"),
        ("The lock closed in 2019.", "2019"),
        ("The lock was closed from 3 to 7 May 2019.", "3–7 May 2019"),
    ],
)
def test_each_precision_has_its_shape(text: str, told: str) -> None:
    assert told in dates(page(text))


def test_without_a_publication_date_the_articles_word_stands_for_the_date() -> None:
    assert "“Monday”" in dates(page("The lock closed on Monday.", None))


def test_the_name_behind_a_pronoun_stands_in_brackets_and_is_proved() -> None:
    text = "Mara Vale, a pilot, moored her boat on Monday. She sailed home on Tuesday."
    html = page(text)
    assert '<q>She <span class="x">[Mara Vale]</span> sailed home</q>' in html
    explainer = explained(LEAD + text)
    for wrong in ("[Ida Vale]", "[a pilot]"):
        with pytest.raises(ProofError):
            check.prove(html.replace("[Mara Vale]", wrong), explainer, config.Config(), ENGLISH, "site/vale/index.html")


def test_who_says_so_stands_with_the_event() -> None:
    html = page("The clerk told reporters that on Monday the crew found three boards.")
    assert "<small><q>The clerk told reporters</q>" in html


def test_what_matters_less_stands_in_a_list_that_opens() -> None:
    html = page(" ".join(f"The port was calm in {year}." for year in range(1990, 2004)))
    assert "<details><summary>Further dates in the article</summary>" in html
