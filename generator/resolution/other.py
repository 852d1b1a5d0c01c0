"""Lengths of time, what comes again, and words for past, present and future: no calendar time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator.model import DateKind, Mod, Timex
from generator.timex import Context, Meaning, Method, Parts, unresolved

_CODES = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "season": "S",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
# ISO 8601 has no unit above the year.
_YEARS = {"decade": 10, "century": 100}
# The smaller unit in which a half is told, and how many of it make one.
_HALVES = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60), "day": ("H", 24)}


def _duration(parts: Parts, context: Context) -> Meaning:
    """A length of time; a half is told in the smaller unit (P7Y6M), an unknown number is X."""
    code = _CODES[parts.unit if parts.unit != "fortnight" else "week"]
    times = 2 if parts.unit == "fortnight" else _YEARS.get(parts.unit, 1)
    number = None if parts.number is None else parts.number * times
    clock, code = ("T", code[1:]) if code.startswith("T") else ("", code)
    rest = ""
    if number is not None and number % 1 and parts.unit in _HALVES:
        smaller, many = _HALVES[parts.unit]
        part = number % 1 * many
        if part == part.to_integral_value():
            rest = f"{'T' if parts.unit == 'day' else ''}{int(part)}{smaller}"
            number -= number % 1
    amount = "" if rest and not number else f"{_plain(number)}{code}"
    mod = parts.part or (Mod.APPROX if parts.approximate else None)
    return Meaning(DateKind.DURATION, Timex(f"P{clock}{amount}{rest}"), None, mod)


def _plain(number: Decimal | None) -> str:
    return "X" if number is None else f"{number.normalize():f}"


def _set(parts: Parts, context: Context) -> Meaning:
    """Something that comes again: "every Tuesday", "each July", "twice a year"."""
    part = f"T{parts.day_part}" if parts.day_part else ""
    if parts.weekday is not None:
        return Meaning(DateKind.SET, Timex(f"XXXX-WXX-{parts.weekday + 1}{part}"))
    if part:
        return Meaning(DateKind.SET, Timex(f"XXXX-XX-XX{part}"))
    if parts.holiday:
        month, _, day = parts.holiday.partition("-")
        fixed = month.isdigit() and day.isdigit()
        return Meaning(DateKind.SET, Timex(f"XXXX-{int(month):02}-{int(day):02}" if fixed else "P1Y"))
    if parts.month is not None:
        return Meaning(DateKind.SET, Timex(f"XXXX-{parts.month:02}"))
    if parts.season is not None:
        return Meaning(DateKind.SET, Timex(f"XXXX-{('SP', 'SU', 'FA', 'WI')[parts.season]}"))
    return Meaning(DateKind.SET, _duration(Parts(unit=parts.unit, number=parts.number or Decimal(1)), context).value)


METHODS: Mapping[str, Method] = {
    "duration": _duration,
    "set": _set,
    "present": lambda parts, context: unresolved("PRESENT_REF"),
    "past": lambda parts, context: unresolved("PAST_REF"),
    "future": lambda parts, context: unresolved("FUTURE_REF"),
}
