"""The built site as a branch of a git remote (`gh-pages`), from where GitHub and others publish it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from generator.errors import MachineError
from generator.publishing import MANIFEST

# Nobody's own branch is touched: the commit is made on this one, pushed under the wanted name, and forgotten.
DRAFT_BRANCH = "explainer-draft"
DRAFT = f"refs/heads/{DRAFT_BRANCH}"
# A commit needs a name; a machine that publishes by itself often has none.
NOBODY = ("Explainer", "explainer@localhost")


def publish(site: Path, remote: str, branch: str, message: str) -> str:
    """Push the folder `site` as the newest commit of `branch` of `remote`; return the line that says so.

    The history of the branch and a CNAME file on it are kept; nothing is pushed where nothing changed. MachineError
    where the site is not built, there is no git repository or no such remote, or the push is refused.
    """
    site = site.resolve()
    if not (site / MANIFEST).is_file():
        raise MachineError("the site is not built", "run 'explainer build' first", path=str(site))
    root = site.parent
    _check(root, remote, branch)
    before = _published(root, remote, branch)
    try:
        _commit(site, root, before, message)
        if before and _git(root, "rev-parse", f"{before}^{{tree}}") == _git(root, "rev-parse", f"{DRAFT}^{{tree}}"):
            return f"nothing new: {branch} of {remote} is already this site"
        pushed = _run(root, "push", "--quiet", remote, f"{DRAFT}:refs/heads/{branch}")
        if pushed.returncode:
            raise MachineError(f"git could not push to {remote}: {_last(pushed)}", "mend that and run it again")
        return f"published to {branch} of {remote} ({_git(root, 'rev-parse', '--short', DRAFT)})"
    finally:
        _run(root, "update-ref", "-d", DRAFT)


def _check(root: Path, remote: str, branch: str) -> None:
    """MachineError where there is no git, no repository, no such remote, or no branch may have that name."""
    try:
        inside = _run(root, "rev-parse", "--git-dir")
    except FileNotFoundError as error:
        raise MachineError("there is no git on this machine", "install git") from error
    if inside.returncode:
        raise MachineError("this is no git repository", "run 'git init' and add a remote", path=str(root))
    remotes = _git(root, "remote").split()
    if remote not in remotes:
        known = f"there are {', '.join(remotes)}" if remotes else f"run 'git remote add {remote} URL'"
        raise MachineError(f"there is no git remote {remote!r}", known)
    if _run(root, "check-ref-format", "--branch", branch).returncode or branch.startswith("-"):
        raise MachineError(f"{branch!r} is no name of a branch", "give another with --branch")


def _published(root: Path, remote: str, branch: str) -> str:
    """The commit that the remote branch stands on, fetched; the empty string where it does not exist yet."""
    asked = _run(root, "ls-remote", "--exit-code", remote, f"refs/heads/{branch}")
    if asked.returncode == 2:  # git's own code for "no such branch"
        return ""
    if asked.returncode:
        raise MachineError(f"git cannot reach {remote}: {_last(asked)}", "check the address and the network")
    _git(root, "fetch", "--quiet", "--no-tags", remote, f"refs/heads/{branch}")
    return asked.stdout.split()[0]


def _commit(site: Path, root: Path, before: str, message: str) -> None:
    """Store the site as the commit DRAFT after the commit `before`, with the CNAME file of that one."""
    import ghp_import  # noqa: PLC0415  # only this command needs it

    _run(root, "update-ref", "-d", DRAFT)
    cname = None
    if before:
        _git(root, "update-ref", DRAFT, before)
        shown = _run(root, "show", f"{before}:CNAME")
        cname = shown.stdout if shown.returncode == 0 and not (site / "CNAME").exists() else None
    try:
        with chdir(root), _author(root):
            ghp_import.ghp_import(str(site), branch=DRAFT_BRANCH, mesg=message, nojekyll=True, cname=cname)
    except (ghp_import.GhpError, TypeError, OSError) as error:  # TypeError: how it fails when git fast-import does
        raise MachineError(f"git could not store the site: {error}", "see what git says above") from error


@contextmanager
def _author(root: Path) -> Iterator[None]:
    """Give the commit a name where git knows none."""
    keys = {"GIT_COMMITTER_NAME": ("user.name", NOBODY[0]), "GIT_COMMITTER_EMAIL": ("user.email", NOBODY[1])}
    added = [
        key for key, (setting, _) in keys.items() if key not in os.environ and _run(root, "config", setting).returncode
    ]
    os.environ.update({key: keys[key][1] for key in added})
    try:
        yield
    finally:
        for key in added:
            del os.environ[key]


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def _git(root: Path, *arguments: str) -> str:
    run = _run(root, *arguments)
    if run.returncode:
        raise MachineError(f"git {arguments[0]} failed: {_last(run)}", "mend that and run it again", path=str(root))
    return run.stdout.strip()


def _last(run: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", " !"))]
    return (telling or lines or ["no reason given"])[-1].strip()
