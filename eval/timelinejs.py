"""Whether TimelineJS3 loads what the program writes for it: `make eval-timelinejs`.

The real program, from npm, in a real browser, served on this machine only: every event must become a slide with the
article's words and the date as the page shows it, and the console must stay silent.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from shutil import copytree

from playwright.sync_api import Page

from eval.page import chromium

PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title>
<link rel="stylesheet" href="/dist/css/timeline.css"><div id="t" style="width:100%;height:700px"></div>
<script src="/dist/js/timeline.js"></script>
<script>window.told=new TL.Timeline("t","/data.json",{
hash_bookmark:false,start_at_slide:0,script_path:location.origin+"/dist/js/"})</script>
"""


def main(program: Path, files: list[Path]) -> int:
    """Load each file and print what became of it; 1 where one of them did not load as it should."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copytree(program / "dist", root / "dist")
        (root / "index.html").write_text(PAGE, encoding="utf-8")
        with chromium.serving(root) as address, chromium.browser() as browser:
            for file in files:
                (root / "data.json").write_bytes(file.read_bytes())
                faults = _faults(browser.new_page(), address, file)
                failed += bool(faults)
                print(f"{file}: {'; '.join(faults) or 'loads, every event is a slide'}")
    return 1 if failed else 0


def _faults(tab: Page, address: str, file: Path) -> list[str]:
    wanted = json.loads(file.read_bytes())
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.route(lambda url: not url.startswith((address, "data:")), lambda route: route.abort())  # this machine only
    tab.goto(address)
    tab.wait_for_function("document.querySelector('.tl-slide, .tl-message-full')", timeout=20_000)
    tab.wait_for_timeout(1000)
    slides = tab.evaluate("[...document.querySelectorAll('.tl-slide')].map(one => one.textContent)")
    marks = tab.evaluate("document.querySelectorAll('.tl-timemarker').length")
    # What it asks of other machines (its fonts) is refused above, which the console tells too.
    told_off = ("favicon", "404", "net::ERR_FAILED")
    faults = [f"the console says {said[:120]!r}" for said in heard if not any(word in said for word in told_off)]
    if len(slides) != len(wanted["events"]) + 1 or marks != len(wanted["events"]):
        faults.append(f"{len(slides)} slides and {marks} marks of {len(wanted['events'])} events")
    for event in wanted["events"]:
        told = [event["text"]["headline"], event["display_date"]]
        plain = [
            tab.evaluate("t => new DOMParser().parseFromString(t, 'text/html').body.textContent", text) for text in told
        ]
        if not any(all(text in slide for text in plain) for slide in slides):
            faults.append(f"no slide says {plain}")
    return faults


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
