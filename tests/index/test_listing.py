"""Symbols of shares, as covers of filings say them."""

from __future__ import annotations

import pytest

from index.listing import symbols_on_cover
from tests.index.tabled import filing


@pytest.mark.parametrize(
    ("said", "symbols"),
    [
        ("Filed March 18, 2026 · Form 10-K · Meridian Stock Exchange: LKMR", {"LKMR"}),
        ("Class A Common Stock (LKMR)", {"LKMR"}),
        ("Nasdaq: LKMR", {"LKMR"}),
        ("We compete with Acme (NYSE: ACME) and Bolt (NYSE: BOLT).", set()),
        ("The exchange: a market for shares", set()),
    ],
)
def test_a_symbol_is_read_where_one_alone_stands_behind_an_exchange(said: str, symbols: set[str]) -> None:
    assert symbols_on_cover(filing(f"<p>{said}</p>")) == symbols
