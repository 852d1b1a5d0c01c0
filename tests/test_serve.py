"""The preview as a whole: what is saved is shown, nothing is forgotten, and it ends when it is told to."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator import building, cli, locking, serve
from generator.building import Builder, Outcome
from generator.config import Config
from tests import fakes, previews
from tests.previews import Builds, Served

ROOT = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fakes.project(tmp_path, flood="Water rose.", storm="Wind blew.")
    (tmp_path / "templates/page.html.j2").write_text("as it was")
    return tmp_path


@pytest.fixture
def builds(root: Path) -> Builds:
    return Builds(root)


@pytest.fixture
def served(root: Path, builds: Builds) -> Iterator[Served]:
    made = Served(root, builds)
    yield made
    made.close()


def test_the_site_is_built_at_the_start_and_shown(served: Served, builds: Builds) -> None:
    served.shows("/flood/", "Water rose.")
    assert builds.anew == [True]


def test_an_edit_is_shown(served: Served, builds: Builds) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("content/flood.md", "Water fell.")
    served.shows("/flood/", "Water fell.")
    assert builds.anew == [True, False]


def test_articles_that_are_added_renamed_and_deleted_are_followed(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("content/gale.md", "Roofs flew.")
    served.shows("/gale/", "Roofs flew.")
    (served.root / "content/gale.md").rename(served.root / "content/wind.md")
    served.shows("/wind/", "Roofs flew.")
    served.shows("/gale/", "There is no page")
    (served.root / "content/wind.md").unlink()
    served.shows("/wind/", "There is no page")


def test_a_content_folder_that_is_made_anew_is_followed(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    shutil.rmtree(served.root / "content")
    served.shows("/flood/", "the content folder does not exist")
    served.save("content/calm.md", "Nothing moved.")
    served.shows("/calm/", "Nothing moved.")


def test_templates_are_looked_for_anew_when_one_changed(served: Served, builds: Builds) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("templates/page.html.j2", "new")
    while len(builds.anew) < 2:
        time.sleep(0.005)
    assert builds.anew == [True, True]


def test_a_burst_of_saves_is_one_build(served: Served, builds: Builds) -> None:
    served.shows("/flood/", "Water rose.")
    for number in range(8):
        served.save("content/flood.md", f"Draft {number}.")
    served.shows("/flood/", "Draft 7.")
    served.save("content/storm.md", "Wind fell.")
    served.shows("/storm/", "Wind fell.")
    assert len(builds.anew) == 3


def test_requests_are_answered_during_a_build_and_an_edit_then_is_built_next(served: Served, builds: Builds) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("content/storm.md", "WAIT, wind falls.")
    while not (served.root / "begun").exists():
        time.sleep(0.005)
    assert "Wind blew." in served.get("/storm/").text
    served.save("content/flood.md", "Water fell.")  # which this build has read already
    (served.root / "go").touch()
    served.shows("/storm/", "wind falls.")
    served.shows("/flood/", "Water fell.")
    assert len(builds.anew) == 3


def test_every_one_of_many_edits_is_shown_at_last(served: Served) -> None:
    for number in range(100):
        served.save(f"content/{('flood', 'storm')[number % 2]}.md", f"Edit {number}.")
        time.sleep(0.001 * (number % 7))
    served.shows("/flood/", "Edit 98.")
    served.shows("/storm/", "Edit 99.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BROKEN", "content/flood.md:3: broken on purpose"),
        ("TEMPLATE", "templates/page.html.j2:1: wrong on purpose"),
        ("CRASH", "ZeroDivisionError"),
        ("EXIT", "SystemExit"),
    ],
)
def test_an_error_stands_over_the_last_good_page_until_it_is_mended(
    served: Served, text: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("content/flood.md", text)
    page = served.shows("/flood/", told).text
    assert "Water rose." in page
    assert "preview-errors" not in (served.root / "site/flood/index.html").read_text()
    served.save("content/flood.md", "Water fell.")
    served.shows("/flood/", "Water fell.", without="preview-errors")
    (line,) = [line for line in capfd.readouterr().err.splitlines() if line.startswith("error: ")]
    assert told in line


def test_an_error_that_stays_is_printed_once(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    served.save("content/flood.md", "BROKEN")
    served.shows("/storm/", "content/flood.md:3")
    served.save("content/storm.md", "Wind fell.")
    served.shows("/storm/", "Wind fell.")
    assert capfd.readouterr().err.count("error: ") == 1


def test_settings_that_break_are_told_and_taken_up_when_they_are_mended(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("config.yaml", "titel: Weather\n")
    assert "Water rose." in served.shows("/flood/", "config.yaml:1:1: unknown key").text
    served.save("config.yaml", "title: Weather\n")
    served.shows("/flood/", "Water rose.", without="preview-errors")


def test_another_content_folder_is_watched_from_then_on(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("news/quake.md", "The ground shook.")
    served.save("config.yaml", "content: news\n")
    served.shows("/quake/", "The ground shook.")
    served.save("news/quake.md", "The ground rests.")
    served.shows("/quake/", "The ground rests.")


def test_another_output_folder_is_served_from_then_on(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    served.save("config.yaml", "output: public\n")
    while not (served.root / "public/flood/index.html").exists():
        time.sleep(0.005)
    served.save("content/flood.md", "Water fell.")
    served.shows("/flood/", "Water fell.")


def test_a_site_that_is_removed_is_built_again(served: Served, builds: Builds) -> None:
    served.shows("/", "href='flood/'")
    shutil.rmtree(served.root / "site")
    while not (served.root / "site/flood/index.html").exists():
        time.sleep(0.005)
    served.shows("/flood/", "Water rose.")
    served.save("content/flood.md", "Water fell.")
    served.shows("/flood/", "Water fell.")
    assert len(builds.anew) == 3


def test_a_site_under_a_path_is_served_there(served: Served) -> None:
    served.shows("/flood/", "Water rose.")
    assert served.address.endswith(f":{served.port}/")
    served.save("config.yaml", "base_url: https://press.example/repo/\n")
    served.shows("/repo/flood/", "Water rose.")
    assert served.get("/").headers["Location"] == "/repo/"


@pytest.mark.parametrize(
    ("base_url", "path"),
    [
        ("", "/"),
        ("https://a.example", "/"),
        ("https://a.example/", "/"),
        ("https://a.example/repo", "/repo/"),
        ("https://a.example/r%20s/t/", "/r s/t/"),
    ],
)
def test_the_path_of_a_site_is_that_of_its_address(base_url: str, path: str) -> None:
    assert serve.base_path(Config(base_url=base_url)) == path


class Slow(Builds):
    """Builds of which the second ends only when it is told to; the pages that they made are there before."""

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        outcome = super().build(anew=anew, ready=ready)
        while len(self.anew) > 1 and not (self.root / "go").exists():
            time.sleep(0.005)
        return outcome


def test_a_page_that_is_proved_is_shown_before_the_rest_of_the_site_is_built(root: Path) -> None:
    served = Served(root, Slow(root))
    served.shows("/flood/", "Water rose.")
    served.save("content/flood.md", "Water fell.")
    served.shows("/flood/", "Water fell.")
    assert not (root / "go").exists()
    served.close()


class Hindered(Builds):
    """The machine does not let the second build finish."""

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        outcome = super().build(anew=anew, ready=ready)
        return Outcome(outcome.config, errors=("the disk is full",), again=True) if len(self.anew) == 2 else outcome


def test_a_build_that_the_machine_hindered_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_PATIENCE", (0.05,))
    served = Served(root, Hindered(root))
    served.shows("/flood/", "Water rose.")
    served.save("content/storm.md", "Wind fell.")
    served.shows("/flood/", "the disk is full")
    served.shows("/flood/", "Water rose.", without="the disk is full")
    served.close()


class HalfWritten(Builds):
    """The second build reads an article that is half-written, and which is whole before it ends; the third waits."""

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        if len(self.anew) == 2:
            while not (self.root / "go").exists():
                time.sleep(0.005)
        outcome = super().build(anew=anew, ready=ready)
        if len(self.anew) == 2:
            (self.root / "content/flood.md").write_text("Water fell.")
        return outcome


def test_an_error_that_the_next_build_may_mend_is_left_to_it(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    builds = HalfWritten(root)
    served = Served(root, builds)
    served.shows("/flood/", "Water rose.")
    served.save("content/flood.md", "BROKEN")
    while len(builds.anew) < 2:
        time.sleep(0.005)
    time.sleep(0.3)
    assert "preview-errors" not in served.get("/flood/").text
    (root / "go").touch()
    served.shows("/flood/", "Water fell.", without="preview-errors")
    served.close()
    assert capfd.readouterr().err == ""


class Restless(Builds):
    """Every build fails on one article while another is saved."""

    def build(self, *, anew: bool, ready: building.Ready) -> Outcome:
        outcome = super().build(anew=anew, ready=ready)
        (self.root / "content/storm.md").write_text(f"Wind blew {len(self.anew)} times.")
        return outcome


def test_an_error_is_told_at_last_though_files_never_rest(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_UNTOLD", 0.2)
    (root / "content/flood.md").write_text("BROKEN")
    builds = Restless(root)
    served = Served(root, builds)
    served.shows("/storm/", "broken on purpose")
    assert len(builds.anew) > 2
    served.close()


def test_the_server_ends_during_a_build_and_the_site_is_whole(root: Path) -> None:
    builds = Builder(partial(fakes.config, root), fakes.steps)
    served = Served(root, builds)
    served.shows("/", "href='flood/'")
    before = fakes.snapshot(root / "site")
    served.save("content/flood.md", "WAIT")
    while not (root / "begun").exists():
        time.sleep(0.005)
    served.close()
    assert fakes.snapshot(root / "site") == before
    assert not (locking.workshop(root / "site") / locking.STAGE).exists()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the real program."""
    fakes.project(tmp_path, market="Council moves the market\n\nThe council of Ashby moved its market on Thursday.\n")
    shutil.copytree(ROOT / "templates", tmp_path / "templates", dirs_exist_ok=True)
    return tmp_path


