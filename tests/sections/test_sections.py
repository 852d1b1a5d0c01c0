"""The sections of a page: what is chosen, in what order, and what is left out."""

from __future__ import annotations

from generator.model import Answer, Entry, EventStatus, Gap, KeyFigure, Profile, Quotation, Row
from tests.stories import explained


def test_the_answer_is_whole_sentences_with_the_dates_inside_them() -> None:
    items = [item for item in explained().items("answer") if isinstance(item, Answer)]
    assert 2 <= len(items) <= 3
    assert all(str(item.sentence.words).endswith(".") for item in items)
    assert any(str(date.words) == "January" for item in items for date in item.dates)


def test_the_facts_box_opens_with_the_subject_and_ends_with_what_comes_next() -> None:
    rows = [item for item in explained().items("facts") if isinstance(item, Row)]
    assert len(rows) <= 8
    assert [row.label for row in rows][-2:] == ["row_latest", "row_next"]
    assert str(rows[-1].words).startswith("Foreign Minister Ilse Brand is due")


def test_a_charge_stands_with_its_denial() -> None:
    charge = next(item for item in explained().items("facts") if isinstance(item, Row) and item.label == "row_charge")
    assert str(charge.words) == "theft"
    assert [str(span) for span in charge.also] == ["a charge she denied, saying the copper was ballast"]


def test_the_same_amount_is_shown_once_and_no_more_than_four() -> None:
    figures = [item.figure for item in explained().items("facts") if isinstance(item, KeyFigure)]
    assert len({(figure.amount, figure.unit) for figure in figures}) == len(figures) <= 4


def test_the_age_of_the_subject_is_a_figure() -> None:
    shown = [item for item in explained().items("facts") if isinstance(item, KeyFigure) and item.label == "figure_age"]
    assert [str(item.figure.amount) for item in shown] == ["34"]


def test_the_timeline_runs_from_the_first_day_to_what_is_expected_then_what_has_no_date() -> None:
    events = [item.event for item in explained().items("timeline") if isinstance(item, Entry)]
    dated = [event.period.first for event in events if event.period is not None]
    assert dated == sorted(dated)
    assert events[-1].status is EventStatus.UNDATED
    assert [str(event.words)[:30] for event in events if event.status is EventStatus.UPCOMING] == [
        "Foreign Minister Ilse Brand is"
    ]


def test_people_stand_in_groups_with_the_family_first() -> None:
    profiles = [item for item in explained().items("people") if isinstance(item, Profile)]
    assert [str(item.person.words) for item in profiles[:2]] == ["Mara Vale", "Jonas Vale"]
    assert {item.group for item in profiles[:2]} == {"group_family"}
    assert all(item.group for item in profiles)


def test_a_quotation_is_shown_with_its_speaker() -> None:
    quotes = [item.quote for item in explained().items("quotes") if isinstance(item, Quotation)]
    assert [(str(quote.said), str(quote.speaker)) for quote in quotes] == [
        ("We will not rest until Mara is home again,", "Anton Reuel")
    ]


def test_the_gaps_are_the_days_left_open_and_the_address() -> None:
    gaps = [(item.label, str(item.words or "")) for item in explained().items("gaps") if isinstance(item, Gap)]
    assert ("gap_day", "January") in gaps
    assert ("gap_url", "") in gaps


def test_without_a_publication_date_the_page_says_so_and_nothing_relative_is_dated() -> None:
    explainer = explained(published=None)
    labels = [item.label for item in explainer.items("gaps") if isinstance(item, Gap)]
    assert "gap_published" in labels
    assert "gap_unresolved" in labels
    assert all(item.event.period is None for item in explainer.items("timeline") if isinstance(item, Entry))


def test_an_article_that_says_nothing_special_has_no_empty_sections() -> None:
    explainer = explained("Rain\n\nIt rained. The road was wet for a while, as roads are. Nothing else was seen.\n")
    assert [section.name for section in explainer.sections if not section.items] == []


def test_beyond_twelve_people_the_rest_stand_behind() -> None:
    names = "Adam Bella Carl Dora Emil Fiona Greg Helen Ivan Julia Karl Laura Marco Nina".split()
    said = " ".join(f"Engineer {name} Holm{chr(97 + index)}berg came on Tuesday." for index, name in enumerate(names))
    people = [item for item in explained(f"A day at the pier\n\n{said}").items("people") if isinstance(item, Profile)]
    assert [item.further for item in people].count(False) == 12
    assert len(people) == len(names)


def test_a_role_that_another_says_too_is_not_shown() -> None:
    text = "Pier opens\n\nNorland President Ilse Brand came on Tuesday. President Ilse Brand spoke for an hour."
    people = [item for item in explained(text).items("people") if isinstance(item, Profile)]
    assert [[str(role.words) for role in item.roles] for item in people] == [["Norland President"]]


def test_a_fragment_of_talk_stands_in_its_sentence() -> None:
    text = "Pier opens\n\nMayor Anton Reuel called the pier “a great gift” on Tuesday, and opened it."
    [quote] = [item for item in explained(text).items("quotes") if isinstance(item, Quotation)]
    assert str(quote.context) == text.partition("\n\n")[2]


def test_what_is_said_twice_is_quoted_once() -> None:
    said = "“We will not rest until Mara is home again,” Mayor Anton Reuel said"
    text = f"Pier opens\n\n{said} on Tuesday. {said} on Wednesday."
    assert len(explained(text).items("quotes")) == 1


def test_the_latest_event_repeats_no_whole_sentence_of_the_answer() -> None:
    told = "Mayor Anton Reuel opened the pier of Port Tessaly on Tuesday, his office said."
    explainer = explained(f"Pier opens\n\n{told}")
    [latest] = [item for item in explainer.items("facts") if isinstance(item, Row) and item.label == "row_latest"]
    answered = [str(item.sentence.words) for item in explainer.items("answer") if isinstance(item, Answer)]
    assert answered == [told]
    assert str(latest.words).startswith("Mayor Anton Reuel opened the pier")
    assert str(latest.words) not in answered


def test_a_section_that_the_limit_empties_is_left_out() -> None:
    text = "Pier opens\n\n“We are so glad that the pier is open,” Mayor Anton Reuel said on Tuesday.\n"
    front = '---\npublisher: "Harbour Post"\nurl: "https://post.example/pier"\nquote_limit: 1\n---\n'
    assert all(section.items for section in explained(front + text).sections)
    assert "quotes" not in {section.name for section in explained(front + text).sections}


def test_no_row_tells_a_day_that_no_calendar_has() -> None:
    text = "Clerk finds an odd date\n\nMayor Ida Rusk was arrested on February 30, 2020 in the town hall of Ashby."
    rows = [item for item in explained(text).items("facts") if isinstance(item, Row)]
    assert [row.words.words for row in rows if "February 30" in row.words.words and row.label != "row_latest"] == []
