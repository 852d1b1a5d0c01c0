"""What a sentence is worth: the features, the weights, and the openings that point back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import language, plugins, salience
from generator.salience import NewsWords

ROOT = Path(__file__).parent.parent
WORDS = language.load("en").words(NewsWords)


def values(*texts: str) -> list[dict[str, float]]:
    """The features of each sentence by name."""
    rows = salience.features(texts, [WORDS.content(text) for text in texts], WORDS)
    return [dict(zip(salience.FEATURES, row, strict=True)) for row in rows]


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    assert tuple(WORDS.weights) == salience.FEATURES


def test_a_sentence_is_worth_what_those_after_it_take_up() -> None:
    first, second, third = values("The bridge of Ashby is shut.", "Rain fell.", "The bridge of Ashby has a crack.")
    assert first["following"] > second["following"] == third["following"] == 0
    assert first["recurrence"] > second["recurrence"] == 0
    assert first["position"] > second["position"] > third["position"]
    assert first["depth"] < second["depth"] < third["depth"]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Shut is the bridge of Ashby near Westgate.", "names"),
        ("The bridge cost 4 million.", "figures"),
        ("The bridge is shut.", "short"),
        (" ".join(["The bridge is shut and so is the road to the hills."] * 3), "long"),
        ("I like the bridge of the town.", "talk"),
        ("“The bridge is shut,” she said.", "talk"),
        ("Who shut the bridge?", "question"),
        ("However, the bridge is shut.", "connective"),
    ],
)
def test_a_feature_is_seen_where_it_stands(text: str, feature: str) -> None:
    plain = "The bridge of the town is shut because a diver found a crack."
    assert values(text)[0][feature] > values(plain)[0][feature] == 0 or values(text)[0][feature] > 0.1


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("She left.", True),
        ("But she left.", True),
        ("However, they left.", True),
        ("He’s gone.", True),
        ("Their boat sank.", True),
        ("This was new.", True),
        ("On Monday she left.", True),
        ("After his arrest, he wept.", True),
        ("When they came, it rained.", True),
        ("“We are done.”", True),
        ('"We are done."', True),
        ("But Vale left.", False),
        ("This week Vale left.", False),
        ("It is feared that ten died.", False),
        ("After the mayor left, he wept.", False),
        ("In his speech, Vale wept.", False),
        ("Vale called it “a loss.”", False),
        ("“We are done,” Vale said.", False),
        ("Hershel left.", False),
        ("Italy won.", False),
    ],
)
def test_an_opening_points_back_or_stands_alone(text: str, leans: bool) -> None:
    assert (WORDS.leans.match(text) is not None) is leans


def test_the_table_of_methods_has_a_row_for_each() -> None:
    told = (ROOT / "docs" / "answer.md").read_text(encoding="utf-8")
    for part in plugins.parts("summarizers"):
        for method in part.METHODS:
            assert f"| `{method}` |" in told
