"""timeline.json: the dated and undated events of a page, for programs."""

from __future__ import annotations

from generator import labels, timelines
from generator.exporting import Files, Offer, PageData, Scope, json_bytes
from generator.model import LabelKey

SCOPE: Scope = "page"
FILES = ("timeline.json",)
OFFER = Offer("timeline.json", "application/json", LabelKey("page_export_timeline"))
NEEDS_ADDRESS = False
VERSION = 1
"""Raised when a field is renamed or removed; added fields leave it."""


def write(page: PageData) -> Files:
    """The file; nothing for a page without a timeline."""
    dated, undated = timelines.lines(page)
    if not dated and not undated:
        return {}
    events, without = timelines.as_json(page)
    story = page.explainer.story
    told = {
        "version": VERSION,
        "question": labels.question_text(story.question, page.language),
        "address": page.address or None,
        "as_of": story.published.isoformat() if story.published else None,
        "language": page.language.code,
        "events": events,
        "undated": without,
    }
    return {"timeline.json": json_bytes(told)}
