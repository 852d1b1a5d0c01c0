"""Addresses that may stand in a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"""https?://[^\s\\<>"`]+""", re.IGNORECASE)


def is_web(address: str) -> bool:
    """Whether `address` is an absolute http or https address with a host, and nothing that could leave an attribute."""
    if not _WEB.fullmatch(address):
        return False
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
