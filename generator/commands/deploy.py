"""`explainer deploy`: the site built anew from the articles, and published."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator import console

if TYPE_CHECKING:
    from generator.branches import Branch
    from generator.config import Config
    from generator.deploy.branch import Draft

# Imported when the command runs, so that --help answers at once.
# ruff: noqa: PLC0415

ORDER = 40
HELP = "publish the site to a branch of a git remote"
EXAMPLES = """\
explainer deploy --dry-run                           build, and list what would change
explainer deploy                                     build, and publish to gh-pages of origin
explainer deploy --remote pages --branch main        to another branch of another remote
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--remote", default="origin", help="the remote (default: %(default)s)")
    parser.add_argument("--branch", default="gh-pages", help="the branch (default: %(default)s)")
    parser.add_argument("--message", default="Publish the site", help="the commit message (default: %(default)s)")
    parser.add_argument("--dry-run", action="store_true", help="list what would change, and publish nothing")
    parser.add_argument("--force", action="store_true", help="publish over what others pushed, and uncommitted work")


def run(options: argparse.Namespace) -> int:
    """Build, publish, and print where; 1 where the site does not build."""
    import signal

    from generator.errors import MachineError

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _deploy(options)
    except KeyboardInterrupt as error:
        what = "interrupted; the branch holds the old site or the new one, never a part"
        raise MachineError(what, "run it again") from error


def _deploy(options: argparse.Namespace) -> int:
    from generator import branches
    from generator.deploy import branch

    config = console.settings(options)
    content, force = config.content, options.force
    there = branches.survey(config.root, options.remote, options.branch, content=content, force=force)
    _committed(there, config, options)
    if not _built(config, debug=hasattr(options, "debug")):
        return 1
    # What was edited while the site was built is asked for again.
    loose = _committed(there, config, options, told=True)
    made = branch.draft(config.root / config.output, there, uncommitted=loose)
    _warn_of_size(made)
    if options.dry_run:
        _list(made)
    if not made.new:
        print(f"nothing new: {there.shown} is already this site")
    elif options.dry_run:
        print(f"would publish to {there.shown}: {_counted(made)}")
    else:
        print(f"published to {there.shown} ({branch.push(made, options.message)}): {_counted(made)}")
    _tell_where(made, config)
    return 0


def _committed(there: Branch, config: Config, options: argparse.Namespace, *, told: bool = False) -> bool:
    """Whether something that the site is built from is in no commit; MachineError where that may not be published."""
    from pathlib import Path

    from generator import uncommitted
    from generator.config import NAME

    found = uncommitted.files(there.repository, config, Path(getattr(options, "config", NAME)).name)
    if not (options.dry_run or options.force):
        uncommitted.check(found)
    if found and not told:
        remedy = "commit it, so that other copies of the project know of it" if options.force else uncommitted.REMEDY
        console.warn(f"{found[0]}: {uncommitted.said(found)} — {remedy}")
    return bool(found)


def _built(config: Config, *, debug: bool) -> bool:
    """Build as `build --strict` does, so that what is published is what the articles say now."""
    from generator import site, steps

    built = site.build(config, steps.program(), strict=True, jobs=console.processors())
    for warning in built.warnings:
        console.warn(warning)
    for error in built.failed:
        console.tell(error, debug=debug)
    if built.failed:
        console.warn("nothing was published — mend the articles above and run it again")
    return not built.failed


def _warn_of_size(made: Draft) -> None:
    from generator import hosting

    for warning in hosting.too_large(made.sizes):
        console.warn(warning)


def _list(made: Draft) -> None:
    for word, paths in (("added", made.added), ("changed", made.changed), ("removed", made.removed)):
        for path in paths:
            print(f"{word:<9}{path}")


def _counted(made: Draft) -> str:
    return f"{len(made.added)} added, {len(made.changed)} changed, {len(made.removed)} removed"


def _tell_where(made: Draft, config: Config) -> None:
    from generator import hosting

    url = made.branch.url
    if made.cname.strip() and not hosting.host(made.cname):
        console.warn(
            f"CNAME of {made.branch.shown} holds no name of a host — mend it on the branch, or remove it there"
        )
    if address := hosting.address(config.base_url, made.cname, url):
        print(address)
    if address and not config.base_url:
        print(f"for feeds and a sitemap, write 'base_url: {address.rstrip('/')}' into the settings")
    if not made.branch.tip and hosting.on_github(url):
        print(f"once, on GitHub: Settings, Pages, 'Deploy from a branch', {made.branch.name}")
