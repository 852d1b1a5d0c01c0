"""What others make of the same material: TimelineJS3 of the same events, Pelican and MkDocs of the same article."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Response

from eval.page import accessibility, chromium, probes

_TIMELINE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Timeline</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="dist/css/timeline.css"><div id="t" style="width:100%;height:700px"></div>
<script src="dist/js/timeline.js"></script>
<script>new TL.Timeline("t","data.json",{
hash_bookmark:false,script_path:location.origin+"/timelinejs/dist/js/"})</script>
"""
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """A page as a reader gets it. Bytes are those of the bodies as they were sent, compressed where a host would."""

    sent: int
    requests: int
    elsewhere: int
    rules: tuple[str, ...]
    words: int
    words_without_scripts: int


def made(packages: Path, venvs: Path, example: Path, timeline: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Make each page in a folder and yield its name and its path there; what is not installed is left out."""
    front, text = _split(example.read_text(encoding="utf-8"))
    if (packages / "@knight-lab" / "timelinejs").is_dir():
        place = folder / "timelinejs"
        shutil.copytree(packages / "@knight-lab" / "timelinejs" / "dist", place / "dist")
        (place / "index.html").write_text(_TIMELINE, encoding="utf-8")
        shutil.copy(timeline, place / "data.json")
        yield "TimelineJS3", "timelinejs/index.html"
    if (venvs / "pelican" / "bin" / "pelican").is_file():
        source = folder / "pelican-source"
        source.mkdir()
        head = f"Title: {front['title']}\nDate: {front['date']}\nSlug: article\n\n"
        body = re.sub(r"\A\s*# .*\n", "", text)  # the title stands in the head already
        (source / "article.md").write_text(head + body, encoding="utf-8")
        (source / "settings.py").write_text(
            "RELATIVE_URLS = True\nSITENAME = 'Explainers'\nTIMEZONE = 'UTC'\n", "utf-8"
        )
        _run(
            venvs / "pelican" / "bin" / "pelican", "-q", source, "-o", folder / "pelican", "-s", source / "settings.py"
        )
        yield "Pelican", "pelican/article.html"
    if (venvs / "mkdocs" / "bin" / "mkdocs").is_file():
        source = folder / "mkdocs-source"
        (source / "docs").mkdir(parents=True)
        (source / "docs" / "index.md").write_text(text, encoding="utf-8")
        (source / "mkdocs.yml").write_text("site_name: Explainers\n", encoding="utf-8")
        _run(venvs / "mkdocs" / "bin" / "mkdocs", "build", "-q", "-f", source / "mkdocs.yml", "-d", folder / "mkdocs")
        yield "MkDocs", "mkdocs/index.html"


def measure(opened: Browser, address: str, path: str, axe: Path) -> Measured:
    """Load a page fresh; what it asks of other machines is refused, and counted."""
    home = address.split("/", 3)
    here = "/".join(home[:3])
    tab, silent = chromium.Tab(opened), chromium.Tab(opened, scripts=False)
    sent: list[Response] = []
    tab.page.on("response", lambda response: sent.append(response))  # noqa: PLW0108  # it takes no built-in function
    for one in (tab, silent):
        one.page.route(lambda url: not url.startswith((here, "data:", "blob:")), lambda route: route.abort())
    tab.visit(address + path)
    tab.page.wait_for_load_state("networkidle")
    asked = tab.loaded()
    size = sum(response.request.sizes()["responseBodySize"] for response in sent if response.url.startswith(here))
    shown = probes.words(tab.page)
    rules = accessibility.audit(tab, address + path, axe, settle=True).rules
    silent.visit(address + path)
    told = Measured(
        sent=size,
        requests=len(asked),
        elsewhere=sum(not url.startswith(here) for url in asked),
        rules=rules,
        words=shown,
        words_without_scripts=probes.words(silent.page),
    )
    for one in (tab, silent):
        one.page.context.close()
    return told


def _split(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT.match(text)
    front = found.group(1) if found else ""
    pairs = (line.partition(":") for line in front.splitlines())
    return {key.strip(): value.strip().strip('"') for key, _, value in pairs}, text[found.end() if found else 0 :]


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
