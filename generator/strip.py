"""The timeline to scale: an inline SVG on a linear scale, with month or year labels in HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from generator import formats, labels
from generator.chronology import Chronology
from generator.formats import Formats, time_element
from generator.language import Language
from generator.periods import Period, month

FEWEST = 3
"""Dated events below which there is no strip."""
_LANE, _DOT, _TOP = 13, 1.6, 18
"""Height of a lane in px, half the room of a dot in per cent, room above for the publication label in px."""
_YEAR_LABELS = 10
_LAST_LABEL = 92
"""Where the last label may begin, in per cent: a year is as wide as the rest on the narrowest screens."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as per cent of the width; `mirrored` for scripts that run from right to left."""

    first: date
    after: date
    mirrored: bool

    def at(self, when: date) -> float:
        """Where a day begins, from the start of the line of writing."""
        return 100 * (when - self.first).days / (self.after - self.first).days

    def left(self, at: float, width: float = 0) -> float:
        """The same from the left edge."""
        return 100 - at - width if self.mirrored else at


def draw(chronology: Chronology, published: date | None, language: Language) -> Markup:
    """The strip; empty where there are too few dated events."""
    if len(chronology.dated) < FEWEST:
        return Markup()
    past = tuple(dated.period for dated in chronology.past)
    upcoming = tuple(dated.period for dated in chronology.upcoming)
    scale = _scale(past + upcoming, published, mirrored=language.direction == "rtl")
    marks, lanes = _marks(past, upcoming, scale)
    base = lanes * _LANE + _TOP
    ends = formats.scale_ends(past + upcoming, language.words(Formats))
    line = _published_line(published, scale, base)
    return Markup(
        '<figure class="strip"><svg role="img" aria-label="{}" height="{}"><line x1="0" x2="100%" y1="{}" y2="{}"/>'
        '{}{}{}</svg><p class="ax" aria-hidden="true">{}{}</p>{}</figure>'
    ).format(
        labels.strip_label(ends, len(past), len(upcoming), language),
        base + 6,
        base,
        base,
        _ticks(scale, base),
        line,
        _shapes(marks, scale, base),
        _axis(scale, language),
        _published_label(published, scale, base, language),
        _key(past, upcoming, language),
    )


def _scale(periods: tuple[Period, ...], published: date | None, *, mirrored: bool) -> Scale:
    seen = [period.first for period in periods] + [period.last for period in periods]
    seen += [published] if published else []
    first, last = min(seen), max(seen)
    begin, end = month(first.year, first.month).first, month(last.year, last.month).last
    if _count(begin, end) > 12:
        begin, end = date(begin.year, 1, 1), date(end.year, 12, 31)
    return Scale(begin, end + timedelta(days=1), mirrored)


@dataclass(frozen=True, slots=True)
class _Mark:
    css: str
    at: float
    width: float
    lane: int


def _marks(past: tuple[Period, ...], upcoming: tuple[Period, ...], scale: Scale) -> tuple[list[_Mark], int]:
    marks: list[_Mark] = []
    ends: list[float] = []
    for period, next_one in [(period, False) for period in past] + [(period, True) for period in upcoming]:
        at, after = scale.at(period.first), scale.at(period.last + timedelta(days=1))
        point = period.first == period.last
        middle = (at + after) / 2
        low, high = (middle - _DOT, middle + _DOT) if point else (at, max(after, at + _DOT))
        lane = next((index for index, end in enumerate(ends) if end <= low), len(ends))
        ends[lane : lane + 1] = [high + 0.2]
        css = ("d" if next_one else "a") if point else ("c" if next_one else "b")
        marks.append(_Mark(css, middle if point else at, 0 if point else high - low, lane))
    return marks, len(ends)


