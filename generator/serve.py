"""The site in a browser while it is written: built when started and on every change, shown on this machine only."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import StaticFileHandler
from tornado.web import HTTPError

from generator import site
from generator.config import Config
from generator.errors import ExplainerError, MachineError, printable
from generator.steps import Steps

# A page forbids every script; the preview needs one, to reload it.
_POLICY = re.compile(rb"<meta[^>]*Content-Security-Policy[^>]*>")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class _Preview(StaticFileHandler):  # type: ignore[misc]  # livereload has no types
    """Files of the site as they are, but for the policy that would stop the reloading."""

    @classmethod
    def get_content(cls, abspath: str, start: int | None = None, end: int | None = None) -> bytes:
        data = Path(abspath).read_bytes()
        return (_POLICY.sub(b"", data, count=1) if abspath.endswith(".html") else data)[start:end]

    def get_content_size(self) -> int:
        return len(self.get_content(self.absolute_path))

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        if "\0" in absolute_path:
            raise HTTPError(404)
        path: str | None = super().validate_absolute_path(root, absolute_path)
        return path


def rebuild(load: Callable[[], Config], steps: Steps) -> bool:
    """Build the site and tell how it went on stderr; whatever is wrong, the pages built before stay."""
    try:
        built = site.build(load(), steps)
    except ExplainerError as error:
        print(f"error: {error}", file=sys.stderr)
        return False
    for warning in built.warnings:
        print(f"warning: {printable(warning)}", file=sys.stderr)
    for failure in built.failed:
        print(f"error: {failure}", file=sys.stderr)
    print(f"built {', '.join(f'/{slug}/' for slug in built.pages) or 'nothing'}", file=sys.stderr)
    return not built.failed


def server(load: Callable[[], Config], steps: Steps) -> Any:
    """A livereload server that watches the articles, the templates and the settings; the site is built first."""
    config = load()
    rebuild(load, steps)
    made = Server()
    made.SFH = _Preview
    for watched in filter(None, (config.content, config.templates, config.theme, "config.yaml")):
        made.watch(str(config.root / watched), lambda: rebuild(load, steps))
    return made


def run(load: Callable[[], Config], steps: Steps, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until interrupted. MachineError where the port is taken or may not be used."""
    if host not in _LOOPBACK:
        print(f"warning: everybody who can reach {host} can read the site", file=sys.stderr)
    config = load()
    made = server(load, steps)
    print(f"http://{host}:{port}/ (stop with Ctrl-C)")
    try:
        made.serve(port, host=host, root=str(config.root / config.output), open_url_delay=1 if open_browser else None)
    except (OSError, OverflowError) as error:
        raise MachineError(f"port {port} cannot be used ({_reason(error)})", f"try --port {_next(port)}") from error


def _reason(error: OSError | OverflowError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _next(port: int) -> int:
    return port + 1 if 0 < port < 65535 else 8000
