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
    if stray := set(text) & set("<>&\u2028\u2029"):
        raise ProofError(f"JSON holds {min(stray)!r}", "escape it, so that the file can be embedded")
    tree = json.loads(text, object_pairs_hook=_once)
    if not isinstance(tree, dict):
        raise ProofError("JSON is no object", _REMEDY)
    if said := fault(tree, facts):
        raise ProofError(f"the file says {said}", _REMEDY)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ProofError("JSON repeats a key", _REMEDY)
    return dict(pairs)
