"""The text of a page taken apart: quoted words, typed values, links, editor's text, and the labels around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from typing import NamedTuple

from generator.elements import Element
from generator.errors import ProofError
from generator.language import Language
from generator.regexes import compiled

_INLINE = frozenset({"a", "b", "i", "small", "span", "bdi", "br"})
_HOLDS = {"words": "words", "date": "time", "articles": "data"}
_FIRST = 0xE000
_ATOM = f"[{chr(_FIRST)}-{chr(0xF8FF)}]"
_ATOMS_OF = re.compile(_ATOM)
_MARKS = frozenset("“”,:;.–…()[]")
REMEDY = "quote the article with cite, say it with a label, or mark the editor's own text with data-editor"


class Token(NamedTuple):
    """A label, or an element that is read as a whole; `within` is the label that it fills.

    `keys` are the keys of the labels that read so: two parts may say the same. `text` is the first of them, or the
    text of the element.
    """

    kind: str
    text: str
    line: int
    element: Element | None = None
    within: str = ""
    keys: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Unit:
    """What tells one thing: a list item, a figure, a row, a paragraph, a heading. `runs` are its stretches of text."""

    element: Element
    section: str
    runs: list[list[Element | str]] = field(default_factory=lambda: [[]])


def units(body: Element) -> tuple[Unit, ...]:
    """All units of a page in order, those without text left out, and so with their runs."""
    found = [Unit(body, "")]
    _walk(body, found[0], found, fixed=False)
    for unit in found:
        if not unit.runs[-1]:
            unit.runs.pop()
    return tuple([unit for unit in found if unit.runs])


def _walk(element: Element, unit: Unit, found: list[Unit], *, fixed: bool) -> None:
    runs = unit.runs
    for child in element.children:
        if isinstance(child, str):
            if runs[-1] or child.strip():  # a run begins with its first word
                runs[-1].append(child)
            continue
        if child.opening.atom:
            runs[-1].append(child)
            continue
        if runs[-1]:
            runs.append([])
        if child.children:
            tag = child.tag
            tells = tag in ("li", "figure") or (tag == "div" and element.tag == "dl")
            if tag in _INLINE or (fixed and not tells):
                _walk(child, unit, found, fixed=fixed)
            else:
                section = child.attributes.get("id", "") if tag == "section" else unit.section
                found.append(Unit(child, section))
                _walk(child, found[-1], found, fixed=tells)
            if runs[-1]:
                runs.append([])


class _Step(NamedTuple):
    """A step through a stretch of text: a label by its keys, or the element of a number, which may fill a label."""

    keys: frozenset[str] = frozenset()
    first: str = ""
    number: int = 0


class _Plan(NamedTuple):
    """How a stretch of text is read: its private characters, its steps, and the words behind them that are unknown."""

    privates: int
    steps: tuple[_Step, ...]
    unknown: str


class Labels:
    """The labels of a language as patterns, the longest first, by the letters with which they begin."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        keys: dict[str, list[str]] = {}
        for key, label in labels.items():
            keys.setdefault(" ".join(label.split()), []).append(key)
        self._whole: dict[str, tuple[str, ...]] = {}
        self._patterns: dict[str, list[tuple[tuple[str, ...], re.Pattern[str]]]] = {}
        for label, same in sorted(keys.items(), key=lambda one: -len(one[0])):
            pieces = [(literal, name) for literal, name, _, _ in Formatter().parse(label)]
            if all(name is None for _, name in pieces):
                self._whole["".join(literal for literal, _ in pieces)] = tuple(same)
            if found := _pattern(pieces):
                self._patterns.setdefault(label[0], []).append((tuple(same), found))
        # What the templates write around facts is the same on every page.
        self._plan = lru_cache(maxsize=4096)(self._planned)

    def read(self, unit: Unit) -> tuple[Token, ...]:
        """The tokens of a unit; ProofError names the words that are none."""
        return tuple([token for run in unit.runs if run for token in self._run(run, unit.element.line)])

    def told(self, text: str) -> tuple[str, ...]:
        """The keys of the label that the whole text is; none where it is no label, or one that is filled."""
        return self._whole.get(" ".join(text.split()), ())

    def _run(self, run: list[Element | str], line: int) -> list[Token]:
        text, atoms = _joined(run)
        plan = self._plan(text)
        if plan.privates != len(atoms):
            raise ProofError("private characters stand on the page", REMEDY, line=line)
        found = [
            Token("label", first, line, None, "", keys) if keys else _token(atoms[number], first)
            for keys, first, number in plan.steps
        ]
        if plan.unknown:
            what = f"{plan.unknown[:80]!r} is no label, no quotation and no typed value"
            raise ProofError(what, REMEDY, line=line)
        return found

    def _planned(self, text: str) -> _Plan:
        """How a text is read in which private characters stand for elements, whatever these are."""
        steps: list[_Step] = []
        at, unknown = 0, ""
        while at < len(text):
            if text[at] == " " or text[at] in _MARKS:
                at += 1
            elif _is_atom(text[at]):
                steps.append(_Step(number=ord(text[at]) - _FIRST))
                at += 1
            elif (found := self._label(text, at)) is not None:
                same, match = found
                held = [one for group in match.groups() for one in group if _is_atom(one)]
                steps.append(_Step(frozenset(same), same[0]))
                steps += [_Step(first=same[0], number=ord(one) - _FIRST) for one in held]
                at = match.end()
            else:
                unknown = _ATOMS_OF.sub("…", text[at:]).strip()
                break
        return _Plan(len(_ATOMS_OF.findall(text)), tuple(steps), unknown)

    def _label(self, text: str, at: int) -> tuple[tuple[str, ...], re.Match[str]] | None:
        for same, pattern in self._patterns.get(text[at], ()):
            match = pattern.match(text, at)
            if match:
                return same, match
        return None


@lru_cache(maxsize=16)
def labels_of(language: Language) -> Labels:
    """The labels of a language, made once."""
    return Labels(language.labels)


def _joined(run: Iterable[Element | str]) -> tuple[str, list[Element]]:
    """The text of a run with a private character for each element in it, and these elements."""
    atoms: list[Element] = []
    pieces = []
    for part in run:
        if isinstance(part, str):
            pieces.append(part)
        else:
            pieces.append(chr(_FIRST + len(atoms)))
            atoms.append(part)
    return " ".join("".join(pieces).split()), atoms


def _is_atom(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def _token(element: Element, within: str) -> Token:
    kind = element.opening.atom
    if within and kind not in _HOLDS.values():
        raise ProofError(f"a label is filled with {element.text!r}", REMEDY, line=element.line)
    return Token(kind, element.text, element.line, element, within)


def _pattern(pieces: Iterable[tuple[str, str | None]]) -> re.Pattern[str] | None:
    """A pattern for a label on a page, given in pieces; None for one that holds values only attributes show."""
    told = ""
    for literal, name in pieces:
        told += re.escape(literal)
        if name is not None:
            if name not in _HOLDS:
                return None
            told += rf"({_ATOM}(?: ?– ?{_ATOM})?)"
    return compiled(rf"(?<!\w){told}(?!\w)" if told[-1:].isalnum() else rf"(?<!\w){told}") if told else None
