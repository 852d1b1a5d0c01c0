"""The index of a site: newest first, by months where it is long, on several pages where it is longer."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from generator import exporting, indexing, outputs, records
from generator.entries import IndexEntry
from generator.errors import ProofError
from generator.proofs import html as proof
from generator.vouching import Voucher
from tests import ferry


def entries(count: int) -> list[IndexEntry]:
    """Entries of successive weeks."""
    first = date(2020, 1, 1)
    return [
        IndexEntry(f"Question {index}?", f"q{index}", published=(first + timedelta(days=7 * index)).isoformat())
        for index in range(count)
    ]


def rendered(given: list[IndexEntry], **settings: str) -> dict[str, str]:
    """The pages of an index that have passed their proof."""
    made = outputs.of_site(given, ferry.config(**settings), ferry.english())
    return {name: data.decode() for name, data in made.items() if name == "index.html" or name.startswith("page-")}


def test_an_index_entry_outlives_its_build_as_json() -> None:
    entry = indexing.entry_of(ferry.explainer(), ferry.english())
    assert entry.upcoming == ("2021-06-13", "2021-06-19", "week")
    assert entry.people == ("Mira Calloway", "Jonas Calloway", "Anton Reuel")
    assert entry.line[0] == ("2021-03-01", "2021-03-31", "past")
    assert records.build(IndexEntry, json.loads(json.dumps(asdict(entry)))) == entry


def test_an_entry_of_an_older_build_is_still_read() -> None:
    assert records.build(IndexEntry, {"question": "Why?", "slug": "why"}).line == ()


def test_an_index_lists_the_newest_first_and_the_undated_last() -> None:
    dates = [("a", ""), ("b", "2020-01-01"), ("c", "2021-01-01")]
    html = rendered([IndexEntry(name, name, published=when) for name, when in dates])["index.html"]
    assert re.findall(r'<a href="(\w)/"', html) == ["c", "b", "a"]
    assert "<h2 class" not in html


def test_an_excerpt_is_cut_at_a_word() -> None:
    long = replace(ferry.explainer(), sections=ferry.explainer().sections[:1])
    assert len(indexing.entry_of(long, ferry.english()).excerpt) <= indexing.EXCERPT


def test_over_thirty_entries_are_grouped_by_months() -> None:
    assert "<h3" not in rendered(entries(30))["index.html"]
    html = rendered([*entries(31), IndexEntry("When?", "when")])["index.html"]
    months = re.findall(r'<h2 class="month">(?:<time datetime="([\d-]+)">)?([^<]+)', html)
    assert months[:2] == [("2020-07", "July 2020"), ("2020-06", "June 2020")]
    assert months[-1] == ("", "Publication date not given.")
    assert html.count("<h3><a") == 32


def test_fifty_entries_fill_a_page() -> None:
    assert set(rendered(entries(50))) == {"index.html"}
    made = rendered(entries(101), base_url="https://pages.example")
    assert set(made) == {"index.html", "page-2.html", "page-3.html"}
    assert made["page-3.html"].count("<h3><a") == 1
    assert '<link rel="canonical" href="https://pages.example/page-2.html">' in made["page-2.html"]
    assert "<title>Explainers, page 2</title>" in made["page-2.html"]
    assert re.findall(r'<a href="([^"]+)" aria-label="Page', made["page-2.html"]) == [
        "./",
        "page-2.html",
        "page-3.html",
    ]


def test_an_entry_has_a_small_strip_where_it_has_three_dates() -> None:
    html = rendered([indexing.entry_of(ferry.explainer(), ferry.english())])["index.html"]
    assert '<svg class="mini" aria-hidden="true" height="24">' in html
    assert html.count("<circle") == 2
    two = replace(
        indexing.entry_of(ferry.explainer(), ferry.english()), line=(("2021-03-01", "2021-03-01", "past"),) * 2
    )
    assert "<svg" not in rendered([two])["index.html"]


def test_feeds_are_named_only_where_the_site_has_an_address() -> None:
    assert "alternate" not in rendered(entries(1))["index.html"]
    html = rendered(entries(1), base_url="https://pages.example")["index.html"]
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml">' in html


# -- its proof --------------------------------------------------------------------------------------------------------


def _index() -> tuple[str, list[IndexEntry]]:
    """A good index, with an entry of an editor's question beside a derived one."""
    given = [indexing.entry_of(ferry.explainer(), ferry.english()), IndexEntry("Why so?", "why", given=True)]
    return rendered(given)["index.html"], given


def _prove(html: str, given: list[IndexEntry]) -> None:
    site = exporting.site_data(tuple(given), ferry.config(), ferry.english())
    proof.prove(html.encode(), "index.html", site, Voucher({}))


def test_an_index_of_its_entries_passes() -> None:
    _prove(*_index())
    _prove(rendered([])["index.html"], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What happened to Mira", "What became of Mira"),
        ("has been held", "was held"),
        ('href="ferry/"', 'href="why/"'),
        ('href="ferry/"', 'href="https://example.org/"'),
        ("10 June 2021", "11 June 2021"),
        ("Week of 13", "Week of 20"),
        ("Why so?", "Why not?"),
        ("</h1>", "</h1><p>The best explainers.</p>"),
        ("<title>Explainers", "<title>Revelations"),
        ("<h1 ", '<h1 title="sad" '),
        ("</body>", "<script>alert(1)</script></body>"),
        ("As of ", "Since "),
        ("As of <time", "Expected next: <time"),
        ("</main>", "<p>No explainers yet.</p></main>"),
        ("</main>", "<p hidden>Search</p></main>"),
    ],
)
def test_the_proof_refuses_an_index_with(old: str, new: str) -> None:
    html, given = _index()
    assert old in html
    with pytest.raises(ProofError):
        _prove(html.replace(old, new, 1), given)
