"""The built site becomes a branch of a git remote; a second clone is the reader."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from generator import branches, repository, site
from generator.deploy import branch
from generator.errors import MachineError
from tests import fakes, gits
from tests.gits import git


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a git repository with a remote, its site built; git knows nobody's name."""
    gits.alone(monkeypatch)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    project = fakes.project(tmp_path / "my project", flood="Water rose.")
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", "../remote.git")
    _build(project)
    return project


def _build(root: Path) -> None:
    site.build(fakes.config(root), fakes.STEPS)


def _write(root: Path, text: str) -> None:
    (root / "content/flood.md").write_text(text)
    _build(root)


def _publish(
    root: Path, to: str = "gh-pages", *, remote: str = "origin", force: bool = False, message: str = ""
) -> str:
    made = branch.draft(root / "site", branches.survey(root, remote, to, content="content", force=force))
    return branch.push(made, message) if made.new else ""


def _reader(root: Path, name: str, of: str = "gh-pages") -> Path:
    git(root.parent, "clone", "--quiet", "--branch", of, "remote.git", name)
    return root.parent / name


def _push(editor: Path, message: str, **files: str) -> None:
    gits.commit(editor, message, **files)
    git(editor, "push", "--quiet")


def _subjects(clone: Path) -> list[str]:
    return git(clone, "log", "--format=%s").splitlines()


def _tip(root: Path) -> str:
    return git(root.parent / "remote.git", "rev-parse", "gh-pages")


def _hook(root: Path, script: str, name: str = "pre-receive") -> None:
    hook = root.parent / "remote.git/hooks" / name
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


@contextmanager
def _locked() -> Iterator[int]:
    """A web server that wants a password for everything; its port."""

    class Locked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server asks for
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="pages"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with gits.served(Locked) as port:
        yield port


def test_a_reader_sees_the_site(root: Path) -> None:
    assert git(root.parent / "remote.git", "branch", "--format=%(refname:short)") == ""
    commit = _publish(root)
    assert _tip(root).startswith(commit)
    read = fakes.snapshot(_reader(root, "reader"))
    assert {name: data for name, data in read.items() if not name.startswith(".git/")} == fakes.snapshot(root / "site")


