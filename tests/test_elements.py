"""The reading of our own pages: what has one reading is read, everything else is refused."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import elements, pages
from tests import ferry


class Reference(HTMLParser):
    """What the standard library reads: tags with their attributes, and texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def told(element: elements.Element) -> list[object]:
    """The same of a tree of ours."""
    found: list[object] = [(element.tag, element.attributes)] if element.tag else []
    for child in element.children:
        found += [child] if isinstance(child, str) else told(child)
    return found


def reference(html: str) -> list[object]:
    reader = Reference()
    reader.feed(html)
    reader.close()
    return reader.told


def test_a_page_reads_as_the_standard_library_reads_it() -> None:
    html = pages.render(ferry.explainer(), ferry.config(), ferry.english())
    assert told(elements.parse(html)) == reference(html)


@given(
    st.text(alphabet="ab&lt;#39;é\n", max_size=12),
    st.lists(st.sampled_from(["one", "Two", "data-x"]), unique=True),
    st.text(alphabet="xy <&;\n'>=", max_size=8),
    st.sampled_from(['"', "'"]),
)
def test_texts_and_attributes_read_as_the_standard_library_reads_them(
    text: str, names: list[str], value: str, mark: str
) -> None:
    given_value = value.replace(mark, "").replace("<", "&lt;")
    attributes = "".join(f" {name}={mark}{given_value}{mark}" for name in names)
    html = f"<div{attributes}>{text.replace('<', '')}<b hidden>x</b></div>"
    assert told(elements.parse(html)) == reference(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script>if (a < b) { c("<b>no tag</b>"); }</script><p>&amp;\n</p>',
        "<style>a::after { content: '\"' } /* <p> */</style><p title='>\"'>x</p>",
        "<script>&amp; </b> <</script><i>one</i><style>\n<i></style><b>two</b>",
    ],
)
def test_what_looks_like_a_tag_in_a_script_or_a_style_is_none(html: str) -> None:
    assert told(elements.parse(html)) == reference(html)


def test_the_elements_of_a_page_and_of_its_parts_are_listed_in_order() -> None:
    page = elements.parse("<html><head><title>x</title></head><body><p><b>1</b><i>2</i></p><p>3</p></body></html>")
    head, body = page.all("head", "body")
    assert [element.tag for element in page.elements()] == ["", "html", "head", "title", "body", "p", "b", "i", "p"]
    assert [element.tag for element in head.elements()] == ["head", "title"]
    assert [element.tag for element in body.elements()] == ["body", "p", "b", "i", "p"]
    assert [element.tag for element in body.all("p")[0].elements()] == ["p", "b", "i"]


def test_the_lines_of_elements_are_counted() -> None:
    page = elements.parse('<div\nid="a">\n\n<style>x\n</style><p>text\n</p>\n<b></b></div>')
    assert {element.tag: element.line for element in page.elements()} == {"": 1, "div": 1, "style": 4, "p": 5, "b": 7}


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<div>\n<!-- a sad story --></div>", 2),
        ("<div>\n<!DOCTYPE svg></div>", 2),
        ("<div>\n<?php ?></div>", 2),
        ("<div>\n1 < 2</div>", 2),
        ("<div>\n<p", 2),
        ('<p\nid="a" id="b"></p>', 1),
        ('<p id="a"class="b"></p>', 1),
        ("<p ID=a id=b></p>", 1),
        ("<p>\n<p>two</p></p>", 2),
        ("<p\xa0id=a></p>", 1),
        ("<a>\n<b><a>two</a></b></a>", 2),
        ("\n<p/>", 2),
        ("<p>\n</div>", 2),
        ("<p>\n</p></p>", 2),
        ("<p>\n<hr></p>", 2),
        ("<p>\n<header></header></p>", 2),
        ("<main>\n<i>\n</main>", 2),
        ("<div>\n<p>", 2),
        ("<title>\n<b>sad</b></title>", 2),
        ("<style>\n<!-- </style>", 1),
        ("<script>\n<!--<script></script>", 1),
        ("<style>\nnever closed", 1),
        ("<style>\n</stylex></style>", 2),
    ],
)
def test_what_a_browser_might_read_otherwise_is_refused(html: str, line: int) -> None:
    with pytest.raises(elements.MarkupError) as caught:
        elements.parse(html)
    assert caught.value.line == line


def test_an_element_that_is_left_open_is_named_and_not_what_ends_behind_it() -> None:
    with pytest.raises(elements.MarkupError, match="<i> is not closed before </main>"):
        elements.parse("<main><i>x</main>")


def test_lines_that_part_a_page_need_no_end() -> None:
    html = "<main><p>one<wbr>two</p><hr><p>three</p></main>"
    assert told(elements.parse(html)) == reference(html)
