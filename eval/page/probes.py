"""What a browser is asked about a page: how wide it is, what it shows, how it contrasts, how it prints."""

from __future__ import annotations

import re

from playwright.sync_api import Page

OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
"""Opens whatever is folded."""
SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)
"""Text spacing that readers may ask for (WCAG 2.2, success criterion 1.4.12)."""
_WIDER = """() => {
  const width = document.documentElement.clientWidth, told = [];
  const wide = document.scrollingElement.scrollWidth;
  if (wide > width) told.push('the page is ' + wide + ' wide');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    if (!node.data.trim() || node.parentElement.closest('script,style,[hidden]')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.right > width + 1 || box.left < -1) told.push(node.data.trim().slice(0, 40));
  }
  return told;
}"""
_FAINT = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = numbers(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const told = [];
  for (const one of document.body.querySelectorAll('*')) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    if (!one.checkVisibility()) continue;
    const pair = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((a, b) => b - a);
    const contrast = (pair[0] + .05) / (pair[1] + .05);
    if (contrast < 4.5) told.push(one.tagName + ' ' + contrast.toFixed(2) + ' ' + one.textContent.slice(0, 30));
  }
  return told;
}"""
_FOCUSABLE = "a[href],button,input,select,textarea,summary,iframe,[tabindex]"
_SHEET = re.compile(rb"/Type\s*/Page\b")


def wider(page: Page) -> list[str]:
    """What stands outside the width of the window; the page must not scroll sideways."""
    return [str(told) for told in page.evaluate(_WIDER)]


def faint(page: Page) -> list[str]:
    """Elements whose text contrasts less than 4.5 to 1 with what is behind it."""
    return [str(told) for told in page.evaluate(_FAINT)]


def words_shown(page: Page) -> str:
    """All text that is rendered, without white space."""
    return "".join(str(page.evaluate("document.body.innerText")).split())


def words(page: Page) -> int:
    """How many words are rendered."""
    return len(str(page.evaluate("document.body.innerText")).split())


def words_written(page: Page) -> str:
    """All text that stands in the body, but for scripts and what is hidden until a script shows it."""
    told = page.evaluate(
        "(() => { const copy = document.body.cloneNode(true);"
        "copy.querySelectorAll('script,style,[hidden]').forEach(one => one.remove()); return copy.textContent })()"
    )
    return "".join(str(told).split())


def focused(page: Page) -> tuple[list[int], int]:
    """The places in the document of what the tab key reaches, in its order; and how many places there are."""
    page.evaluate(f"window.stops = [...document.querySelectorAll({_FOCUSABLE!r})].filter(one => one.checkVisibility())")
    count = int(page.evaluate("stops.length"))
    order = []
    for _ in range(count):
        page.keyboard.press("Tab")
        order.append(int(page.evaluate("stops.indexOf(document.activeElement)")))
    return order, count


def sheets(page: Page) -> int:
    """How many A4 pages it prints on, at the margins of its style sheet."""
    return len(_SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True)))
