"""The HTTP side of the preview: the built site as a host would show it, and livereload's web socket beside it.

It answers this machine's own names only, so that no page of the web can read the site through a name of its own
(DNS rebinding), and it sends nothing from outside the folder of the site.
"""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

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
    builds: int = 0
    """How many states of the site there were."""
    began: str = field(default_factory=lambda: f"{time.time_ns():x}")

    @property
    def mark(self) -> str:
        """A name of this state of the site, that no other one had."""
        return f"{self.began}-{self.builds}"


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


def reload(app: Application) -> None:
    """Tell every page that is open to load itself anew."""
    for waiter in list(LiveReloadHandler.waiters):
        if waiter.application is app:
            waiter.tell()


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
    """livereload's web socket. A page that is older than the site is told so as soon as it says hello."""

    _mark = ""

    def check_origin(self, origin: str) -> bool:
        return _same(origin, self.request.host)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = escape.json_decode(message)
            command = said["command"]
        except (ValueError, TypeError, LookupError):
            self.close()
            return
        if command == "hello":
            self._mark = str(said.get("snipver", ""))
        super().on_message(message)
        if command == "info" and self._mark != self.settings["shown"].mark:
            self.tell()

    def tell(self) -> None:
        """Let the page load itself anew."""
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
        mark = shown.mark  # before the file is read: a page is never taken for newer than it is
        if address == "/" != shown.base or f"{address}/" == shown.base:
            self.redirect(quote(shown.base))
            return
        name = address.removeprefix(shown.base) if address.startswith(shown.base) else "/"
        found = read(shown.folder, name) or await self._after_swap(shown.folder, name)
        if found is None:
            self._missing(shown, mark)
        elif found.data is None:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(f"{quote(address)}/{query}")
        else:
            self._send(found.name, found.data, shown, mark)

    async def _after_swap(self, folder: Path, name: str) -> Found | None:
        """What was missing may have been so only for the moment in which a new site takes the place of the old."""
        end = time.monotonic() + _SWAP
        while not folder.exists() and time.monotonic() < end:
            await asyncio.sleep(0.002)
        return read(folder, name)

    def _missing(self, shown: Shown, mark: str) -> None:
        self.set_status(404)
        page = read(shown.folder, "404.html")
        if page is not None and page.data is not None:
            self._send(page.name, page.data, shown, mark)
            return
        if shown.folder.exists():
            told = ("Not found", "There is no page at this address.")
        elif shown.errors:
            told = ("Not built", "There is no site yet: it could not be built.")
        else:
            self.set_status(503)
            told = ("Building…", "The page appears as soon as the site is built.")
        self._html(lambda nonce: overlay.notice(*told, shown.errors, nonce, self.request.host, mark))

    def _send(self, name: str, data: bytes, shown: Shown, mark: str) -> None:
        if name.endswith(".html"):
            text = data.decode("utf-8", "surrogateescape")
            self._html(lambda nonce: overlay.dressed(text, shown.errors, nonce, self.request.host, mark))
            return
        kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
        is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.finish(data)

    def _html(self, page: Callable[[str], str]) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page(secrets.token_urlsafe(12)).encode("utf-8", "surrogateescape"))