def test_bytes_are_published_as_they_are_whatever_git_would_make_of_them(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* text eol=lf ident\n")
    (root / ".gitignore").write_text("site/\n*.html\n")
    (root / "site/flood/index.html").write_bytes(b"$Id$ one\r\ntwo\n")
    _publish(root)
    assert (_reader(root, "reader") / "flood/index.html").read_bytes() == b"$Id$ one\r\ntwo\n"


def test_a_second_publication_follows_the_first(root: Path) -> None:
    _publish(root)
    _write(root, "Water fell.")
    _publish(root, message="Second")
    reader = _reader(root, "reader")
    assert "Water fell." in (reader / "flood/index.html").read_text()
    assert _subjects(reader) == ["Second", "Publish the site"]


def test_the_same_site_is_not_published_twice(root: Path) -> None:
    _publish(root)
    assert _publish(root) == ""
    assert len(_subjects(_reader(root, "reader"))) == 1


def test_a_draft_says_what_would_change_and_changes_nothing(root: Path) -> None:
    _publish(root)
    (root / "content/drought.md").write_text("No rain.")
    (root / "content/flood.md").unlink()
    _build(root)
    before, tip = gits.state(root), _tip(root)
    made = branch.draft(root / "site", branches.survey(root, "origin", "gh-pages"))
    assert made.added == ("drought/facts.txt", "drought/index.html")
    assert made.changed == (".explainer.json", "index.html", "lists/all.txt")
    assert made.removed == ("flood/facts.txt", "flood/index.html")
    assert (gits.state(root), _tip(root)) == (before, tip)


def test_what_file_managers_leave_is_not_published(root: Path) -> None:
    (root / "site/flood/.DS_Store").write_bytes(b"\0")
    (root / "site/link").symlink_to(root / "content")
    _publish(root)
    assert not [name for name in fakes.snapshot(_reader(root, "reader")) if "DS_Store" in name or "link" in name]


def test_an_address_written_on_the_branch_is_kept(root: Path) -> None:
    _publish(root)
    _push(_reader(root, "editor"), "Create CNAME", CNAME="explainers.example.org\n")
    _write(root, "Water fell.")
    assert branch.draft(root / "site", branches.survey(root, "origin", "gh-pages")).cname == "explainers.example.org"
    _publish(root)
    _write(root, "Water stood.")
    _publish(root)
    reader = _reader(root, "reader")
    assert (reader / "CNAME").read_text() == "explainers.example.org\n"
    assert "Water stood." in (reader / "flood/index.html").read_text()
    assert _subjects(reader) == ["Publish the site", "Publish the site", "Create CNAME", "Publish the site"]


def test_an_address_taken_off_the_branch_stays_off(root: Path) -> None:
    _publish(root)
    editor = _reader(root, "editor")
    _push(editor, "Create CNAME", CNAME="explainers.example.org\n")
    (editor / "CNAME").unlink()
    _push(editor, "Delete CNAME")
    _write(root, "Water fell.")
    _publish(root)
    assert not (_reader(root, "reader") / "CNAME").exists()


def test_an_address_is_kept_by_force_too(root: Path) -> None:
    _publish(root)
    _push(_reader(root, "editor"), "Mend", CNAME="explainers.example.org\n", index_html="By hand")
    _publish(root, force=True)
    assert (_reader(root, "reader") / "CNAME").exists()


def test_what_others_pushed_is_not_overwritten(root: Path) -> None:
    _publish(root)
    _push(_reader(root, "editor"), "Mend a name", index_html="By hand", extra_txt="More")
    tip, before = _tip(root), gits.state(root)
    with pytest.raises(
        MachineError, match=r"gh-pages of origin holds what .* not publish: extra.txt and 1 more"
    ) as told:
        _publish(root)
    assert "by Editor, 'Mend a name'" in str(told.value)
    assert "--force" in told.value.remedy
    assert (_tip(root), gits.state(root)) == (tip, before)


def test_by_force_the_site_stands_and_the_commits_of_others_stay_in_the_history(root: Path) -> None:
    _publish(root)
    _push(_reader(root, "editor"), "Mend a name", index_html="By hand", extra_txt="More")
    _publish(root, force=True)
    reader = _reader(root, "reader")
    assert _subjects(reader) == ["Publish the site", "Mend a name", "Publish the site"]
    assert not (reader / "extra.txt").exists()
    assert _publish(root) == ""


def test_a_commit_of_others_under_our_message_is_theirs(root: Path) -> None:
    _publish(root)
    editor = _reader(root, "editor")
    (editor / "index.html").write_text("By hand")
    git(editor, "commit", "--quiet", "--all", "--amend", "--no-edit")
    git(editor, "push", "--quiet", "--force")
    with pytest.raises(MachineError, match="did not publish"):
        _publish(root)


def test_a_publication_that_others_took_back_is_not_published_over_it(root: Path) -> None:
    _publish(root)
    _write(root, "Water fell.")
    _publish(root)
    editor = _reader(root, "editor")
    git(editor, "revert", "--no-edit", "HEAD")
    git(editor, "push", "--quiet")
    with pytest.raises(MachineError, match=r"did not publish: flood/index.html"):
        _publish(root)


def test_a_branch_of_somebody_else_is_not_taken_over(root: Path) -> None:
    git(root.parent, "clone", "--quiet", "remote.git", "editor")
    editor = root.parent / "editor"
    git(editor, "checkout", "--quiet", "-b", "gh-pages")
    gits.commit(editor, "A site by hand", index_html="Hello")
    git(editor, "push", "--quiet", "origin", "gh-pages")
    with pytest.raises(MachineError, match=r"did not publish: index.html \(commit"):
        _publish(root)


@pytest.mark.parametrize("force", [False, True])
def test_the_branch_of_the_articles_never_becomes_the_site(root: Path, *, force: bool) -> None:
    git(root, "checkout", "--quiet", "-b", "trunk")
    _share(root, "Begin")
    with pytest.raises(MachineError, match=r"trunk of origin is where the articles are pushed to, .* — name a branch"):
        _publish(root, "trunk", force=force)  # though the remote has none of that name yet
    with pytest.raises(MachineError, match=r"work of origin holds the articles themselves: content/flood.md — name"):
        _publish(root, "work", force=force)
    git(root, "checkout", "--quiet", "--detach")
    git(root, "push", "--quiet", "origin", "trunk")
    with pytest.raises(MachineError, match="trunk of origin holds the articles"):
        _publish(root, "trunk", force=force)


def test_a_branch_of_the_same_name_on_a_remote_for_the_site_alone_is_published_to(root: Path) -> None:
    gits.commit(root, "Begin")
    git(root.parent, "init", "--quiet", "--bare", "pages.git")
    git(root, "remote", "add", "pages", "../pages.git")
    for text in ("Water fell.", "Water stood."):
        _write(root, text)
        assert _publish(root, git(root, "branch", "--show-current"), remote="pages")


def test_a_page_named_like_the_folder_of_articles_is_no_article(root: Path) -> None:
    (root / "content/content.md").write_text("A page of that name.")
    _build(root)
    gits.commit(root, "Begin")
    _publish(root)
    _push(_reader(root, "editor"), "Create CNAME", CNAME="explainers.example.org\n")
    _write(root, "Water fell.")
    assert _publish(root)


def _second(root: Path) -> Path:
    """The project on a second computer."""
    git(root.parent, "clone", "--quiet", "--branch", "work", "remote.git", "second")
    _build(root.parent / "second")
    return root.parent / "second"


def _share(root: Path, message: str) -> None:
    (root / ".gitignore").write_text("site/\n")
    gits.commit(root, message)
    git(root, "push", "--quiet", "origin", "HEAD:refs/heads/work")


def test_a_second_computer_publishes_too(root: Path) -> None:
    _share(root, "Begin")
    _publish(root)
    second = _second(root)
    _write(second, "Water fell.")
    _share(second, "Go on")
    _publish(second)
    git(root, "pull", "--quiet", "origin", "work")
    _write(root, "Water stood.")
    _publish(root)
    assert len(_subjects(_reader(root, "reader"))) == 3


@pytest.mark.parametrize("fetched", [False, True])
def test_a_copy_that_is_behind_does_not_publish_its_older_articles(root: Path, *, fetched: bool) -> None:
    _share(root, "Begin")
    _publish(root)
    second = _second(root)
    _write(second, "Water fell.")
    _share(second, "Go on")
    _publish(second)
    if fetched:
        git(root, "fetch", "--quiet")
    with pytest.raises(MachineError, match="which is not in this copy of the project — run 'git pull' first"):
        _publish(root)
    assert _publish(root, force=True)


def test_an_amended_commit_of_ones_own_is_no_reason_to_refuse(root: Path) -> None:
    gits.commit(root, "Begin")
    _publish(root)
    (root / "content/flood.md").write_text("Water fell.")
    git(root, "commit", "--quiet", "--all", "--amend", "--no-edit")
    _build(root)
    assert _publish(root)


def test_a_shallow_copy_publishes(root: Path) -> None:
    _share(root, "Begin")
    _publish(root)
    _write(root, "Water fell.")
    _share(root, "Go on")
    git(root.parent, "clone", "--quiet", "--depth=1", "--branch=work", f"file://{root.parent}/remote.git", "runner")
    _build(root.parent / "runner")
    assert _publish(root.parent / "runner")


def test_the_publishers_own_branches_stay_as_they_are(root: Path) -> None:
    gits.commit(root, "Begin")
    git(root, "branch", "gh-pages")
    git(root, "checkout", "--quiet", "--detach")
    before = gits.state(root)
    _publish(root)
    assert gits.state(root) == before


def test_a_change_that_is_staged_stays_staged(root: Path) -> None:
    gits.commit(root, "Begin")
    (root / "content/flood.md").write_text("Water fell.")
    git(root, "add", "content")
    before = gits.state(root)
    _publish(root)
    assert gits.state(root) == before


def test_a_hook_of_git_may_publish(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    assert _publish(root)
    assert not (tmp_path / "other/.git/index").exists()


def test_another_branch_can_be_named(root: Path) -> None:
    _publish(root, "site/live")
    assert (_reader(root, "reader", "site/live") / "flood/index.html").exists()


def test_the_commit_has_the_name_that_git_knows(root: Path) -> None:
    _publish(root)
    git(root, "config", "user.name", "Mara Venn")
    _write(root, "Water fell.")
    _publish(root)
    assert git(root.parent / "remote.git", "log", "--format=%an", "gh-pages") == "Mara Venn\nExplainer"


def test_a_site_that_is_not_built_is_not_published(root: Path) -> None:
    with pytest.raises(MachineError, match="not built"):
        branch.draft(root / "other", branches.survey(root, "origin", "gh-pages"))


def test_without_a_repository_there_is_nothing_to_publish_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(MachineError, match="no git repository — run 'git init'"):
        _publish(tmp_path)


def test_without_git_there_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineError, match="there is no git on this machine — install git"):
        _publish(root)


def test_a_remote_that_is_not_there_is_named_with_those_that_are(root: Path) -> None:
    with pytest.raises(MachineError, match="no git remote 'upstream' — there are origin"):
        _publish(root, remote="upstream")
    git(root, "remote", "remove", "origin")
    with pytest.raises(MachineError, match="no git remote 'origin' — run 'git remote add origin URL'"):
        _publish(root)


@pytest.mark.parametrize("name", ["a..b", "--force", "a b", "", "@{-1}"])
def test_what_is_no_name_of_a_branch_is_refused(root: Path, name: str) -> None:
    with pytest.raises(MachineError, match="no name of a branch"):
        _publish(root, name)


@pytest.mark.parametrize("url", ["../gone.git", "http://127.0.0.1:9/gone.git", "ssh://git@127.0.0.1:9/gone.git"])
def test_a_remote_that_cannot_be_reached_is_one_line(root: Path, url: str) -> None:
    git(root, "remote", "set-url", "origin", url)
    before = gits.state(root)
    with pytest.raises(MachineError, match=r"cannot reach origin: .* — check the address") as caught:
        _publish(root)
    assert "\n" not in str(caught.value)
    assert gits.state(root) == before


def test_a_remote_that_does_not_answer_is_given_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "PATIENCE", 0.5)
    monkeypatch.setenv("GIT_SSH_COMMAND", "sleep 50; true")
    git(root, "remote", "set-url", "origin", "ssh://git@host.example/a.git")
    with pytest.raises(MachineError, match="cannot reach origin: no answer within"):
        _publish(root)


