"""What the preview adds to a page as it sends it: the script that reloads it, and what is wrong. No file holds that."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from generator.listening import host_and_port

SCRIPT = "/livereload.js"
SOCKET = "/livereload"
"""Where livereload's own script looks for its web socket."""

_POLICY = re.compile(r"<meta\b(?=[^>]*\bhttp-equiv=[\"']?Content-Security-Policy\b)[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent=(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_LOOK = (
    "#preview-errors{all:initial;position:fixed;inset:1rem 1rem auto;z-index:2147483647;max-height:80vh;overflow:auto;"
    "box-sizing:border-box;padding:.75rem 1rem;background:#2b0f0b;color:#fff3f0;border:3px solid #ff6b55;"
    "border-radius:6px;font:15px/1.5 ui-monospace,monospace;box-shadow:0 4px 24px #0008}"
    "#preview-errors>summary{cursor:pointer;font-weight:700}"
    "#preview-errors>p{display:block;margin:.5rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media print{#preview-errors{display:none}}"
)


def dressed(page: str, errors: Sequence[str], nonce: str, host: str, mark: str) -> str:
    """A page as it is sent: its own bytes, but for its policy, the script before </head> and the errors before </body>.

    `host` is the host and port that the browser asked; `mark` tells this page from what it may become. The policy
    lets the one script with the `nonce` run that otherwise forbids them all, and lets it open its web socket.
    """
    allowed = _POLICY.sub(lambda match: _opened(match.group(), nonce, host), page)
    scripted = _before("</head>", allowed, _script(nonce, host, mark))
    return _before("</body>", scripted, panel(errors, nonce))


def panel(errors: Sequence[str], nonce: str) -> str:
    """The errors as a box over the page, which a reader can fold; nothing where there are none."""
    if not errors:
        return ""
    lines = "".join(f"<p>{html.escape(error)}</p>" for error in errors)
    head = "Not built, and this is the last good version" if len(errors) == 1 else f"{len(errors)} errors"
    return (
        f'<style nonce="{nonce}">{_LOOK}</style>'
        f'<details id="preview-errors" role="alert" lang="en" dir="ltr" open><summary>{head}</summary>{lines}</details>'
    )


def notice(title: str, said: str) -> str:
    """A page of the preview itself, where the site has none to show."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
        f"<body><h1>{html.escape(title)}</h1><p>{html.escape(said)}</p></body></html>"
    )


def _script(nonce: str, host: str, mark: str) -> str:
    name, port = host_and_port(host)
    # As livereload.js reads them: it decodes nothing.
    given = f"host={name}&port={port}&snipver={mark}&mindelay=200&maxdelay=2000"
    return f'<script nonce="{nonce}" src="{SCRIPT}?{html.escape(given)}"></script>'


def _before(end: str, page: str, added: str) -> str:
    """`page` with something before the last `end`, or at its own end where there is none."""
    place = max((match.start() for match in re.finditer(re.escape(end), page, re.IGNORECASE)), default=len(page))
    return page[:place] + added + page[place:]


def _opened(meta: str, nonce: str, host: str) -> str:
    def write(match: re.Match[str]) -> str:
        opened = policy(html.unescape(match[1][1:-1]), nonce, host)
        return f'content="{html.escape(opened, quote=False).replace(chr(34), "&quot;")}"'

    return _CONTENT.sub(write, meta, count=1)


def policy(given: str, nonce: str, host: str) -> str:
    """A policy that allows what it did, and the preview's own script, style and web socket."""
    directives: dict[str, list[str]] = {}
    for directive, *sources in filter(None, map(str.split, given.split(";"))):
        directives.setdefault(directive.lower(), sources)  # of two, the first holds
    name, _ = host_and_port(host)
    once = f"'nonce-{nonce}'"
    added = {
        "script-src": "'self'" if _inline(directives, "script-src") else once,  # a nonce would forbid all without one
        "style-src": "" if _inline(directives, "style-src") else once,
        "connect-src": "ws:" if name.startswith("[") else f"ws://{host}{SOCKET}",  # a policy can name no IPv6 address
    }
    for directive, source in added.items():
        allowed = directives.get(directive, directives.get("default-src"))
        if allowed is not None and source:
            directives[directive] = [*(one for one in allowed if one != "'none'"), source]
    return ";".join(" ".join((name, *sources)) for name, sources in directives.items())


def _inline(directives: Mapping[str, Sequence[str]], name: str) -> bool:
    return "'unsafe-inline'" in directives.get(name, directives.get("default-src", ()))
