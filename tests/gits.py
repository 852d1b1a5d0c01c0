"""Bare repositories and clones for tests: git without the settings of the machine, and without anybody's name."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git read no settings but those of the repositories."""
    for key, value in {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(key, value)
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}", raising=False)


def git(folder: Path, *arguments: str) -> str:
    """What git prints, run by an editor; the test fails where it fails."""
    command = ["git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def commit(folder: Path, message: str, **files: str) -> str:
    """Write files (`index_html` is index.html) and commit them with everything else; the name of the commit."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def state(project: Path) -> tuple[str, ...]:
    """What a command that failed may not have changed: branches, tags, head, index, working tree, lock files."""
    locks = sorted(path.name for path in (project / ".git").rglob("*.lock"))
    asked = (("for-each-ref", "refs/heads", "refs/tags"), ("status", "--porcelain"), ("ls-files", "--stage"))
    head = (project / ".git/HEAD").read_text()
    return (head, *(git(project, *words) for words in asked), *locks)


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """A web server on this machine as long as the block lasts; its port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
