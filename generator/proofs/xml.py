"""The proof of XML: feed.xml and sitemap.xml."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher, fault

SUFFIXES = (".xml",)
_REMEDY = "an export may repeat what the index says, and nothing else"
_LISTS = ("entry", "link", "url")


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError for the first text or attribute that no page vouches for."""
    if b"<!" in data:
        raise ProofError("XML holds a declaration or a comment", "leave it out")
    try:
        tree = ET.fromstring(data)
    except ET.ParseError as error:
        raise ProofError(f"XML cannot be read: {error}", "please report it") from error
    if said := fault(_tree(tree), facts):
        raise ProofError(f"the file says {said}", _REMEDY)


def _tree(element: ET.Element) -> dict[str, Any]:
    """Attributes by their names with an @, children by theirs; what may repeat as a list."""
    told: dict[str, Any] = {f"@{_name(key)}": value for key, value in element.attrib.items()}
    if (element.text or "").strip():
        told["#text"] = element.text
    for child in element:
        name, value = _name(child.tag), _tree(child)
        if (child.tail or "").strip():
            raise ProofError(f"text between elements: {(child.tail or '').strip()!r}", _REMEDY)
        if name in _LISTS:
            told.setdefault(name, []).append(value)
        elif name in told:
            raise ProofError(f"<{name}> stands twice", _REMEDY)
        else:
            told[name] = value.get("#text", "") if set(value) <= {"#text"} else value
    return told


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
