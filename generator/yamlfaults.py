"""What PyYAML finds wrong, in words for people who write articles."""

from __future__ import annotations

import re

import yaml

Told = tuple[int, str, str]
"""Where a fault is (an index of the text), what it is, and what to do."""
NO_ANCHORS = ("anchors/aliases are not allowed", "put text that begins with & or * in quotes")
_KEY = re.compile(r"""[ ]*(?:-[ ]+)?["']?([\w-]+)["']?[ ]*:[ ]""")
_NO_SPACE = re.compile(r"^[\w-]+:(?=[^\s/])", re.MULTILINE)
_ESCAPES = "write \\\\ for a backslash, or use single quotes"
# What PyYAML says, in words for people who write articles; {0} is what it found.
_SAID: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), what, remedy)
    for pattern, what, remedy in (
        (r"found character '\\t'", "a tab", "use spaces"),
        (r"found character '(.+)' that cannot start", "text that begins with {0}", ""),
        (r"sequence entries are not allowed", "text that begins with -", ""),
        (r"mapping keys are not allowed", "text that begins with ?", ""),
        (r"expected the node content, but found '(.+)'", "text that begins with {0}", ""),
        (r"expected a comment or a line break", "text behind the sign | or >", ""),
        (r"found unknown escape character '(.+)'", "an unknown escape, \\{0}", _ESCAPES),
        (r"expected escape sequence", "an escape that is cut short", _ESCAPES),
        (r"expected '<document start>'", "a key where none can stand", "write every key at the same indent"),
        (r"expected <block end>", "text where none can stand", ""),
    )
)
# A quote that its own line does not close: the reason behind many an error that PyYAML reports further down.
_OPEN_QUOTE = re.compile(r"""^ *(?:- +)?[\w-]+: +(?:("(?:[^"\\\n]|\\.)*)|('(?:[^'\n]|'')*))$""", re.MULTILINE)


def explained(text: str, trouble: yaml.MarkedYAMLError) -> Told:
    """What is wrong in `text`, told where a person would look for it."""
    problem, context = str(trouble.problem), str(trouble.context)
    at = _index(trouble.problem_mark, trouble.context_mark)
    began = _index(trouble.context_mark, trouble.problem_mark)
    opened = _OPEN_QUOTE.search(text)
    if opened and opened.start() <= at and "escape character" not in problem:
        return opened.start(opened.lastindex or 0), "unclosed quote", "close the quote"
    if "quoted scalar" in context and "unexpected" in problem:
        return began, "unclosed quote", "close the quote"
    if problem.startswith("mapping values"):
        return _second_colon(text, at)
    if "could not find expected ':'" in problem:
        return began, "a line without a key", "write 'key: value', with a space after the colon"
    if "<stream end>" in problem and (bracket := _open_bracket(text)) is not None:
        return bracket, "unclosed bracket", f"close it, or {in_quotes(text, bracket)}"
    if problem.startswith("expected ',' or"):
        return began, "unclosed bracket", f"close it, or {in_quotes(text, began)}"
    if context.endswith((" alias", " anchor")):
        return began, *NO_ANCHORS
    return _other(text, problem, at)


def _open_bracket(text: str) -> int | None:
    """Where the innermost [ or { stands that nothing closes, if there is one."""
    opened: list[int] = []
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)):
                opened.append(token.start_mark.index)
            elif isinstance(token, (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)) and opened:
                opened.pop()
    except yaml.YAMLError:
        return None
    return opened[-1] if opened else None


def _second_colon(text: str, at: int) -> Told:
    if _key_before(text, at):
        return at, "a colon inside the text", in_quotes(text, at)
    tight = _NO_SPACE.search(text, 0, at)
    if tight:
        return tight.start(), "no space after the colon", "write 'key: value'"
    return at, "a key where none can stand", "write 'key: value', every key at the same indent"


def _other(text: str, problem: str, at: int) -> Told:
    if "another document" in problem:
        return at, "a second document", "remove the line '---'"
    for pattern, what, remedy in _SAID:
        if found := pattern.search(problem):
            return at, what.format(*found.groups()), remedy or in_quotes(text, at)
    return at, problem, in_quotes(text, at)


def _key_before(text: str, index: int) -> str:
    """The key whose value holds the character at `index`, on the same line; empty where there is none."""
    key = _KEY.match(text, text.rfind("\n", 0, index) + 1)
    return key.group(1) if key and key.end() <= index else ""


def in_quotes(text: str, index: int) -> str:
    """The remedy for text at `index` that YAML takes for its own."""
    return f"put the {_key_before(text, index) or 'text'} in quotes"


def _index(*marks: yaml.Mark | None) -> int:
    return next((mark.index for mark in marks if mark), 0)
