"""The built site as a branch of a git remote (`gh-pages`), from where GitHub and others publish it.

The commit is made of git's own objects, byte for byte, without a local branch, the index or the working tree. History
only grows: not even by force a commit is taken away.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import gitfaults, trees
from generator.branches import KEPT, SOURCE, TREE, UNCOMMITTED, Branch
from generator.errors import MachineError
from generator.publishing import MANIFEST
from generator.repository import Ran, Repository, reason

# A commit needs a name; a machine that publishes by itself often has none.
_NOBODY = {"NAME": ("user.name", "Explainer"), "EMAIL": ("user.email", "explainer@localhost")}
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_MEANWHILE = re.compile(
    r"non-fast-forward|\(fetch first|stale info|is at \w+ but expected|incorrect old value|reference already exists"
)
_PROTECTED = re.compile(r"protected branch|\bGH0(?:06|13)\b", re.IGNORECASE)
_OWN = re.compile(r"^(?:remote: )?(?:error|fatal): .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What would stand on a branch: blobs by their paths, and what differs from what stands there.

    `sizes` are the bytes of the files of the site itself; `uncommitted` says whether it was built from anything that
    is in no commit.
    """

    branch: Branch
    site: Path
    sizes: Mapping[str, int] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    uncommitted: bool = False

    @property
    def cname(self) -> str:
        """The text of its CNAME file; empty for none."""
        blob = self.files.get(KEPT[0])
        if blob is None:
            return ""
        own = KEPT[0] in self.sizes  # not among git's objects yet
        if own:
            return (self.site / KEPT[0]).read_text("utf-8", "replace")
        return self.branch.repository.ask("cat-file", "blob", blob)

    @property
    def new(self) -> bool:
        """Whether anything differs, or the same site is now known to be that of a commit."""
        settles = self.branch.unsettled and not self.uncommitted
        return bool(self.added or self.changed or self.removed) or not self.branch.tip or settles


def draft(site: Path, branch: Branch, *, uncommitted: bool = False) -> Draft:
    """What would stand on the branch, were the folder `site` published. MachineError where it is no built site."""
    if not (site / MANIFEST).is_file():
        raise MachineError("the site is not built", "run 'explainer build' first", path=str(site))
    sizes = contents(site)
    names = branch.repository.ask("hash-object", "--no-filters", "--stdin-paths", given=_lines(site, sizes)).split()
    files = {path: blob for path, blob in branch.files.items() if path in KEPT} | dict(zip(sizes, names, strict=True))
    there = branch.files
    return Draft(
        branch,
        site,
        sizes,
        files,
        added=tuple(sorted(files.keys() - there.keys())),
        changed=tuple(sorted(path for path in files.keys() & there.keys() if files[path] != there[path])),
        removed=tuple(sorted(there.keys() - files.keys())),
        uncommitted=uncommitted,
    )


def contents(site: Path) -> dict[str, int]:
    """The files of a built site, sorted by their paths in it, with their bytes; without links."""
    found = ((path, os.lstat(site / path)) for path in sorted(trees.walk(site)))
    return {path: state.st_size for path, state in found if stat.S_ISREG(state.st_mode)}


def push(made: Draft, message: str) -> str:
    """Push a draft as the newest commit of its branch; the short name of the commit. MachineError where it is refused.

    The branch then holds all of it or, where anything fails, what it held before.
    """
    branch, repository = made.branch, made.branch.repository
    commit = _commit(made, message)
    pushed = repository.run(
        "push", "--porcelain", "--no-follow-tags", branch.remote, f"{commit}:refs/heads/{branch.name}"
    )
    if pushed.returncode:
        raise MachineError(*_refused(pushed, branch))
    return repository.ask("rev-parse", "--short", commit)


def _commit(made: Draft, message: str) -> str:
    """Store a draft as a commit that no branch names."""
    repository, tip = made.branch.repository, made.branch.tip
    new = [path for path in (*made.added, *made.changed) if path in made.sizes]
    stored = repository.ask("hash-object", "-w", "--no-filters", "--stdin-paths", given=_lines(made.site, new))
    if stored.split() != [made.files[path] for path in new]:
        raise MachineError("the site was built anew meanwhile", "run it again", path=str(made.site))
    listed = "".join(f"100644 {blob}\t{path}\0" for path, blob in made.files.items())
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        repository.ask("update-index", "-z", "--index-info", given=listed, env=index)
        tree = repository.ask("write-tree", env=index)
    source = f"{repository.head()} {UNCOMMITTED if made.uncommitted else ''}".strip()
    trailers = {TREE: tree, SOURCE: source}
    told = "".join(f"{key}: {value}\n" for key, value in trailers.items() if value)
    parent = ("-p", tip) if tip else ()
    text = f"{message.strip() or 'Publish the site'}\n\n{told}"
    return repository.ask("commit-tree", tree, *parent, given=text, env=_author(repository))


def _lines(site: Path, paths: Iterable[str]) -> str:
    """Absolute paths for git to read, one a line, in quotes as git writes them."""
    folder = site.resolve()
    return "".join(f'"{f"{folder}/{path}".translate(_QUOTED)}"\n' for path in paths)


def _author(repository: Repository) -> dict[str, str]:
    """A name for the commit where git knows none."""
    keys = ((f"GIT_{role}_{part}", *known) for part, known in _NOBODY.items() for role in ("AUTHOR", "COMMITTER"))
    return {key: name for key, setting, name in keys if key not in os.environ and not repository.setting(setting)}


def _refused(pushed: Ran, branch: Branch) -> tuple[str, str]:
    """What is wrong and what to do about a push that was not taken."""
    what = f"{branch.remote} refused the push to {branch.name}: "
    status = "".join(line.rsplit("\t", 1)[-1] for line in pushed.stdout.splitlines() if line.startswith("!\t"))
    if _MEANWHILE.search(status + pushed.stderr):
        return f"{what}somebody published meanwhile", "run it again"
    if _PROTECTED.search(pushed.stdout + pushed.stderr):
        remedy = "allow pushes to it in the repository's settings, or choose another --branch"
        return f"{what}the branch is protected", remedy
    own = "\n".join(_OWN.findall(pushed.stderr))  # what a hook says may hold any words
    if "[remote rejected]" in status:
        return what + reason(pushed, status), gitfaults.advice(f"{own}\n{status}")
    # Without a word of git's own it was a hook of the publisher's.
    remedy = gitfaults.advice(pushed.stderr, gitfaults.ADDRESS) if "fatal:" in pushed.stderr else gitfaults.advice(own)
    return f"git could not push to {branch.remote}: {reason(pushed)}", remedy
