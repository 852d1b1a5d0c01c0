"""A preview to ask over a real socket: an event loop in a thread, and clients that send what they are told to."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import socket
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from generator import building, config, serve
from generator.building import Outcome
from tests import fakes

Result = TypeVar("Result")
LONG = 20.0
"""Seconds after which an answer that did not come counts as lost."""


class Loop:
    """An event loop that runs in a thread of its own until it is closed."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, what: Coroutine[Any, Any, Result]) -> Result:
        """The result of a coroutine that runs there."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(LONG)

    def close(self) -> None:
        """Stop the loop, and wait for its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LONG)
        self._loop.close()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


def get(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path as it is written; the names of headers may have _ for -."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
    try:
        line.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
    finally:
        line.close()


def raw(port: int, request: bytes) -> bytes:
    """The first line of the answer to bytes that may be no proper request; the server then closes the line."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as line:
        line.sendall(request)
        told = b""
        while part := line.recv(65536):
            told += part
    return told.partition(b"\r\n")[0]


class Page:
    """A page that is open in a browser: the web socket that its script would have."""

    def __init__(self, loop: Loop, port: int, path: str, text: str, **headers: str) -> None:
        """Connect and say hello as livereload.js does in a page of this text."""
        mark = re.findall(r"snipver=(\w+)", text)[-1]
        self._loop = loop
        request = HTTPRequest(f"ws://127.0.0.1:{port}/livereload", headers=headers)
        self._line: WebSocketClientConnection = loop.run(_connected(request))
        hello = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"], "snipver": mark}
        self._hello = json.dumps(hello)
        self.say(self._hello)
        self.hello = self.heard()
        self.say(json.dumps({"command": "info", "plugins": {}, "url": f"http://127.0.0.1:{port}{path}"}))

    def say(self, message: str) -> None:
        """Send a message."""
        self._loop.run(_sent(self._line, message))

    def heard(self) -> dict[str, Any]:
        """The next message."""
        message = self._loop.run(_next(self._line))
        told: dict[str, Any] = json.loads(message) if message else {}
        return told

    def reloads(self) -> int:
        """How many more messages to reload came, up to now."""
        self.say(self._hello)
        count = 0
        while self.heard()["command"] == "reload":
            count += 1
        return count


async def _connected(request: HTTPRequest) -> WebSocketClientConnection:
    return await websocket_connect(request)


async def _sent(line: WebSocketClientConnection, message: str) -> None:
    await line.write_message(message)


async def _next(line: WebSocketClientConnection) -> str | bytes | None:
    return await line.read_message()


class Builds:
    """Builds in the thread that asks for them, and counts them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.anew: list[bool] = []

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        self.anew.append(anew)
        return building.build(partial(config.load, self.root / "config.yaml"), fakes.STEPS, 1, ready)

    def stop(self) -> None:
        (self.root / "go").touch()


class Served:
    """A running preview with one page open."""

    def __init__(self, root: Path, builds: building.Builds) -> None:
        self.root, self.loop = root, Loop()
        settings = config.load(root / "config.yaml")
        self.server = serve.Server(builds, settings, root / "config.yaml", "127.0.0.1", 0)
        self.address = self.server.address
        self.port = int(re.search(r":(\d+)/", self.address)[1])  # type: ignore[index]  # it always has one
        self.loop.run(self._start())

    async def _start(self) -> None:
        self.server.start()

    async def _stop(self) -> None:
        self.server.stop()

    def get(self, path: str) -> Answer:
        return get(self.port, path)

    def shows(self, path: str, words: str, without: str = "no such words") -> Answer:
        """Wait like a browser: read the page, and again whenever the web socket says so, until it holds the words."""
        while True:
            answer = self.get(path)
            if words in answer.text and without not in answer.text:
                return answer
            page = Page(self.loop, self.port, path, answer.text)
            assert page.heard()["command"] == "reload"

    def save(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def close(self) -> None:
        self.loop.run(self._stop())
        self.loop.close()
