"""Articles in other scripts: in their own language as far as it goes, or as words that stand apart in English."""

from __future__ import annotations

from datetime import date
from string import Formatter

import pytest

from generator import check, explain, language, pages, reading
from generator.config import Config
from generator.sections import facts

ARABIC = (
    "الإفراج عن مهندسة العبّارة بعد عام من الاحتجاز\n\n"
    "أُفرج عن المهندسة مارا فيل يوم 16 مارس 2021 بعد أن قضت سنة في السجن. "
    "وقالت شركة Harbour Line إن الحكم صدر في 2020.\n\n"
    "هل تعود إلى البيت؟ نعم، قال رئيس البلدية أنطون رويل.\n"
)
HEBREW = (
    "מהנדסת המעבורת שוחררה אחרי שנה במעצר\n\n"
    "המהנדסת מארה וייל שוחררה ב-16 במרץ 2021 אחרי שנה בכלא. חברת Harbour Line מסרה כי פסק הדין ניתן ב-2020.\n"
)
WITHOUT_RULES = [code for code in language.codes() if not language.load(code).finds]


def render(text: str, code: str = "en") -> str:
    """A page that has passed its proof."""
    settings = Config(language=code)
    read = reading.read(text.encode(), "ferry.txt", settings, date(2021, 3, 18))
    explainer, words = explain.explain((read,), "ferry", settings), language.load(code)
    html = pages.render(explainer, settings, words)
    check.prove(html, explainer, settings, words, "site/ferry/index.html")
    return html


@pytest.mark.parametrize(("code", "text"), [("ar", ARABIC), ("he", HEBREW)])
def test_a_language_without_rules_has_its_own_labels_and_says_what_is_missing(code: str, text: str) -> None:
    html, labels = render(text, code), language.load(code).labels
    assert f'<html lang="{code}" dir="rtl">' in html
    assert labels["page_made"] in html
    assert f">{labels['sources']}</h2>" in html
    assert 'id="timeline"' not in html
    assert language.load("en").labels["page_made"] not in html
    assert html.count('<q lang="') == 0


def test_what_a_language_without_rules_leaves_out_is_nothing() -> None:
    settings = Config(language="ar")
    read = reading.read(ARABIC.encode(), "ferry.txt", settings, date(2021, 3, 18))
    story = explain.explain((read,), "ferry", settings).story
    assert facts.left_out(story, language.load("ar")) == ()


def test_an_arabic_question_mark_ends_a_sentence() -> None:
    assert "<q>هل تعود إلى البيت؟</q>" in render(ARABIC, "ar")


@pytest.mark.parametrize(("text", "script"), [(ARABIC, "Arab"), (HEBREW, "Hebr")])
def test_words_of_a_script_from_right_to_left_say_so_on_an_english_page(text: str, script: str) -> None:
    html = render(text)
    assert '<html lang="en" dir="ltr">' in html
    assert html.count(f'<q lang="und-{script}" dir="rtl">') == html.count("<q")


def test_a_name_in_another_script_turns_no_english_sentence_round() -> None:
    text = "A pier opens in Ashby\n\nThe pier of Ashby, called رصيف by its builders, was opened on Tuesday.\n"
    assert '<q lang="und' not in render(text)


@pytest.mark.parametrize("code", WITHOUT_RULES)
def test_a_language_has_every_label_that_its_pages_can_need(code: str) -> None:
    """Labels of facts are needed only where there are rules to find them by."""
    english, labels = language.load("en").labels, language.load(code).labels
    pages_of_a_site = ("page_index", "page_export", "page_search", "page_moved", "page_missing")
    general = (*pages_of_a_site, "page_asof", "nav_", "question_")
    alone = {"answer", "gaps", "sources", "gap_published", "gap_url"}
    assert {key for key in english if key.startswith(general)} | alone <= set(labels) <= set(english)
    for key, label in labels.items():
        assert _fields(label) == _fields(english[key]), key


def _fields(label: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(label) if name}
