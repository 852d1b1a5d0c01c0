"""Figures: numbers with what they count or measure, by the language's rules; dates and names are no figures."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from generator.language import Language
from generator.measures import Compiled, FigureRule, FigureWords, Rules, UnitWords
from generator.model import Article, Bound, DateKind, DateMention, Figure, FigureKind, Sentence, Unit, by_sentence
from generator.nouns import Phrase
from generator.patterns import either
from generator.quantities import Grammar, Quantity
from generator.text import Span

# What stands farther from a number than this does not tell what it is.
_WINDOW = 80
# Four bare digits between these are a year, whatever noun follows.
_YEARS = range(1900, 2100)
# "One in" more than so many is no share but a place among years.
_MOST_PARTS = 1000


@dataclass(frozen=True)
class Context:
    """Where a number stands: the text, the bounds of its sentence, and what was found before it."""

    rules: Rules
    grammar: Grammar
    article: Article
    start: int
    end: int
    dates: tuple[Span, ...]
    before: list[Figure]

    @property
    def text(self) -> str:
        """The characters of the article as finders see them."""
        return self.article.source.readable

    def date_ends(self, at: int) -> bool:
        """Whether a date ends right before `at`: what stands there is no part of a name."""
        index = bisect_right([date.end for date in self.dates], at) - 1
        return index >= 0 and not self.text[self.dates[index].end : at].strip(" ,")


def find(
    article: Article, sentences: tuple[Sentence, ...], dates: tuple[DateMention, ...], language: Language
) -> tuple[Figure, ...]:
    """The figures of an article in text order, none of which overlaps another or a date."""
    rules, grammar = _rules(language)
    taken = [date for date in dates if date.kind is not DateKind.DURATION or date.period is not None]
    figures: list[Figure] = []
    for index, (sentence, times) in enumerate(zip(sentences, by_sentence(sentences, taken), strict=True)):
        start, end = sentence.words.start, sentence.words.end
        if not sentence.prose or not grammar.counts(sentence.words.readable):
            continue
        # No date runs over the end of a sentence.
        inside = tuple(sorted((date.words for date in times), key=lambda date: date.end))
        context = Context(rules, grammar, article, start, end, inside, figures)
        lead = 0.1 * (1 - index / len(sentences))
        for figure in _of_sentence(context):
            figures.append(replace(figure, salience=_salience(figure, lead, context)))
    return tuple(figures)


def value_of(figure: Figure) -> tuple[Decimal, Decimal | None, Unit, FigureKind]:
    """The value that a figure says: "7.5 years" and "seven and a half years" say the same."""
    return figure.amount, figure.upper, figure.unit, figure.kind


_RULES: dict[Language, tuple[Rules, Grammar]] = {}


def _rules(language: Language) -> tuple[Rules, Grammar]:
    if language not in _RULES:
        units = language.words(UnitWords)
        grammar = Grammar.of(language, units.signs)
        holders = {
            "number": rf"(?:{grammar.numbers.pattern})",
            "stop": either(grammar.nouns.stops),
            "named": grammar.named,
        }
        _RULES[language] = Rules(language.words(FigureWords), units, holders), grammar
    return _RULES[language]


_MOST_NUMBERS = 80
"""A sentence of more is a table that lost its lines: nobody can say what its numbers count."""


def _of_sentence(context: Context) -> Iterator[Figure]:
    floor = context.start
    numbers = list(islice(context.grammar.scan(context.text, context.start, context.end), _MOST_NUMBERS + 1))
    if len(numbers) > _MOST_NUMBERS:
        return
    for start, _ in numbers:
        if start < floor or any(date.start <= start < date.end for date in context.dates):
            continue
        figure = next(_readings(context, start, floor), None)
        if figure is not None:
            floor = figure.words.end
            yield figure


def _readings(context: Context, start: int, floor: int) -> Iterator[Figure]:
    """The ways to read the quantity at `start`, the best first."""
    for quantity in context.grammar.read(context.text, start, context.end):
        text, bounded = context.text, context.grammar.before(context.text, quantity, floor)
        for compiled in context.rules.of(quantity.sorts):
            after = compiled.after.match(text, quantity.end, context.end)
            figure = _apply(compiled, quantity, after, context, bounded) if after else None
            if figure is not None and not any(figure.words.overlaps(date) for date in context.dates):
                yield figure


def _apply(
    compiled: Compiled,
    quantity: Quantity,
    after: re.Match[str],
    context: Context,
    bounded: tuple[int, bool, Bound | None],
) -> Figure | None:
    """The figure that one rule makes of a quantity and what follows it, or None where the rest does not fit."""
    text, rule, grammar = context.text, compiled.rule, context.grammar
    start, approximate, bound = bounded
    left = _left(compiled.left, context, start, quantity.start) if compiled.left else None
    if compiled.left and not left:
        return None
    noun = getattr(context.grammar.nouns, rule.noun)(text, after.end(), context.end) if rule.noun else None
    end = noun.end if noun else after.end()
    if (rule.noun and not noun) or (compiled.right and not compiled.right.match(text, end, context.end)):
        return None
    if compiled.unless and _ending(compiled.unless, context, start) and not context.date_ends(start):
        return None
    value = _value(rule, quantity, after, context, noun)
    if value is None:
        return None
    end, approximate, bound = grammar.after(text, end, context.end, approximate, bound)
    span = context.article.source.span
    return Figure(
        words=span(left.start("head") if left and "head" in left.re.groupindex else start, end),
        rule=rule.name,
        number=span(quantity.first, quantity.last),
        amount=value.amount,
        unit=Unit(value.unit),
        kind=value.kind,
        approximate=approximate,
        bound=bound,
        upper=value.upper,
        measures=_measured(compiled, left, noun, end, context),
        salience=rule.salience,
    )


def _left(pattern: re.Pattern[str], context: Context, bounded: int, number: int) -> re.Match[str] | None:
    """What stands before the words that bound a number, or else between these and the number."""
    found = _ending(pattern, context, bounded)
    return found if found or bounded == number else _ending(pattern, context, number)


def _ending(pattern: re.Pattern[str], context: Context, at: int) -> re.Match[str] | None:
    return pattern.search(context.text, max(context.start, at - _WINDOW), at)


class Value(NamedTuple):
    """What a figure amounts to."""

    amount: Decimal
    upper: Decimal | None
    unit: str
    kind: FigureKind


def _value(
    rule: FigureRule, quantity: Quantity, after: re.Match[str], context: Context, noun: Phrase | None
) -> Value | None:
    """Amount, unit and kind; None where the number is none (a year, a bare one) or the unit is not the rule's."""
    unit, kind = _unit(rule, quantity, after.groupdict(), context, noun)
    factor = _factor(kind, quantity, after.groupdict(), context)
    if kind is None or not unit or factor is None or (rule.kinds and kind not in rule.kinds):
        return None
    if rule.noun and not quantity.amount and quantity.upper is None:
        return None
    if rule.noun == "plural" and (context.rules.units.is_unit(unit) or not _is_count(quantity, context.text)):
        return None
    upper = None if quantity.upper is None else _plain(quantity.upper * factor)
    return Value(_plain(quantity.amount * factor), upper, unit, kind)


