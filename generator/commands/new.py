"""`explainer new`: the beginning of a site, a story, a theme or a workflow."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator import console

if TYPE_CHECKING:
    from pathlib import Path

    from generator.scaffold import Made

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 5
HELP = "begin a site, a story, a theme or a workflow; nothing is ever overwritten"
_SITE, _STORY, _THEME, _WORKFLOW = _EACH = (
    "explainer new site harbour                           a site that builds, in the folder harbour\n",
    'explainer new story "What happened to the ferry?"    a file in content/ to paste the article into\n',
    "explainer new theme night                            a folder that changes the look\n",
    "explainer new workflow                               a workflow that publishes on GitHub Pages\n",
)
EXAMPLES = "".join(_EACH)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to begin, and how it is called."""
    kinds = parser.add_subparsers(
        title="kinds", metavar="KIND", required=True, parser_class=console.Parser, help="what to begin"
    )
    for name, said, step, shown in (
        ("site", "a site that builds", _site, _SITE),
        ("story", "a file for the articles of one question", _story, _STORY),
        ("theme", "a folder that changes the look", _theme, _THEME),
        ("workflow", "a workflow for GitHub Pages", _workflow, _WORKFLOW),
    ):
        kind = kinds.add_parser(name, parents=[console.shared()], help=said, description=said, epilog=shown)
        kind.set_defaults(step=step)
        if name == "site":
            kind.add_argument("folder", metavar="DIR", help="the folder; it may hold other things already")
        elif name == "story":
            kind.add_argument("question", metavar="QUESTION", help='"What happened to …?"')
        elif name == "theme":
            kind.add_argument("name", metavar="NAME", help="the name of the folder")


def run(options: argparse.Namespace) -> int:
    """Write the files, and say what to do next."""
    made, then = options.step(options)
    for name in made.written:
        print(f"wrote {(made.root / name).as_posix()}")
    for name in made.kept:
        print(f"kept {(made.root / name).as_posix()}, which was there")
    print(then)
    return 0


def _site(options: argparse.Namespace) -> tuple[Made, str]:
    import shlex
    from pathlib import Path

    from generator import scaffold

    folder = Path(options.folder)
    safe = f"./{folder}" if options.folder.startswith("-") else options.folder
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(safe)} && "
    return scaffold.site(folder), f"next: {go}{console.called()} serve --open"


def _story(options: argparse.Namespace) -> tuple[Made, str]:
    from generator import scaffold

    made = scaffold.story(options.question, console.settings(options))
    return made, f"next: paste the article below the second '---', give its date, then {console.called()} build"


def _theme(options: argparse.Namespace) -> tuple[Made, str]:
    from generator import scaffold

    file = _file(options)
    made = scaffold.theme(options.name, console.settings(options), file.name)
    return made, f"next: write 'theme: {options.name}' into {file.as_posix()}"


def _workflow(options: argparse.Namespace) -> tuple[Made, str]:
    from generator import scaffold
    from generator.repository import Repository

    config = console.settings(options)
    repository = Repository(config.root)
    branch = repository.branch()
    made = scaffold.workflow(config, branch or "main", scaffold.Place(*repository.place()), _file(options).name)
    for name in made.written:
        if name.endswith(scaffold.REQUIREMENTS) and "@COMMIT" in (made.root / name).read_text("utf-8"):
            console.warn(f"{scaffold.REQUIREMENTS} names nothing yet — write from where GitHub installs")
    if not branch:
        what = "no branch is checked out, so the workflow builds what is pushed to 'main'"
        console.warn(f"{what} — mend 'branches:' in it where yours has another name")
    return made, "next: on GitHub, Settings, Pages, Source, 'GitHub Actions'; then push"


def _file(options: argparse.Namespace) -> Path:
    """The file of the settings."""
    from pathlib import Path

    from generator.config import NAME

    return Path(getattr(options, "config", NAME))