def _shapes(marks: list[_Mark], scale: Scale, base: int) -> Markup:
    told = ""
    for mark in marks:
        y = base - (mark.lane + 0.5) * _LANE - 3
        x = _f(scale.left(mark.at, mark.width))
        if mark.width:
            told += f'<rect class="{mark.css}" x="{x}%" y="{_f(y - 4)}" width="{_f(mark.width)}%" height="8" rx="4"/>'
        else:
            told += f'<circle class="{mark.css}" cx="{x}%" cy="{_f(y)}" r="4.5"/>'
    return Markup(told)


def _ticks(scale: Scale, base: int) -> Markup:
    at = (_f(scale.left(scale.at(when))) for when in _steps(scale))
    return Markup("".join(f'<line x1="{x}%" x2="{x}%" y1="{base}" y2="{base + 6}"/>' for x in at))


def _axis(scale: Scale, language: Language) -> Markup:
    words = language.words(Formats)
    told, year = Markup(), None
    finest = _finest(scale)
    for when in _steps(scale):
        label = Markup()
        if finest == "day":
            label = time_element(formats.short_day(when, words), when.isoformat())
        elif finest == "month":
            label = time_element(words.months_short[when.month - 1], f"{when:%Y-%m}")
        if when.year != year:
            label += (Markup("<br>") if label else Markup()) + time_element(str(when.year), f"{when.year:04}")
        year = when.year
        if scale.at(when) <= _LAST_LABEL:
            told += Markup(f'<span style="inset-inline-start:{_f(scale.at(when))}%">{label}</span>')
    return told


def _finest(scale: Scale) -> str:
    """What the axis is labelled with: days up to two months, months up to a year, only years beyond."""
    count = _count(scale.first, scale.after - timedelta(days=1))
    return "day" if count <= 2 else "month" if count <= 12 else "year"


def _steps(scale: Scale) -> list[date]:
    """Where the axis is labelled."""
    last, finest = scale.after - timedelta(days=1), _finest(scale)
    if finest == "year":
        years = range(scale.first.year, last.year + 1)
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 500, 2000) if len(years) / n <= _YEAR_LABELS)
        return [date(year, 1, 1) for year in years if year % step == 0 or step == 1]
    months = _months(scale.first, last)
    if finest == "day":
        days = (1, 8, 15, 22) if len(months) == 1 else (1, 15)
        return [when.replace(day=day) for when in months for day in days]
    return months


def _count(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _months(first: date, last: date) -> list[date]:
    return [month(first.year, first.month + index).first for index in range(_count(first, last))]


def _published_line(published: date | None, scale: Scale, base: int) -> Markup:
    if published is None:
        return Markup()
    x = _f(scale.left(scale.at(published + timedelta(days=1))))
    line = Markup('<line class="t" x1="{0}%" x2="{0}%" y1="0" y2="{1}" stroke-dasharray="2 2"/>')
    return line.format(x, base)


def _published_label(published: date | None, scale: Scale, base: int, language: Language) -> Markup:
    if published is None:
        return Markup()
    day = formats.short_day(published, language.words(Formats))
    at = scale.at(published + timedelta(days=1))
    side, place = ("end", 100 - at) if at > 50 else ("start", at)
    told = labels.say(language, "page_published_short", date=time_element(day, published.isoformat()))
    style = f"inset-inline-{side}:{_f(place)}%;inset-block-end:{base + 30}px"
    return Markup('<b style="{}">{}</b>').format(style, told)


def _key(past: tuple[Period, ...], upcoming: tuple[Period, ...], language: Language) -> Markup:
    shown = (
        ("", "page_key_day", any(period.first == period.last for period in past)),
        (' class="k2"', "page_key_span", any(period.first != period.last for period in past)),
        (' class="k3"', "page_key_next", bool(upcoming)),
    )
    keys = Markup().join(
        Markup("<span{}>{}</span>").format(Markup(css), labels.say(language, key)) for css, key, there in shown if there
    )
    return Markup('<p class="key" aria-hidden="true">{}</p>').format(keys)


def _f(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