class Command:
    """`explainer serve` as a process."""

    def __init__(self, project: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "generator", "serve", "--port", "0", *arguments]
        there = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, cwd=project, env=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.first = self.process.stdout.readline()

    def end(self, told: signal.Signals) -> tuple[int, str]:
        """The exit code after a signal, and what was said on stderr."""
        self.process.send_signal(told)
        _, said = self.process.communicate(timeout=previews.LONG)
        return self.process.returncode, said


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_a_word_even_during_a_build(project: Path, told: signal.Signals) -> None:
    command = Command(project)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/ \(stop with Ctrl-C\)\n", command.first)
    assert command.end(told) == (0, "")
    assert not (locking.workshop(project / "site") / locking.STAGE).exists()


def test_a_signal_ends_it_when_it_rests(project: Path) -> None:
    command = Command(project)
    assert command.process.stdout is not None
    assert command.process.stdout.readline().startswith("built 1 page in ")
    assert command.end(signal.SIGINT) == (0, "")
    assert (project / "site/market/index.html").exists()


def test_a_template_that_breaks_is_shown_and_the_program_lives(project: Path) -> None:
    command = Command(project)
    assert command.process.stdout is not None
    command.process.stdout.readline()
    port = int(re.search(r":(\d+)/", command.first)[1])  # type: ignore[index]  # it always has one
    template = project / "templates/page.html.j2"
    whole, before = template.read_text(), fakes.snapshot(project / "site")
    for broken, told in (
        (f"{whole}{{% if %}}", "Expected an expression"),
        (f"{whole}{{% include 'gone.j2' %}}", "no template"),
        (whole.replace("<body", "{{ nobody }}<body"), "is undefined"),
    ):
        template.write_text(broken)
        while told not in (page := previews.get(port, "/market/").text):
            time.sleep(0.02)
        assert re.search(r"<p>templates/page\.html\.j2:\d+: ", page)
        assert fakes.snapshot(project / "site") == before
    template.write_text(whole)
    while "preview-errors" in previews.get(port, "/market/").text:
        time.sleep(0.02)
    code, said = command.end(signal.SIGTERM)
    assert (code, said.count("error: templates/page.html.j2:"), said.count("\n")) == (0, 3, 3)


