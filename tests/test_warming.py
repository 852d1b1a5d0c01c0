"""What the first page needs is loaded before, in memory, and whatever goes wrong with that is left to the build."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import language, site, steps, warming
from generator.config import Config
from generator.errors import TemplateError
from tests import fakes

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("code", language.codes())
def test_every_step_to_a_site_is_taken_and_nothing_is_written(tmp_path: Path, code: str) -> None:
    config = Config(language=code, base_url="https://press.example/")
    object.__setattr__(config, "root", tmp_path)
    taken: list[str] = []
    given = steps.program()

    def noted(name: str) -> Callable[..., Any]:
        def step(*values: Any) -> Any:
            made = getattr(given, name)(*values)
            taken.append(name)
            return made

        return step

    names = ("read", "explain", "beside", "render", "prove", "entry_of", "pieces")
    told = list(warming.warm(config, dataclasses.replace(given, **{name: noted(name) for name in names})))
    assert taken == list(names)
    assert len(told) > len(names) + 1  # the pieces were made as well
    assert list(tmp_path.iterdir()) == []


_SESSION = """
import sys
from functools import partial
from pathlib import Path
from generator import building, steps, warming
from tests import fakes

root, warm = Path(sys.argv[1]), sys.argv[2] == "warm"
build = partial(building.build, partial(fakes.config, root), steps.program())
assert build().pages == 0
for _ in warming.warm(fakes.config(root), steps.program()) if warm else ():
    pass
before = set(sys.modules)
article = root / "content/market.md"
article.write_text(article.read_text() + f"Mara Ellin, 41, {sys.argv[2]} said so.")
assert build().pages == 1
print(len([name for name in set(sys.modules) - before if name.startswith("generator.")]))
"""


def test_the_first_edit_of_a_built_site_has_to_load_nothing_after_it(tmp_path: Path) -> None:
    """In processes of their own: in this one everything is loaded already."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/market.md").write_text("Market moves\n\nThe council of Ashby moved its market on Thursday.\n")
    assert site.build(fakes.config(tmp_path), steps.program()).published
    loaded = []
    for how in ("cold", "warm"):
        command = [sys.executable, "-c", _SESSION, str(tmp_path), how]
        loaded.append(int(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout))
    cold, warm = loaded
    assert cold > 50
    assert warm == 0


@pytest.mark.parametrize("trouble", [TemplateError("wrong", "mend it"), ZeroDivisionError(), SystemExit(5)])
def test_a_trouble_ends_it_without_a_word(trouble: BaseException) -> None:
    def render(*values: object) -> str:
        raise trouble

    told = list(warming.warm(Config(), dataclasses.replace(fakes.STEPS, render=render)))
    assert len(told) == 5
