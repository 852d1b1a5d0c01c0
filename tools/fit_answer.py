"""The weights of the `news` summarizer, fitted to reference summaries: `python -m tools.fit_answer SET [--write]`.

SET is a folder with `gold.jsonl` ({"id", "text", "summary"} a line) and `articles/ID.txt`; only its development part is
read (see eval/parts.py). The weights are those under which summaries of three sentences, drawn with a probability that
grows with the exponential of their worth, have the highest expected ROUGE (F1 of words and of word pairs): the exact
policy gradient over all triples of the first sentences, with a penalty on the squares of the weights. `--write` puts
them into the language file.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from nltk.stem.porter import PorterStemmer

from eval.parts import part_of
from generator import answering, language, reading, referents, salience
from generator.config import Config

Array = np.ndarray[Any, np.dtype[np.float64]]
Grams = Counter[Any]

_FIRST, _COUNT = 22, 3  # sentences that are looked at, and chosen
_PAIRS = 1.5  # what the F1 of word pairs counts, beside that of words
_PENALTY, _ROUNDS, _STEP = 0.01, 120, 0.08
_stem = cache(PorterStemmer().stem)


@dataclass(frozen=True, slots=True)
class Example:
    """The triples of one article: the features of each (summed), what their facts add, and their reward."""

    rows: Array
    given: Array
    reward: Array


def examples(folder: Path) -> Iterator[Example]:
    """Every article of the development part with sentences to choose from."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if part_of(gold["id"]) == "development":
            made = example((folder / "articles" / f"{gold['id']}.txt").read_bytes(), gold["summary"])
            if made is not None:
                yield made


def example(article: bytes, summary: str) -> Example | None:
    """One article with its reference; None where it has too few sentences."""
    english = language.load("en")
    words = english.words(salience.NewsWords)
    read = reading.read(article, "a.txt", Config())
    (candidates,) = answering.candidates((read,), dict(referents.find(read, english)), english)
    texts = [one.sentence.words.words for one in candidates]
    contents = [words.content(text) for text in texts]
    rows = np.array(salience.features(texts, contents, words))
    leans = [
        words.leans.match(text) is not None and not one.resolved for text, one in zip(texts, candidates, strict=True)
    ]
    triples = np.array(
        [triple for triple in combinations(range(min(_FIRST, len(texts))), _COUNT) if _stands(triple, leans)]
    )
    if not len(triples):
        return None
    worth = np.array([one.worth for one in candidates])[triples].sum(axis=1)
    return Example(rows[triples].sum(axis=1), worth, _reward(texts, summary, triples))


def _stands(triple: Sequence[int], leans: Sequence[bool]) -> bool:
    return all(not leans[index] or index - 1 in triple for index in triple)


def _reward(texts: Sequence[str], summary: str, triples: Any) -> Array:
    tokens, reference = [_tokens(text) for text in texts], _tokens(summary)
    lengths = np.array([len(one) for one in tokens], float)[triples].sum(axis=1)
    single = _f1([Counter(one) for one in tokens], Counter(reference), triples, lengths)
    doubles = [Counter(pairwise(one)) for one in tokens]
    pairs = Counter(pairwise(reference))
    return single + _PAIRS * _f1(doubles, pairs, triples, np.maximum(lengths - _COUNT, 1))


def _tokens(text: str) -> list[str]:
    return [_stem(word) if len(word) > 3 else word for word in re.findall(r"[a-z0-9]+", text.lower())]


def _f1(grams: Sequence[Grams], reference: Grams, triples: Any, lengths: Array) -> Array:
    wanted = list(reference)
    there = np.array([[one[gram] for gram in wanted] for one in grams], float)
    hits = np.minimum(there[triples].sum(axis=1), [reference[gram] for gram in wanted]).sum(axis=1)
    return np.asarray(2 * hits / (lengths + max(1, sum(reference.values()))), float)


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights by name, the position's being 1. Adam (Kingma and Ba 2015) on the expected reward."""
    scale = np.vstack([one.rows for one in found]).std(axis=0) + 1e-9
    weights = np.zeros(len(scale))
    weights[0] = 1.0
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, _ROUNDS + 1):
        slope = sum(_slope(one, weights, scale) for one in found) / len(found) - _PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
        weights = weights + _STEP * step * (1 - turn / (_ROUNDS + 1))
    raw = weights / scale
    return dict(zip(salience.FEATURES, (raw / raw[0]).tolist(), strict=True))


def _slope(one: Example, weights: Array, scale: Array) -> Array:
    unit = weights[0] / scale[0]  # what the facts add is counted in weights of the position
    value = one.rows @ (weights / scale) + unit * one.given
    chance = np.exp(value - value.max())
    chance /= chance.sum()
    slope = (chance * (one.reward - chance @ one.reward)) @ (one.rows / scale)
    return np.asarray(slope, float)


def main(arguments: Sequence[str]) -> int:
    """Fit, print the table, and write it where that is asked for."""
    weights = fit(list(examples(Path(arguments[0]))))
    table = "".join(f"{name} = {_rounded(value)}\n" for name, value in weights.items())
    print(table, end="")
    if "--write" in arguments:
        path = language.FOLDER / "en.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?<=\[news\.weights\]\n)(?:\w+ = .*\n)+", table, text), encoding="utf-8")
    return 0


def _rounded(value: float) -> float:
    return round(value, 1 - math.floor(math.log10(abs(value)))) if value else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
