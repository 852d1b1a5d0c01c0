"""The methods that `dataclasses` writes, compiled once and not anew with every start.

For each class it writes the source of some six methods and has Python compile it: most of the time that our classes
take to load. The sources are the same every time, so their code is kept, and found by the source itself.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from generator.codes import Codes, place

_MOST = 4000


def begin() -> None:
    """Have `dataclasses` find the code of methods from now on."""
    codes = Codes(place(__file__), _MOST)

    def run(source: Any, *places: Any) -> None:
        """What `exec` does with the same arguments."""
        code = codes.find(source) if isinstance(source, str) else source
        if code is None:
            # Without what stands at the top of this file: the methods are not part of it.
            code = compile(source, "<string>", "exec", dont_inherit=True)
            codes.add(source, code)
        exec(code, *places)

    vars(dataclasses)["exec"] = run  # it stands before the one of Python's own
