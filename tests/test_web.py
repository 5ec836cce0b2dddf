"""The web and the EDGAR of the tests do what tests of fetching rely on."""

from __future__ import annotations

import gzip
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import IncompleteRead

import pytest

from tests.edgar import Edgar, Filed
from tests.web import Web, at


def get(url: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and body of an address."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=sent)  # noqa: S310 — to the server beside it
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 — the same
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_tags_and_days_of_change_are_honoured() -> None:
    with Web() as web:
        url = web.put("/a", "one", modified=at("2026-03-02"))
        status, headers, body = get(url)
        assert (status, body) == (200, b"one")
        assert headers["Last-Modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"
        assert get(url, If_None_Match=headers["ETag"])[0] == 304
        assert get(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
        web.put("/a", "two", modified=at("2026-03-03"))
        assert get(url, If_None_Match=headers["ETag"])[::2] == (200, b"two")
        assert get(url, If_Modified_Since=headers["Last-Modified"])[::2] == (200, b"two")
        assert [(one.status, one.sent) for one in web.asked()] == [(200, 3), (304, 0), (304, 0), (200, 3), (200, 3)]
        assert web.asked() == []


def test_it_misbehaves_as_told() -> None:
    with Web() as web:
        web.put("/late", "fine")
        web.fail("/late", 429, times=2, retry_after=7)
        assert [get(web.url("/late"))[0] for _ in range(3)] == [429, 429, 200]
        web.put("/cut", "x" * 1000, cut=10)
        with pytest.raises((IncompleteRead, ConnectionError)):
            get(web.url("/cut"))
        _, headers, body = get(web.bomb("/bomb", megabytes=2))
        assert headers["Content-Encoding"] == "gzip"
        assert len(body) < 10_000
        assert len(gzip.decompress(body)) == 2 * 1024 * 1024
        web.put("/new", "here")
        assert get(web.redirect("/old", "/new"))[2] == b"here"
        assert get(web.url("/nothing"))[0] == 404


def test_edgar_wants_to_know_who_asks() -> None:
    with Edgar(recent=1) as edgar:
        edgar.company(8800123, "QUILLON CORP", "QLN")
        edgar.file(8800123, Filed("0008800123-26-000001", "10-K", "2026-02-20", "2025-12-31", "a.htm"), "<p>A</p>")
        edgar.file(8800123, Filed("0008800123-26-000002", "10-Q", "2026-05-02", "2026-03-31", "q.htm"), "<p>Q</p>")
        url = edgar.url("/submissions/CIK0008800123.json")
        assert get(url)[0] == 403
        status, _, body = get(url, User_Agent="Example Research admin@research.example")
        assert status == 200
        filings = json.loads(body)["filings"]
        assert filings["recent"]["form"] == ["10-Q"]
        assert [part["name"] for part in filings["files"]] == ["CIK0008800123-submissions-001.json"]
