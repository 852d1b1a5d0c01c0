"""Expressions of time: found by the language's rules, the longest first, and resolved by the method each rule names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal, TypeVar

from generator import resolution, timex
from generator.language import Language, either
from generator.model import Article, Clause, DateKind, DateMention, Mod, Sentence, Tense
from generator.numerals import NumberWords
from generator.periods import Period, Precision, WeekStart
from generator.text import Found, Span
from generator.timex import Context, Parts

Value = TypeVar("Value")


@dataclass(frozen=True)
class DateRule:
    """A pattern and the method (of resolution.py) that resolves it.

    `%word%` in a pattern stands for a list of the table. The other fields are parts that the pattern does not read.
    """

    name: str
    pattern: str
    resolve: str
    shift: timex.Shift | None = None
    number: int | None = None
    unit: str = ""
    month: int | None = None
    day: int | None = None


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
    day_parts: tuple[str, ...]
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
            "n": rf"(?:\[?(?:{either(self.counts)}\b|{numbers.pattern})\]?)",
            "about": rf"(?P<about>{either(self.approximations)}\s+)?",
            "dom": r"(?:0?[1-9]|[12]\d|3[01])(?!\d|[.,:/]\d)(?:st|nd|rd|th)?\b",
            "yyyy": r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[,.]\d)\b",
            "daypart": either(self.day_parts),
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

        def number(name: str, table: Mapping[str, int]) -> int | None:
            text = found.text(name).strip(" .")
            if not text:
                return None
            if digits := re.match(r"\d+", text):
                return int(digits[0])
            return _look_up(table, text)

        unit, count = found.text("unit"), found.text("n").strip("[]")
        amount = Decimal(rule.number) if rule.number is not None else None
        if count:
            listed = _look_up(words.counts, count)
            amount = Decimal(listed) if listed is not None else self.numbers.value(count)
        return Parts(
            year=_year(found.text("year")),
            month=number("month", words.months) or rule.month,
            day=number("day", words.ordinals) or rule.day,
            year2=_year(found.text("year2")),
            month2=number("month2", words.months),
            day2=number("day2", words.ordinals),
            weekday=number("weekday", words.weekdays),
            shift=_look_up(words.shifts, found.text("shift")) or rule.shift,
            part=_look_up(words.parts, found.text("part")),
            half=_look_up(words.halves, found.text("half")),
            unit=(_look_up(words.units, unit) or "") if unit else rule.unit,
            number=amount if amount is not None else _decimal(number("nth", words.ordinals)),
            season=number("season", words.seasons),
            quarter=number("quarter", words.ordinals),
            approximate=bool(found.text("about")),
            by=bool(found.text("by")),
        )


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
    last: Period | None = None
    block = -1
    for sentence in sentences:
        if sentence.block != block:
            block, last = sentence.block, None
        for rule, found in _longest(sentence.words, grammar):
            index = bisect_right(starts, found.span.start) - 1
            tense = clauses[index].tense if index >= 0 else Tense.NONE
            context = Context(article.published, week_starts or grammar.words.week_starts, tense, last)
            meaning = resolution.resolve(rule.resolve, grammar.parts(rule, found), context)
            if meaning is None:
                continue
            words = found.group("words") or found.span
            mentions.append(
                DateMention(words.strip(), rule.name, meaning.kind, meaning.value, meaning.period, meaning.mod)
            )
            if meaning.period is not None and meaning.period.precision in (
                Precision.DAY,
                Precision.MONTH,
                Precision.YEAR,
            ):
                last = meaning.period
    return tuple(mentions)


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
