"""The store of chat: what is remembered between messages and over restarts, in one SQLite file.

Each duty (`channels`, and others beside it) has its own tables there and the statements on them.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import structlog

from bot.errors import StoreFailed

__all__ = ["Store"]

_T = TypeVar("_T")
_PATIENCE = 3.0
"""Seconds to wait for somebody else's lock: people wait for answers meanwhile."""
_log = structlog.get_logger()


class Store:
    """One connection, used by one thread of its own, so that nobody waits for the disk who does not need to."""

    def __init__(self, data_dir: Path, schema: str) -> None:
        """Open `chat.sqlite`, made if it is not there, with the tables of `schema`. Raises StoreFailed."""
        self._path = data_dir / "chat.sqlite"
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        except (sqlite3.Error, OSError) as error:
            raise StoreFailed(
                f"{self._path} cannot be opened ({error}); check the path, its permissions and the disk"
            ) from error
        try:
            self._database.execute("PRAGMA journal_mode = WAL")
            # What a power cut may take is the last moments' bookkeeping; a crash of the program takes nothing.
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("PRAGMA secure_delete = ON")  # what people had forgotten is not to be found in the file
            self._database.executescript(schema)
        except sqlite3.Error as error:
            self._database.close()
            raise StoreFailed(
                f"{self._path} cannot be read ({error}); move it away to start anew without it"
            ) from error
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chat-store")

    def at_once(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do something in the calling thread; before anything else goes on, as when the program starts."""
        return self._done(work)

    async def do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do something in one transaction. Raises StoreFailed, with nothing done."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._done, work)

    async def attempt(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """The same for what an answer must not wait on: where it fails, that is logged and `otherwise` is given."""
        try:
            return await self.do(work)
        except StoreFailed:
            _log.exception("chat store failed")
            return otherwise

    def close(self) -> None:
        """Finish what is in hand and close the file."""
        self._thread.shutdown(wait=True)
        self._database.close()

    def _done(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                out = work(self._database)
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreFailed(f"{self._path} cannot be used ({error})") from error
        return out
