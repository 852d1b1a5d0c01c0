"""The grammar of time: the language's words and rules, compiled, and what the groups of a match say as typed parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import ClassVar, Literal, TypeVar

from generator import timex
from generator.model import Mod
from generator.numerals import NumberWords
from generator.patterns import Patterns, either
from generator.periods import WeekStart
from generator.text import Found, Span, longest_word, numbers, vocabulary
from generator.timex import Parts

Value = TypeVar("Value")

_HOLDER = re.compile(r"%(\w+)%")
_DIGITS = re.compile(r"\d+")
_YEAR = 4  # digits


@dataclass(frozen=True)
class DateRule:
    """A pattern and the method (of the folder resolution) that resolves it.

    `%word%` in a pattern stands for a list of the table. `needs` are words, or sets of words or of such lists, one of
    which must stand in the sentence ("#" for a number in digits, "####" for one of four, ":" for that mark): the
    pattern is not tried elsewhere. The other fields are parts that the pattern does not read.
    """

    name: str
    pattern: str
    resolve: str
    needs: tuple[str, ...]
    shift: timex.Shift | None = None
    number: Decimal | None = None
    unit: str = ""
    year: int | None = None


@dataclass(frozen=True)
class DateWords:
    """The words of time: months, weekdays and seasons by number, units by name, and the rules over them.

    `confidence` is the measured precision of each rule, written by eval/confidence.py.
    """

    TABLE: ClassVar[str] = "dates"

    week_starts: WeekStart
    months: Mapping[str, int]
    ambiguous: tuple[str, ...]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    ordinals: Mapping[str, int]
    shifts: Mapping[str, timex.Shift]
    halves: Mapping[str, Literal["earlier", "later"]]
    parts: Mapping[str, Mod]
    counts: Mapping[str, int]
    approximations: tuple[str, ...]
    day_parts: Mapping[str, timex.DayPart]
    decades: Mapping[str, int]
    holidays: Mapping[str, str]
    words: Mapping[str, str]
    rules: tuple[DateRule, ...]
    confidence: Mapping[str, float]

    def placeholders(self, numbers: NumberWords) -> Mapping[str, str]:
        """What each `%word%` of a pattern stands for. Names keep their capital; all else may have one."""
        months = [name for name in self.months if name not in self.ambiguous]
        dot = r"(?:\.(?=,?\s+\d|-|,|\s+[a-z]))?"  # of an abbreviation; at the end of a sentence it is not the month's
        return {
            "month": f"(?-i:{either(self.months)})\\b{dot}",
            "sure_month": f"(?-i:{either(months)})\\b{dot}",
            "weekday": f"(?-i:{either(self.weekdays)})\\b",
            "season": f"{either(self.seasons)}\\b",
            "unit": f"{either(self.units)}\\b",
            "ordinal": rf"(?:{either(self.ordinals)}\b|\d{{1,2}}(?:st|nd|rd|th)\b)",
            "shift": f"{either(self.shifts)}\\b",
            "half": f"{either(self.halves)}\\b",
            "part": f"{either(self.parts)}\\b",
            "n": rf"(?:\[?(?:\d+\s+\d/\d(?!\d)|{either(self.counts)}\b|{numbers.pattern})\]?)",
            "about": rf"(?P<about>{either(self.approximations)}\s+)?",
            "dom": r"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:/]\d)(?:st|nd|rd|th)?\b",
            "yyyy": r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[,.]\d)\b",
            "daypart": f"{either(self.day_parts)}\\b",
            "holiday": f"(?-i:{either(self.holidays)})\\b",
            "decade": f"{either(self.decades)}\\b",
            **self.words,
        }

    def lists(self) -> Mapping[str, Iterable[str]]:
        """The words of the lists that `needs` may name."""
        return {
            "month": self.months,
            "weekday": [name + ending for name in self.weekdays for ending in ("", "s")],
            "season": self.seasons,
            "unit": self.units,
            "ordinal": self.ordinals,
            "part": self.parts,
            "daypart": self.day_parts,
            "decade": self.decades,
            "holiday": self.holidays,
        }


@dataclass(frozen=True)
class Grammar:
    """The compiled rules of a language."""

    words: DateWords
    numbers: NumberWords

    @cached_property
    def patterns(self) -> Patterns:
        """The pattern of each rule."""
        holders = self.words.placeholders(self.numbers)
        sources = []
        for rule in self.words.rules:
            source = rule.pattern
            while _HOLDER.search(source):
                source = _HOLDER.sub(lambda match: holders[match[1]], source)
            sources.append(rf"(?<![\w$€£])(?:{source})(?![\w])")
        return Patterns(sources, re.IGNORECASE)

    @cached_property
    def _kinds(self) -> Mapping[str, Sequence[tuple[frozenset[str], str]]]:
        """For each word in lower case the lists that hold it, each with the words that must stand beside it there."""
        articles = {*self.numbers.article, "the", "of"}
        counts = {word for count in self.words.counts for word in count.split()}
        number = {"#", *counts, *self.numbers.openings} - articles
        kinds: dict[str, list[tuple[frozenset[str], str]]] = {}
        for kind, names in {**self.words.lists(), "number": number}.items():
            for name in map(str.lower, names):
                first = longest_word(name)
                kinds.setdefault(first, []).append((vocabulary(name) - {first}, f"%{kind}%"))
        return kinds

    @cached_property
    def _by_need(self) -> Mapping[str, Sequence[tuple[frozenset[str], int]]]:
        """For each word or list the rules that it calls for, each with what else it needs."""
        needed: dict[str, list[tuple[frozenset[str], int]]] = {}
        for order, rule in enumerate(self.words.rules):
            for need in rule.needs:
                first, *others = need.lower().split()
                needed.setdefault(first, []).append((frozenset(others), order))
        return needed

    @cached_property
    def _marks(self) -> frozenset[str]:
        """What rules need that is no word."""
        needed = {mark for needs in self._by_need.values() for others, _ in needs for mark in others}
        return frozenset(mark for mark in needed if len(mark) == 1 and mark != "#" and not mark.isalnum())

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words that call for a rule, alone or beside others."""
        needed = {word for needs in self._by_need.values() for others, _ in needs for word in others}
        listed = {word for kinds in self._kinds.values() for others, _ in kinds for word in others}
        return frozenset({*self._kinds, *self._by_need, *needed, *listed})

    def _called(self, text: str) -> set[int]:
        """The rules that a text calls for."""
        words = set(vocabulary(text) & self._known)
        digits = numbers(text)
        if digits:
            words.add("#")
        if any(len(word) == _YEAR for word in digits):
            words.add("####")
        words.update([kind for word in words for others, kind in self._kinds.get(word, ()) if others <= words])
        words.update(mark for mark in self._marks if mark in text)
        return {order for word in words for others, order in self._by_need.get(word, ()) if others <= words}

    def matches(self, sentence: Span) -> Iterator[tuple[DateRule, Found]]:
        """The matches of all rules without overlap: the leftmost, of those the longest, of those the first rule's."""
        text, bounds = sentence.source.readable, (sentence.start, sentence.end)
        matches = [
            (match.start(), -match.end(), order, match)
            for order in self._called(sentence.readable)
            for match in self.patterns[order].finditer(text, *bounds)
        ]
        end = -1
        for start, negative_end, order, match in sorted(matches, key=lambda found: found[:3]):
            if start >= end:
                end = -negative_end
                if self.words.rules[order].resolve != "none":
                    yield self.words.rules[order], Found(sentence.source, match)

    def parts(self, rule: DateRule, found: Found) -> Parts:
        """What the groups of a match say, in numbers and typed words."""
        return self._read(rule, tuple(group for group in sorted(found.match.groupdict(default="").items()) if group[1]))

    @cached_property
    def _read(self) -> Callable[[DateRule, tuple[tuple[str, str], ...]], Parts]:
        return lru_cache(maxsize=4096)(self._parts)  # articles name the same days and months again and again

    def _parts(self, rule: DateRule, groups: tuple[tuple[str, str], ...]) -> Parts:
        words, told = self.words, dict[str, str]()
        for name, said in groups:
            # A pattern may read the same part in two places: "unit" here, "unit_" or "unit__" there.
            told.setdefault(name.rstrip("_"), said)

        def text(name: str) -> str:
            return told.get(name, "")

        def number(name: str, table: Mapping[str, int]) -> int | None:
            digits = _DIGITS.match(text(name))
            return int(digits[0]) if digits else _look_up(table, text(name))

        amount = self._amount(text("n")) if text("n") else Decimal(2) if text("latter") else rule.number
        year, year2 = _year(text("year")), _year(text("year2"))
        if year is not None and year2 is not None and len(text("year2")) == 2:
            year2 = year - year % 100 + year2 % 100  # "1915-17"
        return Parts(
            year=year or _look_up(words.decades, text("decade")) or rule.year,
            month=number("month", words.months),
            day=number("day", words.ordinals) if not text("rest") else int(self.numbers.value(text("rest")) or 0),
            year2=year2,
            month2=number("month2", words.months),
            day2=number("day2", words.ordinals),
            weekday=_look_up(words.weekdays, text("weekday").removesuffix("s")),
            shift=_look_up(words.shifts, text("shift")) or rule.shift,
            part=_look_up(words.parts, text("part")) or _look_up(words.parts, text("about")),
            half=_look_up(words.halves, text("half")),
            unit=_look_up(words.units, text("unit")) or rule.unit,
            number=amount if amount is not None else _decimal(-1 if text("last") else number("nth", words.ordinals)),
            season=_look_up(words.seasons, text("season")),
            quarter=number("quarter", words.ordinals) or (4 if text("quarter") else None),
            holiday=words.holidays.get(text("holiday"), ""),
            day_part=_look_up(words.day_parts, text("daypart")),
            hour=24 if text("midnight") else 12 if text("noon") else number("hour", {}),
            morning=bool(text("am")),
            minute=number("minute", {}),
            afternoon=bool(text("pm")),
            approximate=bool(text("about")),
            by=bool(text("by")),
            since=bool(text("since")),
            same=bool(text("same")),
            bc=number("bc", {}) if not text("before") else 0,
            bc2=number("bc2", {}),
        )

    def readings(self, rule: DateRule, found: Found) -> Iterator[tuple[Span, str, Parts]]:
        """The expressions of a match, each with its method and parts: one, or the days of a list ("May 3, 5 and 9")."""
        parts = self.parts(rule, found)
        if rule.resolve != "list":
            yield found.span, rule.resolve, parts
            return
        kind = "day" if found.group("day") else "month"
        items = [item for tail in ("", "2", "3", "4") if (item := found.group(kind + tail)) is not None]
        for item in items:
            start = found.span.start if item is items[0] else item.start
            end = found.span.end if item is items[-1] else item.end
            if kind == "month":
                each, method = replace(parts, month=_look_up(self.words.months, item.readable), month2=None), "month"
            else:
                each, method = replace(parts, day=int(_DIGITS.findall(item.readable)[0]), day2=None), "date"
            yield Span(found.source, start, end), method, each

    def _amount(self, text: str) -> Decimal | None:
        if fraction := re.fullmatch(r"(\d+)\s+(\d)/(\d)", text):
            whole, part, of = map(Decimal, fraction.groups())
            return whole + part / of
        listed = _look_up(self.words.counts, text.strip("[]"))
        return Decimal(listed) if listed is not None else self.numbers.value(text)


def _look_up(table: Mapping[str, Value], text: str) -> Value | None:
    """The value of a word: names stand in tables with their capital, all else in lower case."""
    word = " ".join(text.strip(" .").split())
    return table.get(word, table.get(word.lower())) if word else None


def _year(text: str) -> int | None:
    digits = _DIGITS.search(text)
    if digits is None:
        return None
    year = int(digits[0])
    return year + (1900 if year > 50 else 2000) if len(digits[0]) == 2 else year


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
