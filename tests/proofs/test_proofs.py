"""No file beside a page says anything of its own: each is read again, and whatever no fact vouches for is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from generator import exporting, outputs, plugins
from generator.errors import ProofError
from generator.model import Explainer
from generator.vouching import Voucher, fault
from tests import ferry

SITE = "https://pages.example/x"


def forge(name: str, change: Callable[[bytes], bytes], explainer: Explainer | None = None) -> None:
    """Write the files beside a page with one of them changed, and prove them."""
    config, story = ferry.config(base_url=SITE), explainer or ferry.explainer()
    page = exporting.page_data(story, config, ferry.english())
    part = next(one for one in exporting.enabled(config, "page") if name in one.FILES)
    written = part.write(page)
    changed = change(written[name])
    assert changed != written[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part, "write", lambda _: {name: changed})
        outputs.of_page(story, config, ferry.english(), "content/ferry.md")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("explainer.json", "has been held in Port Tessaly since March", "was freed in Port Tessaly in March"),
        ("explainer.json", '"approximate": true', '"approximate": false'),
        ("explainer.json", '"bound": "over"', '"bound": null'),
        ("explainer.json", '"value": "2.5"', '"value": "25"'),
        ("explainer.json", '"inferred": true', '"inferred": false'),
        ("explainer.json", '"speaker": "Anton Reuel"', '"speaker": "Ida Brandvold"'),
        ("explainer.json", '"version": 1', '"comment": "a scandal"'),
        ("explainer.json", "Harbour Post", "Daily Ferry"),
        ("explainer.json", '"label": "Charge"', '"label": "Crime"'),
        ("explainer.json", '"also": [\n    "a charge she denies"\n   ]', '"also": []'),
        ("explainer.json", '"start": 57', '"start": 58'),
        ("timeline.json", "2021-04-04", "2021-04-05"),
        ("timeline.json", '"expected": true', '"expected": false'),
        ("timeline.json", '"sources": [\n    2\n   ]', '"sources": [\n    3\n   ]'),
        ("timeline.json", '"status": "upcoming"', '"status": "past"'),
        ("timeline.json", '"question"', '"question": "Why?", "question"'),
        ("timeline.json", '"as_of": "2021-06-10"', '"as_of": "<b>"'),
        ("timelinejs.json", "“March”", "“May”"),
        ("timelinejs.json", '"display_date": "May 2021"', '"display_date": "June 2021"'),
        ("timelinejs.json", '"group": "Expected next",', ""),
        ("timelinejs.json", f"{SITE}/ferry/#s1", "https://evil.example/#s1"),
        ("timeline.csv", "Tue 8 June 2021", "Tue 9 June 2021"),
        ("timeline.csv", "true", "false"),
        ("timeline.csv", "id,date", "id,day"),
        ("timeline.csv", "he collected", "=he collected"),
        ("timeline.csv", "he collected", "he stole"),
        ("timeline.ics", "STATUS:TENTATIVE", "STATUS:CONFIRMED"),
        ("timeline.ics", "SUMMARY:he collected", "SUMMARY:he stole"),
        ("timeline.ics", "DTSTART;VALUE=DATE:20210404", "DTSTART;VALUE=DATE:20210405"),
        ("timeline.ics", "\r\nTRANSP:TRANSPARENT", "\r\nTRANSP:TRANSPARENT\r\nLOCATION:Port Tessaly", ),
        ("timeline.ics", "\r\nTRANSP:TRANSPARENT", "\r\nBEGIN:VALARM\r\nEND:VALARM"),
        ("timeline.ics", "\r\n", "\n"),
        ("facts.html", "theft", "murder"),
        ("facts.html", ">2½", ">3½"),
        ("facts.html", "(approximately)", ""),
        ("facts.html", 'href="#s3"', 'href="#s4"'),
        ("facts.html", 'target="_parent"', 'target="_top"'),
        ("facts.html", "</main>", "<p>A scandal.</p></main>"),
        ("facts.html", "</main>", "<script>alert(1)</script></main>"),
        ("facts.html", "Key facts: What", "Shocking facts: What"),
        ("facts.html", 'content="noindex"', 'content="index"'),
        ("facts.html", "As of <time", "As of last <time"),
        ("facts.html", 'href="./">What', 'href="https://evil.example/">What'),
    ],
)  # fmt: skip
def test_the_proof_refuses_a_file_with(name: str, old: str, new: str) -> None:
    def change(data: bytes) -> bytes:
        return data.replace(old.encode(), new.encode(), 1)

    with pytest.raises(ProofError, match=re.escape(name)) as caught:
        forge(name, change)
    assert caught.value.path == "content/ferry.md"


def test_two_facts_may_not_be_mixed() -> None:
    def change(data: bytes) -> bytes:
        told = json.loads(data)
        first, second = told["events"][:2]
        first["text"], second["text"] = second["text"], first["text"]
        return exporting.json_bytes(told)

    with pytest.raises(ProofError, match=r"timeline\.json: the file says events"):
        forge("timeline.json", change)


@pytest.mark.parametrize("change", ["again", "backwards"])
def test_events_stand_once_and_in_their_order(change: str) -> None:
    def changed(data: bytes) -> bytes:
        told = json.loads(data)
        told["events"] = [*told["events"], told["events"][0]] if change == "again" else told["events"][::-1]
        return exporting.json_bytes(told)

    with pytest.raises(ProofError, match="the file says events"):
        forge("timeline.json", changed)


def test_a_picture_holds_no_text() -> None:
    text = b"\0\0\0\x03tEXta\0b\0\0\0\0"
    with pytest.raises(ProofError, match=r"card\.png"):
        forge("card.png", lambda data: data[:33] + text + data[33:])


def test_a_guarded_cell_is_still_the_articles_words() -> None:
    data = b"id,date,end,precision,label,expression,text,status,expected,sources\r\n,,,none,,,'=1+1,undated,false,1\r\n"
    proof = plugins.load("proofs", "csv")
    facts = Voucher({}, {"undated": [Voucher({"text": "=1+1", "precision": "none", "status": "undated", "sources": [1],
                                              "expected": False})]})  # fmt: skip
    proof.prove(data, "timeline.csv", None, facts)
    with pytest.raises(ProofError, match="'=1"):
        proof.prove(data.replace(b"'=", b"="), "timeline.csv", None, facts)


def test_a_file_that_no_proof_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    part = plugins.load("exports", "csv")
    monkeypatch.setattr(part, "write", lambda _: {"timeline.exe": b""})
    with pytest.raises(ProofError, match=r"timeline\.exe: no proof reads files of type '\.exe'"):
        outputs.of_page(ferry.explainer(), ferry.config(), ferry.english(), "x")


# -- vouchers ---------------------------------------------------------------------------------------------------------

FACT = Voucher(
    {"a": "x", "b": {"y", "z"}, "c.d": 1, "list": [1, 2]},
    {"rows": [Voucher({"n": 1}), Voucher({"n": 2, "m": True}, needs=[{"m"}])]},
)


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"a": "x", "b": "z"},
        {"a": None, "b": ["y", "z"], "c": {"d": 1}},
        {"list": [1, 2], "rows": [{"n": 1}, {"n": 2, "m": True}]},
        {"rows": [{"n": 2, "m": True}]},
    ],
)
def test_a_record_that_says_what_its_fact_says_passes(tree: dict[str, Any]) -> None:
    assert fault(tree, FACT) == ""


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"a": "y"}, "a: y"),
        ({"e": "x"}, "e: x"),
        ({"b": ["y", "x"]}, 'b: ["y", "x"]'),
        ({"c": {"d": True}}, "c.d: true"),
        ({"list": [2, 1]}, "list: [2, 1]"),
        ({"list": [True, 2]}, "list: [true, 2]"),
        ({"list": [1.0, 2]}, "list: [1.0, 2]"),
        ({"c": {"d": 1.0}}, "c.d: 1.0"),
        ({"rows": [{"n": True}]}, "n: true"),
        ({"rows": [{"n": 2, "m": 1}]}, "m: 1"),
        ({"rows": [{"n": 3}]}, "n: 3"),
        ({"rows": [{"n": 1}, {"n": 1}]}, "rows"),
        ({"rows": [{"n": 2}]}, "a record without m"),
        ({"other": [{"n": 1}]}, "other"),
    ],
)
def test_a_record_that_says_more_is_told(tree: dict[str, Any], said: str) -> None:
    assert said in fault(tree, FACT)
