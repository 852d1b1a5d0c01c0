"""What an article calls a person before the name: "Transport Minister", "actor", "Roe's mother,", "guests such as"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.callings import RoleWords
from generator.patterns import either
from generator.regexes import compiled
from generator.text import Span

_WINDOW = 220  # characters of a sentence that are read on either side of a name: keeps hostile lines linear
_TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_][\w'’`.-]*[\w'’]|[^\W_]\.?|[^\w\s]")
_MODIFIERS = 7
_PLAIN_MODIFIERS = 3
_OUTER = 9  # words between the head of a phrase and the end of what belongs to it
_PUNCTUATION = frozenset(",.;:!?()[]—–\"“”‘'")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """What a person is called. `owner` is the possessor inside ("Ann Roe's" of "Ann Roe's mother").

    `several`: it speaks of several people.
    """

    words: Span
    rule: str
    owner: Span | None = None
    several: bool = False


@dataclass(frozen=True)
class RolesBefore:
    """Reads roles that end at a name. `honorifics` are forms of address, which are no roles."""

    words: RoleWords
    honorifics: frozenset[str]

    def before(self, sentence: Span, name: Span, title: Span | None) -> Iterator[RolePhrase]:
        """Roles that end at the name or its title: "Transport Minister", "actor", "Roe's mother,"."""
        end = (title or name).start
        start = max(sentence.start, end - _WINDOW)
        last = sentence.source.readable[start:end].rsplit(maxsplit=1)[-1:]
        if title is None and not self._may_end(last[0] if last else "."):
            return
        line = _Window(sentence.source.span(start, end), self.words)
        if title is not None:
            phrase = self._titled(line, title)
            if phrase is not None:
                yield phrase
            return
        at = len(line.texts) - 1
        comma = at >= 0 and line.texts[at] == ","
        if comma:
            following = sentence.source.readable[name.end : min(name.end + 2, sentence.end)].replace("’", "'")
            closed = following[:1] in {"", ",", ".", ";", ")"} or following == "'s"
            if not closed and not self._belongs.match(sentence.readable, name.end - sentence.start):
                return
            at -= 1
        phrase = self._headed(line, at, comma)
        if phrase is not None:
            yield RolePhrase(phrase.words, "apposition before" if comma else phrase.rule, phrase.owner)

    @cached_property
    def _may_end(self) -> Callable[[str], bool]:
        """Whether the last word of a text may end a role: the one before most names does not, and is often the same."""

        @lru_cache(maxsize=4096)
        def may_end(last: str) -> bool:
            word = next(reversed(_TOKEN.findall(last)), ",")
            return word == "," or word[0].isupper() or self.words.is_noun(word) or self.words.is_agent(word)

        return may_end

    @cached_property
    def _belongs(self) -> re.Pattern[str]:
        """The body somebody is of, right after a name: what stands before the name is no clause of its own."""
        return compiled(rf"\s(?:{either(self.words.sets['links'])})\s(?:the\s)?[^\W\d_a-z]")

    def _titled(self, line: _Window, title: Span) -> RolePhrase | None:
        """The role that ends with a title; one that ends in a form of address alone says nothing."""
        words = str(title).split()
        while words and words[-1].rstrip(".").lower() in self.honorifics:
            words.pop()
        if words:
            kept = title.sub(0, title.readable.rindex(words[-1]) + len(words[-1]))
            return line.phrase(len(line.texts), kept)
        at = len(line.texts) - 1
        return line.phrase(at, line.span(at)) if at >= 0 and self.words.is_noun(line.texts[at]) else None

    def _headed(self, line: _Window, at: int, comma: bool) -> RolePhrase | None:
        """The phrase that ends at word `at`: its head there, or in front of a prepositional phrase that ends there."""
        if at < 0 or line.texts[at] in _PUNCTUATION:
            return None
        word = line.texts[at]
        if self.words.is_noun(word) or (not comma and self.words.is_agent(word)):
            phrase = line.phrase(at, line.span(at))
            return line.outer(at, phrase) if comma and phrase else phrase
        if not comma and not word[0].isupper():
            return None
        return line.outer(at, None)

    @cached_property
    def _listing(self) -> re.Pattern[str]:
        return compiled(rf"(?:\s+|\s*,\s+)(?:{either(self.words.listing)})\s*$")

    def listed(self, sentence: Span, first: Span) -> RolePhrase | None:
        """The plural role that introduces a list of names whose first word (or role) begins at `first`."""
        start = max(sentence.start, first.start - _WINDOW)
        text = sentence.source.readable[start : first.start].rstrip()
        match = self._listing.search(text, max(0, len(text) - 24))
        if match is None:
            return None
        line = _Window(sentence.source.span(start, start + match.start()), self.words)
        at = len(line.texts) - 1
        if at < 0:
            return None
        phrase = line.phrase(at, line.span(at)) if self.words.is_noun(line.texts[at]) else None
        if phrase is None or not self.words.is_plural(line.texts[at]):
            phrase = line.outer(at, phrase)
        return RolePhrase(phrase.words, "list") if phrase else None


class _Window:
    """The words of a stretch of text, read from its end."""

    def __init__(self, window: Span, words: RoleWords) -> None:
        matches = list(_TOKEN.finditer(window.readable))
        self._window = window
        self._spans = [match.span() for match in matches]
        self._words = words
        self.texts = [match.group() for match in matches]
        self._lower = [text.lower() for text in self.texts]

    def span(self, at: int) -> Span:
        """The span of word `at`."""
        return self._window.sub(*self._spans[at])

    def outer(self, at: int, inner: RolePhrase | None) -> RolePhrase | None:
        """The phrase with a role noun before "of", "to", "for" and what ends at word `at`; else `inner`."""
        for head in range(at - 1, max(-1, at - _OUTER), -1):
            if self.texts[head] in _PUNCTUATION or self._lower[head] in self._words.sets["spoken"]:
                break
            if (
                self._words.is_noun(self.texts[head])
                and self._lower[head + 1] in self._words.sets["links"]
                and head + 1 < at
            ):
                phrase = self.phrase(head, self.span(head))
                if phrase is not None:
                    return RolePhrase(phrase.words.to(self.span(at)), "role with complement", phrase.owner)
        return inner

    def phrase(self, head: int, last: Span) -> RolePhrase | None:
        """The noun phrase whose last word is `last`, with the modifiers and the possessor before word `head`."""
        sets = self._words.sets
        start, plain_words, owner = head, 0, None
        while start > 0 and head - start < _MODIFIERS:
            word, lower = self.texts[start - 1], self._lower[start - 1]
            if word in _PUNCTUATION or not (word[0].isalnum()):
                break
            if lower in sets["opening"]:
                start -= 1
                break
            if lower.endswith(("'s", "’s", "s'", "s’")) and not self._short(lower):
                owner, start = self._owner(start - 1)
                break
            if self._ends(start - 1):
                break
            plain_words += word[0].islower()
            if plain_words > _PLAIN_MODIFIERS:
                break
            start -= 1
        start = self._without_verb(start, head, last)
        opening = self.texts[start] if start < head else str(last)
        if start == head and self._bare_verb(head, opening):
            return None
        article = self._lower[start] in sets["articles"] if start < head else False
        if article and str(last)[0].isupper() and len(self._lower[start]) < 3 and self.texts[head - 1][0].islower():
            start = head  # "a recommendation Chairman Roe took": an article of one does not belong to a title
        words = (self.span(start) if start < head else last).to(last)
        return RolePhrase(words, "possessor" if owner is not None else "role before", owner)

    def _ends(self, at: int) -> bool:
        """Whether word `at` stands left of the phrase: a stop, a number, a short form, a verb."""
        lower, sets = self._lower[at], self._words.sets
        plain = lower in sets["plain"] and (len(lower) < 2 or not self.texts[at].isupper())
        if plain or lower[0].isdigit() or self._short(lower):
            return True
        return self.texts[at][0].islower() and "-" not in lower and self._verb(at)

    def _short(self, lower: str) -> bool:
        return lower.replace("’", "'").endswith(self._words.short)

    def _verb(self, at: int) -> bool:
        """Whether a small word is a verb with the subject before it: no participle that describes what follows."""
        lower, sets, words = self._lower[at], self._words.sets, self._words
        before = self._lower[at - 1] if at else ""
        if at > 1 and before.endswith(words.adverb):
            before = self._lower[at - 2]
        noun = before[:1].isalpha() and before not in sets["opening"] | sets["links"]
        noun = noun and not before.endswith(("'s", "’s", "s'", "s’", words.adverb, words.past))
        if lower.endswith(words.gerund):
            return lower not in sets["gerunds"] and (noun or before not in sets["opening"])
        if lower.endswith(words.past):
            object_follows = (
                at + 1 < len(self.texts) and self.texts[at + 1][0].isupper() and before not in sets["opening"]
            )
            return noun or (object_follows and lower not in sets["participles"])
        third = lower.endswith("s") and lower[:-1] in sets["verbs"]
        return third and noun and self.texts[at - 1][0].isupper()

    def _without_verb(self, start: int, head: int, last: Span) -> int:
        """The first word of a phrase that is neither a verb before its object nor an adverb before that."""
        sets = self._words.sets
        for at in range(start, head):
            if not self.texts[at][0].islower() or self._lower[at] in sets["opening"]:
                continue
            following = self.texts[at + 1] if at + 1 < head else str(last)
            marked = at > 0 and self._lower[at - 1] in self._words.verb_marks
            acts = self._lower[at] in sets["verbs"] or self._lower[at].removesuffix("s") in sets["verbs"]
            adverb = self._lower[at].endswith(self._words.adverb)
            if marked or ((acts or adverb) and following[0].isupper()):
                start = at + 1
            elif adverb and self._acts(at + 1, head, last):
                start = at + 2
        return start

    def _acts(self, at: int, head: int, last: Span) -> bool:
        """Whether word `at` is rather a verb than a participle before a title: "generally continue President"."""
        if at >= head or not self.texts[at][0].islower() or self._lower[at].endswith(self._words.past):
            return False
        return (self.texts[at + 1] if at + 1 < head else str(last))[0].isupper()

    def _bare_verb(self, head: int, opening: str) -> bool:
        """Whether a lone role noun is rather a verb ("to host Roe") or a participle ("accused Roe")."""
        marked = head > 0 and head <= len(self.texts) and self._lower[head - 1] in self._words.verb_marks
        return (marked and opening in self._words.sets["also_verbs"]) or opening.endswith(self._words.past)

    def _owner(self, at: int) -> tuple[Span, int]:
        """The possessor whose last word is word `at`, without its mark, and the index of its first word."""
        start = at
        while start > 0 and at - start < 4 and self.texts[start - 1][0].isupper():
            if self._lower[start - 1] in self._words.sets["plain"]:
                break
            start -= 1
        if not self.texts[at][0].isupper():
            for back in range(at - 1, max(-1, at - 4), -1):
                if self._lower[back] in self._words.sets["opening"]:
                    start = back
                    break
        mark = 2 if self.texts[at][-1] in "sS" and self.texts[at][-2] in "'’" else 1
        last = self.span(at)
        return self.span(start).to(last.sub(0, len(last) - mark)), start
