"""The text of a page taken apart: quoted words, typed values, links, editor's text, and the labels around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter

from generator.elements import Element
from generator.errors import ProofError
from generator.language import Language
from generator.regexes import compiled

_INLINE = frozenset({"a", "b", "i", "small", "span", "bdi", "br"})
_ATOMS = {"q": "words", "time": "time", "data": "data"}
_HOLDS = {"words": "words", "date": "time", "articles": "data"}
_FIRST = 0xE000
_ATOM = f"[{chr(_FIRST)}-{chr(0xF8FF)}]"
_ATOMS_OF = re.compile(_ATOM)
_MARKS = frozenset("“”,:;.–…()[]")
REMEDY = "quote the article with cite, say it with a label, or mark the editor's own text with data-editor"


@dataclass(frozen=True, slots=True)
class Token:
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
        unit.runs = [run for run in unit.runs if any(not isinstance(part, str) or part.strip() for part in run)]
    return tuple(unit for unit in found if unit.runs)


def _walk(element: Element, unit: Unit, found: list[Unit], *, fixed: bool) -> None:
    for child in element.children:
        if isinstance(child, str) or atom(child):
            unit.runs[-1].append(child)
            continue
        unit.runs.append([])
        tells = child.tag in ("li", "figure") or (child.tag == "div" and element.tag == "dl")
        if child.tag in _INLINE or (fixed and not tells):
            _walk(child, unit, found, fixed=fixed)
        else:
            section = child.attributes.get("id", "") if child.tag == "section" else unit.section
            found.append(Unit(child, section))
            _walk(child, found[-1], found, fixed=tells)
        unit.runs.append([])


def atom(element: Element) -> str:
    """What an element is that is read as a whole: words, time, data, mark, number, editor; empty for any other."""
    if "data-editor" in element.attributes:
        return "editor"
    if element.tag == "a":
        return "mark" if "r" in element.classes else ""
    if element.tag == "span":
        return "number" if "n" in element.classes else ""
    return _ATOMS.get(element.tag, "")


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

    def read(self, unit: Unit) -> tuple[Token, ...]:
        """The tokens of a unit; ProofError names the words that are none."""
        return tuple(token for run in unit.runs if run for token in self._run(run, unit.element.line))

    def told(self, text: str) -> tuple[str, ...]:
        """The keys of the label that the whole text is; none where it is no label, or one that is filled."""
        return self._whole.get(" ".join(text.split()), ())

    def _run(self, run: list[Element | str], line: int) -> Iterator[Token]:
        text, atoms = _joined(run)
        if len(_ATOMS_OF.findall(text)) != len(atoms):
            raise ProofError("private characters stand on the page", REMEDY, line=line)
        at = 0
        while at < len(text):
            if text[at] == " " or text[at] in _MARKS:
                at += 1
            elif _is_atom(text[at]):
                yield _token(atoms[ord(text[at]) - _FIRST], "")
                at += 1
            else:
                same, match = self._label(text, at, line)
                yield Token("label", same[0], line, keys=frozenset(same))
                held = (found for group in match.groups() for found in group if _is_atom(found))
                yield from (_token(atoms[ord(found) - _FIRST], same[0]) for found in held)
                at = match.end()

    def _label(self, text: str, at: int, line: int) -> tuple[tuple[str, ...], re.Match[str]]:
        for same, pattern in self._patterns.get(text[at], ()):
            match = pattern.match(text, at)
            if match:
                return same, match
        words = _ATOMS_OF.sub("…", text[at:]).strip()
        raise ProofError(f"{words[:80]!r} is no label, no quotation and no typed value", REMEDY, line=line)


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
    kind = atom(element)
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
