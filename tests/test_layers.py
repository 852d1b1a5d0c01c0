"""The layers of the program: every module has one, imports point down, siblings stay apart."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from generator import model

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"

# From the bottom up. A module may import what stands in rows above its own in this table, and nothing else of ours.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("codes", "errors", "gitfaults", "pickled", "regexes", "yamlfaults"),
    ("methods",),
    ("patterns",),
    ("reporting",),
    ("addresses", "decoding", "documents", "ids", "lasting", "nouns", "numerals", "periods"),
    ("hosting", "plugins", "records", "repository", "text", "yamldoc"),
    ("callings", "config", "language", "lexicon", "model"),
    ("fingerprints", "theming", "uncommitted"),
    ("warmth",),
    # What readers and finders are made of.
    ("frontmatter", "furniture", "markup", "measures", "quantities", "timex", "phrases.*", "salience", "selection"),
    ("rivals",),
    (
        "anchors",
        "antecedents",
        "blocks",
        "dategrammar",
        "discourse",
        "entities",
        "mentions",
        "prominence",
        "referents",
        "sameday",
        "sequence",
        "subjects",
        "undated",
        "resolution.*",
    ),
    ("attribution",),
    ("voices",),
    ("turns",),
    ("answering", "readers.*", "finders.*", "summarizers.*", "sections.*"),
    # What stands behind a page, and how much of it may be quoted.
    ("evidence", "fragments"),
    ("extracts",),
    ("quoting",),
    ("reading", "explain"),
    # What pages and their proof are made of.
    ("amounts", "chronology", "elements", "entries", "formats", "labels", "templating"),
    ("lockdown", "tokens"),
    ("cite", "claims", "linked", "listing", "metadata", "shares", "sources", "strip", "stylesheet"),
    ("matching",),
    ("exporting", "lettering", "miniature", "png"),
    ("picture",),
    ("timelines",),
    ("pages", "check", "inspection", "description"),
    ("indexing",),
    # What stands beside pages, and its proof.
    ("exports.*", "vouching"),
    ("occurrences", "sitewide"),
    ("claimed",),
    ("proofs.*",),
    ("outputs",),
    ("steps", "trees"),
    ("branches", "cache", "closures", "ledger", "locking", "publishing", "stories", "engines.*"),
    ("plans", "replacing"),
    ("production",),
    ("workforce",),
    ("auditing", "cleaning"),
    ("audits.files", "audits.images", "audits.links", "audits.titles", "audits.shares", "audits.expected"),
    ("audits.*",),
    ("site", "warming"),
    ("building", "listening", "origin", "surroundings", "watching"),
    ("overlay",),
    ("preview",),
    ("serve", "deploy.*", "scaffold", "doctor"),
    ("console", "progress"),
    ("commands.*",),
    ("cli",),
    ("__main__",),
)
FORBIDDEN = {"utils", "helpers", "common", "base", "manager"}


def _modules() -> dict[str, Path]:
    """Dotted names below `generator` (no packages) with their files."""
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py")
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in files}


def _layer(module: str) -> int | None:
    rows = [row for row, names in enumerate(LAYERS) if any(fnmatchcase(module, name) for name in names)]
    return rows[0] if rows else None


def _imported(path: Path) -> Iterator[tuple[str, int]]:
    """Modules of ours that a file imports anywhere (in functions and under TYPE_CHECKING too), with the line."""
    known = set(_modules())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno}: a relative import"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            if name.removeprefix("generator.") in known and name.startswith("generator."):
                yield name.removeprefix("generator."), node.lineno


MODULES = _modules()


def test_there_are_modules_to_look_at() -> None:
    assert {"text", "model", "cli"} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_layer(module: str) -> None:
    assert _layer(module) is not None, f"generator.{module} stands in no row of LAYERS: give it a layer"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down_and_siblings_stay_apart(module: str) -> None:
    own = _layer(module)
    assert own is not None
    wrong = [
        f"generator/{module.replace('.', '/')}.py:{line} imports {other}"
        for other, line in _imported(MODULES[module])
        if other != module and (_layer(other) is None or typing.cast(int, _layer(other)) >= own)
    ]
    assert not wrong


def test_every_module_imports_alone_in_a_fresh_interpreter() -> None:
    """One interpreter, but our own modules are thrown out of it before each import: a circle has nowhere to hide."""
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m == 'generator' or m.startswith('generator.')]:\n"
        "        del sys.modules[loaded]\n"
        "    importlib.import_module('generator.' + name)\n"
    )
    names = [name for name in MODULES if name != "__main__"]
    run = subprocess.run([sys.executable, "-c", program, *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_named_after_nothing(module: str) -> None:
    assert not FORBIDDEN & set(module.split("."))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_a_package_file_holds_only_a_docstring(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant)
    assert isinstance(body[0].value.value, str)


def _subclasses(kind: type) -> Iterator[type]:
    children: list[type] = kind.__subclasses__()
    for child in children:
        yield child
        yield from _subclasses(child)


def _free_text(hint: Any) -> bool:
    """Whether a type can hold any text: plain `str` (a NewType, a StrEnum and a Literal are vocabularies)."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is not typing.Literal:
        return hint is str or any(_free_text(part) for part in typing.get_args(hint))
    return False


def test_no_fact_can_hold_words_of_its_own() -> None:
    for name in MODULES:
        if name != "__main__":
            importlib.import_module(f"generator.{name}")
    facts = [model.Fact, *_subclasses(model.Fact)]
    assert len(facts) > 5
    wrong = [
        f"{fact.__name__}.{item.name}"
        for fact in facts
        for item in fields(fact)
        if item.name != "rule" and _free_text(typing.get_type_hints(fact)[item.name])
    ]
    assert not wrong, "a fact holds an article's words only as spans"


@pytest.mark.parametrize("hint", [str, str | None, tuple[str, ...], dict[str, int], tuple[tuple[str | None, ...], ...]])
def test_text_is_seen_wherever_a_field_hides_it(hint: Any) -> None:
    assert _free_text(hint)


@pytest.mark.parametrize(
    "hint", [model.Timex, model.LabelKey | None, model.Mod, typing.Literal["a"], int, tuple[int, ...]]
)
def test_a_vocabulary_is_no_text(hint: Any) -> None:
    assert not _free_text(hint)
