"""The documents as scripts: their fenced blocks, and a fresh clone of the project to run the commands of each in.

A block marked `sh` is run. A block whose mark goes on with a path (```python generator/exports/words.py) is a file, and
written before the commands below it. Every other block is only shown.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import gits

ROOT = Path(__file__).parent.parent
DOCUMENTS = tuple(sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))))
ADDRESS = "https://github.com/OWNER/explainer.git"
"""What the documents call the repository; git is told to take the local one."""

NOT_RUN = {
    "make test": "it runs every check, and this one among them",
    "explainer serve --open": "it stays until it is interrupted; tests/test_preview.py starts it",
    ".venv/bin/explainer serve --open": "as above",
    ".venv/bin/python -m pip install '.[spacy]'": "it loads packages from the network",
}
"""Commands of the documents that are not run, each with the reason."""

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a clone has in place of an installation: the packages of the Python that runs the tests, and its own code.
_HOOK = """\
#!/bin/sh
set -e
'{python}' -m venv --without-pip .venv
printf '%s\\n%s\\n' "$PWD" '{packages}' > .venv/lib/{version}/site-packages/project.pth
printf '#!%s\\nimport sys\\nfrom generator.cli import main\\nsys.exit(main())\\n' "$PWD/.venv/bin/python" \\
    > .venv/bin/explainer
chmod +x .venv/bin/explainer
touch .venv/.installed
"""
_LEFT = (".git", ".venv", ".cache", ".site.build", "*_cache", "__pycache__", ".hypothesis", "*.egg-info", ".coverage*")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its mark, the path of the file that it is (or ""), its text, and the line it begins on."""

    mark: str
    path: str
    text: str
    line: int

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands of a block marked `sh`, one each, without remarks."""
        lines = self.text.replace("\\\n", " ").splitlines() if self.mark == "sh" else []
        return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    for match in _FENCE.finditer(text):
        mark, _, path = match[1].strip().partition(" ")
        yield Block(mark, path, match[2], text.count("\n", 0, match.start()) + 1)


def origin(folder: Path) -> Path:
    """The project as it stands here, committed to a bare repository, in `folder`."""
    work, bare, template = folder / "work", folder / "origin.git", folder / "template"
    shutil.copytree(ROOT, work, ignore=shutil.ignore_patterns(*_LEFT))
    gits.git(work, "init", "--quiet", "--initial-branch", "main")
    gits.commit(work, "The project")
    gits.git(work, "clone", "--quiet", "--bare", str(work), str(bare))
    hook = template / "hooks/post-checkout"
    hook.parent.mkdir(parents=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    hook.write_text(_HOOK.format(python=sys.executable, packages=sysconfig.get_path("purelib"), version=version))
    hook.chmod(0o755)
    shutil.rmtree(work)
    return bare


def run(document: Path, repository: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the commands of a document in a fresh clone; `folder` then holds the clone and its `origin.git`.

    The shell stops at the first command that fails, and says which that was.
    """
    shutil.copytree(repository, folder / "origin.git")
    environment = _environment(repository.parent / "template", folder)
    lines = [f"git clone --quiet {ADDRESS} project", "cd project"]
    for number, block in enumerate(blocks(document.read_text(encoding="utf-8"))):
        if block.path:
            kept = folder / f"block-{number}"
            kept.write_text(block.text, encoding="utf-8")
            lines.append(f"mkdir -p $(dirname {block.path}) && cp {kept} {block.path}")
        for command in block.commands:
            if command.startswith("git clone "):  # in a folder of its own, as by somebody who has nothing yet
                lines.append(f"cd {folder}")
            if command not in NOT_RUN:
                lines.append(command)
    script = folder / "script"
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return subprocess.run(
        ["bash", "-eux", "-o", "pipefail", str(script)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def _environment(template: Path, folder: Path) -> dict[str, str]:
    """The environment of somebody with an empty home, without any of the tests' or make's own variables."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    # The program of the folder that one stands in, as in an environment that is active.
    path = f".venv/bin:{kept.get('PATH', os.defpath)}"
    settings = {
        f"url.{folder / 'origin.git'}.insteadOf": ADDRESS,
        "user.name": "Editor",
        "user.email": "editor@example.org",
        "protocol.file.allow": "always",
    }
    counted = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        counted |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {
        **kept,
        **counted,
        "PATH": path,
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TEMPLATE_DIR": str(template),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
