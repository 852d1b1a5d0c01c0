"""The watcher tells what changed, whatever happened to the folders, and nothing that did not."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import watching
from generator.watching import Watcher

LONG = 20.0
"""Seconds after which a change that nobody told of counts as lost."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "content/flood.md",
        "content/storm.md",
        "templates/parts/page.html.j2",
        "site/index.html",
        "config.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")
    return tmp_path


def _watcher(root: Path, *, listen: bool = True) -> Watcher:
    made = Watcher(listen=listen)
    made.watch([root / "config.yaml", root / "content", root / "templates"], root / "site")
    made.wait()
    return made


@pytest.fixture
def watcher(root: Path) -> Iterator[Watcher]:
    """A watcher that has told of all files already."""
    made = _watcher(root)
    yield made
    made.close()


def _told(watcher: Watcher, root: Path) -> set[str]:
    return {Path(path).relative_to(root).as_posix() for path in watcher.wait(LONG)}


def test_the_first_look_tells_all_files_but_those_of_the_site(root: Path) -> None:
    made = Watcher()
    made.watch([root / "config.yaml", root / "content", root], root / "site")
    files = {"config.yaml", "content/flood.md", "content/storm.md", "templates/parts/page.html.j2"}
    assert _told(made, root) == files
    made.close()


def _replaced(path: Path) -> None:
    """Save as careful editors do."""
    path.with_name(".new").write_text("replaced")
    path.with_name(".new").replace(path)


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "saved": (lambda root: (root / "content/flood.md").write_text("new"), {"content/flood.md"}),
    "replaced": (lambda root: _replaced(root / "content/flood.md"), {"content/flood.md"}),
    "added": (lambda root: (root / "content/gale.md").write_text("new"), {"content/gale.md"}),
    "deleted": (lambda root: (root / "content/flood.md").unlink(), {"content/flood.md"}),
    "renamed": (
        lambda root: (root / "content/flood.md").rename(root / "content/gale.md"),
        {"content/flood.md", "content/gale.md"},
    ),
    "made readable": (lambda root: (root / "content/flood.md").chmod(0o604), {"content/flood.md"}),
    "deeper": (
        lambda root: (root / "templates/parts/page.html.j2").write_text("new"),
        {"templates/parts/page.html.j2"},
    ),
    "settings": (lambda root: _replaced(root / "config.yaml"), {"config.yaml"}),
    "settings gone": (lambda root: (root / "config.yaml").unlink(), {"config.yaml"}),
    "folder gone": (lambda root: shutil.rmtree(root / "content"), {"content/flood.md", "content/storm.md"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told(root: Path, watcher: Watcher, name: str) -> None:
    change, files = CHANGES[name]
    change(root)
    assert _told(watcher, root) == files


@pytest.mark.parametrize("name", ["saved", "added", "renamed", "settings", "folder gone"])
def test_a_change_is_told_where_the_system_tells_nothing(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "POLL", 0.02)
    made = _watcher(root, listen=False)
    change, files = CHANGES[name]
    threading.Timer(0.05, change, [root]).start()
    assert _told(made, root) == files


def test_a_folder_that_is_made_anew_is_watched_as_before(root: Path, watcher: Watcher) -> None:
    shutil.rmtree(root / "content")
    watcher.wait(LONG)
    (root / "content").mkdir()
    (root / "content/new.md").write_text("first")
    assert _told(watcher, root) == {"content/new.md"}
    threading.Timer(0.05, (root / "content/new.md").write_text, ["second, longer"]).start()
    assert _told(watcher, root) == {"content/new.md"}


def test_a_folder_inside_one_that_is_watched_is_watched_too(root: Path, watcher: Watcher) -> None:
    (root / "content/story").mkdir()
    (root / "content/story/one.md").write_text("new")
    assert _told(watcher, root) == {"content/story/one.md"}


@pytest.mark.parametrize(
    "name",
    [
        ".flood.md.swp",
        ".#flood.md",
        "#flood.md#",
        "flood.md~",
        "4913",
        "flood.md.tmp",
        "~$flood.docx",
        "flood.md___jb_tmp___",
        ".goutputstream-AB12CD",
        "flood.html.part",
    ],
)
def test_what_editors_leave_for_a_while_is_no_change(root: Path, watcher: Watcher, name: str) -> None:
    (root / "content" / name).write_text("half a thought")
    (root / "content/storm.md").write_text("new")
    assert _told(watcher, root) == {"content/storm.md"}


def test_the_site_and_what_it_is_made_from_are_no_change(root: Path, watcher: Watcher) -> None:
    (root / ".site.new").mkdir()
    (root / ".site.new/index.html").write_text("new")
    shutil.rmtree(root / "site")
    (root / ".site.new").rename(root / "site")
    (root / "content/storm.md").write_text("new")
    assert _told(watcher, root) == {"content/storm.md"}


def test_the_site_is_told_when_it_is_gone_and_not_when_it_comes(root: Path, watcher: Watcher) -> None:
    assert watcher.wait(0) == ()
    shutil.rmtree(root / "site")
    assert _told(watcher, root) == {"site"}
    assert watcher.wait(0.1) == ()
    (root / "site").mkdir()
    assert watcher.wait(0.1) == ()
    (root / "site").rmdir()
    assert _told(watcher, root) == {"site"}


def test_a_burst_of_saves_is_told_once(root: Path, watcher: Watcher) -> None:
    for number in range(8):
        (root / "content/flood.md").write_text(f"draft {number}")
    assert _told(watcher, root) == {"content/flood.md"}
    assert watcher.wait(0.1) == ()


def test_a_save_of_the_same_length_at_the_same_moment_is_not_lost(root: Path) -> None:
    """What changed just now is told again, as it may have changed since without a trace."""
    path = root / "content/flood.md"
    path.write_text("new")
    first = watching.look([path], root / "site")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    assert watching.look([path], root / "site") != first


def test_links_in_a_circle_and_to_nowhere_are_no_trouble(root: Path, watcher: Watcher) -> None:
    (root / "content/circle").symlink_to(root / "content", target_is_directory=True)
    (root / "content/nowhere.md").symlink_to(root / "gone.md")
    (root / "content/self.md").symlink_to(root / "content/self.md")
    (root / "content/storm.md").write_text("new")
    assert _told(watcher, root) == {"content/storm.md"}


def test_waiting_ends_when_it_is_told_to(root: Path, watcher: Watcher) -> None:
    assert watcher.wait(0) == ()
    threading.Timer(0.05, watcher.stop).start()
    assert watcher.wait() == ()
    assert watcher.stopped
