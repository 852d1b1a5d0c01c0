"""The command line: the only place where errors become exit codes. Results go to stdout, trouble to stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn, TextIO

from generator.errors import ConfigError, ExplainerError, printable

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.config import Config
    from generator.site import Built, Steps

# Everything else is imported by the command that needs it, so that --help answers at once.
# ruff: noqa: PLC0415

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 some articles failed, 2 usage or config, 3 the machine."""
    _speak_utf8(sys.stdout, sys.stderr)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except SystemExit as end:  # of --help and --version
        return end.code if isinstance(end.code, int) else 0
    except ExplainerError as error:
        return _tell(error, debug="--debug" in arguments)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _speak_utf8(*streams: TextIO) -> None:
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _tell(error: ExplainerError, *, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    print(f"error: {error}", file=sys.stderr)
    return error.exit_code


class _Parser(argparse.ArgumentParser):
    """Usage errors in the same one-line form as all others."""

    def error(self, message: str) -> NoReturn:
        raise ConfigError(message, f"see '{self.prog} --help'")


class _Version(argparse.Action):
    """The version of the installed program, looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("explainer-pages")
        except PackageNotFoundError:
            number = "(not installed)"
        print(f"explainer {number}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--config", metavar="FILE", help="the settings (default: config.yaml, where there is one)")
    shared.add_argument("--debug", action="store_true", help="show where in the program an error arose")
    top = _Parser(prog="explainer", description="News articles in, explainer pages out that say nothing of their own.")
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    build = commands.add_parser("build", parents=[shared], help="build the site from the articles")
    build.add_argument("--output", metavar="DIR", help="build into this folder instead of the one in the settings")
    build.add_argument("--strict", action="store_true", help="publish nothing if one article fails")
    build.add_argument("-q", "--quiet", action="store_true", help="print only warnings and errors")
    build.add_argument("-v", "--verbose", action="store_true", help="name every page, and say how long it took")
    build.set_defaults(run=_build)

    inspect = commands.add_parser("inspect", parents=[shared], help="show what is found in articles")
    inspect.add_argument("paths", metavar="PATH", nargs="+", help="an article, or a folder of articles")
    inspect.add_argument("--json", action="store_true", help="print one JSON object a line for each article")
    inspect.add_argument("-v", "--verbose", action="store_true", help="say why a figure or a row is not in the facts")
    inspect.add_argument("--published", metavar="YYYY-MM-DD", type=_day, help="the date of articles that give none")
    inspect.set_defaults(run=_inspect)

    serve = commands.add_parser("serve", parents=[shared], help="show the site in a browser, and rebuild on changes")
    serve.add_argument("--port", type=int, default=8000, help="the port (default: %(default)s)")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    serve.set_defaults(run=_serve)

    deploy = commands.add_parser("deploy", parents=[shared], help="publish the built site to a branch of a git remote")
    deploy.add_argument("--remote", default="origin", help="the remote (default: %(default)s)")
    deploy.add_argument("--branch", default="gh-pages", help="the branch (default: %(default)s)")
    deploy.add_argument("--message", default="Publish the site", help="the commit message (default: %(default)s)")
    deploy.set_defaults(run=_deploy)
    return top


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from error


def _settings(options: argparse.Namespace) -> Config:
    from pathlib import Path

    from generator import config

    given = getattr(options, "config", None)
    if given is not None and not Path(given).exists():
        raise ConfigError("there is no such file", "check --config", path=given)
    return config.load(Path(given or config.NAME))


def _recognizer(config: Config) -> None:
    """One line where the model that the settings name does not serve."""
    from generator import entities

    if said := entities.trouble(config.spacy):
        print(f"warning: {printable(said)}", file=sys.stderr)


def _build(options: argparse.Namespace) -> int:
    import time
    from pathlib import Path

    from generator import site

    began = time.perf_counter()
    output = Path(options.output) if options.output else None
    config = _settings(options)
    _recognizer(config)
    built = site.build(config, site.steps(), output, strict=options.strict)
    _trouble(built, debug=hasattr(options, "debug"))
    if options.verbose:
        print("".join(f"/{slug}/\n" for slug in sorted(built.pages)), end="")
    if not options.quiet:
        timed = options.verbose or sys.stdout.isatty()
        print(summary(built) + (f" in {time.perf_counter() - began:.1f} s" if timed else ""))
    return 1 if built.failed else 0


def _trouble(built: Built, *, debug: bool) -> None:
    for warning in built.warnings:
        print(f"warning: {printable(warning)}", file=sys.stderr)
    for error in built.failed:
        _tell(error, debug=debug)


def summary(built: Built) -> str:
    """The line that ends a build: pages, failures, how much of the articles' words is quoted, what was left out."""
    pages = "1 page" if len(built.pages) == 1 else f"{len(built.pages)} pages"
    parts = [f"built {pages}", f"{len(built.failed)} failed"]
    if built.kept:
        parts.append(f"{len(built.kept)} kept as before")
    if built.read:
        parts.append(f"quoted {100 * built.quoted / built.read:.0f}% of {built.read:,} words")
    if built.left_out:
        parts.append(f"without 'base_url' no {', '.join(built.left_out)}")
    if not built.published:
        parts.append("nothing published")
    return ", ".join(parts)


def _inspect(options: argparse.Namespace) -> int:
    from generator import site

    config, steps, failed = _settings(options), site.steps(), 0
    _recognizer(config)
    for path in options.paths:
        try:
            files = _articles(path, steps)
        except ExplainerError as error:
            failed, files = failed + 1, []
            _tell(error, debug=hasattr(options, "debug"))
        for file in files:
            try:
                print(_found(file, config, steps, options))
            except ExplainerError as error:
                failed += 1
                _tell(error, debug=hasattr(options, "debug"))
    return 1 if failed else 0


def _articles(path: str, steps: Steps) -> list[Path]:
    from pathlib import Path

    from generator.errors import ArticleError

    given = Path(path)
    if not given.is_dir():
        return [given]
    found = sorted(file for file in given.iterdir() if file.suffix.lower() in steps.suffixes and file.is_file())
    if not found:
        known = ", ".join(sorted(steps.suffixes))
        raise ArticleError("there are no articles in this folder", f"their names end in {known}", path=path)
    return found


def _found(file: Path, config: Config, steps: Steps, options: argparse.Namespace) -> str:
    import json

    from generator import answering, description, inspection, site
    from generator.stories import StoryFiles

    explainer = site.read_story(StoryFiles(file.stem, (file,)), config, steps, options.published)
    reading = explainer.story.readings[0]
    if notice := answering.notice(explainer.story, config):
        print(f"warning: {printable(f'{reading.article.path}: {notice}')}", file=sys.stderr)
    report = inspection.report(reading, explainer, verbose=options.verbose)
    if options.json:
        return json.dumps(report, ensure_ascii=False)
    return description.describe(report, reading.article.first_line)


def _serve(options: argparse.Namespace) -> int:
    from generator import serve, site

    _recognizer(_settings(options))  # wrong settings are told before a server starts
    serve.run(lambda: _settings(options), site.steps(), options.host, options.port, open_browser=options.open)
    return 0


def _deploy(options: argparse.Namespace) -> int:
    from generator.deploy import branch

    config = _settings(options)
    print(branch.publish(config.root / config.output, options.remote, options.branch, options.message))
    return 0
