"""The proof refuses every page that says something of its own."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import check, pages
from generator.errors import ProofError
from generator.language import Language
from generator.model import Explainer, LabelKey, Question, Row, Section, Story
from tests import ferry

REPORT = "https://example.org/report"


@cache
def page() -> str:
    """A good page."""
    return pages.render(ferry.explainer(), ferry.config(report_url=REPORT), ferry.english())


def prove(html: str, explainer: Explainer | None = None) -> None:
    """Prove a page of the invented article."""
    story = explainer or ferry.explainer()
    check.prove(html, story, ferry.config(report_url=REPORT), ferry.english(), "site/ferry/index.html")


def changed(old: str, new: str) -> str:
    """The good page with its first `old` replaced."""
    assert old in page()
    return page().replace(old, new, 1)


def test_a_page_of_the_articles_words_passes() -> None:
    prove(page())


MUTATIONS = {
    "a sentence in a template": ("<h2>People</h2>", "<h2>People</h2><p>She is surely innocent.</p>"),
    "a sentence beside a fact": ("<q>theft</q>", "<q>theft</q> and worse"),
    "a sentence after the page": ("</html>", "</html>So it goes"),
    "a sentence between head and body": ("<body>", "So it goes<body>"),
    "a changed word": ("<q>theft</q>", "<q>robbery</q>"),
    "a changed word in the answer": ("by two votes to one", "by three votes to one"),
    "a word left out": ("has been held", "has held"),
    "a word added inside a quotation": ("will meet the mayor", "will never meet the mayor"),
    "a changed quotation": ("We want Mira home", "We want Mira gone"),
    "a part of a quotation": ("<q>She has done nothing but her work.</q>", "<q>She has done nothing</q>"),
    "an altered first letter": ("<q>he collected", "<q>He collected"),
    "a changed extract": ("of copper wire…", "of silver wire…"),
    "an extract without its cut mark": ("of copper wire…", "of copper wire"),
    "an extract cut inside a word": ("of copper wire…", "of copper wi…"),
    "an extract of another sentence": ("<q>“She has done nothing but her work.”</q>", "<q>The ministry recently…</q>"),
    "a date put in brackets": ("[May 2021]", "[April 2021]"),
    "a datetime that says another day": ('<time datetime="2021-05">last', '<time datetime="2021-04">last'),
    "a date that was not found": (
        '<time datetime="2021-06-08">Tue 8 June 2021</time>',
        '<time datetime="2021-06-09">Wed 9 June 2021</time>',
    ),
    "the date of another event": (
        '<time datetime="2021-04-04">4 April 2021</time>',
        '<time datetime="2021-05">May 2021</time>',
    ),
    "a datetime that differs from its text": ('datetime="2021-04-04">4 April', 'datetime="2021-04-05">4 April'),
    "another day of publication": ("Thursday 10 June 2021", "Friday 11 June 2021"),
    "a changed amount": ('<bdi dir="ltr">12</bdi>', '<bdi dir="ltr">13</bdi>'),
    "a changed value": ('<data value="12">', '<data value="13">'),
    "a changed unit": ("<i>kg</i>", "<i>g</i>"),
    "a changed age": ('<data value="34">34</data><a', '<data value="35">35</data><a'),
    "a hedge left out": ("</q> (approximately)", "</q>"),
    "a hedge turned round": ("</q> (more than)", "</q> (at most)"),
    "an invented label": ("<dt>Charge</dt>", "<dt>Crime</dt>"),
    "a label that another row has": ("<dt>Charge</dt>", "<dt>Appeal</dt>"),
    "a label that no fact has": ("<dt>Charge</dt>", "<dt>Verdict</dt>"),
    "a denial left out": ("; <q>a charge she denies</q>", ""),
    "an inferred name said as certain": (", name inferred", ""),
    "the expected said as fact": (" <small>expected</small>", ""),
    "a person in another group": ("<h3>Officials</h3>", "<h3>Family</h3>"),
    "words of another person": ("<q>Ferry Minister</q>", "<q>engineer</q>"),
    "a quotation by another": ("<b><q>Anton Reuel</q></b>, name", "<b><q>Mira Calloway</q></b>, name"),
    "a label that is not so": ("As of ", "Publication date not given, "),
    "no dates where there are some": ("<h3>Expected next</h3>", "<p>The article gives no dates.</p>"),
    "words in the title": ("<title>What happened to Mira", "<title>The tragedy of Mira"),
    "words in the heading": ("<h1>What happened to Mira", "<h1>The tragedy of Mira"),
    "words in the description": ('content="The short answer', 'content="The sad answer'),
    "words in og:title": ('og:title" content="What', 'og:title" content="Why'),
    "a meta of its own": ('<meta name="color-scheme"', '<meta name="author" content="Me"><meta name="color-scheme"'),
    "a policy that lets scripts run": ("default-src 'none'", "default-src 'self'"),
    "words in a tooltip": ("<h2>Timeline</h2>", '<h2 title="A sad story">Timeline</h2>'),
    "words in an aria-label": ('aria-label="On this page"', 'aria-label="On this sad page"'),
    "a link's label that names another source": ('aria-label="Source 3"', 'aria-label="Source 4"'),
    "words in the strip's label": ("Overview to scale", "Overview of a scandal"),
    "a changed count in the strip's label": ("publication: 5", "publication: 6"),
    "words in a data attribute": ("<h2>Timeline</h2>", '<h2 data-note="A sad story">Timeline</h2>'),
    "words in an image": ("<h2>Timeline</h2>", '<h2>Timeline</h2><img src="x.png" alt="sad">'),
    "words as a placeholder": ("<h2>Timeline</h2>", '<h2>Timeline</h2><input placeholder="sad">'),
    "words in a style sheet": ("</style>", 'h1::after{content:"Sad"}</style>'),
    "words in a style sheet in escapes": ("</style>", 'h1::after{content:"\\53\\61\\64"}</style>'),
    "words in a style sheet by attribute": ("</style>", "h1::after{content:attr(class)}</style>"),
    "words in a style sheet by variable": ("</style>", "h1::after{content:var(--serif)}</style>"),
    "a hidden property name": ("</style>", "h1::after{c\\6fntent:none}</style>"),
    "a style sheet that loads": ("</style>", "h1{background:url(https://example.org/a)}</style>"),
    "a style sheet that imports": ("<style>", '<style>@import "https://example.org/a";'),
    "a style that is no position": ('style="inset-inline-start:0%"', 'style="display:none"'),
    "a comment": ("<h2>Timeline</h2>", "<!-- a sad story --><h2>Timeline</h2>"),
    "a script": ("</main>", "<script>alert(1)</script></main>"),
    "a script of another address": ("</main>", '<script src="https://example.org/a.js"></script></main>'),
    "an event handler": ("<h2>Timeline</h2>", '<h2 onclick="alert(1)">Timeline</h2>'),
    "a frame": ("<h2>Timeline</h2>", '<iframe src="https://example.org"></iframe>'),
    "a form": ("<h2>Timeline</h2>", '<form action="https://example.org"></form>'),
    "an external link": ("<h2>Timeline</h2>", '<h2><a href="https://example.org/x">Timeline</a></h2>'),
    "a script as an address": (f'href="{REPORT}"', 'href="javascript:alert(1)"'),
    "a link to nowhere": ('href="#gaps"', 'href="#gasp"'),
    "a style sheet of another address": ("<style>", '<link rel="stylesheet" href="https://example.org/a.css"><style>'),
    "a text fragment of its own": ("in%20her%20van.", "in%20his%20van."),
    "a text fragment of another sentence": (
        "#:~:text=The%20ministry%20recently,to%20the%20court.",
        "#:~:text=In%202015%20she%20had",
    ),
    "a source that leads to another use": ('<a class="u" href="#gaps">', '<a class="u" href="#quotes">'),
    "an uncited fact": ('<q>theft</q>; <q>a charge she denies</q><a class="r" href="#s3" aria-label="Source 3">3</a>',
                        "<q>theft</q>; <q>a charge she denies</q>"),
    "an uncited figure": ('prison sentence<a class="r" href="#s3" aria-label="Source 3">3</a>', "prison sentence"),
    "a fact cited to another sentence": (
        'she denies</q><a class="r" href="#s3" aria-label="Source 3">3</a>',
        'she denies</q><a class="r" href="#s4" aria-label="Source 4">4</a>',
    ),
    "a fact cited to two sentences": (
        'she denies</q><a class="r" href="#s3" aria-label="Source 3">3</a>',
        'she denies</q><a class="r" href="#s3" aria-label="Source 3">3</a>'
        '<a class="r" href="#s4" aria-label="Source 4">4</a>',
    ),
    "a number that differs from its link": ('href="#s3" aria', 'href="#s4" aria'),
    "a number that is none": (  # its address exists
        'href="#s3" aria-label="Source 3">3<',
        'href="#sources" aria-label="Source ources">ources<',
    ),
    "a source numbered otherwise": ('<span class="n">3</span>', '<span class="n">4</span>'),
    "another publisher": (">Harbour Post</span>", ">Harbour Times</span>"),
    "another title": ("Engineer still held,", "Engineer set free,"),
    "another site": (">Explainers</a>", ">Revelations</a>"),
    "the editor's mark on our words": ("<h2>People</h2>", '<h2 data-editor="site">The culprits</h2>'),
    "a paraphrase as JSON-LD": ('"name":"he collected more', '"name":"he demanded more'),
    "an event dated otherwise in JSON-LD": ('"startDate":"2021-04-04"', '"startDate":"2021-05"'),
    "a description in JSON-LD": ('"inLanguage":"en"', '"inLanguage":"en","description":"A sad story"'),
    "a role of another in JSON-LD": ('"description":"engineer"', '"description":"Ferry Minister"'),
    "an address in JSON-LD": ('"@id":"https://post.example/ferry?id=7"', '"@id":"https://example.org"'),
    "a citation of another": ('"citation":["https://post.example/ferry?id=7"]', '"citation":["https://example.org"]'),
    "a page that is about something else": ('"mainEntity":{"@id":"', '"mainEntity":{"@id":"x'),
    "a node of no kind in JSON-LD": ('"about":[{"@type":"Person",', '"about":[{"description":"A sad story",'),
    "a picture of another site in JSON-LD": ('"inLanguage":"en"', '"inLanguage":"en","image":"https://example.org/a.png"'),
    "JSON-LD that is none": ('{"@context"', '{"@context'),
    "an unknown kind in JSON-LD": ('"@type":"Event"', '"@type":"Crime"'),
    "a tag left open": ("</main>", ""),
    "a tag closed twice": ("</main>", "</main></main>"),
    "an attribute twice": ('<section id="gaps">', '<section id="gaps" id="x">'),
    "an id twice": ('<section id="gaps">', '<section id="people">'),
    "another language": ('lang="en"', 'lang="fr"'),
}  # fmt: skip


def _rehashed(html: str) -> str:
    """The page with the policy that fits its JSON-LD, so that a change there is not refused for the hash alone."""
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    digest = base64.b64encode(hashlib.sha256(data.group(1).encode()).digest()).decode() if data else ""
    return re.sub(r"sha256-[\w+/=]+", lambda match: f"sha256-{digest}", html)


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_proof_refuses(name: str) -> None:
    with pytest.raises(ProofError) as caught:
        prove(_rehashed(changed(*MUTATIONS[name])))
    assert caught.value.path == "site/ferry/index.html"
    assert caught.value.line


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a sentence in a template", "She is surely innocent."),
        ("a changed word", "robbery"),
        ("an invented label", "Crime"),
        ("words in a tooltip", "A sad story"),
        ("words in the title", "The tragedy of Mira"),
        ("words in the description", "The sad answer"),
        ("words in a style sheet in escapes", "Sad"),
        ("a paraphrase as JSON-LD", "he demanded more"),
        ("a date that was not found", "Wed 9 June 2021"),
        ("a changed amount", "13 kg"),
        ("an uncited fact", "link to source 3"),
    ],
)
def test_the_error_names_the_words(name: str, words: str) -> None:
    with pytest.raises(ProofError, match=re.escape(words)):
        prove(_rehashed(changed(*MUTATIONS[name])))


WORD = re.compile(r"[^\W\d_]+|\d+")


def _visible() -> list[tuple[int, int]]:
    """Where the words of the page's body and title stand: outside of tags, style and script."""
    plain = re.sub(r"<style>.*?</style>|<script.*?</script>|<!DOCTYPE html>", lambda m: " " * len(m.group()), page())
    plain = re.sub(r"<[^>]*>|&#?\w+;", lambda match: " " * len(match.group()), plain)
    return [match.span() for match in WORD.finditer(plain)]