def test_no_one_is_asked_for_a_password_and_none_is_shown(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = root.parent / "asked"
    program = root.parent / "ask.sh"
    program.write_text(f"#!/bin/sh\ntouch '{asked}'\necho secret\n")
    program.chmod(0o755)
    for key in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(key, str(program))
    git(root, "config", "core.askPass", str(program))
    with _locked() as port:
        git(root, "remote", "set-url", "origin", f"http://mara@127.0.0.1:{port}/a.git")
        with pytest.raises(MachineError, match=r"cannot reach origin: .* — store a password for git"):
            _publish(root)
        git(root, "remote", "set-url", "origin", f"http://mara:hush@127.0.0.1:{port}/a.git")
        with pytest.raises(MachineError) as caught:
            _publish(root)
    assert not asked.exists()
    assert "hush" not in str(caught.value)


def test_a_refused_push_is_one_line_with_its_reason_and_leaves_nothing_behind(root: Path) -> None:
    _hook(root, "echo 'pages close at five' >&2; exit 1")
    before = gits.state(root)
    with pytest.raises(MachineError, match="origin refused the push to gh-pages: pages close at five — ") as caught:
        _publish(root)
    assert "\n" not in str(caught.value)
    assert gits.state(root) == before
    assert not git(root, "for-each-ref")


def test_a_protected_branch_is_one_line(root: Path) -> None:
    _hook(root, "echo 'error: GH006: Protected branch update failed for refs/heads/gh-pages.' >&2; exit 1")
    with pytest.raises(MachineError, match="the branch is protected — allow pushes to it"):
        _publish(root)


def test_who_publishes_at_the_same_time_is_not_overwritten(root: Path) -> None:
    _publish(root)
    _write(root, "Water fell.")
    made = branch.draft(root / "site", branches.survey(root, "origin", "gh-pages"))
    _push(_reader(root, "editor"), "Create CNAME", CNAME="explainers.example.org\n")
    with pytest.raises(MachineError, match="somebody published meanwhile — run it again"):
        branch.push(made, "")
    assert _publish(root)
    assert (_reader(root, "reader") / "CNAME").exists()


def test_a_branch_that_stands_in_the_way_is_told_as_git_tells_it(root: Path) -> None:
    _publish(root, "gh-pages/old")
    with pytest.raises(MachineError, match=r"refused the push to gh-pages: .*gh-pages"):
        _publish(root)


def test_a_site_that_is_built_while_it_is_published_is_not_mixed(root: Path) -> None:
    made = branch.draft(root / "site", branches.survey(root, "origin", "gh-pages"))
    _write(root, "Water fell.")
    with pytest.raises(MachineError, match="the site was built anew meanwhile — run it again"):
        branch.push(made, "")


def test_the_hook_of_the_publisher_is_asked_and_told(root: Path) -> None:
    hook = root / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(MachineError, match="could not push to origin: not on a Friday"):
        _publish(root)


def test_a_publication_that_is_killed_leaves_the_old_site_and_can_be_repeated(root: Path) -> None:
    _publish(root)
    tip, old = _tip(root), fakes.snapshot(root / "site")
    _write(root, "Water fell.")
    _hook(root, f"touch '{root.parent}/pushing'; sleep 5; exit 1")
    before = gits.state(root)
    program = (
        "import pathlib, sys; from generator import branches; from generator.deploy import branch\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "branch.push(branch.draft(root / 'site', branches.survey(root, 'origin', 'gh-pages')), '')"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(root)], stderr=subprocess.DEVNULL) as process:
        while not (root.parent / "pushing").exists():
            time.sleep(0.02)
        process.kill()
    assert (_tip(root), gits.state(root)) == (tip, before)
    assert fakes.snapshot(root / "site") != old
    (root.parent / "remote.git/hooks/pre-receive").unlink()
    assert _publish(root)


def test_the_reason_of_git_is_its_telling_line_without_passwords() -> None:
    said = "Cloning\nfatal: unable to access 'https://a:b@host/x/': refused\nfatal: Could not read from remote.\n"
    ran = subprocess.CompletedProcess(["git"], 128, "", said)
    assert repository.reason(ran) == "unable to access 'https://host/x/': refused"
    assert repository.reason(subprocess.CompletedProcess(["git"], 1, "", "")) == "no reason given"
