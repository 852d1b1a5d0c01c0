"""What a page may be made of: tags, attributes and style. Nothing that runs, loads, or writes words by other means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from generator import labels
from generator.elements import TEXTS, Element, Opening
from generator.errors import ProofError

_TAGS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title link style script body header nav main section footer h1 h2 h3 p a ul ol li dl div dt dd "
        "figure figcaption blockquote q time data b i small span bdi br hr wbr svg line rect circle details summary",
    )
)
_NUMBERS = re.compile(r"-?[\d.]+%?(?: -?[\d.]+%?)*")
_NAME = re.compile(r"[\w -]*")
_LOCATION = re.compile(r"(?:inset-(?:inline|block)-(?:start|end):-?[\d.]+(?:%|px);?)+")
_ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "width", "height", "stroke-dasharray"), _NUMBERS
    ),
    **dict.fromkeys(("class", "id", "lang", "dir", "role", "aria-hidden", "data-editor"), _NAME),
    "style": _LOCATION,
}
_ELSEWHERE = frozenset({"href", "datetime", "value", "content", *TEXTS})
_OF_TAG = {
    "meta": frozenset({"charset", "name", "property", "http-equiv"}),
    "link": frozenset({"rel", "type"}),
    "a": frozenset({"aria-current"}),
    "script": frozenset({"type"}),
}
_SCRIPT = {"type": "application/ld+json"}
_AT_RULES = frozenset({"@media", "@page", "@supports", "@charset"})
_FONTS = re.compile(r"(?:--serif|--sans|font|font-family)\s*:[^;{}]*")
_TARGETS = re.compile(r'\[href="#s\d+"\]')
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'', re.DOTALL)
_FAVICON = "data:image/svg+xml,"
_REMEDY = "leave it out of the template"


def inspect(page: Element, also: Collection[tuple[str, Mapping[str, str]]] = ()) -> None:
    """ProofError for the first tag, attribute or rule of style that a page may not have.

    `also` are elements that this page may have beside the usual ones: their tags with all of their attributes.
    """
    seen: set[str] = set()
    for element in page.elements():
        if also and (element.tag, element.attributes) in also:
            continue
        if element.tag == "script" and element.attributes != _SCRIPT:
            raise ProofError(
                f"a script: {element.text[:60]!r}", "a page carries no script but JSON-LD", line=element.line
            )
        if element.tag == "style":
            inspect_style(element.raw, element.line)
        if said := _fault(element.opening):
            raise ProofError(*said, line=element.line)
        name = element.attributes.get("id", "")
        if name in seen:
            raise ProofError(f"id {name!r} stands twice", "give each element its own id", line=element.line)
        if name:
            seen.add(name)


def parts(page: Element) -> tuple[Element, Element]:
    """The head and the body of a page; ProofError where it has not one of each, or text outside of both."""
    roots = [child for child in page.children if not isinstance(child, str) or child.strip()]
    root = roots[0] if len(roots) == 1 else None
    if not isinstance(root, Element) or root.tag != "html":
        raise ProofError("text stands outside of <html>", _REMEDY, line=1)
    inner = [child for child in root.children if not isinstance(child, str) or child.strip()]
    head, body = inner if len(inner) == 2 else (None, None)
    if not isinstance(head, Element) or not isinstance(body, Element) or (head.tag, body.tag) != ("head", "body"):
        raise ProofError("a page is one head and one body", _REMEDY, line=root.line)
    return head, body


def prove_head(
    head: Element, title: str, known: dict[str, str], here: str, beside: Mapping[str, str] = MappingProxyType({})
) -> None:
    """ProofError for what a head says beyond its title, the `known` values of meta by name, and its own address.

    `beside` are the files that it may name as alternates, with their media types.
    """
    for child in head.children:
        if isinstance(child, str):
            if child.strip():
                raise ProofError(f"the head says {child.strip()!r}", _REMEDY, line=head.line)
        elif child.tag == "title":
            if child.text not in {" ".join(title.split()), labels.clipped(title)}:
                raise ProofError(f"the title says {child.text!r}", "the title is the question", line=child.line)
        elif child.tag == "meta":
            _meta(child, known)
        elif child.tag == "link":
            _head_link(child, here, beside)
        elif child.tag not in ("style", "script"):
            raise ProofError(f"<{child.tag}> may not stand in the head", _REMEDY, line=child.line)


def _head_link(element: Element, here: str, beside: Mapping[str, str]) -> None:
    address, rel = element.attributes.get("href", ""), element.attributes.get("rel")
    icon = rel == "icon" and address.startswith(_FAVICON) and "text" not in address
    other = element.attributes == {"rel": "alternate", "type": beside.get(address, ""), "href": address}
    if not icon and not other and (rel != "canonical" or not here or address != here):
        raise ProofError(f"a link to {address[:60]!r}", "a page loads nothing", line=element.line)


def _meta(element: Element, known: dict[str, str]) -> None:
    given = element.attributes
    if given == {"charset": "utf-8"}:
        return
    name = given.get("name") or given.get("property") or given.get("http-equiv") or ""
    content = given.get("content", "")
    if len(given) != 2 or not known.get(name) or content != known[name]:
        raise ProofError(f"meta {name} says {content!r}", "say it with a label, or leave it out", line=element.line)


@lru_cache(maxsize=2048)  # many pages have the same
def _fault(opening: Opening) -> tuple[str, str] | None:
    """What is wrong with a tag or one of its attributes, and what to do about it; None where nothing is."""
    tag = opening.tag
    if tag and tag not in _TAGS:
        return f"<{tag}> may not stand on a page", _REMEDY
    for name, value in opening.attributes.items():
        pattern = _ATTRIBUTES.get(name)
        if name in _ELSEWHERE or name in _OF_TAG.get(tag, ()) or (pattern is not None and pattern.fullmatch(value)):
            continue
        return f"attribute {name}={value!r} may not stand on <{tag}>", _REMEDY
    return None


def inspect_style(style: str, line: int) -> None:
    """ProofError for a style sheet that holds words, loads something, or hides what it does."""
    if said := _style_fault(style):
        raise ProofError(*said, line=line)


@lru_cache(maxsize=128)  # many pages have the same
def _style_fault(style: str) -> tuple[str, str] | None:
    """What is wrong with a style sheet, and what to do about it; None where nothing is."""
    css = _TARGETS.sub("", style)
    bare = _FONTS.sub("", css)
    for match in _STRING.finditer(bare):
        said = _ESCAPE.sub(_unescaped, match.group(1) or match.group(2) or "")
        if any(character.isalnum() for character in said):
            return f"style writes {said!r}", "a style sheet may not hold words"
    if loaded := re.search(r"url\(|image-set\(|@import|expression\(|src\s*:", css, re.IGNORECASE):
        return f"style loads or runs: {loaded.group()!r}", _REMEDY
    unsaid = _STRING.sub("", bare)
    if "\\" in unsaid:
        return "style hides a name behind an escape", _REMEDY
    for rule in re.findall(r"@[\w-]+", bare):
        if rule.lower() not in _AT_RULES:
            return f"style rule {rule}", "a style sheet may use @media, @page and @supports"
    for content in re.findall(r"(?<![\w-])content\s*:([^;}]*)", unsaid, re.IGNORECASE):
        if re.sub(r"attr\(href\)|none|normal|[\s/()!]|important", "", content):
            return f"style writes content {content!r}", "write marks as a string, or none"
    return None


def _unescaped(match: re.Match[str]) -> str:
    code, character = match.groups()
    if code is None:
        return str(character)
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
