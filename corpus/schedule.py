"""The schedule: when each source is due, from how often it is followed and how it went the last time."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from corpus.source import Source
from corpus.state import open_state

__all__ = ["Standing", "due", "next_due", "record", "standings"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS followed (
    source TEXT PRIMARY KEY, tried TEXT NOT NULL, succeeded TEXT, failures INTEGER NOT NULL, reason TEXT NOT NULL,
    not_before TEXT
) WITHOUT ROWID;
"""
_JITTER = 0.1  # of the interval: sources with one interval do not stay due at one moment
_FIRST_RETRY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands: when it was last tried and last read, and how often it failed in a row since."""

    source: str
    tried: datetime
    succeeded: datetime | None
    failures: int = 0
    reason: str = ""
    not_before: datetime | None = None
    """Before this, the server said, it need not be asked again."""


def standings(data_dir: Path) -> dict[str, Standing]:
    """How each source stands that was ever tried, by name."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute("SELECT * FROM followed").fetchall()
    return {
        row[0]: Standing(row[0], _at(row[1]), row[2] and _at(row[2]), row[3], row[4], row[5] and _at(row[5]))
        for row in rows
    }


def record(data_dir: Path, source: str, now: datetime, failure: str = "", not_before: datetime | None = None) -> None:
    """Write down that a source was tried: `failure` says why it could not be read as a whole, "" that it could."""
    with open_state(data_dir, _SCHEMA) as database:
        if failure:
            database.execute(
                "INSERT INTO followed VALUES (?,?,NULL,1,?,?) ON CONFLICT (source) DO UPDATE SET tried = excluded.tried, "
                "failures = failures + 1, reason = excluded.reason, not_before = excluded.not_before",
                (source, now.isoformat(), failure, not_before and not_before.isoformat()),
            )
        else:
            database.execute(
                "INSERT OR REPLACE INTO followed VALUES (?,?,?,0,'',NULL)", (source, now.isoformat(), now.isoformat())
            )


def next_due(source: Source, standing: Standing | None) -> datetime | None:
    """When a source is to be read next; None for one that was never tried, which is due.

    A source that fails is tried again after ten minutes, and after twice as long each further time, but never later
    than when it would be due anyway, nor before the moment that its server named. The jitter is the source's own and
    does not change, so that the order of what is due holds.
    """
    if standing is None:
        return None
    wait = source.every * (1 + _JITTER * _share(source.name))
    if standing.failures:
        wait = min(wait, _FIRST_RETRY * 2 ** min(standing.failures - 1, 16))
    at = standing.tried + wait
    return at if standing.not_before is None else max(at, standing.not_before)


def due(sources: Sequence[Source], standing: Mapping[str, Standing], now: datetime) -> list[Source]:
    """The sources to read now. However often one was due while nothing ran, it is due once."""
    waiting = [(next_due(source, standing.get(source.name)), source) for source in sources]
    return [source for at, source in waiting if at is None or at <= now]


def _share(name: str) -> float:
    """A number from 0 to 1 that belongs to a name on this machine: others do not ask at the same moments."""
    return int.from_bytes(sha256(f"{socket.gethostname()} {name}".encode()).digest()[:4]) / 2**32


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
