"""Faults of front matter (F01-F10, F14 and others like them): refused at their line, with what to do."""

from __future__ import annotations

import pytest

from tests.cases.project import BODY, Project, fails

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
KNOWN = "known keys: title, question, date"
ANCHORS = "anchors/aliases are not allowed"
TAGS = "tags are not allowed"

# The lines between `---` and `---`; where the message points, and words of it.
BETWEEN: dict[str, tuple[str, ...]] = {
    # F01, F02, F03: quotes, colons, tabs
    'title: "Unclosed': ("2:8: unclosed quote", "close the quote"),
    "title: 'Unclosed\ndate: 2024-01-01": ("2:8: unclosed quote",),
    'title: "Pier" closed': ("2:15: text where none can stand", "put the title in quotes"),
    "title: Quill: no deal": ("2:13: a colon", "put the title in quotes"),
    "date: 2024-01-01\nquestion: What: now?": ("3:15: a colon", "put the question in quotes"),
    "aliases:\n\t- old": ("3:1: a tab", "use spaces"),
    "aliases:\n  - old\n\t- older": ("4:1: a tab", "use spaces"),
    "\ttitle: Pier": ("2:1: a tab", "use spaces"),
    "title:\tPier": ("2:7: a tab", "use spaces"),
    # F06: dates
    "date: 2026-13-45": ("2:7: 2026-13-45 is not a day of the calendar", "YYYY-MM-DD"),
    "date: 2023-02-29": ("2:7: ", "not a day of the calendar"),
    "date: 0000-01-01": ("2:7: ", "not a day of the calendar"),
    "date: 16.1.2020": ("2:1: 'date' is '16.1.2020'", "YYYY-MM-DD"),
    "date: 2020-01-16T10:00:00+02:00": ("2:1: ", "YYYY-MM-DD"),
    "date: 99999-01-01": ("2:1: ", "YYYY-MM-DD"),
    "date: 20200116": ("2:1: 'date' is a whole number", "YYYY-MM-DD"),
    "date: last week": ("2:1: ", "YYYY-MM-DD"),
    "title: Pier\ndate: 2999-01-01": ("3: the date 2999-01-01 is in the future",),
    # F07: keys, types
    "title: {a: 1}": ("2:1: 'title' is a table", "write text"),
    "title: [a, b]": ("2:1: 'title' is a list", "write text"),
    "title: 2024": ("2:1: 'title' is a whole number", "put it in quotes"),
    "title: true": ("2:1: 'title' is true or false", "put it in quotes"),
    "title: 2024-01-01": ("2:1: 'title' is a date", "put it in quotes"),
    "tags: 7": ("2:1: unknown key 'tags'", KNOWN),
    "date: [x]": ("2:1: 'date' is a list", "YYYY-MM-DD"),
    'facts: "str"': ("2:1: unknown key 'facts'", KNOWN),
    "Titel: Pier": ("2:1: unknown key 'Titel'", "did you mean 'title'?"),
    "1: Pier": ("2:1: unknown key '1'", KNOWN),
    "null: Pier": ("2:1: unknown key 'null'", KNOWN),
    "image: ../../../../etc/passwd": ("2:1: unknown key 'image'", KNOWN),
    "aliases: [old, 7]": ("2:16: item 2 of 'aliases' is a whole number", "put it in quotes"),
    "quote_limit: 10000000000000000000000000000": ("2:1: 'quote_limit' is text", "a whole number"),
    "quote_limit: 400": ("2:1: ", "write 1 to 100"),
    "language: xx": ("2:1: no language 'xx'", "known languages: ar, en, he"),
    "url: javascript:alert(1)": ("2:1: 'url' is no web address", "https://"),
    "? [a, b]\n: c": ("2:3: a key that is a list or a table",),
    # F08: a key twice
    "title: a\ndate: 2024-01-01\ntitle: b": ("4:1: 'title' stands twice, on lines 2 and 4", "keep one"),
    "title: a\n'title': b": ("3:1: 'title' stands twice, on lines 2 and 3",),
    # F09, F10: objects and bombs
    'title: !!python/object/apply:os.system ["touch PWNED"]': ("2:8: " + TAGS,),
    '!!python/object/apply:os.system ["touch PWNED"]': ("2:1: " + TAGS,),
    "title: !important news": ("2:8: " + TAGS, "quotes"),
    BOMB: ("2:5: " + ANCHORS,),
    "title: *star": ("2:8: " + ANCHORS, "quotes"),
    "title: &": ("2:8: " + ANCHORS,),
    "<<: {a: 1}": ("2:1: merge keys are not allowed",),
    # what else YAML takes for its own
    "title: [unclosed": ("2:8: unclosed bracket", "put the title in quotes"),
    "title: {unclosed": ("2:8: unclosed bracket",),
    "title: @pier": ("2:8: text that begins with @", "put the title in quotes"),
    "title: `pier`": ("2:8: text that begins with `", "put the title in quotes"),
    "title: %5": ("2:8: text that begins with %", "put the title in quotes"),
    "title: - pier": ("2:8: text that begins with -", "put the title in quotes"),
    "title: #5 on the list": ("2:8: YAML drops what stands behind #", "put the title in quotes"),
    "title: Calls for #Justice": ("2:18: YAML drops", "put the title in quotes"),
    'title: "a \\q"': ("2:12: an unknown escape", "single quotes"),
    'title: "\\u12"': ("2:11: an escape that is cut short", "single quotes"),
    'title: "\\ud800"': ("2:8: control character U+D800",),
    'title: "\\e[31m"': ("2:8: control character U+001B",),
    "title: Pier\n  date: 2024-01-01": ("3:7: a key where none can stand", "same indent"),
    "  title: Pier\ndate: 2024-01-01": ("3:1: a key where none can stand", "same indent"),
    "- title: Pier": ("2:1: there is no key", "key: value"),
    "[1, 2]": ("2:1: there is no key", "key: value"),
    "title:Pier\ndate: 2024-01-01": ("2:1: no space after the colon", "key: value"),
    "title: Pier\n--- more": ("3:1: a second document",),
    "%YAML 1.1": ("2:1: a line that begins with %", "remove it"),
    "[" * 1000: ("2:21: nested more than 20 deep",),
    "title: " + "{a: " * 1000: ("2:",),
    "title: " + "word " * 30_000: ("2:1: longer than 100,000 characters",),
}


