"""Retry-After, and what is worth another try."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus.net.errors import AddressRefused, BadStatus, Unreachable
from corpus.net.retrying import backoff, retry_after

NOW = datetime(2031, 3, 4, 12, 0, 0, 500_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("999999999999", 315_360_000.0),
        ("9" * 40, None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Tue, 04 Mar 2031 12:01:00 GMT", 60.0),
        ("Tuesday, 04-Mar-31 12:01:00 GMT", 60.0),
        ("Tue, 04 Mar 2031 13:01:00 +0100", 60.0),
        ("Tue, 04 Mar 2031 11:00:00 GMT", 0.0),
        ("Mon, 99 Foo 2031 11:00:00 GMT", None),
        ("Tue, 04 Mar 9999 11:00:00 GMT", 315_360_000.0),
        ("١٢", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def busy(after: float | None) -> BadStatus:
    return BadStatus("http://news.example/", "busy", status=429, retry_after=after, transient=True)


def test_what_may_pass_is_tried_again_in_the_usual_time_or_when_the_server_says() -> None:
    assert backoff(busy(None), left=10, longest=60) is True
    for _ in range(50):
        wait = backoff(busy(10), left=30, longest=60)
        assert 10 <= wait <= 11
    assert 0 <= backoff(busy(0), left=30, longest=60) <= 0.1


@pytest.mark.parametrize(
    "error",
    [
        ValueError("other"),
        AddressRefused("http://news.example/", "private"),
        Unreachable("http://news.example/", "bad"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(error: Exception) -> None:
    assert backoff(error, left=10, longest=60) is False


def test_nor_what_would_take_too_long() -> None:
    assert backoff(busy(61), left=100, longest=60) is False
    assert backoff(busy(31), left=30, longest=60) is False
    assert backoff(busy(None), left=0, longest=60) is False
