"""What stands around an article on its page: photo credits, bylines, date lines, buttons, links to elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_LONGEST_LINE, _LONGEST_CREDIT, _LONGEST_BARE = 500, 160, 400
_NAME_WORDS = 14
_BRACKETS = {")": "(", "]": "["}
_SEPARATORS = re.compile(r"[\s/|,;&+]+")
_SENTENCE_BREAK = re.compile(r"""(?:\w{4}|\b[a-z]{2,3})[.!?]["”’')\]]*\s+[^\W_a-z]""")


@dataclass(frozen=True)
class BlockWords:
    """The words around an article on its page: the table `blocks` of a language file; patterns match a whole line."""

    TABLE: ClassVar[str] = "blocks"

    credit_labels: tuple[str, ...]
    credit_joins: tuple[str, ...]
    agencies: tuple[str, ...]
    name_joiners: tuple[str, ...]
    byline: tuple[str, ...]
    date_line: tuple[str, ...]
    buttons: tuple[str, ...]
    anywhere: tuple[str, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    openers: tuple[str, ...]
    reference_openers: tuple[str, ...]
    reference: tuple[str, ...]

    def matches(self, rule: str, text: str) -> bool:
        """Whether one of the patterns of `rule` matches the whole of a line."""
        return len(text) <= _LONGEST_LINE and self._patterns[rule].fullmatch(text) is not None

    def is_name(self, text: str) -> bool:
        """Whether every word begins as names do: "Jane Roe", "University of Oslo", "Sam Poe/AFP via Getty Images"."""
        words = [word.strip("\"'“”‘’()@©") for word in _SEPARATORS.split(text.strip(" \n\t.")) if word]
        if not 0 < len(words) <= _NAME_WORDS or any(word.endswith(".") and len(word) > 4 for word in words[:-1]):
            return False
        joiners = [word in self.name_joiners for word in words]
        return not joiners[-1] and all(
            joins or not word[:1].islower() for word, joins in zip(words, joiners, strict=True)
        )

    def is_date_line(self, text: str) -> bool:
        """Whether a line holds numbers and the words of dates, and nothing else."""
        words = [word for word in re.split(r"[\s,:|·•/()–—-]+", text.lower()) if word]
        numbers = [bool(re.fullmatch(r"\d{1,4}(?:st|nd|rd|th|am|pm|[.:]\d\d)?", word)) for word in words]
        known = (
            number or word in self.date_line or word.rstrip(".") in self.date_line
            for number, word in zip(numbers, words, strict=True)
        )
        return 2 <= len(words) <= _NAME_WORDS and any(numbers) and not all(numbers) and all(known)

    def is_byline(self, text: str) -> bool:
        """Whether a line is "By" and names."""
        lead = self.leads.match(text)
        return bool(lead) and self.is_name(text[lead.end() if lead else 0 :])

    @cached_property
    def known_agencies(self) -> frozenset[str]:
        """The agencies in lower case."""
        return frozenset(agency.lower() for agency in self.agencies)

    @cached_property
    def leads(self) -> re.Pattern[str]:
        """What a byline begins with."""
        return compiled(rf"{either(self.byline)}[:\s]+", re.IGNORECASE)

    @cached_property
    def labelled(self) -> re.Pattern[str]:
        """What a credit in brackets begins with: "Photo by ", "AP Photo/"."""
        joins = rf"(?:\s*[:/]|\s+{either(self.credit_joins)}\b|(?<=courtesy))"
        return compiled(rf"(?:{either(self.agencies)}\s+)?{either(self.credit_labels)}{joins}\s*", re.IGNORECASE)

    @cached_property
    def unbracketed(self) -> re.Pattern[str]:
        """What a credit without brackets begins with; a capital tells it from prose: "Image: ", "Photo by ", "© "."""
        capitals = [form for label in self.credit_labels for form in (label.capitalize(), label.title(), label.upper())]
        joins = rf"(?:\s*:|\.\.\.|\s+(?i:{either(self.credit_joins)})\b)"
        return compiled(rf"(?:(?<=\s)|(?<=\|)|^)(?:{either(set(capitals))}{joins}|©)\s*")

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        rules = {rule: getattr(self, rule) for rule in ("anywhere", "head", "tail", "reference")}
        rules |= {
            rule: [f"(?:{name}) ?:?" for name in getattr(self, rule)] for rule in ("openers", "reference_openers")
        }
        button = either(self.buttons)
        rules |= {"button": [button], "button_row": [rf"{button}(?:[ |·•/,]+{button})+"]}
        return {rule: compiled("|".join(f"(?:{item})" for item in items), re.I) for rule, items in rules.items()}


def credit(words: Span, names: BlockWords) -> Span | None:
    """The photo credit at the end of a block ("(Sam Poe/AFP)", "Image: Jane Roe."), or None: then it is no caption."""
    text = words.readable[-_LONGEST_CREDIT:]
    offset = len(words) - len(text)
    if text[-1:] in _BRACKETS:
        at = text.rfind(_BRACKETS[text[-1]])
        if at >= 0 and _is_credit(text[at + 1 : -1].strip(), words.readable, names):
            return words.sub(offset + at)
    for label in names.unbracketed.finditer(text):
        if names.is_name(text[label.end() :]):
            return words.sub(offset + label.start())
    return None


def _is_credit(inside: str, block: str, names: BlockWords) -> bool:
    label = names.labelled.match(inside)
    if label:
        return names.is_name(inside[label.end() :])
    if not names.is_name(inside):
        return False
    last = re.split(r"\s+via\s+|[/,]\s*", inside)[-1]
    if last == inside and last.lower() in names.known_agencies:
        # An agency in brackets may also end a report of its own: only one sentence is a caption.
        return len(block) <= _LONGEST_BARE and is_one_sentence(block[: -len(inside) - 2].rstrip())
    return "/" in inside or (last != inside and last.lower() in names.known_agencies)


def is_one_sentence(text: str) -> bool:
    """Whether no sentence ends before the end of the text."""
    return _SENTENCE_BREAK.search(text) is None
