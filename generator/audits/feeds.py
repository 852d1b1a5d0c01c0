"""Feeds, the sitemap and data files can be read, and what they lead to is there."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from generator import reporting
from generator.auditing import Site
from generator.audits import links
from generator.reporting import Record

_ADDRESSES = frozenset({"id", "url", "home_page_url", "feed_url", "loc"})
_REMEDY = "run 'explainer build'"


def find(site: Site) -> Iterator[Record]:
    """Files that no program can read, and addresses in feeds that are not of the site or lead to nothing."""
    for name in sorted(site.files):
        try:
            if name.endswith(".json"):
                told = json.loads(site.data(name))
                addresses = list(_in_json(told)) if name == "feed.json" else []
            elif name.endswith(".xml"):
                addresses = list(_in_xml(ET.fromstring(site.data(name))))
            else:
                continue
        except (ValueError, RecursionError, ET.ParseError) as error:
            yield reporting.error(f"no program can read it ({error})", _REMEDY, site.shown(name))
            continue
        for address in addresses:
            file = links.target(site, name, address)
            if file is None:
                yield reporting.error(f"{address!r} is no address of the site", _REMEDY, site.shown(name))
            elif file not in site.files:
                yield reporting.error(f"{address!r} leads to nothing", _REMEDY, site.shown(name))


def _in_json(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        for key, value in told.items():
            if key in _ADDRESSES and isinstance(value, str):
                yield value
            else:
                yield from _in_json(value)
    elif isinstance(told, list):
        for value in told:
            yield from _in_json(value)


def _in_xml(tree: ET.Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag.rpartition("}")[2] in _ADDRESSES and element.text:
            yield element.text
        if "href" in element.attrib:
            yield element.attrib["href"]
