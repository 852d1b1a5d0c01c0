"""What a machine can do to a build: kill it, starve it, refuse it. The site is then the old one or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from generator import locking, site
from generator.config import Config
from generator.model import Explainer, Reading
from tests import fakes, machine
from tests.test_cli import GOOD

PAGES, INSTANTS = 150, 10


def _projects(root: Path) -> Path:
    fakes.project(root)
    for number in range(PAGES):
        (root / f"content/story-{number}.md").write_text(f"Water rose {number} metres.")
    return root


def _edit_all(root: Path) -> None:
    for path in (root / "content").iterdir():
        path.write_text(f"{path.read_text()} And more.")


def _real(root: Path, names: tuple[str, ...] = ("market",)) -> Path:
    """A project of good articles with the program's own templates."""
    fakes.project(root, **dict.fromkeys(names, GOOD))
    shutil.copytree(machine.ROOT / "templates", root / "templates", dirs_exist_ok=True)
    return root


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    root = _projects(tmp_path / "project")
    subprocess.run(machine.command("2"), cwd=root, env=machine.environment(), check=True)
    old = fakes.snapshot(root / "site")
    _edit_all(root)
    clean = tmp_path / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".*"))
    began = time.monotonic()
    subprocess.run(machine.command("2"), cwd=clean, env=machine.environment(), check=True)
    took = time.monotonic() - began
    new = fakes.snapshot(clean / "site")
    assert new != old
    instants = random.Random(7)
    killed = 0
    for _ in range(INSTANTS):
        run = subprocess.Popen(machine.command("2"), cwd=root, env=machine.environment(), stderr=subprocess.DEVNULL)
        time.sleep(instants.random() * took)
        run.kill()
        killed += run.wait() == -9
        assert fakes.snapshot(root / "site") in (old, new)
    assert killed
    subprocess.run(machine.command("2"), cwd=root, env=machine.environment(), check=True)
    assert fakes.snapshot(root / "site") == new
    assert not (locking.workshop(root / "site") / locking.STAGE).exists()


def test_a_full_disk_is_told_with_the_room_that_is_missing_and_the_old_site_stays(tmp_path: Path) -> None:
    root, disk = _projects(tmp_path / "project"), tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=3m none "$1" || exit 77\n'
        '"$2" -m tests.machine 1 "$1/site" || exit 78\n'
        'find "$1/site" -type f -exec sha256sum {} + | sort > before\n'
        'for file in content/*; do head -c 60000 /dev/zero | tr "\\0" x >> "$file"; done\n'
        '"$2" -m tests.machine 2 "$1/site"; code=$?\n'
        'find "$1/site" -type f -exec sha256sum {} + | sort > after\n'
        "cmp before after || exit 79\n"
        '[ -z "$(find "$1" -type f -size 0 ! -name .nojekyll ! -name lock)" ] || exit 80\n'
        '[ ! -e "$1/.site.build/stage" ] || exit 81\n'
        "exit $code\n"
    )
    (tmp_path / "script").write_text(script)
    python = machine.command()[0]
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", str(tmp_path / "script"), str(disk), python],
        cwd=root,
        env=machine.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode in (1, 77, 127) and "no space left" not in run.stderr:
        pytest.skip(f"no small disk can be made here: {run.stderr.strip()[:100]}")
    assert run.returncode == 3, run.stderr
    told = run.stderr.strip().splitlines()
    assert len(told) == 1
    assert "no space left: need ~" in told[0]
    assert f"MB in {disk}" in told[0]


def test_a_folder_that_may_not_be_written_is_exit_3_and_the_site_stays(tmp_path: Path) -> None:
    root = _real(tmp_path / "project")
    assert machine.build(root).returncode == 0
    before = fakes.snapshot(root / "site")
    (root / "content/market.md").write_text(GOOD.replace("40 traders", "50 traders"))
    for folder in (locking.workshop(root / "site"), root):
        folder.chmod(0o555)
    run = machine.build(root, before=machine.without_privileges)
    for folder in (root, locking.workshop(root / "site")):
        folder.chmod(0o755)
    assert run.returncode == 3, run.stderr
    assert run.stderr == (
        "error: site: the site cannot be written (Permission denied) — check the permissions of the folder that it"
        " stands in\n"
    )
    assert fakes.snapshot(root / "site") == before


def test_an_article_that_may_not_be_read_is_one_error_and_the_others_are_built(tmp_path: Path) -> None:
    root = _real(tmp_path / "project", ("market", "other"))
    (root / "content/other.md").chmod(0)
    run = machine.build(root, before=machine.without_privileges)
    assert run.returncode == 1
    assert run.stderr == (
        "error: content/other.md: the file cannot be read (Permission denied) — check its permissions\n"
    )
    assert (root / "site/market/index.html").exists()


def test_a_second_build_at_the_same_time_is_exit_3_and_names_the_first(tmp_path: Path) -> None:
    root = _real(tmp_path / "project")
    with locking.exclusive(root / "site"):
        run = machine.build(root)
    assert run.returncode == 3
    assert run.stderr.startswith("error: site: another build (pid ")
    assert run.stderr.count("\n") == 1
    assert machine.build(root).returncode == 0


@pytest.mark.parametrize(
    "given",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    ],
)
def test_the_bytes_depend_on_no_setting_of_the_machine(tmp_path: Path, given: dict[str, str]) -> None:
    shutil.copytree(machine.ROOT / "content", tmp_path / "content")
    shutil.copytree(machine.ROOT / "templates", tmp_path / "templates")
    shutil.copy(machine.ROOT / "config.yaml", tmp_path)
    for number in range(12):  # more than one process takes by itself
        (tmp_path / f"content/market-{number}.md").write_text(GOOD.replace("40 traders", f"{number + 40} traders"))
    made = []
    for jobs, others in (("1", dict[str, str]()), ("3", given)):
        run = machine.build(tmp_path, "--fresh", "--jobs", jobs, given=others)
        assert run.returncode == 0, run.stderr
        made.append(fakes.snapshot(tmp_path / "site"))
        shutil.rmtree(tmp_path / "site")
    assert made[0] == made[1]


def _dies(readings: tuple[Reading, ...], slug: str, settings: Config) -> Explainer:
    if slug == "story-99":
        os.kill(os.getpid(), signal.SIGKILL)
    return fakes.explain(readings, slug, settings)


def test_a_process_that_dies_is_the_error_of_one_article(tmp_path: Path) -> None:
    root = _projects(tmp_path / "project")
    built = site.build(fakes.config(root), replace(fakes.STEPS, explain=_dies), jobs=2)
    assert [str(error) for error in built.failed] == [
        "content/story-99.md: the process that worked on this article ended (signal 9)"
        " — build again, with --jobs 1 if it stays"
    ]
    assert len(built.pages) == PAGES - 1


def test_progress_is_told_for_every_article(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    root = _projects(tmp_path / "project")
    site.build(fakes.config(root), fakes.STEPS, jobs=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, PAGES) for number in range(1, PAGES + 1)]
