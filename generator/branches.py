"""A branch of a git remote that a site is published to: what stands there, and whether all of it is ours.

A commit that this program made ends in two trailers. `Explainer-Tree` is the tree of the very commit, so that one that
somebody altered, or made by hand, is not taken for ours. `Explainer-Source` is the commit of the articles, so that a
copy of the project that is behind does not publish over a newer one; where some were in no commit, it says that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import gitfaults
from generator.errors import MachineError
from generator.repository import PATIENCE, Repository, reason

KEPT = ("CNAME", ".nojekyll")
"""Files that stay on the branch where the site itself has none: GitHub's settings write the first one there."""
TREE, SOURCE = "Explainer-Tree", "Explainer-Source"
"""The trailers of our commits."""
UNCOMMITTED = "with changes that were not committed"
"""What the second trailer ends in where articles, templates or settings were in no commit."""
_MOST_COMMITS = 200
_OTHER = "name a branch for the site alone with --branch, such as gh-pages"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a remote: its tip (empty where it does not exist yet) and the blobs there, by their paths.

    `source` is what our newest commit on it says of its articles.
    """

    repository: Repository
    remote: str
    name: str
    tip: str = ""
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    source: str = ""

    @property
    def shown(self) -> str:
        """The branch as messages name it."""
        return f"{self.name} of {self.remote}"

    @property
    def unsettled(self) -> bool:
        """Whether it holds a site of articles that were in no commit, so that nobody can know whether it is newer."""
        return self.source.endswith(UNCOMMITTED)

    @property
    def url(self) -> str:
        """The address of the remote."""
        return self.repository.run("remote", "get-url", self.remote).stdout.strip()


def survey(root: Path, remote: str, name: str, *, content: str = "", force: bool = False) -> Branch:
    """The branch `name` of `remote` as it stands; nothing is written but what git fetches.

    MachineError where there is no git, no repository, no such remote, no answer, or no branch can have that name, where
    the branch holds articles (of the folder `content`) or is where they are pushed to, and, without `force`, where
    publishing would replace files of others or a site of newer articles.
    """
    repository = Repository(root)
    _check(repository, remote, name)
    if name == repository.branch() and remote == repository.home(name):
        raise MachineError(f"{name} of {remote} is where the articles are pushed to, as it is checked out here", _OTHER)
    asked = repository.run("ls-remote", "--exit-code", remote, f"refs/heads/{name}", patience=PATIENCE)
    if asked.returncode == 2:  # git's own code for "no such branch"
        return Branch(repository, remote, name)
    if asked.returncode:
        raise MachineError(
            f"git cannot reach {remote}: {reason(asked)}", gitfaults.advice(asked.stderr, gitfaults.ADDRESS)
        )
    tip = asked.stdout.split()[0]
    if repository.run("rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{name}").stdout.strip() != tip:
        repository.ask("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, f"refs/heads/{name}")
    ours, source = _ours(repository, tip)
    branch = Branch(repository, remote, name, tip, _blobs(repository, tip), source)
    if tip != ours:
        _check_sources(branch, content)
    if not force:
        _check_others(branch, ours)
        _check_newer(branch)
    return branch


def _check(repository: Repository, remote: str, name: str) -> None:
    repository.check()
    remotes = repository.remotes()
    if remote not in remotes:
        known = f"there are {', '.join(remotes)}" if remotes else f"run 'git remote add {remote} URL'"
        raise MachineError(f"there is no git remote {remote!r}", known)
    if name.startswith("-") or repository.run("check-ref-format", "--branch", name).returncode:
        raise MachineError(f"{name!r} is no name of a branch", "give another with --branch")


def _blobs(repository: Repository, commit: str) -> dict[str, str]:
    listed = repository.ask("ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.split("\t", 1) for entry in listed.split("\0") if entry)
    return {path: told.split(" ")[2] for told, path in entries}


def _check_sources(branch: Branch, content: str) -> None:
    """MachineError where the branch holds articles, which a publication would take away."""
    tracked = branch.repository.ask("ls-files", "-z", "--full-name", "--", f":(literal){content}") if content else ""
    held = sorted(set(tracked.split("\0")) & branch.files.keys())
    if held:
        raise MachineError(f"{branch.shown} holds the articles themselves: {held[0]}", _OTHER)


def _check_others(branch: Branch, ours: str) -> None:
    """MachineError where the branch holds files that our newest commit there, `ours`, does not."""
    repository, tip = branch.repository, branch.tip
    differ = repository.ask("diff-tree", "-r", "-z", "--name-only", ours, tip).split("\0") if ours else branch.files
    foreign = sorted(path for path in differ if path and path not in KEPT)
    if foreign:
        commit, author, subject = repository.ask("log", "-1", "--format=%h%x00%an%x00%s", tip).split("\0")
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise MachineError(
            f"{branch.shown} holds what this program did not publish: {foreign[0]}{more} "
            f"(commit {commit} by {author}, {subject[:60]!r})",
            "take what you want of it into your articles; '--force' then publishes over it and keeps its commits",
        )


def _check_newer(branch: Branch) -> None:
    """MachineError where the branch holds a site of articles that are not here, or may not be."""
    if branch.unsettled:
        raise MachineError(
            f"{branch.shown} was published by '--force' from articles that were not committed",
            "commit and push them where they are, 'git pull' here, and publish with '--force' once more",
        )
    if branch.source and _behind(branch):
        raise MachineError(
            f"{branch.shown} was published from commit {branch.source[:7]}, which is not in this copy of the project",
            "run 'git pull' first, or publish over it with '--force'",
        )


def _ours(repository: Repository, tip: str) -> tuple[str, str]:
    """The newest commit that this program made, and the commit it was made from; both empty for none."""
    form = f"--format=%H%x00%T%x00%(trailers:key={TREE},valueonly)%x00%(trailers:key={SOURCE},valueonly)%x01"
    listed = repository.ask("log", f"--max-count={_MOST_COMMITS}", f"--grep=^{TREE}: ", form, tip)
    for entry in filter(str.strip, listed.split("\x01")):
        commit, tree, told, source = (part.strip() for part in entry.split("\0"))
        if tree == told:
            return commit, source
    return "", ""


def _behind(branch: Branch) -> bool:
    """Whether articles were published from a commit that is not in what is checked out here.

    A commit that was amended here is nobody else's; a shallow copy, as on a build server, does not know its past.
    """
    repository, source = branch.repository, branch.source
    if repository.ask("rev-parse", "--is-shallow-repository") == "true":
        return False
    if repository.head() and repository.run("merge-base", "--is-ancestor", source, "HEAD").returncode == 0:
        return False
    known = repository.run("cat-file", "-e", f"{source}^{{commit}}").returncode == 0
    return not known or bool(repository.ask("for-each-ref", "--contains", source, "refs/remotes"))
