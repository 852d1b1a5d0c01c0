"""Shell completion, asked of a real shell where there is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator import cli

BASH = """
source {script}
cd {folder}
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE="{words}"; COMP_POINT=${{#COMP_LINE}}
[[ "{words}" == *" " ]] && {{ COMP_WORDS+=(""); COMP_CWORD=$((COMP_CWORD + 1)); }}
$(complete -p explainer | sed 's/.*-F \\([^ ]*\\).*/\\1/') explainer "${{COMP_WORDS[COMP_CWORD]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def _script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["completion", shell]) == 0
    script = tmp_path / f"explainer.{shell}"
    script.write_text(capsys.readouterr().out)
    return script


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash on this machine")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("explainer ", {"build", "new", "inspect", "serve", "deploy", "doctor", "completion"}),
        ("explainer de", {"deploy"}),
        ("explainer new ", {"site", "story", "theme", "workflow"}),
        ("explainer deploy --dr", {"--dry-run"}),
        ("explainer build --ba", {"--base-url"}),
        ("explainer completion z", {"zsh"}),
        ("explainer inspect art", {"article.md"}),
    ],
)
def test_bash_completes(words: str, offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here/article.md").write_text("")
    script = _script("bash", tmp_path, capsys)
    program = BASH.format(script=script, folder=tmp_path / "here", words=words)
    run = subprocess.run(["bash", "--norc", "-c", program], capture_output=True, text=True, check=True)
    assert offered <= set(run.stdout.split()), run.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_can_read_their_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = _script(shell, tmp_path, capsys)
    assert "doctor" in script.read_text()
    if not shutil.which(shell):
        pytest.skip(f"no {shell} on this machine: its script was written, and not read")
    assert subprocess.run([shell, "-n", str(script)], capture_output=True, check=False).stderr == b""
