"""Roles drawn at random, to be judged one by one: eval/roles.py draw ARTICLES SEED | eval/roles.py count.

`draw` prints the same roles for the same articles, seed and program, each with what stands around it and a table for
eval/roles.toml, where the verdicts are kept: document, offsets in its text and verdict, no word of the articles.
`count` says how many of the kept ones are clean and on the right person.
"""

from __future__ import annotations

import random
import sys
import tomllib
from pathlib import Path

from generator.config import Config
from generator.errors import ArticleError
from generator.model import Person, Role
from generator.reading import read

VERDICTS = Path(__file__).with_name("roles.toml")
DRAWN = 60
_AROUND = 110


def draw(folder: Path, seed: int) -> None:
    """Print the roles to judge."""
    config = Config()
    found: list[tuple[str, Person, Role]] = []
    for path in sorted(folder.iterdir()):
        try:
            reading = read(path.read_bytes(), path.name, config)
        except ArticleError as error:
            print(error, file=sys.stderr)
            continue
        found += [(path.stem, person, role) for person in reading.people for role in person.roles]
    for number, (document, person, role) in enumerate(random.Random(seed).sample(found, DRAWN), 1):
        text, start, end = role.words.source.text, role.words.start, role.words.end
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        told = f"{before}⟦{role.words.words}⟧{after}".replace("\n", " ")
        print(f"# {number}. {person.words.words} ({role.rule}): {told}")
        print(f'[[role]]\ndocument = "{document}"\nstart = {start}\nend = {end}\nright = true\n')


def share() -> tuple[int, int]:
    """How many of the judged roles are clean and on the right person, and how many were judged."""
    judged = tomllib.loads(VERDICTS.read_text(encoding="utf-8"))["role"]
    return sum(role["right"] for role in judged), len(judged)


def main(arguments: list[str]) -> int:
    """Draw, or count."""
    if arguments[:1] == ["draw"] and len(arguments) == 3:
        draw(Path(arguments[1]), int(arguments[2]))
        return 0
    if arguments == ["count"]:
        right, judged = share()
        print(f"{right} of {judged} roles are clean and on the right person: {100 * right / judged:.1f}%")
        return 0
    print("error: eval/roles.py draw ARTICLES SEED, or eval/roles.py count", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
