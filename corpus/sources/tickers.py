"""Which filer has a ticker, by the SEC's own list, which is kept for a month."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from corpus.catalog.values import meant
from corpus.errors import ImportFailure
from corpus.net.fetching import Fetcher
from corpus.state import open_state

__all__ = ["filer_of", "read_tickers"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tickers (ticker TEXT PRIMARY KEY, cik TEXT NOT NULL, seen_at TEXT NOT NULL) WITHOUT ROWID
"""
_KEPT = timedelta(days=30)
_LARGEST = 20 * 1024 * 1024


async def filer_of(ticker: str, fetcher: Fetcher) -> str:
    """The ten digits of the CIK that a ticker stands for today.

    Raises `ImportFailure` where the SEC's list does not have it or cannot be read, and the failures of fetching it.
    """
    data_dir = fetcher.memory.data_dir
    now = datetime.now(UTC)
    if (cik := await asyncio.to_thread(_known, data_dir, ticker, now)) is not None:
        return cik
    # Beside the archives: https://www.sec.gov/Archives, https://www.sec.gov/files/company_tickers.json
    url = urljoin(fetcher.settings.sec_archives_url.rstrip("/"), "files/company_tickers.json")
    page = await fetcher.get(url, conditional=False, sec=True)
    listed = await asyncio.to_thread(read_tickers, page.body)
    await asyncio.to_thread(_keep, data_dir, listed, now)
    if ticker not in listed:
        raise ImportFailure(
            f"the SEC lists no ticker {ticker}{meant(ticker, listed)}; give the filer's CIK in its place"
        )
    return listed[ticker]


def read_tickers(data: bytes) -> dict[str, str]:
    """The CIKs, in ten digits, of the tickers in `company_tickers.json`. Raises `ImportFailure` for anything else."""
    try:
        rows = json.loads(data) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, dict):
        raise ImportFailure("the SEC's list of tickers is not of the shape it had; give the filer's CIK instead")
    found: dict[str, str] = {}
    for row in rows.values():
        ticker, number = (row.get("ticker"), row.get("cik_str")) if isinstance(row, dict) else (None, None)
        if isinstance(ticker, str) and isinstance(number, int) and 0 < number < 10**10:
            found.setdefault(ticker.upper(), f"{number:010}")
    return found


def _known(data_dir: Path, ticker: str, now: datetime) -> str | None:
    with open_state(data_dir, _SCHEMA) as state:
        row = state.execute(
            "SELECT cik FROM tickers WHERE ticker = ? AND seen_at > ?", (ticker, (now - _KEPT).isoformat())
        ).fetchone()
    return None if row is None else str(row[0])


def _keep(data_dir: Path, listed: dict[str, str], now: datetime) -> None:
    seen_at = now.isoformat()
    with open_state(data_dir, _SCHEMA) as state:
        state.execute("BEGIN")
        state.execute("DELETE FROM tickers")
        state.executemany("INSERT INTO tickers VALUES (?, ?, ?)", ((t, cik, seen_at) for t, cik in listed.items()))
        state.execute("COMMIT")
