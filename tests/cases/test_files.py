"""Files that are no articles (P04-P06, E03): never waited for, never followed out of the project."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from tests import fakes
from tests.cases.project import ARTICLES, BODY, NEWS, Project

SECRET = "Secret words of the pier at Ashby were told on Monday, the mayor said."


def _outside(project: Project) -> Path:
    folder = project.root.parent / "outside"
    folder.mkdir(exist_ok=True)
    (folder / "secret.md").write_text(f"{SECRET}\n")
    return folder


def _published(project: Project) -> bytes:
    return b"".join(fakes.snapshot(project.site).values())


def test_a_link_to_an_article_outside_the_project_is_refused(project: Project) -> None:
    """P04."""
    outside = _outside(project)
    project.path("link.md").symlink_to(outside / "secret.md")
    project.path("market.md").unlink()
    project.path("market.md").symlink_to("../../outside/secret.md")
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    assert [line.split(" — ")[0] for line in outcome.errors] == [
        "content/link.md: a link out of the project",
        "content/market.md: a link out of the project",
    ]
    assert SECRET.encode() not in _published(project)
    assert project.pages == set(ARTICLES)
    assert NEWS in project.page("ferry")


def test_a_chain_of_links_out_of_the_project_is_refused(project: Project) -> None:
    (project.root / "inner.md").symlink_to(_outside(project) / "secret.md")
    project.path("link.md").symlink_to("../inner.md")
    assert project.run("build").code == 1
    assert SECRET.encode() not in _published(project)


def _socket(project: Project) -> None:
    with chdir(project.path("")):
        socket.socket(socket.AF_UNIX).bind("x.md")


def _device(project: Project) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root makes devices")
    try:
        os.mknod(project.path("x.md"), 0o600 | stat.S_IFCHR, os.makedev(1, 5))
    except OSError:
        pytest.skip("devices cannot be made here")


PASSED_OVER: dict[str, tuple[Callable[[Project], object], str]] = {
    "a folder outside": (
        lambda project: project.path("far").symlink_to(_outside(project)),
        "content/far: skipped: a link out of the project",
    ),
    "a link to nothing": (
        lambda project: project.path("x.md").symlink_to("gone.md"),
        "content/x.md: skipped: a link that leads nowhere",
    ),
    "a link to itself": (
        lambda project: project.path("x.md").symlink_to("x.md"),
        "content/x.md: skipped: a link that leads nowhere",
    ),
    "a link upwards": (
        lambda project: project.path("x").symlink_to(".."),
        "content/x: skipped: a link to the content folder itself",
    ),
    "a pipe": (
        lambda project: os.mkfifo(project.path("x.md")),
        "content/x.md: skipped: neither a file nor a folder",
    ),
    "a pipe of another name": (
        lambda project: os.mkfifo(project.path("x")),
        "content/x: skipped: neither a file nor a folder",
    ),
    "a socket": (_socket, "content/x.md: skipped: neither a file nor a folder"),
    "a device": (_device, "content/x.md: skipped: neither a file nor a folder"),
    "a link to a device": (
        lambda project: project.path("x.md").symlink_to("/dev/zero"),
        "content/x.md: skipped: a link out of the project",
    ),
    "a folder named like an article": (
        lambda project: project.write("x.md/a.md", BODY),
        "content/x.md: skipped: a folder whose name ends in .md",
    ),
    "a folder in a story": (
        lambda project: project.write("s/deep/b.md", BODY),
        "content/s/deep: skipped: a folder inside a story",
    ),
    "a picture": (
        lambda project: project.write("pier.jpg", b"\xff\xd8"),
        "content/pier.jpg: skipped: not an article",
    ),
}


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_is_no_article_is_passed_over_with_a_warning(project: Project, name: str) -> None:
    """P05, P06. All of these hang other programs, or are published by them."""
    make, said = PASSED_OVER[name]
    make(project)
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 0
    assert [line.startswith(f"{said} — ") for line in outcome.warnings] == [True], outcome.err
    assert NEWS in project.page("ferry")
    assert SECRET.encode() not in _published(project)


@pytest.mark.parametrize("suffix", ["html", "HTM", "docx", "odt", "rtf", "pdf", "epub", "rst"])
def test_an_article_in_a_format_that_nothing_reads_is_told(project: Project, suffix: str) -> None:
    """I05, I07, I08: there is no reader for saved web pages, so somebody would wait for the page in vain."""
    project.write(f"saved.{suffix}", b"<p>The pier was closed.</p>")
    project.edit()
    outcome = project.run("build")
    assert outcome.code == 1
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith(f"content/saved.{suffix}:1: ")
    assert "copy the article's text into a .txt or .md file" in outcome.errors[0]
    assert NEWS in project.page("ferry")


def test_an_image_of_an_article_is_never_copied(project: Project) -> None:
    project.write("x.md", f"![passwd](../../../../etc/passwd)\n\n![p](file:///etc/passwd)\n\n{BODY}")
    assert project.run("build").code == 0
    assert Path("/etc/passwd").read_bytes().splitlines()[0] not in _published(project)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind root")
def test_an_article_that_may_not_be_read_is_told(project: Project) -> None:
    """E03, where the tests do not run as root."""
    project.path("market.md").chmod(0)
    project.edit()
    outcome = project.run("build")
    project.path("market.md").chmod(0o600)
    assert outcome.code == 1
    assert "content/market.md: the file cannot be read (Permission denied)" in outcome.err
    assert NEWS in project.page("ferry")