@given(st.data())
def test_no_word_of_a_page_can_be_replaced_by_another(data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(_visible()))
    others = sorted(set(WORD.findall(ferry.TEXT)) | {"not", "innocent", "2022"})
    word = data.draw(st.sampled_from(others).filter(lambda word: word != page()[start:end]))
    with pytest.raises(ProofError):
        prove(page()[:start] + word + page()[end:])


@given(st.data())
def test_no_cited_word_can_be_left_out(data: st.DataObject) -> None:
    quotations = [match.span(1) for match in re.finditer(r"<q>([^<]*)</q>", page())]
    start, end = data.draw(st.sampled_from(quotations))
    words = page()[start:end].split(" ")
    gone = data.draw(st.integers(0, len(words) - 1))
    left = " ".join(words[:gone] + words[gone + 1 :])
    with pytest.raises(ProofError):
        prove(page()[:start] + left + page()[end:])


@given(st.text(max_size=80))
def test_any_text_in_the_body_is_refused_or_says_nothing(text: str) -> None:
    html = page().replace("</main>", f"<p>{text}</p></main>")
    try:
        prove(html)
    except ProofError:
        return
    assert not re.search(r"[^\W_]", re.sub(r"&\w+;", "", text))


def test_a_question_of_the_editor_passes_only_as_it_is_given() -> None:
    plain = ferry.explainer()
    story = replace(plain.story, question=Question(given="Why is Mira in prison?"))
    asked = replace(plain, story=story)
    html = pages.render(asked, ferry.config(report_url=REPORT), ferry.english())
    prove(html, asked)
    with pytest.raises(ProofError, match="Why is Mira free"):
        prove(html.replace("in prison?</h1>", "free?</h1>").replace(">Why is Mira in", ">Why is Mira in"), asked)


