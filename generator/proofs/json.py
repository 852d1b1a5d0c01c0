"""The proof of JSON: explainer.json, timeline.json, timelinejs.json, feed.json."""

from __future__ import annotations

import json

from generator.errors import ProofError
from generator.exporting import PageData, SiteData
from generator.vouching import Voucher, fault

SUFFIXES = (".json",)
_REMEDY = "an export may repeat what the page says, and nothing else"


def prove(data: bytes, name: str, about: PageData | SiteData, facts: Voucher) -> None:
    """ProofError for the first value that no fact vouches for, and for what could leave a script element."""
    text = data.decode("utf-8")
    if stray := {character for character in "<>&\u2028\u2029" if character in text}:
        raise ProofError(f"JSON holds {min(stray)!r}", "escape it, so that the file can be embedded")
    tree = json.loads(text, object_pairs_hook=_once)
    if not isinstance(tree, dict):
        raise ProofError("JSON is no object", _REMEDY)
    if said := fault(tree, facts):
        raise ProofError(f"the file says {said}", _REMEDY)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ProofError("JSON repeats a key", _REMEDY)
    return found
