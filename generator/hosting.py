"""What hosts make of a branch: the public address of its site, and how large GitHub lets it become."""

from __future__ import annotations

import re
from collections.abc import Mapping

GIGABYTE, MEGABYTE = 10**9, 10**6
SITE_LIMIT, FILE_LIMIT = GIGABYTE, 100 * MEGABYTE
"""The most bytes of a published site and of one file, as GitHub's documentation gives them."""
_GITHUB = re.compile(
    r"(?:(?:https?|git|ssh)://(?:[^/@]+@)?(?:www\.|ssh\.)?github\.com(?::\d+)?/|(?:[^/@]+@)?github\.com:/?)"
    r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?",
    re.IGNORECASE,
)

_HOST = re.compile(r"(?=.{4,253}$)(?:(?!-)[a-z\d-]{1,63}(?<!-)\.)+(?!\d+$)(?!-)[a-z\d-]{2,63}(?<!-)", re.IGNORECASE)


def address(base_url: str, cname: str, remote: str) -> str:
    """The public address of a site: that of the settings, else that of its CNAME file, else GitHub's for the remote.

    The empty string where none of them tells, or the CNAME file holds no name of a host. `remote` is the address of the
    git remote.
    """
    if base_url:
        return base_url.rstrip("/") + "/"
    if cname.strip():
        name = host(cname)
        return f"https://{name}/" if name else ""
    named = _GITHUB.fullmatch(remote)
    if not named:
        return ""
    home = f"{named['owner']}.github.io".lower()
    return f"https://{home}/" if named["name"].lower() == home else f"https://{home}/{named['name']}/"


def host(cname: str) -> str:
    """The name of a host that the text of a CNAME file begins with; the empty string where that is none."""
    name = next(iter(cname.strip().splitlines()), "").strip()
    try:
        known = _HOST.fullmatch(name.encode("idna").decode("ascii"))
    except UnicodeError:
        return ""
    return name if known else ""


def on_github(remote: str) -> bool:
    """Whether the address of a remote is one of github.com."""
    return bool(_GITHUB.fullmatch(remote))


def repository(remote: str) -> str:
    """The web address of a repository of GitHub, by any of its addresses; the empty string for another host."""
    named = _GITHUB.fullmatch(remote)
    return f"https://github.com/{named['owner']}/{named['name']}" if named else ""


def too_large(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """What GitHub would not publish, a warning each; `sizes` are the bytes of the files by their paths."""
    told = [
        f"{path}: {size / MEGABYTE:,.0f} MB; GitHub takes no file above {FILE_LIMIT // MEGABYTE} MB — leave it out"
        for path, size in sorted(sizes.items())
        if size > FILE_LIMIT
    ]
    total = sum(sizes.values())
    if total > SITE_LIMIT:
        told.append(
            f"the site has {total / GIGABYTE:.1f} GB; GitHub publishes no more than {SITE_LIMIT // GIGABYTE} GB — "
            "choose fewer 'exports', or another host"
        )
    return tuple(told)
