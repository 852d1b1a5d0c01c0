"""Expressions of time: found by the language's rules, the longest first, and resolved by the method each rule names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal, TypeVar

from generator import timex
from generator.language import Language, either
from generator.model import Article, Clause, DateKind, DateMention, Mod, RangeEnd, Sentence, Tense
from generator.numerals import NumberWords
from generator.periods import Period, Precision, WeekStart
from generator.text import Found, Span
from generator.timex import Context, Parts

Value = TypeVar("Value")


@dataclass(frozen=True)
class DateRule:
    """A pattern and the method (of the folder resolution) that resolves it.

    `%word%` in a pattern stands for a list of the table. The other fields are parts that the pattern does not read.
    """

    name: str
    pattern: str
    resolve: str
    shift: timex.Shift | None = None
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class DateWords:
    """The words of time: months, weekdays and seasons by number, units by name, and the rules over them."""

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

    def placeholders(self, numbers: NumberWords) -> Mapping[str, str]:
        """What each `%word%` of a pattern stands for. Names keep their capital; all else may have one."""
        months = [name for name in self.months if name not in self.ambiguous]
        dot = r"(?:\.(?=,?\s+\d|-))?"  # of an abbreviation; at the end of a sentence it is not the month's
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
            **self.words,
        }


@dataclass(frozen=True)
class Grammar:
    """The compiled rules of a language."""

    words: DateWords
    numbers: NumberWords

    @cached_property
    def compiled(self) -> tuple[tuple[DateRule, re.Pattern[str]], ...]:
        """Each rule with its pattern."""
        holders = self.words.placeholders(self.numbers)
        fill = re.compile(r"%(\w+)%")
        compiled = []
        for rule in self.words.rules:
            source = rule.pattern
            while fill.search(source):
                source = fill.sub(lambda match: holders[match[1]], source)
            compiled.append((rule, re.compile(rf"(?<![\w$€£])(?:{source})(?![\w])", re.IGNORECASE)))
        return tuple(compiled)

    def parts(self, rule: DateRule, found: Found) -> Parts:
        """What the groups of a match say, in numbers and typed words."""
        words = self.words

        def text(name: str) -> str:
            # A pattern may read the same part in two places: "unit" here, "unit_" or "unit__" there.
            return found.text(name) or found.text(f"{name}_") or found.text(f"{name}__")

        def number(name: str, table: Mapping[str, int]) -> int | None:
            word = text(name).strip(" .")
            digits = re.match(r"\d+", word)
            return int(digits[0]) if digits else _look_up(table, word)

        amount = self._amount(text("n")) if text("n") else rule.number
        return Parts(
            year=_year(text("year")) or _look_up(words.decades, text("decade")),
            month=number("month", words.months),
            day=number("day", words.ordinals) if not text("rest") else int(self.numbers.value(text("rest")) or 0),
            year2=_year(text("year2")),
            month2=number("month2", words.months),
            day2=number("day2", words.ordinals),
            weekday=_look_up(words.weekdays, text("weekday").removesuffix("s")),
            shift=_look_up(words.shifts, text("shift")) or rule.shift,
            part=_look_up(words.parts, text("part")) or _look_up(words.parts, text("about")),
            half=_look_up(words.halves, text("half")),
            unit=_look_up(words.units, text("unit")) or rule.unit,
            number=amount if amount is not None else _decimal(number("nth", words.ordinals)),
            season=_look_up(words.seasons, text("season")),
            quarter=_look_up(words.ordinals, text("quarter")) or (4 if text("quarter") else None),
            holiday=words.holidays.get(text("holiday"), ""),
            day_part=_look_up(words.day_parts, text("daypart")),
            hour=24 if text("midnight") else 12 if text("noon") else number("hour", {}),
            minute=number("minute", {}),
            afternoon=bool(text("pm")),
            approximate=bool(text("about")),
            by=bool(text("by")),
            since=bool(text("since")),
        )

    def _amount(self, text: str) -> Decimal | None:
        if fraction := re.fullmatch(r"(\d+)\s+(\d)/(\d)", text):
            whole, part, of = map(Decimal, fraction.groups())
            return whole + part / of
        listed = _look_up(self.words.counts, text.strip("[]"))
        return Decimal(listed) if listed is not None else self.numbers.value(text)


_HALF_A_YEAR = 6
"""Months."""


@dataclass
class _Discussed:
    """The time under discussion while an article is read from its start to its end."""

    block: int = -1
    last: Period | None = None
    day: Period | None = None
    quarter: Period | None = None

    def enter(self, block: int) -> None:
        """A new paragraph forgets the last date, not the day and the quarter that the article speaks of."""
        if block != self.block:
            self.block, self.last = block, None

    def note(self, meaning: timex.Meaning, parts: Parts, method: str) -> None:
        """What the next expressions may be counted from: not what was itself counted from a quarter.

        Where half a year or more is told of ("the first nine months"), a year is not compared by its quarter.
        """
        period = meaning.period
        if meaning.kind is DateKind.DURATION and parts.unit == "month" and (parts.number or 0) >= _HALF_A_YEAR:
            self.quarter = None
        if period is None:
            return
        if period.precision is Precision.QUARTER:
            if method == "quarter":
                self.quarter = period
            return
        if period.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR):
            self.last = period
        if period.precision is Precision.DAY:
            self.day = period


def find(
    article: Article,
    sentences: tuple[Sentence, ...],
    clauses: tuple[Clause, ...],
    language: Language,
    week_starts: WeekStart | None = None,
) -> tuple[DateMention, ...]:
    """Every expression of time in the sentences, in text order, resolved against the article's publication date."""
    grammar = _grammar(language)
    starts = [clause.words.start for clause in clauses]
    mentions: list[DateMention] = []
    discussed = _Discussed()
    for sentence in sentences:
        discussed.enter(sentence.block)
        for rule, found in _longest(sentence.words, grammar):
            index = bisect_right(starts, found.span.start) - 1
            context = Context(
                article.published,
                week_starts or grammar.words.week_starts,
                clauses[index].tense_at(found.span.start) if index >= 0 else Tense.NONE,
                discussed.last,
                discussed.day,
                discussed.quarter,
            )
            parts = grammar.parts(rule, found)
            meaning = timex.resolve(rule.resolve, parts, context)
            if meaning is not None:
                discussed.note(meaning, parts, rule.resolve)
                before = found.group("since") or found.group("by")
                span = found.span if before is None else Span(found.source, before.end, found.span.end).strip()
                kind, value, period, mod = meaning.kind, meaning.value, meaning.period, meaning.mod
                ends = _ends(found, meaning)
                mentions.append(DateMention(span, rule.name, kind, value, period, mod, parts.since, ends))
    return tuple(mentions)


