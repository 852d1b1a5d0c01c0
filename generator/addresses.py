"""Addresses that may stand in a link, and names that a folder of the site may have."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"""https?://[^\s\\<>"`]+""", re.IGNORECASE)

# With COM and LPT go the superscripts of 1 to 3; a suffix changes nothing.
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# Hosts answer /search with search.html, and a branch of pages keeps a file CNAME.
_TAKEN = re.compile(r"index|search|404|page-\d+|cname", re.IGNORECASE)


def reserved(name: str) -> str:
    """Why no page may have `name` for its folder; empty where it may."""
    if _WINDOWS.fullmatch(name):
        return f"Windows has no folders named {name!r}"
    return f"{name!r} is the address of a file of the site itself" if _TAKEN.fullmatch(name) else ""


def is_web(address: str) -> bool:
    """Whether `address` is an absolute http or https address with a host, and nothing that could leave an attribute."""
    if not _WEB.fullmatch(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
