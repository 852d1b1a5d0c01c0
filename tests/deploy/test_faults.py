"""What git says of a push that failed becomes one line: the cause that it names, and what to do about that."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from generator import branches, gitfaults, repository, site
from generator.deploy import branch
from generator.errors import MachineError
from tests import fakes, gits
from tests.gits import git

WENT = "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\n"
FAILED = "error: failed to push some refs to 'https://host.example/news.git'\n"
DROPPED = "send-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a git repository with a remote, its site built and published once, and changed since."""
    gits.alone(monkeypatch)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    project = fakes.project(tmp_path / "project", flood="Water rose.")
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", "../remote.git")
    site.build(fakes.config(project), fakes.STEPS)
    _publish(project)
    (project / "content/flood.md").write_text("Water fell.")
    site.build(fakes.config(project), fakes.STEPS)
    return project


def _publish(root: Path) -> str:
    return branch.push(branch.draft(root / "site", branches.survey(root, "origin", "gh-pages")), "")


@contextmanager
def _too_small(bare: Path) -> Iterator[int]:
    """A web server that serves a repository and takes no push, for its size; the port."""

    class Small(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server asks for
            service = self.path.rpartition("=")[2]
            command = ["git", service.removeprefix("git-"), "--stateless-rpc", "--advertise-refs", str(bare)]
            told = f"# service={service}\n"
            head = f"{len(told) + 4:04x}{told}0000".encode()
            self._answer(200, f"application/x-{service}-advertisement", head + subprocess.check_output(command))

        def do_POST(self) -> None:  # as above
            data = self.rfile.read(int(self.headers["Content-Length"]))
            if "receive-pack" in self.path:
                self._answer(413, "text/plain", b"")
                return
            command = ["git", "upload-pack", "--stateless-rpc", str(bare)]
            done = subprocess.run(command, input=data, capture_output=True, check=True)
            self._answer(200, "application/x-git-upload-pack-result", done.stdout)

        def _answer(self, code: int, kind: str, data: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    with gits.served(Small) as port:
        yield port


def _fault(root: Path) -> MachineError:
    with pytest.raises(MachineError) as caught:
        _publish(root)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_push_that_comes_between_is_somebody_publishing(root: Path) -> None:
    git(root.parent, "clone", "--quiet", "--branch=gh-pages", "remote.git", "editor")
    gits.commit(root.parent / "editor", "Create CNAME", CNAME="news.example\n")
    hook = root / ".git/hooks/pre-push"  # it runs when git has read what the remote holds
    hook.write_text(f"#!/bin/sh\nenv -u GIT_DIR -u GIT_PREFIX git -C '{root.parent}/editor' push --quiet\n")
    hook.chmod(0o755)
    fault = _fault(root)
    assert str(fault) == "origin refused the push to gh-pages: somebody published meanwhile — run it again"
    hook.unlink()
    assert _publish(root)


def test_a_host_that_takes_no_push_of_that_size_says_so(root: Path) -> None:
    with _too_small(root.parent / "remote.git") as port:
        git(root, "remote", "set-url", "origin", f"http://127.0.0.1:{port}/remote.git")
        fault = _fault(root)
    assert fault.what.startswith("git could not push to origin: RPC failed; HTTP 413")
    assert fault.remedy.startswith("the host takes no push of that size")


def test_a_remote_that_mirrors_is_told_apart(root: Path) -> None:
    git(root, "config", "remote.origin.mirror", "true")
    fault = _fault(root)
    assert "--mirror can't be combined with refspecs" in fault.what
    assert fault.remedy.startswith("a mirror would lose the branch again")


def test_a_signature_that_the_remote_does_not_take_is_told_with_its_setting(root: Path) -> None:
    git(root, "config", "push.gpgSign", "true")
    fault = _fault(root)
    assert "does not support --signed" in fault.what
    assert fault.remedy == "run 'git config push.gpgSign if-asked'"


def test_a_repository_of_another_owner_is_told_with_the_command_that_trusts_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own, for its own tests
    fault = _fault(root)
    assert fault.what.startswith("git refuses: detected dubious ownership in repository at ")
    assert fault.remedy == f"if you trust it, 'git config --global --add safe.directory {root}'"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_remote_that_cannot_be_written_is_told_so(root: Path) -> None:
    objects = root.parent / "remote.git/objects"
    objects.chmod(0o500)
    try:
        fault = _fault(root)
    finally:
        objects.chmod(0o700)
    assert "unable to create temporary object directory" in fault.what
    assert fault.remedy == "have the folder of the remote made writable for you"


SAID = (
    (f"error: RPC failed; HTTP 413\n{DROPPED}", "RPC failed; HTTP 413", "size"),
    (f"error: remote unpack failed: unable to create temporary object directory\n{FAILED}",
     "remote unpack failed: unable to create temporary object directory", "writable"),
    (f"fatal: unable to access 'https://a:b@host/': refused\n{WENT}",
     "unable to access 'https://host/': refused", "network"),
    ("remote: Permission to x denied to y.\nfatal: unable to access 'https://host/x/': error: 403\n",
     "Permission to x denied to y.", "password"),
    (f"Warning: added the key\ngit@host.example: Permission denied (publickey).\n{WENT}",
     "git@host.example: Permission denied (publickey).", "ssh key"),
    (f"ssh: connect to host host.example port 22: Connection refused\n{WENT}",
     "ssh: connect to host host.example port 22: Connection refused", "network"),
    (f"ERROR: Repository not found.\n{WENT}", "Repository not found.", "may see it"),
    (f"remote: =====\nremote: Pages close at five.\nremote: =====\n{FAILED}", "Pages close at five.", "mend that"),
    ("remote: error: Trace: 12\nremote: error: See https://host.example\n"
     "remote: error: File a.png is 101.00 MB; this exceeds "
     f"the host's file size limit of 100.00 MB\nremote: error: GH001: Large files detected.\n{FAILED}",
     "File a.png is 101.00 MB; this exceeds the host's file size limit of 100.00 MB", "leave it out"),
    (f"remote: error: refusing to update checked out branch: a\nremote: error: By default, updating it\n{FAILED}",
     "refusing to update checked out branch: a", "bare repository"),
    ("error: gpg failed to sign the data\nfatal: failed to sign the push certificate\n",
     "gpg failed to sign the data", "gpg"),
    (DROPPED, "the remote end hung up unexpectedly", "network"),
    (FAILED, "failed to push some refs to 'https://host.example/news.git'", "mend that"),
    ("", "no reason given", "mend that"),
)  # fmt: skip
"""What git says, the line of it that is told, and a word of the advice."""


@pytest.mark.parametrize(("said", "told", "advice"), SAID)
def test_the_most_telling_line_is_told_with_what_to_do_about_it(said: str, told: str, advice: str) -> None:
    assert repository.reason(subprocess.CompletedProcess(["git"], 1, "", said)) == told
    assert advice in gitfaults.advice(said)


def test_what_only_says_that_it_failed_gives_way_to_the_status_of_the_push() -> None:
    assert repository.reason(subprocess.CompletedProcess(["git"], 1, "", FAILED), "declined") == "declined"
