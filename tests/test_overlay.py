"""What the preview adds to a page: its script, the leave for it, and the errors; and nothing else."""

from __future__ import annotations

import re

import pytest

from generator import overlay

POLICY = "default-src 'none';style-src 'unsafe-inline';connect-src 'self';script-src 'sha256-AbC='"
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
PAGE = f"<!DOCTYPE html><html><head>{META}<title>Flood</title></head><body><p>Water rose.</p></body></html>\n"


def _dressed(page: str = PAGE, *errors: str, host: str = "127.0.0.1:8000") -> str:
    return overlay.dressed(page, errors, "once", host, "m4f")


def test_a_page_is_altered_only_in_its_policy_and_by_the_script() -> None:
    script = '<script nonce="once" src="/livereload.js?host=127.0.0.1&amp;port=8000&amp;snipver=m4f'
    page = _dressed()
    assert script in page
    bare = re.sub(r"<script nonce=.*?</script>", "", page)
    assert re.sub(r"<meta.*?>", META, bare, count=1) == PAGE


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        (
            POLICY,
            "default-src 'none';style-src 'unsafe-inline';connect-src 'self' ws://h:1/livereload;"
            "script-src 'sha256-AbC=' 'nonce-once'",
        ),
        (
            "default-src 'none'",
            "default-src 'none';script-src 'nonce-once';style-src 'nonce-once';connect-src ws://h:1/livereload",
        ),
        ("img-src 'self'", "img-src 'self'"),
        (
            "script-src 'none'; SCRIPT-SRC *;; ",
            "script-src 'nonce-once'",
        ),
        (
            "default-src 'unsafe-inline'",
            "default-src 'unsafe-inline';script-src 'unsafe-inline' 'self';"
            "connect-src 'unsafe-inline' ws://h:1/livereload",
        ),
        ("", ""),
    ],
)
def test_a_policy_allows_what_it_did_and_the_script_of_the_preview(given: str, opened: str) -> None:
    assert overlay.policy(given, "once", "h:1") == opened


def test_a_policy_in_other_quotes_is_opened_too() -> None:
    page = "<head><META content='default-src &#39;none&#39;' HTTP-EQUIV=content-security-policy></head>"
    assert "script-src 'nonce-once'" in _dressed(page)


def test_an_address_that_no_policy_can_name_is_reached_all_the_same() -> None:
    page = _dressed(host="[::1]:8000")
    assert "connect-src 'self' ws:;" in page
    assert "?host=[::1]&amp;port=8000&amp;" in page


def test_an_error_is_shown_over_the_page_and_is_text() -> None:
    page = _dressed(PAGE, "content/a.md:3: no <b>good</b> & </details><script>alert(1)</script>")
    assert "content/a.md:3: no &lt;b&gt;good&lt;/b&gt; &amp; &lt;/details&gt;&lt;script&gt;" in page
    assert page.count("<script") == 1
    assert page.index("Water rose.") < page.index("preview-errors") < page.index("</body>")


def test_a_page_without_an_error_shows_none() -> None:
    assert "preview-errors" not in _dressed()


def test_every_error_is_shown() -> None:
    page = _dressed(PAGE, "content/a.md: one", "content/b.md: two")
    assert "2 errors" in page
    assert "content/a.md: one" in page
    assert "content/b.md: two" in page


def test_a_page_without_a_head_or_a_body_is_dressed_at_its_end() -> None:
    page = _dressed("<p>İstanbul", "wrong")
    assert page.startswith("<p>İstanbul<script nonce")
    assert "wrong" in page


def test_the_script_stands_in_the_head_and_the_errors_in_the_body() -> None:
    page = _dressed(PAGE, "wrong")
    places = [
        page.index(part) for part in ("<title>", "livereload.js", "</head>", "<body>", "preview-errors", "</body>")
    ]
    assert places == sorted(places)
