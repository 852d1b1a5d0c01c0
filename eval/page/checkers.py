"""Checkers of others on the files of a site: the Nu HTML checker, html-validate, feed parsers and the Atom schema."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import feedparser
from lxml import etree

_SCHEMA = Path(__file__).parents[2] / "tests" / "exports" / "atom.rng"
_RULES = {
    "extends": ["html-validate:recommended"],
    "rules": {
        # The strip is drawn to scale: where a label stands is data.
        "no-inline-style": [
            "error",
            {"allowedProperties": ["inset-inline-start", "inset-inline-end", "inset-block-end"]},
        ],
    },
}
Found = dict[str, list[str]]
"""What a checker says, by the path of the page."""


def nu(packages: Path, folder: Path, pages: Sequence[str]) -> tuple[Found, Found] | None:
    """Errors and warnings of the Nu HTML checker; None where there is no Java."""
    if which("java") is None:
        return None
    jar = packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *pages]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    errors: Found = {page: [] for page in pages}
    warnings: Found = {page: [] for page in pages}
    for message in json.loads(run.stdout)["messages"]:
        page = max((page for page in pages if message["url"].endswith(f"/{page}")), key=len)
        if message["type"] != "info" or message.get("subType") == "warning":
            kind = warnings if message["type"] == "info" else errors
            kind[page].append(f"line {message.get('lastLine')}: {message['message']}")
    return errors, warnings


def html_validate(packages: Path, folder: Path, pages: Sequence[str]) -> Found:
    """What html-validate's recommended rules say."""
    rules = folder.parent / "htmlvalidate.json"
    rules.write_text(json.dumps({"root": True, **_RULES}), encoding="utf-8")
    program = packages / "html-validate" / "bin" / "html-validate.mjs"
    command = ["node", str(program), "--config", str(rules), "--formatter", "json", *pages]
    report = folder.parent / "htmlvalidate-found.json"
    with report.open("wb") as told:  # into a file: it ends before all is through a pipe
        run = subprocess.run(command, cwd=folder, stdout=told, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    if run.returncode not in {0, 1} or not report.stat().st_size:
        raise RuntimeError(f"html-validate did not run: {run.stderr[:500]}")
    found: Found = {page: [] for page in pages}
    for result in json.loads(report.read_bytes()):
        page = Path(result["filePath"]).resolve().relative_to(folder.resolve()).as_posix()
        found[page] += [f"line {one['line']}: {one['message']} ({one['ruleId']})" for one in result["messages"]]
    return found


def feeds(folder: Path) -> list[str]:
    """What is wrong with the feeds and the sitemap: they parse, the Atom schema holds, and no page is missing."""
    faults = []
    atom = (folder / "feed.xml").read_bytes()
    parsed = feedparser.parse(atom)
    schema = etree.RelaxNG(etree.parse(str(_SCHEMA)))
    if parsed.bozo:
        faults.append(f"feed.xml: {parsed.bozo_exception}")
    if not schema.validate(etree.fromstring(atom)):
        faults.append(f"feed.xml: {schema.error_log.last_error}")
    items = json.loads((folder / "feed.json").read_bytes())["items"]
    pages = [page.parent.name for page in folder.glob("*/explainer.json")]
    texts = etree.fromstring((folder / "sitemap.xml").read_bytes()).itertext()
    sitemap = [str(text) for text in texts if text.strip()]
    for name, addresses in (
        ("feed.xml", [entry.link for entry in parsed.entries]),
        ("feed.json", [item["url"] for item in items]),
        ("sitemap.xml", sitemap),
    ):
        twice = [address for address, count in Counter(addresses).items() if count > 1 and address.startswith("http")]
        faults += [f"{name}: {address} stands there twice" for address in twice]
        if name == "sitemap.xml":
            told = {address.rstrip("/").rpartition("/")[2] for address in addresses}
            faults += [f"{name}: no {page}" for page in pages if page not in told]
    return faults
