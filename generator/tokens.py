"""The text of a page taken apart: quoted words, typed values, links, editor's text, and the labels around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter

from generator.elements import Element
from generator.errors import ProofError

_INLINE = frozenset({"a", "b", "i", "small", "span", "bdi", "br"})
_ATOMS = {"q": "words", "time": "time", "data": "data"}
_HOLDS = {"words": "words", "date": "time", "articles": "data"}
_FIRST = 0xE000
_ATOM = f"[{chr(_FIRST)}-{chr(0xF8FF)}]"
_MARKS = frozenset("“”,;.–…()[]")
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
    """All units of a page in order, those without text left out."""
    found: list[Unit] = []
    _walk(body, Unit(body, ""), found, fixed=False)
    return tuple(unit for unit in found if any(_told(run) for run in unit.runs))


def _told(run: list[Element | str]) -> bool:
    return any(not isinstance(part, str) or part.strip() for part in run)


def _walk(element: Element, unit: Unit, found: list[Unit], *, fixed: bool) -> None:
    if unit not in found:
        found.append(unit)
    for child in element.children:
        if isinstance(child, str) or atom(child):
            unit.runs[-1].append(child)
        else:
            unit.runs.append([])
            section = child.attributes.get("id", "") if child.tag == "section" else unit.section
            tells = child.tag in ("li", "figure") or (child.tag == "div" and element.tag == "dl")
            inside = child.tag in _INLINE or (fixed and not tells)
            _walk(child, unit if inside else Unit(child, section), found, fixed=fixed if inside else tells)
            unit.runs.append([])


def atom(element: Element) -> str:
    """What an element is that is read as a whole: words, time, data, mark, number, editor; empty for any other."""
    if "data-editor" in element.attributes:
        return "editor"
    if element.tag == "a" and "r" in element.classes:
        return "mark"
    if element.tag == "span" and "n" in element.classes:
        return "number"
    return _ATOMS.get(element.tag, "")


class Labels:
    """The labels of a language as patterns, the longest first."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        keys: dict[str, list[str]] = {}
        for key, label in labels.items():
            keys.setdefault(" ".join(label.split()), []).append(key)
        made = ((tuple(same), _pattern(label), len(label)) for label, same in keys.items())
        self._patterns = [(same, found) for same, found, _ in sorted(made, key=lambda one: -one[2]) if found]

    def read(self, unit: Unit) -> tuple[Token, ...]:
        """The tokens of a unit; ProofError names the words that are none."""
        return tuple(token for run in unit.runs for token in self._run(run, unit.element.line))

    def told(self, text: str) -> tuple[str, ...]:
        """The keys of the label that the whole text is; none where it is no label."""
        folded = " ".join(text.split())
        return next((same for same, pattern in self._patterns if pattern.fullmatch(folded)), ())

    def _run(self, run: list[Element | str], line: int) -> Iterator[Token]:
        atoms = [part for part in run if not isinstance(part, str)]
        text = _joined(run)
        if len(re.findall(_ATOM, text)) != len(atoms):
            raise ProofError("private characters stand on the page", REMEDY, line=line)
        at = 0
        while at < len(text):
            if text[at].isspace() or text[at] in _MARKS:
                at += 1
            elif re.match(_ATOM, text[at]):
                yield _token(atoms[ord(text[at]) - _FIRST], "")
                at += 1
            else:
                same, match = self._label(text, at, line)
                yield Token("label", same[0], line, keys=frozenset(same))
                held = (found for group in match.groups() for found in re.findall(_ATOM, group))
                yield from (_token(atoms[ord(found) - _FIRST], same[0]) for found in held)
                at = match.end()

    def _label(self, text: str, at: int, line: int) -> tuple[tuple[str, ...], re.Match[str]]:
        for same, pattern in self._patterns:
            match = pattern.match(text, at)
            if match:
                return same, match
        words = re.sub(_ATOM, "…", text[at:]).strip()
        raise ProofError(f"{words[:80]!r} is no label, no quotation and no typed value", REMEDY, line=line)


def _joined(run: Iterable[Element | str]) -> str:
    count, pieces = 0, []
    for part in run:
        if isinstance(part, str):
            pieces.append(part)
        else:
            pieces.append(chr(_FIRST + count))
            count += 1
    return re.sub(r"\s+", " ", "".join(pieces))


def _token(element: Element, within: str) -> Token:
    kind = atom(element)
    if within and kind not in _HOLDS.values():
        raise ProofError(f"a label is filled with {element.text!r}", REMEDY, line=element.line)
    return Token(kind, element.text, element.line, element, within)


def _pattern(label: str) -> re.Pattern[str] | None:
    """A pattern for a label on a page; None for one that holds values only attributes show."""
    pieces = []
    for literal, name, _, _ in Formatter().parse(" ".join(label.split())):
        pieces.append(re.escape(literal))
        if name is not None:
            if name not in _HOLDS:
                return None
            pieces.append(rf"({_ATOM}(?: ?– ?{_ATOM})?)")
    told = "".join(pieces)
    return re.compile(rf"(?<!\w){told}(?!\w)" if label[-1:].isalnum() else rf"(?<!\w){told}") if told else None
