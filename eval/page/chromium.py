"""Debian's Chromium, driven by playwright, and a server of this machine alone for it to read from."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

PROGRAM = which("chromium") or which("chromium-browser") or which("google-chrome")
"""The browser; None where there is none."""
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Files as hosts of static pages send them: text compressed, nothing else added."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or the index of a folder."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        data = path.read_bytes() if found else b"no such file"
        kind = self.guess_type(str(path)) if found else "text/plain"
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        if text and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which the files of a folder are read, with a slash at its end."""
    handler = functools.partial(_Host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh browser, closed at the end."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=PROGRAM, args=list(ARGUMENTS))
        try:
            yield opened
        finally:
            opened.close()


class Tab:
    """A tab that notes what its console says (`heard`) and what it asks for (`asked`) from the last `visit` on."""

    def __init__(self, opened: Browser, *, scripts: bool = True) -> None:
        self.page: Page = opened.new_context(java_script_enabled=scripts).new_page()
        self.heard: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.heard.append(message.text))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.heard.append(dialog.message)
        dialog.dismiss()

    def visit(self, address: str, width: int = 1280, scheme: str = "light", media: str = "screen") -> Page:
        """Load an address at a width (CSS pixels), in a colour scheme, for a medium."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme, media=media)  # type: ignore[arg-type]  # as playwright names them
        self.heard.clear()
        self.asked.clear()
        self.page.goto(address)
        return self.page

    def loaded(self) -> list[str]:
        """The addresses that were asked for: those of data inside the page are none."""
        return [url for url in self.asked if not url.startswith("data:")]
