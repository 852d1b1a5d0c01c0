"""One build at a time, and whatever one that died left is mended by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator import locking
from generator.errors import MachineError


def test_a_second_build_is_told_which_one_is_running(tmp_path: Path) -> None:
    with (
        locking.exclusive(tmp_path / "site"),
        pytest.raises(MachineError, match=rf"another build \(pid {os.getpid()}\) is running"),
        locking.exclusive(tmp_path / "site"),
    ):
        pass
    with locking.exclusive(tmp_path / "site"):
        pass


def test_the_lock_of_a_process_that_was_killed_holds_nobody(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom generator import locking\n"
        "with locking.exclusive(Path(sys.argv[1])):\n    os.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path / "site")], check=False)
    assert run.returncode == -9
    with locking.exclusive(tmp_path / "site"):
        pass


def test_a_site_that_was_taken_away_and_not_replaced_is_put_back(tmp_path: Path) -> None:
    with locking.exclusive(tmp_path / "site") as workshop:
        (workshop / locking.OLD).mkdir()
        (workshop / locking.OLD / "index.html").write_text("old")
    with locking.exclusive(tmp_path / "site"):
        assert (tmp_path / "site/index.html").read_text() == "old"


def test_what_a_dead_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with locking.exclusive(tmp_path / "site") as workshop:
        for role in (locking.OLD, locking.STAGE):
            (workshop / role / "deep").mkdir(parents=True)
    with locking.exclusive(tmp_path / "site") as workshop:
        assert sorted(path.name for path in workshop.iterdir()) == [".gitignore", "lock"]
    assert (tmp_path / "site").exists()


def test_git_sees_nothing_of_the_workshop(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with locking.exclusive(tmp_path / "site"):
        told = subprocess.run(["git", "status", "--short"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout == ""


def test_no_file_is_written_through_a_link_that_somebody_laid(tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text("Water rose.")
    workshop = locking.workshop(tmp_path / "site")
    workshop.mkdir()
    (workshop / locking.LOCK).symlink_to(article)
    with pytest.raises(OSError, match="symbolic links"), locking.exclusive(tmp_path / "site"):
        pass
    (workshop / locking.LOCK).unlink()
    (workshop / ".gitignore").symlink_to(tmp_path / "elsewhere")
    with locking.exclusive(tmp_path / "site"):
        pass
    assert article.read_text() == "Water rose."
    assert not (tmp_path / "elsewhere").exists()


def test_no_folder_of_somebody_else_is_removed_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "theirs/old/deep").mkdir(parents=True)
    workshop = locking.workshop(tmp_path / "site")
    workshop.symlink_to(tmp_path / "theirs")
    with pytest.raises(MachineError, match="is a link"), locking.exclusive(tmp_path / "site"):
        pass
    workshop.unlink()
    workshop.mkdir()
    (workshop / locking.OLD).symlink_to(tmp_path / "theirs")
    (workshop / locking.STAGE).symlink_to(tmp_path / "theirs/old")
    with locking.exclusive(tmp_path / "site"):
        assert sorted(path.name for path in workshop.iterdir()) == [".gitignore", "lock"]
    assert (tmp_path / "theirs/old/deep").exists()


def test_a_process_that_is_forked_does_not_hold_the_lock(tmp_path: Path) -> None:
    ready, told = os.pipe()
    with locking.exclusive(tmp_path / "site"):
        child = os.fork()
        if child == 0:
            os.write(told, b"1")
            signal.pause()
        os.read(ready, 1)
    try:
        with locking.exclusive(tmp_path / "site"):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
