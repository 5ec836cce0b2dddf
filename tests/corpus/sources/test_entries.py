from __future__ import annotations

from datetime import date

import pytest

from corpus.errors import ImportFailure
from corpus.sources.entries import MOST, parse_feed

URL = "https://lantern.example/feed"


def feed(items: str, declaration: str = "") -> bytes:
    """A feed with these items."""
    return f'{declaration}<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thu, 20 Aug 2026 00:30:00 +0200", date(2026, 8, 20)),
        ("Thu, 20 Aug 2026 23:30:00 EST", date(2026, 8, 20)),
        ("2026-08-20T23:59:00-07:00", date(2026, 8, 20)),
        ("20 August 2026", date(2026, 8, 20)),
        ("Thu, 20 Aug 1926 00:00:00 GMT", None),
        ("yesterday", None),
        ("99 Foo 99999 25:61", None),
    ],
)
def test_days_are_those_written(written: str, day: date | None) -> None:
    (entry,) = parse_feed(feed(f"<item><link>/a</link><pubDate>{written}</pubDate></item>"), URL, "text/xml")
    assert (entry.published, entry.moved) == (day, day)


def test_a_change_is_not_the_day_of_publication() -> None:
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="a"/><published>2026-03-01T00:00:00Z</published>'
        b"<updated>2026-03-09T00:00:00Z</updated></entry></feed>"
    )
    (entry,) = parse_feed(atom, URL, "application/atom+xml")
    assert (entry.link, entry.published, entry.moved) == (
        "https://lantern.example/a",
        date(2026, 3, 1),
        date(2026, 3, 9),
    )


@pytest.mark.parametrize(
    "broken",
    [
        feed("<item><title>Caf\u00e9</title><link>/a</link></item>").replace(b"\xc3\xa9", b"\xe9"),
        feed("<item><title>Caf&#233;&#x0;&#1114112;</title><link>/a</link></item>"),
        feed("<item><title>Caf\u00e9\x00</title><link>/a</link></item>"),
        feed("<item><title>Caf&eacute;</title><link>/a</link></item"),
        feed(
            "<item><title>Caf\u00e9</title><link>/a</link></item>", '<?xml version="1.0" encoding="ISO-8859-1"?>'
        ).replace(b"\xc3\xa9", b"\xe9"),
    ],
    ids=["stray byte", "impossible characters", "nul", "cut short", "latin"],
)
def test_a_small_fault_does_not_cost_the_feed(broken: bytes) -> None:
    (entry,) = parse_feed(broken, URL, "text/xml")
    assert (entry.title, entry.link) == ("Café", "https://lantern.example/a")


def test_there_is_an_end_to_entries_and_to_what_is_kept_of_each() -> None:
    items = f"<item><title>{'x' * 9000}</title><link>/a</link><description>{'y' * 9000}</description></item>"
    entries = parse_feed(feed(items * (MOST + 5)), URL, "text/xml")
    assert len(entries) == MOST
    assert max(len(entries[0].title), len(entries[0].about)) <= 2000


def test_what_is_named_like_a_file_is_not_opened() -> None:
    with pytest.raises(ImportFailure, match="no RSS or Atom feed"):
        parse_feed(b"/etc/passwd", URL, "text/plain")