def test_a_word_of_a_reading_that_the_explainer_does_not_use_is_refused() -> None:
    html = page().replace(
        "</main>", "<section id='x'><p><q>In 2015 she had moved to the coast.</q></p></section></main>"
    )
    with pytest.raises(ProofError, match="In 2015 she had moved"):
        prove(html)


def test_an_explainer_without_anything_passes() -> None:
    empty = replace(ferry.explainer({}), story=Story(ferry.explainer({}).story.readings, Question(given="Why?")))
    prove(pages.render(empty, ferry.config(report_url=REPORT), ferry.english()), empty)


def test_a_section_of_its_own_passes_in_the_default_look() -> None:
    items = ferry.SECTIONS["facts"][4:] + ferry.SECTIONS["gaps"][2:]
    story = replace(ferry.explainer({}), sections=(Section(LabelKey("test_notes"), items),))
    html = pages.render(story, ferry.config(report_url=REPORT), ferry.english())
    assert '<section id="test_notes"><h2>Notes</h2>' in html
    prove(html, story)


def test_two_labels_may_read_the_same() -> None:
    known = ferry.english()
    language = Language("en", {**known.tables, "labels": {"another": "Charge", "more": "Family", **known.labels}})
    html = pages.render(ferry.explainer(), ferry.config(), language)
    check.prove(html, ferry.explainer(), ferry.config(), language, "site/ferry/index.html")


def test_the_same_words_in_two_sentences_of_one_fact_need_their_own_link_only() -> None:
    row = Row(ferry.key("notes"), ferry.at("the mayor", "Ferry Minister"), also=(ferry.at("the mayor", "will meet"),))
    story = replace(ferry.explainer({}), sections=(Section(LabelKey("facts"), (row,)),))
    prove(pages.render(story, ferry.config(report_url=REPORT), ferry.english()), story)


def test_a_second_part_of_a_row_may_hold_a_date_that_the_page_resolves() -> None:
    also = ferry.at("A court in the harbour town last month rejected her appeal")
    row = Row(ferry.key("charge"), ferry.at("theft"), (also,), (ferry.LAST_MONTH,))
    story = replace(ferry.explainer({}), sections=(Section(LabelKey("facts"), (row,)),))
    html = pages.render(story, ferry.config(report_url=REPORT), ferry.english())
    assert "[May 2021]" in html
    prove(html, story)
