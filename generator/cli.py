"""The command line: the only place where errors become exit codes. Results go to stdout, trouble to stderr."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from generator import plugins
from generator.console import Parser, shared, tell
from generator.errors import ExplainerError, MachineError

INTERRUPTED = 130
_OBJECTS = 200_000
"""Objects made from one look for garbage to the next: loading the program makes as many, and none of them is any."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 some articles failed, 2 usage or config, 3 the machine."""
    _speak_utf8(sys.stdout, sys.stderr)
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except SystemExit as end:  # of --help and --version
        return end.code if isinstance(end.code, int) else 0
    except ExplainerError as error:
        return tell(error, debug="--debug" in arguments)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return tell(_unforeseen(error), debug="--debug" in arguments)
    return code


def _unforeseen(error: Exception) -> ExplainerError:
    """What nobody foresaw, as an error in the form of all others."""
    if isinstance(error, MemoryError):
        told: ExplainerError = MachineError("there is no memory left", "close other programs, or build fewer articles")
    elif isinstance(error, OSError):
        what, path = f"the machine refused ({error.strerror or error})", os.fsdecode(error.filename or "")
        told = MachineError(what, "check the path and its permissions", path=path)
    else:
        what = f"the program failed ({type(error).__name__}: {error})"
        told = ExplainerError(what, "please report it, with the output of --debug")
    told.__cause__ = error
    return told


def _speak_utf8(*streams: TextIO) -> None:
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


class _Version(argparse.Action):
    """The version of the installed program, looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            number = version("explainer-pages")
        except PackageNotFoundError:
            number = "(not installed)"
        print(f"explainer {number}")
        parser.exit()


def parser() -> Parser:
    """The commands and their options."""
    top = Parser(prog="explainer", description="News articles in, explainer pages out that say nothing of their own.")
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for part in sorted(plugins.parts("commands"), key=lambda part: part.ORDER):
        name = part.__name__.rpartition(".")[2]
        command = commands.add_parser(
            name, parents=[shared()], help=part.HELP, description=part.HELP, epilog=part.EXAMPLES
        )
        part.arguments(command)
        command.set_defaults(run=part.run, program=top)
    return top
