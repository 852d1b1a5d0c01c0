"""The proof that a finished page says nothing of its own: it is read again, and trusts no template.

Every word is (a) the article's, true to the letter and linked to its sentence, (b) a typed value that the explainer
holds, (c) a label of the language file, or (d) the editor's own text, marked with `data-editor`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property

from generator import (
    claims,
    elements,
    evidence,
    exporting,
    formats,
    fragments,
    labels,
    linked,
    lockdown,
    matching,
    quoting,
    shares,
    sources,
)
from generator.amounts import HEDGES
from generator.config import Config
from generator.elements import Element
from generator.errors import ProofError
from generator.language import Language
from generator.matching import Group
from generator.model import Explainer, Item, Profile
from generator.periods import day
from generator.tokens import REMEDY, Token, Unit, labels_of, units

_POLICY = (
    "default-src 'none';style-src 'unsafe-inline';img-src 'self' data:;connect-src 'self';script-src 'sha256-{hash}'"
)
_PLAIN = {"viewport": "width=device-width,initial-scale=1", "color-scheme": "light dark", "og:type": "article"}


def prove(html: str, explainer: Explainer, config: Config, language: Language, path: str) -> None:
    """ProofError, with `path` and line, for the first thing that a page says of its own."""
    try:
        page = elements.parse(html)
        _Proof(explainer, config, language).prove(page)
        _quotes_within_limits(html, explainer, config)
    except elements.MarkupError as error:
        raise ProofError(str(error), "mend the template", path=path, line=error.line) from error
    except ProofError as error:
        raise ProofError(error.what, error.remedy, path=error.path or path, line=error.line) from error


def _quotes_within_limits(html: str, explainer: Explainer, config: Config) -> None:
    counted = shares.of_page(explainer, html)
    for reading, (quoted, words) in zip(explainer.story.readings, counted, strict=True):
        most = quoting.limit(reading.article, config)
        if most is not None and 100 * quoted > most * words:
            raise ProofError(
                f"the page quotes {100 * quoted / words:.0f}% of the {words} words of this article, more than {most}%",
                "name its 'licence' ('own' for your own), write 'extracts: link', or raise its 'quote_limit'",
                path=reading.article.path,
            )


class _Proof:
    def __init__(self, explainer: Explainer, config: Config, language: Language) -> None:
        self.explainer, self.config, self.language = explainer, config, language
        self.claims, self.labels = claims.of(explainer, language), labels_of(language)
        line = self.claims.chronology
        self._undated, self._upcoming = set(map(id, line.undated)), {id(dated.entry) for dated in line.upcoming}
        self._question_text = labels.question_text(explainer.story.question, language)
        self._sections = {"sources", *(section.name for section in explainer.sections)}
        self._own: dict[str, frozenset[str]] = {}
        self._groups: dict[tuple[str, frozenset[str]], Group] = {}

    def prove(self, page: Element) -> None:
        lockdown.inspect(page)
        head, body = lockdown.parts(page)
        self._head(page, head)
        inside = list(body.elements())
        self._attributes(inside)
        self._links(inside)
        self._units(body)

    def _head(self, page: Element, head: Element) -> None:
        question = self._question_text
        about = labels.description(self._published(), self.language)
        here = fragments.page(self.config, self.explainer.slug)
        data = next(iter(head.all("script")), None)
        digest = base64.b64encode(hashlib.sha256((data.raw if data else "").encode()).digest()).decode()
        known = _PLAIN | {
            "description": about,
            "og:title": question,
            "og:description": about,
            "og:url": here,
            "Content-Security-Policy": _POLICY.format(hash=digest),
            "og:image": f"{here}{fragments.CARD}" if here else "",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": question,
            "twitter:card": "summary_large_image",
        }
        beside = {offer.file: offer.media for offer in exporting.possible(self.config)}
        lockdown.prove_head(head, question, known, here, beside)
        if page.all("html")[0].attributes != {"lang": self.language.code, "dir": self.language.direction}:
            raise ProofError("the page is not in its language", "set lang and dir from language", line=2)
        for script in page.all("script"):
            linked.prove(script.raw, self.explainer, self.config, self.language, script.line)

    def _attributes(self, inside: list[Element]) -> None:
        strip = self.claims.chronology
        # Of links of the source list; which one of them it is is proved with its source.
        numbers = [extract.number for extract in self.claims.evidence.extracts]
        in_article = {labels.label(self.language, "page_in_article_n", n=number) for number in numbers}
        for element in inside:
            texts = element.opening.texts
            if not texts:
                continue
            allowed: set[str] = set()
            if element.opening.atom == "mark":
                allowed = {labels.label(self.language, "page_source", n=element.text)}
            elif element.tag == "svg" and strip.dated:
                allowed = {self._strip_label()}
            elif element.tag == "a":
                allowed = in_article
            for name in texts:
                text = element.attributes[name]
                if text not in allowed and not any(map(self._chrome, self.labels.told(text))):
                    raise ProofError(f"attribute {name} says {text!r}", REMEDY, line=element.line)

    def _links(self, inside: list[Element]) -> None:
        ids = {element.attributes["id"] for element in inside if "id" in element.attributes}
        articles = {reading.article.url for reading in self.explainer.story.readings}
        whole = " ".join(reading.article.source.span().words for reading in self.claims.evidence.readings)
        beside = {offer.file for offer in exporting.possible(self.config)}
        for element in inside:
            href = element.attributes.get("href")
            if href is None and element.tag != "a":
                continue
            if element.opening.atom == "mark" and not (element.text.isdecimal() and href == f"#s{element.text}"):
                raise ProofError(f"the number {element.text!r} leads to {href!r}", "use cite", line=element.line)
            if element.tag == "a" and href is None:
                raise ProofError(f"a link without an address: {element.text!r}", "give it one", line=element.line)
            if href is None or href in ("../", self.config.report_url) or href in beside:
                continue
            target, words = fragments.read(href)
            if href.startswith("#") and href[1:] in ids:
                continue
            if target not in articles or not fragments.linkable(href):
                raise ProofError(f"a link to {href!r}", "a page links to its sources, and to itself", line=element.line)
            if stray := [part for part in words if part not in whole]:
                raise ProofError(f"a link looks for {stray[0]!r}", "link to words of the article", line=element.line)

    def _published(self) -> str:
        published = self.explainer.story.published
        return formats.text(day(published), self.claims.formats) if published else ""

    def _strip_label(self) -> str:
        line = self.claims.chronology
        ends = formats.scale_ends(tuple(dated.period for dated in line.dated), self.claims.formats)
        return labels.strip_label(ends, len(line.past), len(line.upcoming), self.language)

    def _units(self, body: Element) -> None:
        heading: frozenset[str] = frozenset()
        section = ""
        for unit in units(body):
            if unit.section != section:
                heading, section = frozenset(), unit.section
            tokens = self.labels.read(unit) if not self._question(unit) else ()
            if unit.element.tag == "h3":
                heading = frozenset(key for token in tokens for key in token.keys)
            if unit.section == "sources" and unit.element.tag != "h2":
                sources.prove(unit, tokens, self.claims.evidence, self.language)
            elif tokens:
                self._unit(unit, tokens, heading)

    def _question(self, unit: Unit) -> bool:
        derived = not self.explainer.story.question.given
        return derived and unit.element.tag == "h1" and unit.element.text == self._question_text

    def _unit(self, unit: Unit, tokens: Sequence[Token], heading: frozenset[str]) -> None:
        own = self._labels_of(unit.section)
        told = [
            token for token in tokens if token.kind in ("words", "mark") or (token.kind == "label" and token.keys & own)
        ]
        if unit.element.tag != "h3" and (told or any(token.kind == "data" and not token.within for token in tokens)):
            matching.prove(tokens, self._group(unit.section, heading), self.claims)
            return
        for token in tokens:
            self._page_token(unit, token, own if unit.element.tag == "h3" else frozenset())

    def _labels_of(self, section: str) -> frozenset[str]:
        """The labels that the items of a section bring with them."""
        if section not in self._own:
            items = self.explainer.items(section)
            self._own[section] = frozenset(str(key) for item in items for key in evidence.labels(item))
        return self._own[section]

    def _group(self, section: str, heading: frozenset[str]) -> Group:
        """The items of a section that may stand under a heading."""
        if (section, heading) not in self._groups:
            items = [item for item in self.explainer.items(section) if self._stands_under(item, heading)]
            self._groups[section, heading] = Group(items, self.claims)
        return self._groups[section, heading]

    def _stands_under(self, item: Item, heading: frozenset[str]) -> bool:
        """Whether an item may stand under a heading: people under their group, events under their status."""
        if isinstance(item, Profile):
            return item.group in heading if item.group else not heading
        if id(item) in self._undated:
            return "page_undated" in heading
        if id(item) in self._upcoming:
            return "page_next" in heading
        return heading.isdisjoint({"page_undated", "page_next"})

    def _page_token(self, unit: Unit, token: Token, also: frozenset[str]) -> None:
        if token.kind == "editor" and token.element is not None:
            self._editor(token.element)
        elif token.kind == "label" and (token.keys & also or any(map(self._chrome, token.keys))):
            self._true(token)
        elif token.kind == "time" and token.element is not None:
            if (token.element.attributes.get("datetime", ""), token.text) not in self._times(unit):
                raise ProofError(f"the date {token.text!r} was not found in the article", REMEDY, line=token.line)
        elif token.kind == "data":
            count = str(len(self.explainer.story.readings))
            if token.text != count or token.element is None or token.element.attributes.get("value") != count:
                raise ProofError(f"the number {token.text!r} is not the number of articles", REMEDY, line=token.line)
        else:
            said = self.language.labels.get(token.text, token.text)
            raise ProofError(f"{said!r} may not stand here", REMEDY, line=token.line)

    def _editor(self, element: Element) -> None:
        name = element.attributes["data-editor"]
        known = {"site": self.config.title, "question": self.explainer.story.question.given}
        if not element.text or element.text != " ".join(known.get(name, "").split()):
            raise ProofError(
                f"{element.text!r} is not the editor's {name}", "print it as it is given", line=element.line
            )

    def _chrome(self, key: str) -> bool:
        """Whether a label belongs to pages in general, and not to a fact."""
        return key.startswith("page_") or key.removeprefix("nav_") in self._sections

    def _true(self, token: Token) -> None:
        """Labels that say something of this page are said only where it is so."""
        if not any(self._so.get(key, True) for key in token.keys):
            raise ProofError(f"{self.language.labels[token.text]!r} is not so here", REMEDY, line=token.line)

    @cached_property
    def _so(self) -> dict[str, bool]:
        """What such labels say, and whether it is so."""
        story, line = self.explainer.story, self.claims.chronology
        fact_only = {*HEDGES, "page_expected", "page_inferred", "page_unnamed", "page_order", "page_order_same"}
        not_stated = {"page_day_not_stated", "page_month_not_stated", "page_year_not_stated"}
        return {
            "page_asof_none": story.published is None,
            "page_from_one": len(story.readings) == 1,
            "page_from_many": len(story.readings) > 1,
            "page_no_dates": not line.dated,
            "page_next": bool(line.upcoming),
            "page_undated": bool(line.undated),
            "page_more_dates": bool(line.further),
            "page_more_people": any(isinstance(one, Profile) and one.further for one in self.explainer.items("people")),
            **dict.fromkeys(fact_only | not_stated, False),
        }

    def _times(self, unit: Unit) -> Iterable[tuple[str, str]]:
        """The dates that stand outside facts: publication, the years of a long timeline, the axis of the strip."""
        if unit.element.tag == "h3":
            return self._of_publication | self._years
        return self._of_publication | self._axis if "strip" in unit.element.classes else self._of_publication

    @cached_property
    def _of_publication(self) -> frozenset[tuple[str, str]]:
        published, words = self.explainer.story.published, self.claims.formats
        if published is None:
            return frozenset()
        return formats.stamps(day(published), words) | {(published.isoformat(), formats.long_day(published, words))}

    @cached_property
    def _years(self) -> set[tuple[str, str]]:
        years = {one.period.first.year for one in self.claims.chronology.every}
        return {(f"{year:04}", str(year)) for year in years}

    @cached_property
    def _axis(self) -> set[tuple[str, str]]:
        periods = tuple(one.period for one in self.claims.chronology.dated)
        return formats.axis_stamps(periods, self.explainer.story.published, self.claims.formats) if periods else set()