def test_to_listen_for_others_is_told(project: Path) -> None:
    command = Command(project, "--host", "0.0.0.0")
    assert command.first.startswith("http://127.0.0.1:")
    assert (
        "warning: --host 0.0.0.0: everybody who can reach this machine can read the site"
        in command.end(signal.SIGTERM)[1]
    )


def test_a_port_in_use_is_one_line_and_exit_3(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port)]) == 3
    assert re.fullmatch(rf"error: port {port} is in use — try --port \d+\n", capsys.readouterr().err)


@pytest.mark.parametrize("port", ["http", "-1", "65536", "8e3", "٣"])
def test_a_port_that_is_none_is_exit_2(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", f"--port={port}"]) == 2
    assert "is no port" in capsys.readouterr().err


def test_settings_that_are_wrong_end_it_before_it_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    (project / "config.yaml").write_text("titel: News\n")
    assert cli.main(["serve", "--port", "0"]) == 2
    assert capsys.readouterr().err.startswith("error: config.yaml:1:1: unknown key")


def test_the_browser_is_sent_to_the_address_of_the_site(root: Path, builds: Builds) -> None:
    """In a process of its own it would be the real browser; here it ends the server."""
    opened: list[str] = []

    def browser(address: str) -> None:
        opened.append(address)
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    settings = Config(base_url="https://press.example/repo/")
    object.__setattr__(settings, "root", root)
    ended = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: ended.set())
    serve.run(builds, settings, root / "config.yaml", "127.0.0.1", 0, open_browser=browser)
    signal.signal(signal.SIGTERM, before)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/repo/", opened[0])
