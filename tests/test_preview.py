"""The preview over a real socket: the site as a host would show it, nothing else of the machine, and no answer 500."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError
from tornado.httpserver import HTTPServer

from generator import listening, preview
from tests import previews
from tests.previews import Answer, Page

POLICY = "default-src 'none'"
SECRET = "nobody may read this"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site, with a file beside it that nobody may read."""
    site = tmp_path / "site"
    (site / "flood").mkdir(parents=True)
    head = f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>'
    (site / "index.html").write_text(f"{head}<body>All stories</body></html>")
    (site / "flood/index.html").write_text(f"{head}<body>Water rose – 3 °C.</body></html>", encoding="utf-8")
    (site / "flood/timeline.ics").write_text("BEGIN:VCALENDAR")
    (site / "flood/card.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "secret.txt").write_text(SECRET)
    return site


class Running:
    """A preview of a folder, asked over its port."""

    def __init__(self, folder: Path, loop: previews.Loop) -> None:
        self.shown = preview.Shown(folder)
        self.loop = loop
        self.sockets = listening.sockets("127.0.0.1", 0)
        self.port: int = self.sockets[0].getsockname()[1]

    async def start(self) -> None:
        self.app = preview.application(self.shown, listening.hosts("127.0.0.1"))
        self.server = HTTPServer(self.app)
        self.server.add_sockets(self.sockets)

    async def stop(self) -> None:
        self.server.stop()
        await self.server.close_all_connections()

    async def _refresh(self) -> None:
        preview.refresh(self.app)

    def refresh(self) -> None:
        self.loop.run(self._refresh())

    def open(self, path: str) -> Page:
        """The page at a path, opened in a browser."""
        return Page(self.loop, self.port, path, self.get(path).text)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return previews.get(self.port, path, method, **headers)


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    loop = previews.Loop()
    made = Running(folder, loop)
    loop.run(made.start())
    yield made
    loop.run(made.stop())
    loop.close()


def test_a_page_is_served_with_the_script_that_reloads_it(running: Running, folder: Path) -> None:
    answer = running.get("/flood/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Water rose – 3 °C." in answer.text
    assert f"livereload.js?host=127.0.0.1&amp;port={running.port}&amp;snipver=m" in answer.text
    assert "script-src 'nonce-" in answer.text
    assert "livereload" not in (folder / "flood/index.html").read_text()


def test_the_leave_to_run_is_good_for_one_answer_only(running: Running) -> None:
    assert running.get("/").text != running.get("/").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/flood/timeline.ics", "text/calendar; charset=utf-8"),
        ("/flood/card.png", "image/png"),
        ("/flood/index.html", "text/html; charset=utf-8"),
        ("/livereload.js", "application/javascript"),
    ],
)
def test_files_have_their_types(running: Running, path: str, kind: str) -> None:
    answer = running.get(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_other_files_are_sent_as_they_are(running: Running) -> None:
    assert running.get("/flood/timeline.ics").text == "BEGIN:VCALENDAR"


def test_a_question_about_a_page_has_its_headers_and_no_words(running: Running) -> None:
    answer = running.get("/flood/", "HEAD")
    assert (answer.status, answer.text) == (200, "")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(running: Running) -> None:
    answer = running.get("/flood?q=1")
    assert (answer.status, answer.headers["Location"]) == (302, "/flood/?q=1")


OUTSIDE = [
    "/../secret.txt",
    "/flood/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/%252e%252e/secret.txt",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/flood//index.html",
    "/%00",
    "/flood/%00",
    "/index.html%00.png",
    "/%ff",
    "/%",
    "/%zz",
    "/flood/index.html/",
    "/flood/./index.html",
    "/" + "a" * 5000,
    "/" + "a/" * 3000,
    "/~root/",
    "/C:/Windows/win.ini",
    "/nothing",
    "/link.txt",
    "/linked/secret.txt",
    "/linked/",
    "/self",
    "/pipe",
    "/livereload",
    "/livereload.js/",
    "/forcereload",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_is_not_of_the_site_is_not_served(running: Running, folder: Path, path: str) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "linked").symlink_to(folder.parent, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    os.mkfifo(folder / "pipe")
    answer = running.get(path)
    assert answer.status in {400, 404}
    assert SECRET not in answer.text
    assert "root:" not in answer.text


def test_a_link_inside_the_site_is_followed(running: Running, folder: Path) -> None:
    (folder / "again").symlink_to(folder / "flood", target_is_directory=True)
    assert running.get("/again/").status == 200


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /../secret.txt HTTP/1.1\r\nHost: localhost\r\n", b"404"),
        (b"GET http://localhost/../secret.txt HTTP/1.1\r\nHost: localhost\r\n", b"404"),
        (b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n", b"400"),
        (b"GET * HTTP/1.1\r\nHost: localhost\r\n", b"404"),
        (b"GET / HTTP/1.1\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n", b"403"),
        (b"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n", b"403"),
        (b"GET * HTTP/1.1\r\nHost: evil.example\r\n", b"403"),
        (b"no request\r\n", b"400"),
        (b"GET / HTTP/1.0\r\n", b"200"),
    ],
)
def test_requests_that_no_browser_sends_do_no_harm(running: Running, request_line: bytes, status: bytes) -> None:
    told = previews.raw(running.port, request_line + b"Connection: close\r\n\r\n")
    assert told.split(b" ")[1] == status


@pytest.mark.parametrize("path", ["/", "/flood/", "/livereload.js", "/livereload", "/nothing"])
@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
def test_foreign_hosts_and_origins_are_refused(running: Running, path: str, headers: dict[str, str]) -> None:
    answer = running.get(path, **headers)
    assert (answer.status, answer.text) == (403, "403 Forbidden\n")


@pytest.mark.parametrize("origin", ["http://[", "http://localhost:1", "x"])
def test_an_origin_that_is_another_port_or_none_is_refused(running: Running, origin: str) -> None:
    assert running.get("/", Origin=origin).status == 403


def test_the_page_s_own_origin_is_allowed(running: Running) -> None:
    assert running.get("/", Origin=f"http://127.0.0.1:{running.port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent_to_the_site(running: Running, method: str) -> None:
    assert running.get("/", method, Content_Length="0").status == 405


def test_what_is_not_there_is_shown_as_a_host_would(running: Running, folder: Path) -> None:
    assert "There is no page at this address." in running.get("/nothing").text
    (folder / "404.html").write_text("<head></head>Page not found")
    answer = running.get("/nothing/at/all")
    assert answer.status == 404
    assert "Page not found" in answer.text
    assert "livereload.js" in answer.text


def test_a_site_with_a_path_in_its_address_stands_under_it(running: Running) -> None:
    running.shown.base = "/my repo/"
    assert running.get("/").headers["Location"] == "/my%20repo/"
    assert running.get("/my%20repo").headers["Location"] == "/my%20repo/"
    assert "All stories" in running.get("/my%20repo/").text
    assert running.get("/my%20repo/flood").headers["Location"] == "/my%20repo/flood/"
    assert "Water rose" in running.get("/my%20repo/flood/").text
    assert running.get("/flood/").status == 404
    assert running.get("/my%20repo/../secret.txt").status == 404
    assert running.get("/livereload.js").status == 200


def test_errors_stand_over_every_page(running: Running) -> None:
    running.shown.errors = ("templates/page.html.j2:3: <wrong>",)
    for path in ("/flood/", "/nothing"):
        assert "templates/page.html.j2:3: &lt;wrong&gt;" in running.get(path).text


def test_a_site_that_is_not_built_yet_says_so(running: Running, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    answer = running.get("/")
    assert (answer.status, "Building…" in answer.text, "livereload.js" in answer.text) == (503, True, True)
    running.shown.errors = ("content: there are no articles",)
    assert "content: there are no articles" in running.get("/").text


def test_a_page_that_is_not_what_it_was_is_told_to_reload_and_no_other(running: Running, folder: Path) -> None:
    index, flood, missing = running.open("/"), running.open("/flood/"), running.open("/nothing")
    assert flood.hello["command"] == "hello"
    (folder / "flood/index.html").write_text("Water fell.")
    running.refresh()
    assert flood.heard() == {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
    (folder / "index.html").write_text("No stories")
    running.refresh()
    assert index.heard()["command"] == "reload"
    (folder / "404.html").write_text("Page not found")
    running.refresh()
    assert missing.heard()["command"] == "reload"
    assert [page.reloads() for page in (index, flood, missing)] == [1, 2, 0]


def test_an_error_reloads_every_page_and_so_does_its_end(running: Running) -> None:
    pages = [running.open("/"), running.open("/flood/")]
    running.shown.errors = ("wrong",)
    running.refresh()
    assert [page.heard()["command"] for page in pages] == ["reload", "reload"]
    pages = [running.open("/"), running.open("/flood/")]
    running.shown.errors = ()
    running.refresh()
    assert [page.heard()["command"] for page in pages] == ["reload", "reload"]


def test_a_page_that_is_older_than_the_site_is_told_so_at_once(running: Running, folder: Path) -> None:
    """The site was built anew between the answer and the web socket of the page."""
    text = running.get("/flood/").text
    (folder / "flood/index.html").write_text("Water fell.")
    assert Page(running.loop, running.port, "/flood/", text).heard()["command"] == "reload"


def test_a_page_that_is_proved_is_shown_before_it_is_published(running: Running) -> None:
    running.shown.ready = {"flood/index.html": b"Water fell.", "gale/index.html": b"Roofs flew.", "a/b.json": b"{}"}
    assert "Water fell." in running.get("/flood/").text
    assert "Roofs flew." in running.get("/gale/").text
    assert running.get("/a/b.json").headers["Content-Type"] == "application/json; charset=utf-8"
    assert "All stories" in running.get("/").text


@pytest.mark.parametrize(
    "message",
    [
        "{}",
        "[]",
        "7",
        "no json",
        '{"command": "shout"}',
        '{"command": "info"}',
        '{"command": ["hello"]}',
        '{"command": "info", "url": "http://["}',
        '{"command": "info", "url": 7}',
        '{"command": "info", "url": "http://localhost/%00/../../x"}',
        "x" * 99999,
    ],
)
def test_a_message_that_makes_no_sense_does_no_harm(
    running: Running, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    running.open("/").say(message)
    assert running.get("/").status == 200
    running.refresh()
    assert Page(running.loop, running.port, "/", "snipver=m0").heard()["command"] == "reload"
    assert not caplog.records


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}])
def test_a_web_socket_of_a_foreign_page_is_refused(running: Running, headers: dict[str, str]) -> None:
    with pytest.raises(HTTPClientError) as told:
        Page(running.loop, running.port, "/", "snipver=m0", **headers)
    assert told.value.code == 403
