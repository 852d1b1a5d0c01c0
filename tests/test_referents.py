"""Whom an opening pronoun means: named only where there is no doubt."""

from __future__ import annotations

import pytest

from generator import config, language, reading, referents

ENGLISH = language.load("en")
# Sets the pronouns: sentences that speak of one person alone.
KNOWN = (
    "Mara Vale, a pilot, lives in Port Tessaly with her mother. Vale said she was glad.\n\n"
    "Anton Reuel, a baker, sold his house. Reuel said he was glad.\n\n"
)


def meant(text: str) -> dict[str, str]:
    """The opening words of each sentence of the last paragraph that is resolved, with the name."""
    read = reading.read(f"A headline of no weight\n\n{KNOWN}{text}\n".encode(), "a.txt", config.Config())
    start = read.article.source.text.index(text)
    return {
        " ".join(str(sentence.words).split()[:2]): one.name.words
        for sentence, one in referents.find(read, ENGLISH).items()
        if sentence.words.start >= start
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vale was freed on Monday. She flew home.", {"She flew": "Mara Vale"}),
        ("Vale was freed. She flew home. She slept.", {"She flew": "Mara Vale", "She slept.": "Mara Vale"}),
        ("Vale was freed. On Monday she flew home.", {"On Monday": "Mara Vale"}),
        ("Vale was freed. But she stayed.", {"But she": "Mara Vale"}),
        # Left alone: somebody else stands there, or the pronoun is another's, or it is not the subject that goes on.
        ("Vale met Reuel on Monday. She flew home.", {}),
        ("Vale was freed. He flew home.", {}),
        ("Vale was freed by a judge. She flew home.", {}),
        ("A letter reached Vale on Monday. She flew home.", {}),
        ("The boat was sold. She flew home.", {}),
        ("Vale was freed. It rained. She flew home.", {}),
        ("Vale was freed. “She flew home.”", {}),
        ("Vale was freed. Her boat was sold.", {}),
    ],
)
def test_the_subject_that_goes_on_is_named_and_no_other(text: str, expected: dict[str, str]) -> None:
    assert meant(text) == expected
