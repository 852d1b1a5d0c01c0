"""People, roles, figures, quotations and facts against their floors: `make eval-facts`.

`python -m eval.facts SHARED`. Each measure is one row: what it is, its floor, and what was reached. A row below its
floor makes the exit code 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from eval import gold, roles

Row = tuple[str, float, float]
"""A measure, its floor and what was reached, in percent."""

_ARTICLES = {
    "people": ("people", "F", 90.0),
    "roles": ("roles", "F", 70.0),
    "figures with value and unit": ("figures_e2e", "F", 84.0),
    "quotations with speaker": ("quotes_e2e", "F", 84.0),
    "must-have facts shown": ("facts_must", "R", 70.0),
}
_SAMPLE = "seed"


def articles(shared: Path) -> Iterator[Row]:
    """The annotated articles, without the sample article."""
    marks = gold.marks(shared, [name for name in gold.names(shared) if name != _SAMPLE])
    for measure, (key, letter, floor) in _ARTICLES.items():
        yield f"articles: {measure}", floor, marks[key][letter]


def sample(shared: Path) -> Iterator[Row]:
    """The sample article alone."""
    marks = gold.marks(shared, [_SAMPLE])
    for measure, (key, letter, _) in _ARTICLES.items():
        if measure == "roles":
            continue
        yield f"sample article: {measure}", 95.0, marks[key][letter]


def judged(_: Path) -> Iterator[Row]:
    """The roles that were drawn at random and judged one by one."""
    right, all_of_them = roles.share()
    yield "roles judged one by one", 92.0, 100 * right / all_of_them


MEASURES = (articles, sample, judged)
"""What is measured, in this order. Each is handed the shared folder and yields its rows."""


def main(shared: Path) -> int:
    """Print every row; 1 where one is below its floor."""
    below = 0
    for measure in MEASURES:
        for what, floor, reached in measure(shared):
            below += reached < floor
            print(f"{what:45} {reached:5.1f}  (floor {floor:g}){'  BELOW' if reached < floor else ''}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