def _ends(found: Found, meaning: timex.Meaning) -> tuple[RangeEnd, ...]:
    """The two ends of a range, each as long as its own parts; a part that both share is of the end it stands in."""
    if not meaning.ends:
        return ()
    groups = {name: span for name in found.match.groupdict() if (span := found.group(name)) is not None}
    second = min(span.start for name, span in groups.items() if name.endswith("2"))
    sides = (
        [span for span in groups.values() if span.start < second],
        [span for span in groups.values() if span.start >= second],
    )
    return tuple(
        RangeEnd(Span(found.source, min(span.start for span in side), max(span.end for span in side)), value)
        for side, value in zip(sides, meaning.ends, strict=True)
    )


def _longest(sentence: Span, grammar: Grammar) -> Iterator[tuple[DateRule, Found]]:
    """The matches of all rules without overlap: the leftmost, of those the longest, of those the first rule's."""
    matches = [
        (found.span.start, -found.span.end, order, rule, found)
        for order, (rule, pattern) in enumerate(grammar.compiled)
        for found in sentence.find(pattern)
    ]
    end = -1
    for start, negative_end, _, rule, found in sorted(matches, key=lambda match: match[:3]):
        if start >= end:
            end = -negative_end
            if rule.resolve != "none":
                yield rule, found


_GRAMMARS: dict[str, Grammar] = {}


def _grammar(language: Language) -> Grammar:
    if language.code not in _GRAMMARS:
        _GRAMMARS[language.code] = Grammar(language.words(DateWords), language.words(NumberWords))
    return _GRAMMARS[language.code]


def _look_up(table: Mapping[str, Value], text: str) -> Value | None:
    if not text:
        return None
    folded = " ".join(text.lower().strip(" .").split())
    return next((value for word, value in table.items() if word.lower() == folded), None)


def _year(text: str) -> int | None:
    digits = re.search(r"\d+", text)
    if digits is None:
        return None
    year = int(digits[0])
    return year + (1900 if year > 50 else 2000) if len(digits[0]) == 2 else year


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def explicit(mention: DateMention) -> bool:
    """Whether the words alone say the whole date, so that a page need not resolve it."""
    return mention.kind is DateKind.DATE and mention.rule in (
        "iso-date",
        "month-day-year",
        "day-month-year",
        "month-year",
    )
