"""Where something was said: "on her Facebook page", "in a statement", whom somebody "told"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_CAPITAL = r"[^\W\d_a-z][\w.&'’-]*"


@dataclass(frozen=True)
class VenueWords:
    """The table `venues`: `patterns` of where something was said, `told` verbs whose object is a venue."""

    TABLE: ClassVar[str] = "venues"

    patterns: tuple[str, ...]
    told: tuple[str, ...]

    @cached_property
    def _place(self) -> re.Pattern[str]:
        return compiled(rf"[^.;:\"“”]{{0,60}}?\s(?P<venue>{'|'.join(self.patterns)})(?=[\s,.;:]|$)")

    @cached_property
    def _told(self) -> re.Pattern[str]:
        told = either(self.told)
        return compiled(rf"(?:{told})\s+(?P<venue>(?:{_CAPITAL}|[a-z]+\s+{_CAPITAL})(?:\s+{_CAPITAL}){{0,4}})")

    def find(self, text: Span, verb: Span, after: int) -> Span | None:
        """The venue told in `text` after a cue verb, read from `after` on; None where there is none."""
        rest = text.source.span(after, max(after, text.end))
        match = self._place.match(rest.readable)
        if match:
            return rest.sub(*match.span("venue"))
        clause = text.source.span(verb.start, max(verb.end, text.end))
        told = self._told.match(clause.readable)
        return clause.sub(*told.span("venue")).strip(" .") if told else None
