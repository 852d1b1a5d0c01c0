"""The picture of the README: the top of the example's page, as a browser shows it, in docs/page.webp.

.venv/bin/python -m tools.picture site/naama-issachar/index.html docs/page.webp
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from eval.page import chromium

WIDTH, HEIGHT = 1280, 1040
"""CSS pixels: wide enough for the source rail, tall enough for the facts box."""


def taken(page: Path) -> bytes:
    """A built page as a WebP picture, in the light colour scheme."""
    with chromium.browser() as browser, chromium.serving(page.parent) as address:
        tab = chromium.Tab(browser).visit(address + page.name, WIDTH)
        tab.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        shot = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    picture = io.BytesIO()
    shot.save(picture, "WEBP", quality=80, method=6)
    return picture.getvalue()


if __name__ == "__main__":
    if chromium.PROGRAM is None:
        sys.exit("error: no chromium on this machine")
    Path(sys.argv[2]).write_bytes(taken(Path(sys.argv[1])))
