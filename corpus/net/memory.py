"""What servers said about the version of a page that is kept, so that the same one is not fetched again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.state import open_state

__all__ = ["FetchMemory", "Validators"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS fetched (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    final_url TEXT NOT NULL,
    kept_at TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Validators:
    """The ETag and Last-Modified of a page as its server gave them, and the address, after redirects, that did."""

    etag: str | None = None
    last_modified: str | None = None
    final_url: str = ""

    def __bool__(self) -> bool:
        return self.etag is not None or self.last_modified is not None


class FetchMemory:
    """The validators of pages that are kept, in the state file of a data directory.

    Remember them only after the page itself is stored: then whatever interrupts a refresh, a page that was not kept
    is fetched again. May be used by several threads.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._held: tuple[int, sqlite3.Connection] | None = None

    @contextmanager
    def held_open(self) -> Iterator[None]:
        """Keep the state file open for this thread meanwhile: opening it takes far longer than asking it."""
        if self._held is not None:
            yield
            return
        with open_state(self.data_dir, _SCHEMA) as state:
            self._held = (threading.get_ident(), state)
            try:
                yield
            finally:
                self._held = None

    def get(self, url: str) -> Validators | None:
        """What is remembered of a URL. Raises `StoreError` where the state file cannot be read."""
        with self._state() as state:
            row = state.execute("SELECT etag, last_modified, final_url FROM fetched WHERE url = ?", (url,)).fetchone()
        return None if row is None else Validators(*row)

    def keep(self, url: str, validators: Validators) -> None:
        """Remember a page's validators, in place of former ones. Without any it is forgotten."""
        if not validators:
            self.forget(url)
            return
        with self._state() as state:
            state.execute(
                "INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?, ?)",
                (
                    url,
                    validators.etag,
                    validators.last_modified,
                    validators.final_url or url,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def forget(self, url: str) -> None:
        """Forget a URL, so that it is fetched whole the next time."""
        with self._state() as state:
            state.execute("DELETE FROM fetched WHERE url = ?", (url,))

    @contextmanager
    def _state(self) -> Iterator[sqlite3.Connection]:
        held = self._held
        if held is not None and held[0] == threading.get_ident():
            yield held[1]
            return
        with open_state(self.data_dir, _SCHEMA) as state:
            yield state
