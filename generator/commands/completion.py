"""`explainer completion`: a script by which a shell completes commands, options and paths."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 70
HELP = "print a script that completes commands in a shell"
EXAMPLES = """\
explainer completion bash > ~/.local/share/bash-completion/completions/explainer
explainer completion zsh > ~/.zfunc/_explainer       with ~/.zfunc in fpath, before compinit
explainer completion fish > ~/.config/fish/completions/explainer.fish
"""
_PATHS = {"FILE": "FILE", "PATH": "FILE", "DIR": "DIRECTORY"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    for action in _actions(options.program):
        if name := _PATHS.get(str(action.metavar)):
            action.complete = getattr(shtab, name)  # type: ignore[attr-defined]  # where shtab looks for it
    print(shtab.complete(options.program, options.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
