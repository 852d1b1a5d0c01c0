"""The timeline to scale: labelled by days, months or years as its length asks for, inside its frame."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from generator import check, chronology, pages, strip
from generator.model import Entry, Event, EventStatus
from generator.periods import day
from tests import ferry


def entries(step: timedelta) -> tuple[Entry, ...]:
    """Three events, each so much after the other, before publication."""
    words = ferry.event("The ministry recently wrote a letter to the court", EventStatus.PAST).event.words
    days = (ferry.PUBLISHED - step * index for index in (2, 1, 0))
    return tuple(Entry(Event(words, "test", EventStatus.PAST, None, day(when))) for when in days)


@pytest.mark.parametrize(
    ("step", "label"),
    [
        (timedelta(0), r'<time datetime="2021-06-08">8 Jun</time>'),
        (timedelta(days=20), r'<time datetime="2021-05-15">15 May</time>'),
        (timedelta(days=80), r'<time datetime="2021-04">Apr</time>'),
        (timedelta(days=18250), r'<time datetime="1960">1960</time>'),
    ],
)
def test_the_scale_is_labelled_as_its_length_asks_for(step: timedelta, label: str) -> None:
    explainer = ferry.explainer({"timeline": entries(step)})
    html = pages.render(explainer, ferry.config(), ferry.english())
    check.prove(html, explainer, ferry.config(), ferry.english(), "site/ferry/index.html")
    assert re.search(label, html)


@pytest.mark.parametrize("step", [timedelta(0), timedelta(days=1), timedelta(days=400), timedelta(days=18000)])
def test_nothing_is_drawn_outside_the_frame(step: timedelta) -> None:
    line = chronology.order(entries(step))
    drawn = strip.draw(line, date(2021, 6, 10), ferry.english())
    places = [float(at) for at in re.findall(r'(?:cx|x|x1)="([\d.]+)%"', drawn)]
    assert places
    assert all(0 <= at <= 100 for at in places)
