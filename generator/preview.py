"""The HTTP side of the preview: the built site as a host would show it, and livereload's web socket beside it.

It answers this machine's own names only, so that no page of the web can read the site through a name of its own
(DNS rebinding), and it sends nothing from outside the folder of the site.
"""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import escape
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from generator import overlay
from generator.listening import Hosts

_TYPES = mimetypes.MimeTypes()
for _suffix, _kind in ((".ics", "text/calendar"), (".csv", "text/csv"), (".webmanifest", "application/manifest+json")):
    _TYPES.add_type(_kind, _suffix)
_SWAP = 0.2
"""The most seconds that a new site takes to stand where the old one stood."""


@dataclass(slots=True)
class Shown:
    """What the preview shows. Only the thread of the server changes it."""

    folder: Path
    """The built site."""
    base: str = "/"
    """The path under which the site stands, with a slash at either end."""
    errors: tuple[str, ...] = ()
    """What is wrong with the last build."""
    ready: dict[str, bytes] = field(default_factory=dict)
    """Files of pages that are proved, and that the build under way will publish, by their paths."""


def application(shown: Shown, allowed: Hosts) -> Application:
    """The handlers of the preview."""
    return Application(
        [(overlay.SOCKET, _Socket), (overlay.SCRIPT, _Script), (r"(/.*)", _Page)],
        default_handler_class=_Nothing,
        shown=shown,
        allowed=allowed,
        log_function=lambda handler: None,
        websocket_max_message_size=1 << 16,
    )


def refresh(app: Application) -> None:
    """Tell every page that is open, and is not what it would be now, to load itself anew."""
    for waiter in list(LiveReloadHandler.waiters):
        if waiter.application is app:
            waiter.refresh()


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the site, or (without data) a folder whose address lacks the slash at its end."""

    name: str
    data: bytes | None


def read(folder: Path, address: str) -> Found | None:
    """What the path of an address names in a site; None where it is not there, may not be read, or lies outside.

    An address that ends in a slash, or is empty, names the index.html of a folder.
    """
    names = address.split("/")
    if any(name in {".", ".."} or "\\" in name or "\0" in name for name in names) or "" in names[:-1]:
        return None
    try:
        path = folder.joinpath(*names[:-1], names[-1] or "index.html").resolve(strict=True)
        if not path.is_relative_to(folder.resolve(strict=True)):
            return None
        if path.is_dir():
            return Found(path.name, None)
        return Found(path.name, path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


@dataclass(frozen=True, slots=True)
class Content:
    """What stands at an address."""

    status: int
    name: str
    data: bytes

    def mark(self, errors: Sequence[str]) -> str:
        """A name for it together with the errors over it; never a number, which the script would alter."""
        told = "\n".join((str(self.status), *errors, ""))
        return "m" + hashlib.blake2b(told.encode("utf-8", "replace") + self.data, digest_size=12).hexdigest()


def content(shown: Shown, address: str) -> Content | None:
    """What stands at the path of an address, 404.html for nothing; None for a folder without the slash at its end."""
    name = address.removeprefix(shown.base) if address.startswith(shown.base) else "/"
    file = f"{name}index.html" if not name or name.endswith("/") else name
    if file in shown.ready:
        return Content(200, file, shown.ready[file])
    found = read(shown.folder, name)
    if found is not None:
        return Content(200, found.name, found.data) if found.data is not None else None
    missing = read(shown.folder, "404.html")
    if missing is not None and missing.data is not None:
        return Content(404, missing.name, missing.data)
    if shown.folder.exists():
        status, told = 404, ("Not found", "There is no page at this address.")
    elif shown.errors:
        status, told = 404, ("Not built", "There is no site yet: it could not be built.")
    else:
        status, told = 503, ("Building…", "The page appears as soon as the site is built.")
    return Content(status, "notice.html", overlay.notice(*told).encode("utf-8"))


def _same(origin: str, host: str) -> bool:
    """Whether a page of this origin was read from this host."""
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


class _Guarded(RequestHandler):
    """Refuses foreign hosts and origins, and tells errors in plain words."""

    def set_default_headers(self) -> None:
        self.set_header("Server", "explainer")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        if not self.settings["allowed"].allow(self.request.host):
            raise HTTPError(403, reason="Foreign host")
        origin = self.request.headers.get("Origin")
        if origin is not None and not _same(origin, self.request.host):
            raise HTTPError(403, reason="Foreign origin")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}\n")

    def log_exception(self, *of: Any) -> None:
        if not isinstance(of[1], HTTPError):
            super().log_exception(*of)


class _Nothing(_Guarded):
    """What is no path at all."""

    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


class _Script(_Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    """livereload.js, as livereload ships it."""


class _Socket(_Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """livereload's web socket. Each page says what it shows, and is told when something else stands at its address."""

    _mark = _address = ""

    def check_origin(self, origin: str) -> bool:
        return _same(origin, self.request.host)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = escape.json_decode(message)
            command = said["command"]
            if command == "hello":
                self._mark = str(said.get("snipver", ""))
            elif command == "info":
                self._address = unquote(urlsplit(str(said.get("url", ""))).path)
        except (ValueError, TypeError, LookupError, AttributeError):
            self.close()
            return
        super().on_message(message)
        if self in LiveReloadHandler.waiters:
            self.refresh()

    def refresh(self) -> None:
        """Let the page load itself anew where it is not what it would be now."""
        shown: Shown = self.settings["shown"]
        now = content(shown, self._address)
        if now is None or now.mark(shown.errors) != self._mark:
            try:
                self.send_message({"command": "reload", "path": "*", "liveCSS": False, "liveImg": False})
            except WebSocketClosedError:
                self.on_close()


class _Page(_Guarded):
    """A file of the site; 404.html for what is not there; a notice as long as there is no site."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    async def head(self, address: str) -> None:
        await self.get(address)

    async def get(self, address: str) -> None:
        shown: Shown = self.settings["shown"]
        if address == "/" != shown.base or f"{address}/" == shown.base:
            self.redirect(quote(shown.base))
            return
        found = content(shown, address)
        if found is not None and found.status != 200:
            found = await self._after_swap(shown, address)
        if found is None:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"{quote(address)}/{query}")
            return
        self.set_status(found.status)
        if found.name.endswith(".html"):
            self._page(found, shown)
            return
        kind = _TYPES.guess_type(found.name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.finish(found.data)

    async def _after_swap(self, shown: Shown, address: str) -> Content | None:
        """What was missing may have been so only for the moment in which a new site takes the place of the old."""
        end = time.monotonic() + _SWAP
        while not shown.folder.exists() and time.monotonic() < end:
            await asyncio.sleep(0.002)
        return content(shown, address)

    def _page(self, found: Content, shown: Shown) -> None:
        text = found.data.decode("utf-8", "surrogateescape")
        nonce, mark = secrets.token_urlsafe(12), found.mark(shown.errors)
        dressed = overlay.dressed(text, shown.errors, nonce, self.request.host, mark)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(dressed.encode("utf-8", "surrogateescape"))
