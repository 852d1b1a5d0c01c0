"""The short answer measured: `make eval-answer SET=FOLDER`, which writes docs/answer.md.

FOLDER holds `gold.jsonl` ({"id", "text", "summary"} a line) and `articles/ID.txt`; SHARED/eval/score_summ.py scores,
with a Python that has the package rouge-score. Quality is measured for every method and for the first sentences of an
article, also within as many words as the default; cost for every method, and for `news` in long articles.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.parts import PARTS, part_of
from generator import answering, config, explain, language, plugins, reading
from generator.model import Question, Reading, Sentence
from generator.selection import Candidate, Length
from generator.summarizers import news
from generator.text import Source

Answers = Mapping[str, list[str]]
Row = Mapping[str, Any]

_ROOT = Path(__file__).parent.parent
_LEAD, _SHORT_LEAD = "first sentences", "first sentences, 80 words"
_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Study:
    """A set of articles: their references by id, and what was read of them."""

    gold: Mapping[str, Row]
    readings: Mapping[str, Reading]
    questions: Mapping[str, Question]


def load(folder: Path) -> Study:
    """Read every article of a set."""
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    settings = config.Config()
    articles = {row["id"]: (folder / "articles" / f"{row['id']}.txt").read_bytes() for row in rows}
    readings = {name: reading.read(article, f"{name}.txt", settings) for name, article in articles.items()}
    questions = {name: explain.explain((read,), name, settings).story.question for name, read in readings.items()}
    return Study({row["id"]: row for row in rows}, readings, questions)


def methods() -> tuple[str, ...]:
    """Every method of a summarizer, `news` first."""
    found = (method for part in plugins.parts("summarizers") for method in part.METHODS)
    return tuple(sorted(found, key=lambda method: (method != "news", method)))


def answers(study: Study, method: str) -> tuple[Answers, float]:
    """The answers of a method, and the CPU time of one in milliseconds, once the method has run."""
    settings = config.Config(answer=config.AnswerConfig(method=method, sentences=_SENTENCES))
    english = language.load("en")

    def of(name: str) -> list[str]:
        chosen = answering.answer((study.readings[name],), study.questions[name], settings, english)
        return [sentence.words.words for sentence in chosen.sentences]

    of(next(iter(study.readings)))
    start = time.process_time()
    found = {name: of(name) for name in study.readings}
    return found, 1000 * (time.process_time() - start) / len(found)


def lead(study: Study, words: int | None = None) -> Answers:
    """The first sentences of each article; within so many words, those that fit after the second."""
    found: dict[str, list[str]] = {}
    for name, read in study.readings.items():
        texts = [sentence.words.words for sentence in read.sentences[:_SENTENCES]]
        taken: list[str] = []
        for text in texts:
            long = words is not None and len(" ".join([*taken, text]).split()) > words
            if len(taken) < 2 or not long:
                taken.append(text)
        found[name] = taken
    return found


class Scorer:
    """The scorer beside the project, over files in a folder of its own."""

    def __init__(self, python: str, script: Path, study: Study, work: Path) -> None:
        self._command = [python, str(script)]
        self._study, self._work = study, work

    def __call__(self, found: Answers, base: Answers, part: str | None = None) -> Row:
        """The scores of answers, and how they differ from those of `base`; over one part of the set or all of it."""
        names = [name for name in self._study.gold if part is None or part_of(name) == part]
        files = [self._work / name for name in ("found.jsonl", "gold.jsonl", "base.jsonl")]
        rows: tuple[list[Row], ...] = (
            [{"id": name, "summary": found[name]} for name in names],
            [self._study.gold[name] for name in names],
            [{"id": name, "summary": base[name]} for name in names],
        )
        for path, lines in zip(files, rows, strict=True):
            path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        told, gold, other = map(str, files)
        run = subprocess.run([*self._command, told, gold, "--base", other], stdout=subprocess.PIPE, check=True)
        scores: Row = json.loads(run.stdout)
        return scores


def long_articles() -> str:
    """What `news` takes for invented articles of 2,000 and of 10,000 sentences."""
    english = language.load("en")
    told = []
    for count in (2_000, 10_000):
        names = ("Ashby", "Westgate", "Norland", "Tessaly")
        lines = [
            f"The council of {names[index % 4]} heard witness number {index} on {names[index % 3]} bridge {index % 97}."
            for index in range(count)
        ]
        source = Source("\n".join(lines))
        article, at = [], 0
        for line in lines:
            article.append(Candidate(Sentence(source.span(at, at + len(line)), 0)))
            at += len(line) + 1
        start = time.process_time()
        news.summarize("news", [article], Length(_SENTENCES, 80), "the bridge", english)
        told.append(f"{count:,} sentences in {time.process_time() - start:.2f} s")
    return ", ".join(told)


def imports() -> str:
    """What it takes to import what an answer needs, and what sumy adds."""
    told = []
    for name, modules in (("`news`", "generator.explain, generator.summarizers.news"), ("sumy", "sumy.summarizers")):
        program = f"import time; start = time.process_time()\nimport {modules}\nprint(time.process_time() - start)"
        runs = [
            float(subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True).stdout)
            for _ in range(3)
        ]
        told.append(f"{name} {min(runs):.2f} s")
    return ", ".join(told)


def table(rows: Sequence[tuple[str, Row, float | None]]) -> str:
    """A Markdown table of methods."""
    lines = [
        "| method | R1 | R2 | R1 − first sentences | R2 − first sentences | words | ms |",
        "|---|---:|---:|---|---|---:|---:|",
    ]
    for name, row, cost in rows:
        differences = [_difference(row[f"{kind}_diff"]) for kind in ("rouge1", "rouge2")]
        spent = f"{cost:.1f}" if cost is not None else ""
        cells = [name, f"{row['rouge1']:.2f}", f"{row['rouge2']:.2f}", *differences, f"{row['words']:.0f}", spent]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _difference(values: Sequence[float]) -> str:
    mean, low, high = values
    return f"{mean:+.2f} ({low:+.2f} to {high:+.2f})".replace("-", "−")


def report(study: Study, score: Callable[..., Row]) -> str:
    """docs/answer.md."""
    base = lead(study)
    short = lead(study, config.AnswerConfig().words)
    rows: list[tuple[str, Row, float | None]] = [
        (_LEAD, score(base, base), None),
        (_SHORT_LEAD, score(short, base), None),
    ]
    found: dict[str, Answers] = {}
    for method in methods():
        found[method], cost = answers(study, method)
        rows.append((f"`{method}`", score(found[method], base), cost))
    parts = [(f"`news`, {part}", score(found["news"], base, part), None) for part in PARTS]
    template = (_ROOT / "benchmarks" / "answer.md").read_text(encoding="utf-8")
    return template.format(
        articles=len(study.gold),
        table=table(sorted(rows, key=lambda row: -row[1]["rouge1"])),
        parts=table(parts),
        long=long_articles(),
        imports=imports(),
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, and write docs/answer.md: SHARED SET PYTHON-WITH-ROUGE."""
    shared, folder, python = Path(arguments[0]), Path(arguments[1]), arguments[2]
    study = load(folder)
    with tempfile.TemporaryDirectory() as work:
        text = report(study, Scorer(python, shared / "eval" / "score_summ.py", study, Path(work)))
    (_ROOT / "docs" / "answer.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
