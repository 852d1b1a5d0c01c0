"""The files beside a page: what they say, in what form, and that other programs read them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from generator import exporting, outputs
from generator.exports import csv as csv_export
from generator.exports import embed, ics
from generator.model import Entry, Event, EventStatus, Explainer, KeyFigure
from generator.periods import Period, Precision, quarter, year
from tests import ferry

GOLDEN = Path(__file__).parent / "golden"
SITE = "https://pages.example/x"
NAMES = {"explainer.json", "timeline.json", "timeline.csv", "timeline.ics", "timelinejs.json", "facts.html", "card.png"}


def made(explainer: Explainer | None = None, **settings: str) -> dict[str, bytes]:
    """The files beside a page, proved."""
    return outputs.of_page(
        explainer or ferry.explainer(), ferry.config(**settings), ferry.english(), "content/ferry.md"
    )


def timeline(*periods: tuple[Period | None, EventStatus]) -> Explainer:
    """An explainer with these events."""
    words = ferry.at("The ministry recently wrote a letter to the court")
    events = (Entry(Event(words, "test", status, None, period)) for period, status in periods)
    return ferry.explainer({"timeline": tuple(events)})


def test_every_export_has_a_file_beside_the_page() -> None:
    assert set(made()) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"card.png"}))
def test_a_file_is_as_it_was(name: str, update: bool) -> None:
    data = re.sub(rb"<style>.*?</style>", b"<style></style>", made(base_url=SITE)[name])
    path = GOLDEN / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data == path.read_bytes()


def test_writing_twice_gives_the_same_bytes() -> None:
    assert made() == made()


def test_an_explainer_without_anything_has_only_its_facts_and_its_card() -> None:
    assert set(made(ferry.explainer({}))) == {"explainer.json", "card.png"}


def test_json_cannot_end_a_script_element() -> None:
    files = made(ferry.explainer(title="</script><!--\u2028&"))
    assert b"<" not in files["explainer.json"]
    title = json.loads(files["explainer.json"])["articles"][0]["title"]
    assert title == "</script><!--\u2028&"


def test_every_span_reads_the_words_beside_it() -> None:
    told = json.loads(made()["explainer.json"])
    for event in (*told["events"], *told["undated"]):
        span = event["spans"][0]
        assert ferry.TEXT[span["start"] : span["end"]] == event["text"]
    for source in told["sources"]:
        for words in source["quoted"]:
            assert words in ferry.SOURCE.span(source["start"], source["end"]).words


def test_the_json_quotes_no_more_of_a_source_than_the_page() -> None:
    told = json.loads(made(ferry.explainer(extracts="link"))["explainer.json"])
    assert [source["quoted"] for source in told["sources"]] == [[]] * 10
    assert told["sources"][0]["address"].startswith("https://post.example/ferry?id=7#:~:text=")


# -- CSV --------------------------------------------------------------------------------------------------------------


def rows(explainer: Explainer) -> list[dict[str, str]]:
    text = made(explainer)["timeline.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_coarse_date_stays_coarse_in_csv() -> None:
    told = {row["expression"]: (row["date"], row["end"], row["precision"]) for row in rows(ferry.explainer())}
    assert told["March"] == ("2021-03", "", "month")
    assert told["Earlier this month"] == ("2021-06", "", "month")
    assert told["next week"] == ("2021-06-13", "2021-06-19", "week")
    assert told["recently"] == ("", "", "none")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv_export.guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("words", ["a = b", "1", "", "'tis", "“quoted”"])
def test_other_cells_are_as_they_are(words: str) -> None:
    assert csv_export.guarded(words) == words


# -- calendar ---------------------------------------------------------------------------------------------------------


def events(explainer: Explainer, **settings: str) -> list[Any]:
    """The entries of a calendar as the icalendar library reads them."""
    calendar = icalendar.Calendar.from_ical(made(explainer, **settings)["timeline.ics"])
    assert not calendar.errors
    found = calendar.walk("VEVENT")
    assert all(not event.errors for event in found)
    return list(found)


def days(event: Any) -> tuple[date, date]:
    """The first and the last day of an all-day entry; its end is the day after."""
    return event["DTSTART"].dt, event["DTEND"].dt - timedelta(days=1)


def test_a_calendar_has_all_day_entries_of_the_length_that_the_text_gives() -> None:
    told = {str(event["DESCRIPTION"]).partition("“")[2].partition("”")[0]: event for event in events(ferry.explainer())}
    assert days(told["Tuesday"]) == (date(2021, 6, 8), date(2021, 6, 8))
    assert days(told["March"]) == (date(2021, 3, 1), date(2021, 3, 31))
    assert days(told["Earlier this month"]) == (date(2021, 6, 1), date(2021, 6, 10))
    assert days(told["next week"]) == (date(2021, 6, 13), date(2021, 6, 19))
    assert {name: str(event["STATUS"]) for name, event in told.items() if name in ("March", "next week")} == {
        "March": "CONFIRMED",
        "next week": "TENTATIVE",
    }
    assert all(str(event["TRANSP"]) == "TRANSPARENT" for event in told.values())


def test_years_quarters_and_undated_events_are_in_no_calendar() -> None:
    past = EventStatus.PAST
    vague = timeline((year(2019), past), (quarter(2020, 1), past), (None, EventStatus.UNDATED))
    assert "timeline.ics" not in made(vague)
    assert (
        len(events(timeline((year(2019), past), (Period(date(2020, 1, 1), date(2020, 1, 3), Precision.RANGE), past))))
        == 1
    )


def test_without_a_day_of_publication_there_is_no_calendar() -> None:
    assert "timeline.ics" not in made(ferry.explainer(published=None))


def test_the_ids_of_a_calendar_survive_a_rebuild_and_differ() -> None:
    ids = [str(event["UID"]) for event in events(ferry.explainer())]
    assert len(set(ids)) == len(ids) == 6
    assert ids == [str(event["UID"]) for event in events(ferry.explainer())]
    assert ids[0] != str(events(ferry.explainer(), base_url=SITE)[0]["UID"])


def test_long_lines_are_folded_between_characters_and_read_back() -> None:
    data = made()["timeline.ics"]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    folded = ics._folded("SUMMARY:" + "é" * 200)
    assert folded.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "é" * 200 + "\r\n"
    assert all(line.decode("utf-8") or line == b"" for line in folded.split(b"\r\n"))


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    assert ics._escaped("a,b;c\\d\ne\x07") == "a\\,b\\;c\\\\d\\ne "
    rows = ("BEGIN:VEVENT", f"SUMMARY:{ics._escaped('a,b;c')}", "END:VEVENT", "")
    assert str(icalendar.Event.from_ical("\r\n".join(rows))["SUMMARY"]) == "a,b;c"


# -- TimelineJS -------------------------------------------------------------------------------------------------------


def test_timelinejs_has_true_spans_and_escaped_words() -> None:
    told = json.loads(made(base_url=SITE)["timelinejs.json"])
    march = told["events"][0]
    assert march["start_date"] == {"year": 2021, "month": 3}
    assert march["end_date"] == {"year": 2021, "month": 3, "day": 31}
    assert march["display_date"] == "March 2021"
    assert march["text"]["text"] == f'“March” <a href="{SITE}/ferry/#s1">Source 1</a>'
    assert [event.get("group") for event in told["events"]] == [None] * 5 + ["Expected next"]
    assert told["events"][-1]["text"]["headline"].startswith("Calloway&#39;s brother")


# -- the facts box ----------------------------------------------------------------------------------------------------


def test_the_facts_box_is_small_and_its_links_open_the_page() -> None:
    html = made(base_url=SITE)["facts.html"].decode()
    assert len(gzip.compress(html.encode())) <= 3_584
    assert '<base href="./" target="_parent">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{SITE}/ferry/">' in html
    assert '<a class="r" href="#s3" aria-label="Source 3">3</a>' in html


def test_rules_that_nothing_uses_are_left_out() -> None:
    css = "a{b:c}.x,.y{d:e}@media print{.x{f:g}}@media(width>1px){.y{h:i}}:root:has(#s1:is(:hover,:focus)) #s1{j:k}"
    assert embed.pruned(css, {"y"}) == "a{b:c}.y{d:e}@media(width>1px){.y{h:i}}"


def test_without_facts_there_is_no_box() -> None:
    assert "facts.html" not in made(ferry.explainer({"timeline": ferry.SECTIONS["timeline"]}))


# -- which ------------------------------------------------------------------------------------------------------------


def test_only_the_exports_that_the_settings_name_are_written() -> None:
    config = replace(ferry.config(), exports=("csv", "robots"))
    object.__setattr__(config, "root", ferry.ROOT)
    assert set(outputs.of_page(ferry.explainer(), config, ferry.english(), "x")) == {"timeline.csv"}
    assert set(outputs.of_site([], config, ferry.english())) == {"index.html", "robots.txt"}
    assert [offer.file for offer in exporting.possible(config)] == ["timeline.csv"]


def test_a_figure_keeps_its_hedge() -> None:
    told = json.loads(made(ferry.explainer({"facts": (KeyFigure(ferry.WIRE),)}))["explainer.json"])["figures"][0]
    assert (told["value"], told["approximate"]) == ("12", True)
