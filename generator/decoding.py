"""Bytes as text: UTF-8 or UTF-16 with a byte order mark, newlines as `\\n`, nothing else altered, nothing guessed."""

from __future__ import annotations

import codecs
import re

from generator.errors import ExplainerError

LIMIT = 10 * 1024 * 1024
"""The largest file that is read, in bytes (10 MB)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "", "UTF-32"),
    (codecs.BOM_UTF32_BE, "", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_HEAD = 512
"""Bytes at the beginning that tell an encoding without a mark."""
_NEWLINE = re.compile("\r\n|\r")
# C0 but for tab, newline and form feed; DEL; C1; lone surrogates; what is no character; and U+FFFD, the scar of an
# earlier wrong decoding.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")


def decode(data: bytes, path: str, fault: type[ExplainerError]) -> str:
    """The text of a file, without byte order mark; `fault` names the place of what is no text.

    Refused: more than LIMIT bytes, other encodings, control characters.
    """
    if len(data) > LIMIT:
        raise fault(f"the file has {len(data) / 1048576:.1f} MB; the limit is 10 MB", "split the article", path=path)
    text = _NEWLINE.sub("\n", _characters(data, path, fault))
    control = CONTROLS.search(text)
    if control:
        line, col = _place(text[: control.start()])
        name = "damaged text" if control.group() == "\ufffd" else "control character"
        what = f"{name} (U+{ord(control.group()):04X})"
        raise fault(what, "remove it, or save as UTF-8 text again", path=path, line=line, col=col)
    return text


def _characters(data: bytes, path: str, fault: type[ExplainerError]) -> str:
    mark, codec, name = next((item for item in _MARKS if data.startswith(item[0])), (b"", "utf-8", "UTF-8"))
    if not codec:
        raise fault(f"the file is {name}", "save as UTF-8", path=path, line=1)
    if not mark and _is_wide(data):
        raise fault("the file is UTF-16 without its byte order mark", "save as UTF-8", path=path, line=1)
    try:
        return data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        before = _NEWLINE.sub("\n", error.object[: error.start].decode(codec, "replace"))
        line, col = _place(before)
        at = len(mark) + error.start
        raise fault(f"not valid {name} at byte {at}", "save as UTF-8", path=path, line=line, col=col) from error


def _is_wide(data: bytes) -> bool:
    """Whether every second byte of what the file begins with is zero: Latin letters of two bytes each."""
    head = data[:_HEAD]
    return len(head) >= 4 and any(head[at::2].count(0) > 0.4 * len(head) for at in (0, 1))


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
