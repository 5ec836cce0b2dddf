"""What is remembered between refreshes, beside the documents: one SQLite file with a table for each duty."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError

__all__ = ["open_state", "state_path"]


def state_path(data_dir: Path) -> Path:
    """Where a data directory keeps what it remembers of refreshing."""
    return data_dir / "state.sqlite"


@contextmanager
def open_state(data_dir: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """The state file, made if it is not there, with the tables of `schema` ("CREATE TABLE IF NOT EXISTS ...").

    Each statement is on disk when it returns, or with the others of an explicit transaction. Other processes may
    read meanwhile; a writer waits up to 30 s for another. Raises `StoreError` where it cannot be opened.
    """
    path = state_path(data_dir)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=30, isolation_level=None)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path} cannot be opened ({error}); check the path, its permissions and the disk") from error
    try:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.executescript(schema)
        except sqlite3.Error as error:
            raise StoreError(f"{path} cannot be read ({error}); move it away to start anew without it") from error
        yield database
    finally:
        database.close()
