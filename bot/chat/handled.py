"""Handled: which events were taken up, so that the same one is not taken up twice, also after a restart."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, datetime
from enum import Enum

from bot.chat.message import Place
from bot.chat.store import Store

__all__ = ["SCHEMA", "Handled", "Key", "Taken", "key_of"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS handled (
    platform TEXT NOT NULL, workspace TEXT NOT NULL, channel TEXT NOT NULL, message TEXT NOT NULL, run TEXT NOT NULL,
    done INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (platform, workspace, channel, message)
) WITHOUT ROWID;
"""
Key = tuple[str, str, str, str]


def key_of(place: Place, message: str) -> Key:
    """What makes a message one of its kind; the thread it is in does not."""
    return place.platform.value, place.workspace, place.channel, message


class Taken(Enum):
    """Whether an event is to be taken up."""

    NEW = 1
    AGAIN = 2  # an earlier run of the program left it half-way
    NO = 3


class Handled:
    """The events taken up. One that an earlier run of the program left half-way may be taken up again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.run = secrets.token_hex(8)

    async def take(self, key: Key, at: datetime) -> Taken:
        """Take an event up, unless that was done before. Where it cannot be told it is new."""

        def work(database: sqlite3.Connection) -> Taken:
            row = database.execute(
                "SELECT run, done FROM handled WHERE platform = ? AND workspace = ? AND channel = ? AND message = ?", key
            ).fetchone()
            if row is not None and (row[1] or row[0] == self.run):
                return Taken.NO
            database.execute("INSERT OR REPLACE INTO handled VALUES (?,?,?,?,?,0,?)", (*key, self.run, _written(at)))
            return Taken.NEW if row is None else Taken.AGAIN

        return await self._store.attempt(work, Taken.NEW)

    async def done(self, key: Key, at: datetime) -> None:
        """An event needs nothing more, whatever became of it."""
        row = (*key, self.run, _written(at))
        sql = "INSERT OR REPLACE INTO handled (platform, workspace, channel, message, run, done, at) VALUES (?,?,?,?,?,1,?)"
        await self._store.attempt(lambda database: database.execute(sql, row) is not None, otherwise=False)



def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
