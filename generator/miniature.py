"""The timeline of a page as a few shapes: the small strip of the index, and that of the picture for link previews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from generator.periods import Period, month

FEWEST = 3
"""Dated events below which nothing is drawn."""
HEIGHT = 24
"""Of the small strip, in px."""
_MOST = 60
"""Shapes of a strip; what coincides to the pixel is drawn once, and of more only the first ones."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An event, in per cent of the width from the side where the line of writing begins; a day has no width."""

    at: float
    width: float
    lane: int
    expected: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """What to draw; `published` is the place of the day of publication, or None."""

    shapes: tuple[Shape, ...]
    lanes: int
    published: float | None


def strip(past: Iterable[Period], upcoming: Iterable[Period], published: date | None) -> Strip | None:
    """The shapes of a timeline on a linear scale of whole months; None where there are too few events."""
    every = [(period, False) for period in past] + [(period, True) for period in upcoming]
    if len(every) < FEWEST:
        return None
    days = [day for period, _ in every for day in (period.first, period.last)] + ([published] if published else [])
    first, last = min(days).replace(day=1), month(max(days).year, max(days).month).last
    total = (last - first).days + 1

    def at(when: date) -> float:
        return round(100 * (when - first).days / total, 1)

    ends: list[float] = []
    shapes: dict[Shape, None] = {}
    for period, expected in every:
        low, high = at(period.first), round(100 * ((period.last - first).days + 1) / total, 1)
        point = period.first == period.last
        middle = round((low + high) / 2, 1)
        left, right = (middle - 1, middle + 1) if point else (low, max(high, low + 1))
        lane = next((index for index, end in enumerate(ends) if end <= left), len(ends))
        ends[lane : lane + 1] = [right]
        shapes[Shape(middle, 0, lane, expected) if point else Shape(low, round(right - left, 1), lane, expected)] = None
    line = at(published + timedelta(days=1)) if published and published < last else None
    return Strip(tuple(shapes)[:_MOST], len(ends), line)


def draw(drawn: Strip | None, *, mirrored: bool) -> Markup:
    """The small strip as SVG, for the eye alone; empty where there is nothing to draw."""
    if drawn is None:
        return Markup()
    told = Markup()
    for shape in drawn.shapes:
        x = _number(100 - shape.at - shape.width if mirrored else shape.at)
        y = HEIGHT - 6 - min(shape.lane, 2) * 7
        css = ("c" if shape.expected else "b") if shape.width else ("d" if shape.expected else "a")
        if shape.width:
            rect = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="5" rx="2.5"/>')
            told += rect.format(css, x, _number(y - 2.5), _number(shape.width))
        else:
            told += Markup('<circle class="{}" cx="{}%" cy="{}" r="3"/>').format(css, x, _number(y))
    if drawn.published is not None:
        x = _number(100 - drawn.published if mirrored else drawn.published)
        told += Markup('<line class="t" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(x, HEIGHT)
    base = Markup('<line x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(_number(HEIGHT - 0.5))
    svg = Markup('<svg class="mini" aria-hidden="true" height="{}">{}{}</svg>')
    return svg.format(HEIGHT, base, told)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
