"""What a body is, is told by its bytes before its header."""

from __future__ import annotations

import pytest

from corpus.net.sniffing import media_type, refusal

RSS = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel>'
ATOM = b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
RDF = b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'


@pytest.mark.parametrize(
    ("header", "body", "found"),
    [
        ("text/html", b"<p>hello", "text/html"),
        ("", b"<!DOCTYPE html><html>", "text/html"),
        ("text/plain", b"  <HTML lang=en>", "text/html"),
        ("text/html", b"%PDF-1.7\n", "application/pdf"),
        ("application/octet-stream", b"\n%PDF-1.4\n", "application/pdf"),
        ("text/html", RSS, "application/rss+xml"),
        ("text/xml; charset=utf-8", RSS, "application/rss+xml"),
        ("application/xml", ATOM, "application/atom+xml"),
        ("text/plain", RDF, "application/rss+xml"),
        ("", RSS.decode().encode("utf-16"), "application/rss+xml"),
        ("application/xhtml+xml", b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "b">]><html>', "text/html"),
        ("application/xml", b'<?xml version="1.0"?><urlset>', "application/xml"),
        ("text/html", b"<?xml version='1.0'?><xbrl>", "application/xml"),
        ("image/svg+xml", b"<svg xmlns='x'>", "application/xml"),
        ("application/json", b'{"cik": "1"}', "application/json"),
        ("text/html", b'{"cik": "1"}', "application/json"),
        ("text/plain", b"[1, 2]", "application/json"),
        ("text/plain", b"[see note] Larkspur", "text/plain"),
        ("text/markdown; charset=utf-8", b"# Larkspur", "text/markdown"),
        ("", b"Larkspur spent", "text/plain"),
        ("text/css", b"a { b: c }", "text/plain"),
        ("application/octet-stream", b"Larkspur spent", "text/plain"),
        ("application/vnd.ms-excel", b"a\tb", "application/vnd.ms-excel"),
        ("", b"", "text/plain"),
    ],
)
def test_media_types(header: str, body: bytes, found: str) -> None:
    assert media_type(header, body) == found


@pytest.mark.parametrize(
    ("header", "body", "refused"),
    [
        ("text/html", b"<p>hello", False),
        ("image/png", b"<!doctype html><p>hello", False),
        ("image/png", b"hello", True),
        ("image/svg+xml", b"<svg>", False),
        ("text/html", b"\x89PNG\r\n\x1a\n0000", True),
        ("application/json", b"{}", False),
        ("application/zip", b"PK\x03\x04....", True),
        ("application/pdf", b"not really a pdf", False),
        ("", b"", True),
    ],
)
def test_what_is_no_document_is_refused(header: str, body: bytes, refused: bool) -> None:
    assert (refusal(header, body) is not None) is refused


def test_the_head_is_looked_at_in_bounded_time() -> None:
    for body in (
        b"<!--" * 100_000,
        b"<!DOCTYPE " * 100_000,
        b"<?" * 100_000,
        b" " * 400_000,
        b"<!DOCTYPE a [" * 50_000,
    ):
        assert media_type("", body)
