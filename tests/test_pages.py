"""An explainer as a page: what it shows, and what it leaves out where the article gives nothing."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import check, pages
from generator.config import Config
from generator.errors import ConfigError, TemplateError
from generator.language import Language
from generator.model import Entry, Event, EventStatus, Explainer, KeyFigure, LabelKey, Quotation, Row, Section
from generator.periods import day
from tests import ferry

GOLDEN = Path(__file__).parent / "pages"


def render(explainer: Explainer | None = None, settings: Config | None = None, language: Language | None = None) -> str:
    """A page that has passed its proof."""
    explainer, settings = explainer or ferry.explainer(), settings or ferry.config()
    language = language or ferry.english()
    html = pages.render(explainer, settings, language)
    check.prove(html, explainer, settings, language, "site/ferry/index.html")
    return html


def many() -> Explainer:
    """An explainer with more events than stand in one list, over several years."""
    event = ferry.event("The ministry recently wrote a letter to the court", EventStatus.PAST).event
    entries = tuple(
        Entry(Event(event.words, "test", EventStatus.PAST, None, day(date(2017, 1, 1) + timedelta(days=97 * index))))
        for index in range(16)
    )
    return ferry.explainer({"timeline": entries})


CASES = {
    "ferry": lambda: (
        ferry.explainer(),
        ferry.config(base_url="https://pages.example/x", report_url="https://a.example"),
    ),
    "bare": lambda: (ferry.explainer(published=None, url="", title="", publisher=""), ferry.config(extracts="link")),
    "long": lambda: (many(), ferry.config(extracts="full")),
}


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_as_it_was(case: str, update: bool) -> None:
    explainer, settings = CASES[case]()
    html = re.sub(r"<style>.*?</style>", "<style></style>", render(explainer, settings))
    path = GOLDEN / case / "index.html"
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    assert html == path.read_text(encoding="utf-8")


def test_every_folder_of_golden_pages_is_a_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


def test_a_page_is_small_and_needs_nothing_else() -> None:
    html = render()
    assert len(gzip.compress(html.encode())) < 10_000
    assert "<script src" not in html
    assert html.count("<link") == 1


def test_sources_are_numbered_in_article_order_and_only_those_that_are_used() -> None:
    html = render()
    assert re.findall(r'<li id="s(\d+)"', html) == [str(number) for number in range(1, 11)]
    assert "In 2015 she had moved" not in html


def test_two_articles_of_one_story_are_numbered_across_both() -> None:
    one, two = ferry.explainer(), ferry.explainer()
    source = replace(ferry.SOURCE)
    assert source == ferry.SOURCE
    story = replace(one.story, readings=(one.story.readings[0], two.story.readings[0]))
    html = render(replace(one, story=story))
    assert 'from <data value="2">2</data> news articles.' in html


def test_what_the_editor_writes_is_escaped_and_marked() -> None:
    assert '<span data-editor="title">Engineer still held, &lt;brother&gt; says</span>' in render()


def test_markup_of_the_article_is_not_printed() -> None:
    row = Row(ferry.key("notes"), ferry.at("said he was *hopeful*"))
    assert "<q>said he was hopeful</q>" in render(ferry.explainer({"facts": (row,)}))


def test_without_a_publication_date_the_page_says_so() -> None:
    html = render(ferry.explainer(published=None))
    assert "Publication date not given, from one news article." in html
    assert "datePublished" not in html
    assert 'class="now"' not in html


def test_without_dates_there_is_no_strip_and_one_line() -> None:
    undated = tuple(
        entry for entry in ferry.SECTIONS["timeline"] if isinstance(entry, Entry) and not entry.event.period
    )
    html = render(ferry.explainer({"timeline": undated}))
    assert "The article gives no dates." in html
    assert "<svg" not in html
    assert "<ol class" not in html
    assert "No date given" in html


def test_with_two_dated_events_there_is_no_strip() -> None:
    html = render(ferry.explainer({"timeline": ferry.SECTIONS["timeline"][:2]}))
    assert "<svg" not in html
    assert '<ol class="tl">' in html


def test_without_figures_the_rows_stay_and_without_rows_the_figures() -> None:
    facts = ferry.SECTIONS["facts"]
    assert 'class="fig"' not in render(ferry.explainer({"facts": facts[4:]}))
    assert "<dl>" not in render(ferry.explainer({"facts": facts[:4]}))


def test_a_section_without_items_has_no_link() -> None:
    html = render(ferry.explainer({"answer": ferry.SECTIONS["answer"]}))
    assert re.findall(r'<a href="#(\w+)"', html) == ["sources"]


def test_without_an_address_the_title_is_text_and_words_are_quoted() -> None:
    html = render(ferry.explainer(url=""), ferry.config(extracts="link"))
    assert "<b><span data-editor" in html
    assert "No address given." in html
    assert "#:~:text" not in html
    assert "<q>“She has done nothing but her work.”</q>" in html


def test_an_address_that_is_no_web_address_is_never_a_link() -> None:
    html = render(ferry.explainer(url="javascript:alert(1)"), ferry.config(report_url="javascript:alert(2)"))
    assert 'href="javascript' not in html


def test_link_extracts_quote_nothing_in_the_source_list() -> None:
    html = render(ferry.explainer(), ferry.config(extracts="link"))
    assert "<q>" not in html[html.index('id="sources"') :]
    assert "#:~:text=She%20was%20sentenced,charge%20she%20denies." in html


def test_full_extracts_quote_whole_sentences() -> None:
    assert "were found in her van.</q> <span" in render(ferry.explainer(extracts="full"))


def test_a_clip_has_twenty_words_at_most() -> None:
    sources = render()[render().index('id="sources"') :]
    assert max(len(words.split()) for words in re.findall(r"<q>(.*?)</q>", sources)) <= 20


def test_a_caption_is_labelled() -> None:
    assert re.search(r'id="s10".*Photo caption\.', render())


def test_a_figure_without_label_or_known_unit_is_told_in_the_articles_words() -> None:
    html = render(ferry.explainer({"facts": (KeyFigure(ferry.TERM),)}))
    assert "<q>two and a half years</q>" in html


def test_a_quotation_without_a_speaker_says_so() -> None:
    quote = replace(ferry.WORK, speaker=None, inferred=False)
    assert "speaker not named" in render(ferry.explainer({"quotes": (Quotation(quote),)}))


def test_a_long_timeline_is_grouped_by_years_and_its_strip_labelled_with_years() -> None:
    html = render(many())
    assert '<h3><time datetime="2018">2018</time></h3>' in html
    assert ">Jan</time>" not in html


def test_a_right_to_left_page_mirrors_the_strip() -> None:
    known = ferry.english()
    language = Language("en", {**known.tables, "direction": "rtl"})
    html, plain = render(language=language), render()
    assert 'dir="rtl"' in html
    first = re.search(r'<rect class="b" x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', html)
    same = re.search(r'<rect class="b" x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', plain)
    assert first
    assert same
    assert float(first[1]) == pytest.approx(100 - float(same[1]) - float(same[2]), abs=0.11)


def test_words_in_another_language_say_so() -> None:
    assert '<q lang="no" dir="ltr">' in render(ferry.explainer(language="no"))


def test_canonical_links_are_written_only_for_a_site_with_an_address() -> None:
    assert "canonical" not in render()
    html = render(settings=ferry.config(base_url="https://pages.example/x/"))
    assert '<link rel="canonical" href="https://pages.example/x/ferry/">' in html
    assert '<meta property="og:url" content="https://pages.example/x/ferry/">' in html


def test_json_ld_cannot_end_its_element() -> None:
    html = render(ferry.explainer(title="</script><b>x"))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    graph = json.loads(found[1])["@graph"]
    assert [node["@type"] for node in graph] == ["Article", "ItemList"]
    assert graph[0]["temporalCoverage"] == "2021-03/2021-06-19"
    assert graph[0]["isBasedOn"][0]["headline"] == "</script><b>x"
    assert graph[0]["citation"] == ["https://post.example/ferry?id=7"]
    assert graph[0]["mainEntity"] == {"@id": graph[1]["@id"]}


def test_rendering_twice_gives_the_same_page() -> None:
    assert render() == render()


def test_the_quoted_share_counts_each_word_once() -> None:
    quoted, total = pages.quoted_share(ferry.explainer(), render())
    assert total == len(ferry.SOURCE.span().words.split())
    assert 0 < quoted < total
    less, _ = pages.quoted_share(ferry.explainer(), render(settings=ferry.config(extracts="link")))
    assert less < quoted


def test_a_missing_label_is_an_error_that_names_it() -> None:
    section = Section(LabelKey("facts"), (Row(LabelKey("row_unheard"), ferry.at("theft")),))
    with pytest.raises(ConfigError, match="no label 'row_unheard'"):
        pages.render(replace(ferry.explainer(), sections=(section,)), ferry.config(), ferry.english())


def _project(folder: Path, name: str, text: str) -> Config:
    """A site with the project's templates, one of them replaced."""
    for path in (ferry.ROOT / "templates").rglob("*.*"):
        copy = folder / path.relative_to(ferry.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    settings = ferry.config()
    object.__setattr__(settings, "root", folder)
    return settings


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\n{{ nothing }}", "nothing"),
        ("\n{{ items[0].nothing }}", "nothing"),
        ("\n{% if %}", "Expected an expression"),
        ("\n{{ 1 + 'x' }}", "unsupported operand"),
        ("\n{{ items|nothing }}", "nothing"),
    ],
)
def test_a_mistake_in_a_template_is_told_by_file_and_line(tmp_path: Path, text: str, what: str) -> None:
    settings = _project(tmp_path, "sections/people.html", text)
    with pytest.raises(TemplateError, match=what) as caught:
        pages.render(ferry.explainer(), settings, ferry.english())
    assert str(caught.value).startswith("templates/sections/people.html:2: ")


def test_a_template_that_is_missing_is_an_error(tmp_path: Path) -> None:
    settings = _project(tmp_path, "sections/people.html", "{% include 'gone.html' %}")
    with pytest.raises(TemplateError, match=r"gone\.html"):
        pages.render(ferry.explainer(), settings, ferry.english())


def test_words_whose_link_waits_for_ever_are_an_error(tmp_path: Path) -> None:
    settings = _project(tmp_path, "sections/sources.html", "{{ story.subject.words|cite(wait=true) }}")
    with pytest.raises(TemplateError, match="without a link"):
        pages.render(ferry.explainer(), settings, ferry.english())


def test_every_template_escapes(tmp_path: Path) -> None:
    settings = _project(tmp_path, "sections/people.html", "{{ '<b>' }}")
    assert "&lt;b&gt;" in pages.render(ferry.explainer(), settings, ferry.english())
