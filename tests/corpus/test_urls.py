"""One page, one URL, one id."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.urls import canonical_url, document_id, local_url, shown_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/a/", "https://news.example/a"),
        ("http://news.example:80/", "http://news.example"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=y#top", "https://news.example/a?id=7"),
        ("https://news.example/a?ref=home", "https://news.example/a"),
        ("https://news.example/a?tier=pro", "https://news.example/a?tier=pro"),
        (" https://news.example/A%c3%a9/ü ", "https://news.example/A%C3%A9/%C3%BC"),
        ("https://münchen.example/x", "https://xn--mnchen-3ya.example/x"),
        ("local:pages/a.html", "local:pages/a.html"),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url", ["", "news.example/a", "ftp://news.example/a", "https://", "javascript:alert(1)", "https://a.example:x/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|host"):
        canonical_url(url)


def test_ids() -> None:
    assert document_id("https://news.example/a/?utm_medium=rss") == document_id("http://NEWS.example/a")
    assert document_id("https://news.example/a") != document_id("https://news.example/b")
    assert len(document_id("https://news.example/a")) == 13
    assert shown_url("https://news.example/a/?gclid=1") == "https://news.example/a/"


def test_a_file_has_the_same_identity_alone_and_in_its_folder() -> None:
    file = Path("/data/notes/a b.txt")
    assert local_url(file) == local_url(file, Path("/data/notes")) == "local:notes/a%20b.txt"
    assert local_url(Path("/data/notes/deep/c.txt"), Path("/data/notes")) == "local:notes/deep/c.txt"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="#?"), max_size=30), st.text(max_size=30))
def test_canonical_is_stable(path: str, query: str) -> None:
    try:
        once = canonical_url(f"https://news.example/{path}?{query}")
    except ValueError:
        return
    assert canonical_url(once) == once
