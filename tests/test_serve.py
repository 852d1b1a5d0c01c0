"""The preview: a page that reloads itself, and errors that do no harm."""

from __future__ import annotations

import asyncio
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.ioloop import IOLoop

from generator import serve
from generator.config import Config
from generator.errors import ConfigError, MachineError
from tests import fakes


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = fakes.project(tmp_path, flood="Water rose.")
    page = tmp_path / "content/policy.md"
    page.write_text('<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head>')
    return project


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    """The address of a running preview."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    loops: list[IOLoop] = []
    ready = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        made = serve.server(lambda: fakes.config(root), fakes.STEPS)
        made.root, made.default_filename = str(root / "site"), "index.html"
        made.application(port, "127.0.0.1")
        loops.append(IOLoop.current())
        IOLoop.current().add_callback(ready.set)
        IOLoop.current().start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{port}"
    loops[0].add_callback(loops[0].stop)
    thread.join(20)


def _get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def test_the_site_is_served_and_reloads_itself(address: str) -> None:
    status, page = _get(f"{address}/policy/")
    assert status == 200
    assert "livereload.js" in page
    assert "Content-Security-Policy" not in page


@pytest.mark.parametrize("path", ["/../content/flood.md", "/%2e%2e/content/flood.md", "/..%2fcontent/flood.md", "/%00"])
def test_nothing_outside_the_site_is_served(address: str, path: str) -> None:
    assert _get(address + path)[0] in {400, 403, 404}


def test_an_article_that_breaks_keeps_the_last_good_page(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.rebuild(lambda: fakes.config(root), fakes.STEPS)
    (root / "content/flood.md").write_text("BROKEN")
    assert not serve.rebuild(lambda: fakes.config(root), fakes.STEPS)
    assert "Water rose." in (root / "site/flood/index.html").read_text()
    assert "error: content/flood.md:3: broken on purpose" in capsys.readouterr().err


def test_settings_that_break_keep_the_last_good_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def wrong() -> Config:
        raise ConfigError("wrong", "mend it", path="config.yaml", line=1)

    serve.rebuild(lambda: fakes.config(root), fakes.STEPS)
    assert not serve.rebuild(wrong, fakes.STEPS)
    assert (root / "site/flood/index.html").exists()
    assert "error: config.yaml:1: wrong — mend it" in capsys.readouterr().err


def test_a_port_in_use_is_one_line_that_names_another(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MachineError, match=f"port {port} cannot be used .* — try --port"):
            serve.run(lambda: fakes.config(root), fakes.STEPS, "127.0.0.1", port, open_browser=False)
