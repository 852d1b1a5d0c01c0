"""git as this program uses it: told in English, never asking for a password, never waiting without end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import gitfaults
from generator.errors import MachineError

Ran = subprocess.CompletedProcess[str]
PATIENCE = 30.0
"""How long a remote may take to say what it holds, in seconds."""
# What a hook or an alias of git hands on would lead to another repository, or to its index.
_FOREIGN = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"}
_ASKING = {"GIT_ASKPASS", "SSH_ASKPASS"}
# No byte of a site is altered, no window asks for a password, nothing is tidied up in the background.
_SETTINGS = (
    "core.askPass=",
    "credential.interactive=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "log.showSignature=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",
)
_SSH = "-o BatchMode=yes -o ConnectTimeout=15"
_SECRET = re.compile(r"(?<=://)[^/@\s]+@")
# The lines of git's stderr from the most telling to the least. Of those that are alike the first is the cause of the
# others where git wrote them, and the last sums them up where a hook did.
_RANKS = tuple(
    re.compile(form)
    for form in (
        r"remote: (?:error|fatal): (?!Trace:|See http)",
        r"(?:error|fatal|ERROR): (?!Could not read from|failed to push some|the remote end hung up|unable to access)",
        r"(?:remote|ssh): ",
        r"fatal: unable to access",
        r"(?!error|fatal|remote|hint|warning|send-pack|Please make sure|and the repository|Everything up-to-date)",
        r"fatal: ",
        r"",
    )
)
_BY_GIT, _EMPTY = 2, 5
"""The ranks before the first are lines of git's own; those from the second on say only that something failed."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that the folder `root` stands in."""

    root: Path

    def run(
        self, *arguments: str, given: str = "", env: Mapping[str, str] | None = None, patience: float | None = None
    ) -> Ran:
        """Run git with `given` as its input, for `patience` seconds at most; MachineError where there is no git.

        A git that takes too long is ended, and its exit code is then less than zero, as where a signal ended it.
        """
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        command = ["git", *settings, "-C", str(self.root), *arguments]
        try:
            process = subprocess.Popen(
                command,
                env={**_environment(), **(env or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="surrogateescape",
                start_new_session=True,  # without a terminal nobody can be asked on it
            )
        except FileNotFoundError as error:
            raise MachineError("there is no git on this machine", "install git") from error
        try:
            out, err = process.communicate(given, patience)
        except subprocess.TimeoutExpired:
            _end(process)
            out, err = "", f"fatal: no answer within {patience:.0f} seconds"
        except BaseException:
            _end(process)
            raise
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def ask(self, *arguments: str, given: str = "", env: Mapping[str, str] | None = None) -> str:
        """What git prints; MachineError with its reason where it fails."""
        ran = self.run(*arguments, given=given, env=env)
        if ran.returncode:
            raise MachineError(f"git {arguments[0]} failed: {reason(ran)}", gitfaults.advice(ran.stderr))
        return ran.stdout.strip("\n")  # a space at its start may tell something

    def check(self) -> None:
        """MachineError where there is no git, or no repository that may be used."""
        inside = self.run("rev-parse", "--git-dir")
        if inside.returncode and "not a git repository" in inside.stderr:
            raise MachineError("this is no git repository", "run 'git init' and add a remote", path=str(self.root))
        if inside.returncode:
            raise MachineError(f"git refuses: {reason(inside)}", gitfaults.advice(inside.stderr), path=str(self.root))

    def remotes(self) -> tuple[str, ...]:
        """The names of the remotes, sorted."""
        return tuple(sorted(self.ask("remote").splitlines()))

    def head(self) -> str:
        """The commit that is checked out; the empty string where there is none yet."""
        return self.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip()

    def branch(self) -> str:
        """The branch that is checked out; the empty string where the head is detached."""
        return self.run("symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()

    def place(self) -> tuple[str, str]:
        """The way from `root` up to the top of the repository ("../"), and down again ("news/"); empty at the top."""
        told = self.run("rev-parse", "--show-cdup", "--show-prefix").stdout.split("\n")
        return (told[0], told[1]) if len(told) > 1 else ("", "")

    def home(self, branch: str) -> str:
        """The remote that a local branch is pushed to."""
        keys = (f"branch.{branch}.pushRemote", "remote.pushDefault", f"branch.{branch}.remote")
        told = next((name for name in map(self.setting, keys) if name not in ("", ".")), "")
        remotes = self.remotes()
        return told or (remotes[0] if len(remotes) == 1 else "origin")

    def setting(self, key: str) -> str:
        """A setting of git; the empty string where it is not set."""
        return self.run("config", "--get", key).stdout.strip()


def reason(ran: Ran, otherwise: str = "") -> str:
    """The line in which git says why it failed, without passwords that stand in addresses.

    `otherwise` is said where git says no more than that something failed.
    """
    lines = [line.strip() for line in ran.stderr.splitlines() if re.search(r"\w", line.removeprefix("remote:"))]
    for rank, form in enumerate(_RANKS):
        if rank == _EMPTY and otherwise:
            break
        if telling := [line for line in lines if form.match(line)]:
            said = telling[0 if rank < _BY_GIT else -1]
            return hidden(re.sub(r"^(?:fatal|error|ERROR|remote):\s*(?:(?:error|fatal):\s*)?", "", said))
    return otherwise or "no reason given"


def hidden(address: str) -> str:
    """An address, or a line with addresses, without the names and passwords that stand in them."""
    return _SECRET.sub("", address)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _FOREIGN | _ASKING}
    ssh = kept.get("GIT_SSH_COMMAND", "" if "GIT_SSH" in kept else "ssh")
    if Path(ssh.split(" ", 1)[0]).name == "ssh":
        kept["GIT_SSH_COMMAND"] = f"{ssh} {_SSH}"
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never", "GIT_OPTIONAL_LOCKS": "0"}


def _end(process: subprocess.Popen[str]) -> None:
    """End git and what it started; it first has the time to take its lock files away."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            os.killpg(process.pid, number) if hasattr(os, "killpg") else process.terminate()
            process.communicate(timeout=5)
        except (ProcessLookupError, subprocess.TimeoutExpired, ValueError):
            continue
        return