@pytest.mark.parametrize("lines", BETWEEN, ids=lambda lines: ascii(lines[:40]))
def test_a_fault_of_front_matter_is_told_at_its_line(project: Project, lines: str) -> None:
    fails(project, "bad.md", f"---\n{lines}\n---\n\n{BODY}", *BETWEEN[lines])
    assert not list(project.root.parent.rglob("PWNED"))


NEVER = ("1: front matter opened on line 1 is never closed", "add a line '---'")
WHOLE: dict[str, tuple[str, ...]] = {
    f"---\ntitle: Pier\n\n{BODY}": NEVER,
    f"---\ntitle: Pier\n{BODY}": NEVER,
    f"---\ntitle: Pier\n...\n\n{BODY}": NEVER,
    f"---\ntitle: Pier\n----\n\n{BODY}": NEVER,
    "---\ntitle: Pier\ndate: 2024-01-01\n": NEVER,
    f'+++\ntitle = "Pier"\n+++\n\n{BODY}': ("1: front matter opens with '+++'", "two lines '---'"),
    f"-----\ntitle: Pier\n-----\n\n{BODY}": ("1: front matter opens with '-----'", "two lines '---'"),
    f'{{\n "title": "Pier"\n}}\n\n{BODY}': ("1: front matter opens with '{'", "two lines '---'"),
    "": ("1: no article text", "write the article below"),
    " \n\t\n\n": ("1: no article text",),
    "---\ntitle: Pier\n---\n": ("4: no article text",),
    "---\ntitle: Pier\n---\n\n\n": ("4: no article text",),
    "---\n---\n": ("3: no article text",),
    "---": ("1: no article text",),
    "\ufeff": ("1: no article text",),
    "\u200b\n": ("1: no article text",),
    "# A headline alone\n": ("1: no article text",),
    "![A pier](pier.jpg)\n": ("1: no article text",),
    "<!-- to be written -->\n": ("1: no article text",),
    "***\n": ("1: no article text",),
    "🙂🙂🙂\n": ("1: no article text",),
    "... !!! ???\n": ("1: no article text",),
}


@pytest.mark.parametrize("text", WHOLE, ids=lambda text: ascii(text[:40]))
def test_a_file_without_an_article_is_told(project: Project, text: str) -> None:
    fails(project, "bad.md", text, *WHOLE[text])


@pytest.mark.parametrize("text", ["", " \n", "🙂\n"])
def test_plain_text_without_an_article_is_told(project: Project, text: str) -> None:
    fails(project, "bad.txt", text, "1: no article text")


@pytest.mark.parametrize(
    "lines",
    [
        "title: no",
        "title: Pier's end",
        "title: 1 in 3",
        "title:",
        "date: '2024-01-06'",
        "title: x # a note",
        "# nothing",
    ],
)
def test_what_is_right_is_left_alone(project: Project, lines: str) -> None:
    project.write("good.md", f"---\n{lines}\n---\n\n{BODY}")
    assert project.run("build").code == 0
    assert "good" in project.pages
