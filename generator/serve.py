"""The site in a browser while it is written: built when started and on every change, shown on this machine only.

Three parts share the work. The main thread answers browsers; one more thread waits for changes and has them built, one
build after another; the builds run in a process of their own.
"""

from __future__ import annotations

import asyncio
import math
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tornado.httpserver import HTTPServer

from generator import building, listening, preview
from generator.building import Builds, Outcome
from generator.config import Config
from generator.watching import Watcher

_PATIENCE = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds after which a build is tried again that the machine did not let finish."""

_UNTOLD = 2.0
"""Seconds for which errors may be left to the next build, where files do not come to rest."""


class Server:
    """A running preview: `start` and `stop` inside an event loop."""

    def __init__(self, builder: Builds, config: Config, settings: Path, host: str, port: int) -> None:
        """MachineError where the port is taken or may not be used. `settings` is the file that `config` came from."""
        self._builder, self._watcher, self._settings, self._config = builder, Watcher(), settings, config
        self._sockets = listening.sockets(host, port)
        self._shown = preview.Shown(config.root / config.output, base_path(config))
        self._app = preview.application(self._shown, listening.hosts(host))
        self._server = HTTPServer(self._app)
        self._thread = threading.Thread(target=self._build_on, name="builds", daemon=True)
        self._told: frozenset[str] = frozenset()
        self._left_since = math.inf
        self.address = f"http://{listening.shown(host)}:{self._sockets[0].getsockname()[1]}{quote(self._shown.base)}"

    def start(self) -> None:
        """Answer, build, and watch."""
        self._loop = asyncio.get_running_loop()
        self._server.add_sockets(self._sockets)
        self._thread.start()

    def stop(self) -> None:
        """End at once, even during a build; the site is left whole."""
        self._server.stop()
        self._watcher.stop()
        self._builder.stop()
        if self._thread.is_alive():
            self._thread.join()
        building.mend(self._config)

    def _build_on(self) -> None:
        """Build, and again after every change; one build at a time, and none is forgotten."""
        tries, stands = 0, False
        while True:
            self._aim(stands=stands)
            changed = self._watcher.wait(_PATIENCE[min(tries, len(_PATIENCE)) - 1] if tries else None)
            if self._watcher.stopped:
                break
            outcome = self._builder.build(anew=self._beside_articles(changed), ready=self._hand)
            if self._watcher.stopped:
                break
            tries, stands = tries + 1 if outcome.again else 0, outcome.published
            self._config = outcome.config or self._config
            if self._is_left(outcome):
                continue
            with suppress(OSError):  # nobody reads what is printed any more
                self._tell(outcome)
            self._loop.call_soon_threadsafe(self._show, outcome, self._config)
        self._watcher.close()

    def _is_left(self, outcome: Outcome) -> bool:
        """Whether the next build is to tell what is wrong: a file changed during this one, which may have read half."""
        if not outcome.errors or not self._watcher.outdated():
            self._left_since = math.inf
            return False
        self._left_since = min(self._left_since, time.monotonic())
        return time.monotonic() - self._left_since < _UNTOLD

    def _aim(self, *, stands: bool) -> None:
        """Watch what the settings name. `stands`: the last build has put the site where they say."""
        root, config = self._config.root, self._config
        folders = [root / name for name in (config.content, config.templates, config.theme) if name]
        self._watcher.watch([self._settings, *folders], root / config.output, stands=stands)

    def _beside_articles(self, changed: tuple[str, ...]) -> bool:
        content = self._config.root / self._config.content
        return any(not Path(path).is_relative_to(content) for path in changed)

    def _hand(self, page: building.Page) -> None:
        self._loop.call_soon_threadsafe(self._show_early, page)

    def _show_early(self, page: building.Page) -> None:
        """Let a page that is proved be seen before the rest of the site is."""
        self._shown.ready |= page.files
        preview.refresh(self._app)

    def _show(self, outcome: Outcome, config: Config) -> None:
        """Let the pages that are open show the outcome of a build."""
        shown = self._shown
        shown.folder, shown.base, shown.errors = config.root / config.output, base_path(config), outcome.errors
        shown.ready.clear()
        preview.refresh(self._app)

    def _tell(self, outcome: Outcome) -> None:
        """Say on the terminal how a build went; what was said of the last one already is not said again."""
        lines = [*(f"warning: {said}" for said in outcome.warnings), *(f"error: {said}" for said in outcome.errors)]
        for line in lines:
            if line not in self._told:
                print(line, file=sys.stderr, flush=True)
        if outcome.published:
            of = f" of {outcome.total:,}" if outcome.pages < outcome.total else ""
            pages = f"{outcome.pages:,}{of} {'page' if outcome.total == 1 else 'pages'}"
            print(f"built {pages} in {outcome.seconds:.2f} s", flush=True)
        self._told = frozenset(lines)


def run(
    builder: Builds,
    config: Config,
    settings: Path,
    host: str,
    port: int,
    *,
    open_browser: Callable[[str], object] | None = None,
) -> None:
    """Serve until interrupted (Ctrl-C, SIGTERM). MachineError where the port is taken or may not be used."""
    server = Server(builder, config, settings, host, port)
    if not listening.is_loopback(host):
        print(f"warning: --host {host}: everybody who can reach this machine can read the site", file=sys.stderr)
    with suppress(KeyboardInterrupt):  # before it was ready, or where signals cannot be waited for
        asyncio.run(_until_told(server, open_browser))


async def _until_told(server: Server, open_browser: Callable[[str], object] | None) -> None:
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            with suppress(NotImplementedError):  # on Windows Ctrl-C is an exception
                loop.add_signal_handler(getattr(signal, name), told.set)
    try:
        server.start()
        print(f"{server.address} (stop with Ctrl-C)", flush=True)
        if open_browser is not None:
            threading.Thread(target=open_browser, args=(server.address,), daemon=True).start()
        await told.wait()
    finally:
        server.stop()


def base_path(config: Config) -> str:
    """The path of the site's address, with a slash at either end: `/repo/` for https://x.github.io/repo/."""
    path = unquote(urlsplit(config.base_url).path).strip("/")
    return f"/{path}/" if path else "/"
