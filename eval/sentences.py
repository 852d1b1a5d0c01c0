"""Where sentences end: `make eval-sentences RULES=FILE`, and the sentences that the example articles name.

FILE is `tests/lang/test_english.py` of a clone of pySBD (nipunsadvilkar/pySBD, MIT); its 48 English golden rules are
read from it and stay there. Each is a text with the sentences in it, counted as kept only if every sentence is right.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import language
from generator.config import Config
from generator.finders.sentences import SentenceWords, split
from generator.reading import read
from generator.text import Source


def rules(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The texts of the golden rules with their sentences: tuples, or `pytest.param(text, sentences, ...)`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "GOLDEN_EN_RULES_TEST_CASES":
            assert isinstance(node.value, ast.List)
            for case in node.value.elts:
                parts = case.args if isinstance(case, ast.Call) else case.elts if isinstance(case, ast.Tuple) else []
                yield ast.literal_eval(parts[0]), ast.literal_eval(parts[1])


def golden(path: Path) -> tuple[int, int]:
    """How many rules are kept, of how many; each miss is printed."""
    words = language.load("en").words(SentenceWords)
    kept = total = 0
    for text, expected in rules(path):
        total += 1
        found = [piece.words for piece in split(Source(text).span(), words)]
        if found == [" ".join(sentence.split()) for sentence in expected]:
            kept += 1
        else:
            print(f"  missed: {found}")
    return kept, total


def named(gold: Path) -> tuple[int, int]:
    """How many of the sentences that an annotation names, in its summary and behind its facts, stand alone here."""
    found = total = 0
    for path in sorted(gold.glob("*.gold.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        article = path.with_name(f"{facts['id']}.txt")
        reading = read(article.read_bytes(), article.name, Config())
        text = article.read_text(encoding="utf-8")
        wanted = {tuple(place) for place in facts["summary"]}
        wanted |= {(fact["sentence_start"], fact["sentence_end"]) for fact in facts["facts"]}
        have = {" ".join(str(sentence.words).split()) for sentence in reading.sentences}
        for start, end in sorted(wanted):
            total += 1
            sentence = " ".join(text[start:end].split())
            found += sentence in have
            if sentence not in have:
                print(f"  {path.stem}: {sentence!r}")
    return found, total


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print("golden rules kept: {} of {}".format(*golden(Path(sys.argv[2]))))
    print("sentences of the annotations found: {} of {}".format(*named(Path(sys.argv[1]) / "gold")))
