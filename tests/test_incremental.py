"""A site that is built step by step is the site that one build makes, and nothing is made without need."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator import cache, closures, config, ledger, locking, replacing, site, trees
from generator.config import Config
from generator.errors import ConfigError, MachineError
from generator.language import Language
from generator.model import Explainer, Reading
from generator.steps import Piece, Steps
from tests import fakes

NAMES = ("flood", "storm", "frost", "heat")
Made = list[str]
BESIDE = ["beside flood", "beside storm", "length flood", "length storm"]


def _steps(made: Made) -> Steps:
    """The simple steps, with a template that is read from the disk; what they do is noted."""
    asked: set[str] = set()

    def read(data: bytes, path: str, settings: Config, published: date | None) -> Reading:
        made.append(f"read {path}")
        return fakes.read(data, path, settings, published)

    def template(settings: Config, name: str) -> str:
        asked.add(name)
        return (settings.root / "templates" / name).read_text()

    def beside(explainer: Explainer, settings: Config, language: Language, path: str) -> Sequence[Piece]:
        def facts() -> Mapping[str, bytes]:
            made.append(f"beside {explainer.slug}")
            return {"facts.txt": f"{template(settings, 'facts.txt')}{explainer.slug}{settings.title}".encode()}

        def length() -> Mapping[str, bytes]:
            made.append(f"length {explainer.slug}")
            return {"length.txt": str(words).encode()} if words % 5 else {}

        words = sum(len(one.article.source.text.split()) for one in explainer.story.readings)
        return [Piece("facts", None, facts), Piece("length", words, length)]

    def render(explainer: Explainer, settings: Config, language: Language, beside: Collection[str]) -> str:
        made.append(f"page {explainer.slug}")
        words = "|".join(one.article.source.text for one in explainer.story.readings)
        return f"{template(settings, 'page.html.j2')} {words} {sorted(beside)} {settings.title}"

    def names() -> frozenset[str]:
        found = frozenset(asked)
        asked.clear()
        return found

    return replace(fakes.STEPS, read=read, beside=beside, render=render, asked=names)


def _project(root: Path) -> Path:
    fakes.project(root, flood="Water rose.", storm="Wind blew.")
    (root / "templates/facts.txt").write_text("facts ")
    (root / "templates/page.html.j2").write_text("page ")
    (root / "templates/unused.html").write_text("unused")
    (root / "config.yaml").write_text("title: News\n")
    return root


def _build(root: Path, output: Path | None = None) -> tuple[site.Built, Made]:
    made: Made = []
    built = site.build(config.load(root / "config.yaml"), _steps(made), output)
    return built, sorted(made)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _build(_project(tmp_path / "project"))
    return tmp_path / "project"


def _inodes(folder: Path) -> dict[str, tuple[int, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_where_nothing_changed_nothing_is_made_and_no_file_is_written(root: Path) -> None:
    before = _inodes(root / "site")
    built, made = _build(root)
    assert made == []
    assert (built.pages, built.unchanged, built.published) == ([], 2, True)
    assert (built.quoted, built.read, built.left_out) == (2, 8, ("feed.xml",))
    assert _inodes(root / "site") == before


def test_an_edited_article_is_made_again_and_no_other_file_is_written(root: Path) -> None:
    before = _inodes(root / "site")
    (root / "content/flood.md").write_text("Water fell.")
    built, made = _build(root)
    assert made == ["beside flood", "page flood", "read content/flood.md"]
    assert (built.pages, built.unchanged) == (["flood"], 1)
    after = _inodes(root / "site")
    assert {path for path in after if after[path] != before[path]} == {"flood/index.html"}


def test_a_file_beside_a_page_is_made_again_when_that_changed_which_it_is_made_of(root: Path) -> None:
    (root / "content/flood.md").write_text("Water fell and fell.")
    assert "length flood" in _build(root)[1]
    assert (root / "site/flood/length.txt").read_text() == "4"
    (root / "content/flood.md").write_text("Water fell and fell again.")
    assert "length flood" in _build(root)[1]
    assert not (root / "site/flood/length.txt").exists()
    (root / "content/flood.md").write_text("Water fell and rose again.")
    assert "length flood" not in _build(root)[1]
    assert not (root / "site/flood/length.txt").exists()


def test_a_file_beside_a_page_is_made_again_where_it_is_not_as_it_was_made(root: Path) -> None:
    (root / "site/flood/length.txt").write_text("7")
    (root / "content/flood.md").write_text("Water fell.")
    assert "length flood" in _build(root)[1]
    assert (root / "site/flood/length.txt").read_text() == "2"


def test_a_file_beside_a_page_moves_with_its_page(root: Path) -> None:
    (root / "content/flood.md").write_text("Water rose.\nslug: deluge")
    _build(root)
    (root / "content/flood.md").write_text("Water rose.\nslug: torrent")
    _build(root)
    assert (root / "site/torrent/length.txt").read_text() == "4"
    assert not (root / "site/deluge").exists()


def test_an_edited_template_re_reads_nothing(root: Path) -> None:
    (root / "templates/page.html.j2").write_text("new page ")
    assert _build(root)[1] == ["page flood", "page storm"]
    (root / "templates/facts.txt").write_text("new facts ")
    assert _build(root)[1] == [*BESIDE, "page flood", "page storm"]


def test_a_page_that_comes_out_as_it_was_is_not_proved_again(root: Path) -> None:
    proved: list[str] = []

    def build() -> site.Built:
        steps = _steps([])

        def prove(html: str, explainer: Explainer, settings: Config, language: Language, path: str) -> None:
            proved.append(path)

        def render(explainer: Explainer, settings: Config, language: Language, beside: Collection[str]) -> str:
            return steps.render(explainer, settings, language, beside).replace("{# a note #}", "")

        proved.clear()
        return site.build(config.load(root / "config.yaml"), replace(steps, prove=prove, render=render))

    (root / "templates/page.html.j2").write_text("other ")
    assert len(build().pages) == len(proved) == 2
    before = _inodes(root / "site")
    (root / "templates/page.html.j2").write_text("{# a note #}other ")
    built = build()
    assert (len(built.pages), built.quoted, built.read, proved) == (2, 2, 8, [])
    assert _inodes(root / "site") == before
    assert build().unchanged == 2
    (root / "templates/page.html.j2").write_text("{# a note #}yet another ")
    build()
    assert len(proved) == 2


def test_a_template_that_no_page_is_made_of_is_no_reason_to_make_any(root: Path) -> None:
    (root / "templates/unused.html").write_text("other")
    assert _build(root)[1] == []


def test_an_edited_setting_re_reads_nothing_unless_reading_depends_on_it(root: Path) -> None:
    (root / "config.yaml").write_text("title: Other\n")
    assert _build(root)[1] == [*BESIDE, "page flood", "page storm"]
    (root / "config.yaml").write_text("title: Other\nweek_starts: monday\n")
    assert "read content/flood.md" in _build(root)[1]


def test_a_setting_that_says_where_something_lies_changes_no_page(root: Path) -> None:
    (root / "templates").rename(root / "layouts")
    (root / "config.yaml").write_text("title: News\ntemplates: layouts\n")
    (root / "templates").mkdir()
    for name in ("page.html.j2", "facts.txt"):
        shutil.copy(root / "layouts" / name, root / "templates" / name)  # where these steps look
    assert _build(root)[1] == []


def test_an_article_that_was_only_touched_is_not_made_again(root: Path) -> None:
    os.utime(root / "content/flood.md", ns=(1, 1))
    assert _build(root)[1] == []


def test_an_edit_of_the_same_size_and_time_is_seen_while_the_file_is_young(root: Path) -> None:
    file = root / "content/flood.md"
    found = file.stat()
    file.write_text("Water ROSE.")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert "page flood" in _build(root)[1]


def test_a_site_that_was_copied_is_read_once(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", symlinks=True)
    for path in (copy / "site").rglob("*"):
        os.utime(path, ns=(1, 1))
    read: list[Path] = []
    digest = trees._digest

    def noted(path: Path) -> str:
        read.append(path)
        return digest(path)

    monkeypatch.setattr(trees, "_digest", noted)
    assert _build(copy)[1] == []
    assert len(read) > 4
    read.clear()
    assert _build(copy)[1] == []
    assert not read


def test_a_page_that_somebody_altered_is_made_again(root: Path) -> None:
    before = fakes.snapshot(root / "site")
    (root / "site/flood/index.html").write_text("defaced")
    (root / "site/index.html").unlink()
    assert _build(root)[1] == ["beside flood", "page flood"]
    assert fakes.snapshot(root / "site") == before


def test_a_page_that_an_older_list_of_files_does_not_name_is_still_ours(root: Path) -> None:
    before = (root / "site/.explainer.json").read_text()
    (root / "content/frost.md").write_text("It froze.")
    _build(root)
    (root / "site/.explainer.json").write_text(before)
    (root / "content/frost.md").unlink()
    _build(root)
    assert not (root / "site/frost").exists()
    (root / "site/photo.jpg").write_text("?")
    with pytest.raises(ConfigError, match=r"photo\.jpg"):
        _build(root)


def test_what_fails_is_told_by_every_build(root: Path) -> None:
    (root / "content/flood.md").write_text("BROKEN")
    told = [[str(error) for error in _build(root)[0].failed] for _ in range(3)]
    assert told[0]
    assert told[0] == told[1] == told[2]


def test_a_page_that_was_kept_goes_when_its_article_does(root: Path) -> None:
    (root / "content/flood.md").write_text("BROKEN")
    _build(root)
    (root / "content/flood.md").unlink()
    _build(root)
    assert not (root / "site/flood").exists()


def test_readings_that_nobody_needs_are_forgotten(root: Path) -> None:
    def kept() -> int:
        return sum(path.is_file() for path in (root / cache.FOLDER / "readings").rglob("*"))

    assert kept() == 2
    (root / "content/flood.md").write_text("Water fell.")
    _build(root)
    assert kept() == 2
    (root / "content/flood.md").unlink()
    _build(root)
    assert kept() == 1


def test_a_fresh_build_makes_everything(root: Path) -> None:
    made: Made = []
    site.build(config.load(root / "config.yaml"), _steps(made), fresh=True)
    assert "read content/flood.md" in made
    assert len(made) == 8


def test_a_template_behind_a_link_to_a_folder_counts(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "elsewhere/page.html.j2").write_text("one")
    (root / "templates/deep").symlink_to(root / "elsewhere")
    before = closures.digests(config.load(root / "config.yaml"))
    (root / "elsewhere/page.html.j2").write_text("two")
    assert closures.digests(config.load(root / "config.yaml")) != before


def test_a_limit_that_is_lowered_holds_for_what_was_read_before(root: Path) -> None:
    (root / "config.yaml").write_text("title: News\narticle_limit: 5\n")
    assert "read content/flood.md" in _build(root)[1]


def test_a_spare_that_is_a_link_is_not_written_through(root: Path) -> None:
    (root / "theirs").mkdir()
    (root / "theirs/letter.txt").write_text("dear")
    (root / ".site.build" / replacing.SPARE).symlink_to(root / "theirs")
    (root / "content/flood.md").write_text("Water fell.")
    _build(root)
    assert fakes.snapshot(root / "theirs") == {"letter.txt": b"dear"}
    assert "Water fell." in (root / "site/flood/index.html").read_text()


def test_a_site_that_is_changed_while_it_is_built_is_not_believed(root: Path) -> None:
    before = fakes.snapshot(root / "site")
    (root / "content/flood.md").write_text("Water fell.")

    def deface(done: int, total: int) -> None:
        (root / "site/storm/index.html").write_text("defaced")

    with pytest.raises(MachineError, match="changed while it was built"):
        site.build(config.load(root / "config.yaml"), _steps([]), progress=deface)
    assert fakes.snapshot(root / "site") == before | {"storm/index.html": b"defaced"}
    _build(root)
    assert "defaced" not in (root / "site/storm/index.html").read_text()


def test_a_ledger_that_cannot_be_written_is_a_warning(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (root / "content/flood.md").write_text("Water fell.")
    monkeypatch.setattr(ledger, "store", full)
    built, _ = _build(root)
    assert built.published
    assert "cannot be noted (No space left on device)" in built.warnings[0]
    assert "Water fell." in (root / "site/flood/index.html").read_text()


def _damage_ledger(root: Path) -> None:
    file = root / ".site.build" / ledger.NAME
    file.write_bytes(file.read_bytes()[:-10])


def _damage_spare(root: Path) -> None:
    (root / ".site.build" / replacing.SPARE).mkdir(exist_ok=True)
    (root / ".site.build" / replacing.SPARE / "index.html").write_text("damaged")


def _damage_readings(root: Path) -> None:
    for path in (root / cache.FOLDER).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:40])


def _leave_a_dead_build(root: Path) -> None:
    (root / ".site.build" / locking.STAGE / "3").mkdir(parents=True, exist_ok=True)
    (root / ".site.build" / locking.STAGE / "3" / "index.html").write_text("half")


def _lose_a_file(root: Path) -> None:
    (root / "site/index.html").unlink(missing_ok=True)


def _deface(root: Path) -> None:
    for path in (root / "site").rglob("index.html"):
        path.write_text("defaced")


def _checked_out(root: Path) -> None:
    """As a version control system leaves it: the same files, as new ones."""
    shutil.copytree(root / "site", root / "copy")
    shutil.rmtree(root / "site")
    (root / "copy").rename(root / "site")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "ledger": _damage_ledger,
    "spare": _damage_spare,
    "readings": _damage_readings,
    "stage": _leave_a_dead_build,
    "lost": _lose_a_file,
    "defaced": _deface,
    "checked out": _checked_out,
    "no workshop": lambda root: shutil.rmtree(root / ".site.build"),
    "no cache": lambda root: shutil.rmtree(root / ".cache"),
    "no site": lambda root: shutil.rmtree(root / "site"),
}
WORDS = st.sampled_from(["Water rose.", "Water fell.", "Wind blew.", "Frost\n\nIt froze."])
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), WORDS),
    st.tuples(st.just("write"), st.sampled_from(["many/one", "many/two"]), WORDS),
    st.tuples(st.just("slug"), st.sampled_from(NAMES), st.sampled_from(["one", "two", "three"])),
    st.tuples(st.just("delete"), st.sampled_from((*NAMES, "many/one", "many/two")), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("template"), st.sampled_from(["page.html.j2", "facts.txt", "unused.html"]), WORDS),
    st.tuples(st.just("config"), st.sampled_from(["title: News", "title: Other", "quote_limit: 9"]), st.just("")),
    st.tuples(st.just("damage"), st.sampled_from(sorted(DAMAGES)), st.just("")),
    st.tuples(st.just("build"), st.just(""), st.just("")),
)


def _edit(root: Path, kind: str, name: str, text: str) -> None:
    file = root / "content" / f"{name}.md"
    if kind == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    elif kind == "slug" and file.exists():
        file.write_text(f"{file.read_text()}\nslug: {text}-{name}")
    elif kind == "delete":
        file.unlink(missing_ok=True)
    elif kind == "rename" and file.exists():
        file.rename(file.with_stem(text))
    elif kind == "template":
        (root / "templates" / name).write_text(text)
    elif kind == "config":
        (root / "config.yaml").write_text(f"{name}\n")
    elif (
        kind == "damage" and (root / "site").exists() and (root / ".site.build").exists() and (root / ".cache").exists()
    ):
        DAMAGES[name](root)
    elif kind == "build":
        _build(root)


@given(st.lists(EDITS, max_size=12))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_edits_the_site_is_what_one_build_makes(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, str]]
) -> None:
    root = _project(tmp_path_factory.mktemp("site") / "project")
    (root / "content/always.md").write_text("It rained.")
    for edit in edits:
        _edit(root, *edit)
    assume(not _build(root)[0].failed)  # a page that is kept from before is in no clean build
    clean = root.parent / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".site.build", ".cache"))
    _build(clean)
    assert fakes.snapshot(root / "site") == fakes.snapshot(clean / "site")
    assert _build(root)[1] == []
    told = json.loads((root / "site/.explainer.json").read_text())
    assert {path.as_posix() for path in (root / "site").iterdir()} >= {
        f"{root}/site/{page['slug']}" for page in told["pages"]
    }