def _unit(
    rule: FigureRule, quantity: Quantity, read: dict[str, str | None], context: Context, noun: Phrase | None
) -> tuple[str, FigureKind | None]:
    units = context.rules.units
    if named := read.get("unit"):
        unit = units.unit_of(named)
        return unit, rule.kind or units.measures[unit].kind
    if money := quantity.sign or read.get("currency"):
        return units.currency_of(money), rule.kind
    if rule.unit == "same":
        counts = (figure.unit for figure in reversed(context.before) if figure.kind is FigureKind.COUNT)
        return next(counts, Unit("")), rule.kind
    age = read.get("age")
    return (age.lower() if age else rule.unit or (noun.lemma if noun else "")), rule.kind


def _factor(
    kind: FigureKind | None, quantity: Quantity, read: dict[str, str | None], context: Context
) -> Decimal | None:
    """What the number is multiplied by ("$5m", "half of", "one in three"); None where a share is no share."""
    if short := read.get("short"):
        return Decimal(context.rules.units.short[short.lower()])
    if whole := read.get("of"):
        parts = context.grammar.numbers.value(whole)
        share = parts and (_is_share(quantity.amount, parts) or (read.get("out") and quantity.amount < parts))
        return 100 / parts if parts and share else None
    return Decimal(100) if kind is FigureKind.PERCENT and "part" in quantity.sorts else Decimal(1)


def _plain(amount: Decimal) -> Decimal:
    """An amount to four decimals, without zeros at its end."""
    return Decimal(int(amount)) if amount == int(amount) else round(amount, 4).normalize()


def _is_share(part: Decimal, whole: Decimal) -> bool:
    """Whether "X in Y" is a share ("one in three", "nine in 10"), and not X things inside Y."""
    return part < whole <= _MOST_PARTS and (part == 1 or whole in (part + 1, 10, 100))


def _is_count(quantity: Quantity, text: str) -> bool:
    number = text[quantity.first : quantity.last]
    if number.isdecimal() and len(number) == 4 and int(number) in _YEARS:
        return False
    return quantity.amount > 1 or quantity.amount % 1 != 0 or quantity.upper is not None


def _measured(
    compiled: Compiled, left: re.Match[str] | None, noun: Phrase | None, end: int, context: Context
) -> Span | None:
    """The words for what is measured, where the rule leads to some."""
    span = context.article.source.span
    if left and "measured" in left.re.groupindex:
        return span(*left.span("measured"))
    if noun and compiled.rule.noun != "single":
        return span(noun.start, noun.end)
    lead = compiled.measure.match(context.text, end, context.end) if compiled.measure else None
    phrase = context.grammar.nouns.short(context.text, lead.end(), context.end) if lead else None
    if phrase and context.grammar.nouns.is_done(context.text[phrase.start : phrase.end]):
        return None  # "four days seemed long": a verb
    return span(phrase.start, phrase.end) if phrase else None


def _salience(figure: Figure, lead: float, context: Context) -> float:
    """How much an editor would care, 0 to 1: the kind, the size of a count, the words around, the place."""
    rules = context.rules
    size = 0.08 * min(5.0, math.log10(max(1.0, float(figure.amount)))) if figure.kind is FigureKind.COUNT else 0.0
    start, end = max(context.start, figure.words.start - _WINDOW), min(context.end, figure.words.end + _WINDOW)
    beside = rules.weigh(context.text[context.start : context.end]) and rules.weighty.search(context.text, start, end)
    weight = 0.15 if beside else 0.0
    return round(min(1.0, rules.words.salience[figure.kind] + figure.salience + size + weight + lead), 3)
