"""Records of errors and warnings: one line for people, one object for programs."""

from __future__ import annotations

import json

from generator import reporting
from generator.errors import ArticleError, ProofError


def test_an_error_is_the_same_line_as_a_record() -> None:
    fault = ArticleError("no text", "write some", path="a.md", line=3, col=8)
    record = reporting.of_error(fault)
    assert str(record) == f"error: {fault}"
    assert json.loads(reporting.json_line(record)) == {
        "level": "error",
        "path": "a.md",
        "line": 3,
        "col": 8,
        "what": "no text",
        "remedy": "write some",
    }


def test_the_line_of_a_page_is_no_line_of_its_article() -> None:
    fault = ProofError("it says more", "remove it", path="a.md", line=7)
    record = reporting.of_error(fault)
    assert record.line is None
    assert str(record) == f"error: {fault}"


def test_a_warning_is_parted_into_place_fault_and_remedy() -> None:
    record = reporting.of_warning("content/x: skipped: no article — rename it")
    assert (record.path, record.what, record.remedy) == ("content/x", "skipped: no article", "rename it")
    assert str(record) == "warning: content/x: skipped: no article — rename it"


def test_one_fault_of_many_pages_is_told_of_the_first_and_counted() -> None:
    pages = [ProofError("'so' is no label", "mend it", path=f"{number:03}.md", line=number) for number in range(1, 31)]
    other = ArticleError("no text", "write some", path="a.md")
    told = reporting.folded([*pages, other])
    assert told[: reporting.FEW] == pages[: reporting.FEW]
    assert told[reporting.FEW] is other
    assert [str(fault) for fault in told[reporting.FEW + 1 :]] == ["'so' is no label (so on 20 more pages) — mend it"]


def test_a_few_faults_are_told_one_by_one() -> None:
    pages = [ProofError("'so' is no label", "mend it", path=f"{number}.md") for number in range(reporting.FEW)]
    assert reporting.folded(pages) == pages
