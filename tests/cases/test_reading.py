"""What is read of articles as people paste them (I01, I03); I05 to I08 wait for a reader of web pages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cases.project import ROOT, Project

SEED = ROOT.parent / "shared" / "seed" / "article.txt"


def _inspected(project: Project, text: str) -> dict[str, object]:
    project.write("article.txt", text)
    outcome = project.run("inspect", "content/article.txt", "--json", "--published", "2020-01-16")
    assert outcome.code == 0
    found: dict[str, object] = json.loads(outcome.out)
    return found


@pytest.mark.skipif(not SEED.exists(), reason=f"there is no {Path('..') / 'shared' / 'seed'} beside the project")
def test_the_sample_article_is_told_from_what_stands_around_it(project: Project) -> None:
    """I01: line 1 is the title, line 3 the standfirst; captions and the end of the page tell no fact.

    But for who somebody is: a caption may name the role, and the page then says that it is one.
    """
    lines = SEED.read_text(encoding="utf-8").splitlines()
    found = _inspected(project, SEED.read_text(encoding="utf-8"))
    text, blocks = str(found["text"]), found["blocks"]
    assert isinstance(blocks, list)
    by_kind: dict[str, list[str]] = {}
    for block in blocks:
        by_kind.setdefault(block["kind"], []).append(text[block["start"] : block["end"]])
    assert by_kind["headline"] == [lines[0]]
    assert by_kind["standfirst"][0] == lines[2]
    captions = Counter(by_kind["caption"])
    assert len(captions) == 3
    assert sum(captions.values()) == 4
    assert len([line for block in by_kind["furniture"] for line in block.splitlines() if line.strip()]) == 4
    around = [block for block in blocks if block["kind"] in ("caption", "furniture")]
    for kind in ("summary", "facts"):
        told = found[kind]
        assert isinstance(told, list)
        spans = [span for item in told if item.get("label") != "Who" for span in item.get("spans", [item])]
        assert spans
        assert not [one for one in spans for block in around if block["start"] <= one["start"] < block["end"]]


DATELINES = {
    "MOSCOW (AP) — ": "MOSCOW",
    "BUFFALO, N.Y. — ": "BUFFALO",
    "WASHINGTON (Reuters) - ": "WASHINGTON",
    "LONDON, March 3 (Reuters) - ": "LONDON",
}


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_summary(project: Project, dateline: str) -> None:
    """I03."""
    opening = "The council of Ashby closed its pier on Monday after a storm broke 12 of its posts."
    found = _inspected(project, f"Council closes pier\n\n{dateline}{opening}\n\nIt will open again in May.\n")
    text, told = str(found["text"]), found["summary"]
    assert isinstance(told, list)
    shown = [text[one["start"] : one["end"]] for one in told]
    assert any(opening in one for one in shown)
    assert not [one for one in shown if DATELINES[dateline] in one]


def test_a_clause_behind_a_dash_is_no_dateline(project: Project) -> None:
    opening = "Norland — which closed its pier on Monday after a storm — said that 12 of its posts broke."
    found = _inspected(project, f"Norland closes pier\n\n{opening}\n")
    text, told = str(found["text"]), found["summary"]
    assert isinstance(told, list)
    assert [text[one["start"] : one["end"]] for one in told] == [opening]
