"""Where a branch is published, and what GitHub would not take."""

from __future__ import annotations

import pytest

from generator import hosting


@pytest.mark.parametrize(
    ("base", "cname", "remote", "address"),
    [
        ("", "", "https://github.com/Mara-Venn/news.git", "https://mara-venn.github.io/news/"),
        ("", "", "git@github.com:venn/news.git", "https://venn.github.io/news/"),
        ("", "", "ssh://git@ssh.github.com:443/venn/my.news", "https://venn.github.io/my.news/"),
        ("", "", "https://mara:token@github.com/venn/news/", "https://venn.github.io/news/"),
        ("", "", "https://github.com/venn/Venn.GitHub.io", "https://venn.github.io/"),
        ("", "news.example\n", "https://github.com/venn/news", "https://news.example/"),
        ("https://pages.example/a", "news.example", "../remote.git", "https://pages.example/a/"),
        ("", "", "https://notgithub.com/venn/news", ""),
        ("", "", "https://example.org/github.com/venn", ""),
        ("", "", "/srv/github.com/venn/news", ""),
        ("", " \n", "../remote.git", ""),
        ("", "nächste.example\n", "", "https://nächste.example/"),
        ("", "/etc/passwd", "https://github.com/venn/news", ""),
    ],
)
def test_the_address_is_told_where_something_tells_it(base: str, cname: str, remote: str, address: str) -> None:
    assert hosting.address(base, cname, remote) == address


@pytest.mark.parametrize(
    "text",
    [
        "\udcff\udcfe",
        "/etc/passwd",
        "https://news.example",
        "news example",
        "-a.example",
        "10.0.0.1",
        "a..b",
        "news",
        "x\x1b.org",
        "a" * 64 + ".example",
        "a.b" * 100,
    ],
)
def test_what_is_no_name_of_a_host_is_no_address(text: str) -> None:
    assert hosting.host(text) == ""
    assert hosting.address("", text, "../remote.git") == ""


def test_the_repository_of_an_address_has_no_password() -> None:
    assert hosting.repository("https://mara:token@github.com/venn/news.git") == "https://github.com/venn/news"
    assert hosting.repository("../remote.git") == ""


def test_what_is_too_large_is_named_with_the_limit() -> None:
    assert hosting.too_large({"a": 100 * 10**6, "b": 1}) == ()
    told = hosting.too_large({"b.png": 101 * 10**6} | {f"{n}": 99 * 10**6 for n in range(10)})
    assert [line.split(";")[0] for line in told] == ["b.png: 101 MB", "the site has 1.1 GB"]
