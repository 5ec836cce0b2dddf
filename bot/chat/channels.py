"""Channels: how burnrate behaves in each, as its admins set it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.message import Place
from bot.chat.store import Store

__all__ = ["SCHEMA", "Channel", "Channels", "Mode"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS channels (
    platform TEXT NOT NULL, workspace TEXT NOT NULL, channel TEXT NOT NULL, mode TEXT NOT NULL, private INTEGER NOT NULL,
    topics TEXT NOT NULL, language TEXT NOT NULL, PRIMARY KEY (platform, workspace, channel)
) WITHOUT ROWID;
"""


class Mode(StrEnum):
    """Which questions of a channel are answered."""

    MENTIONED = "mentioned"
    EVERY = "every"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Channel:
    """The settings of a channel.

    `private` answers are seen by the asker alone. With `topics` (names of companies, as the corpus has them), only
    questions about them are answered. `language` is the one that dates are written in ("en", "de", "pt-BR").
    """

    mode: Mode = Mode.MENTIONED
    private: bool = False
    topics: tuple[str, ...] = ()
    language: str = "en"


_Key = tuple[str, str, str]


class Channels:
    """The settings of all channels, held in memory and written through."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._set: dict[_Key, Channel] = dict(map(_read, store.at_once(_all)))

    def of(self, place: Place) -> Channel:
        """The settings of the channel that a place is in; threads have those of their channel."""
        return self._set.get(_key(place), Channel())

    async def configure(self, place: Place, channel: Channel) -> None:
        """Set how a channel is answered from now on. Raises StoreFailed, with nothing changed."""
        key = _key(place)
        row = (*key, channel.mode.value, int(channel.private), json.dumps(channel.topics), channel.language)
        await self._store.do(
            lambda database: database.execute("INSERT OR REPLACE INTO channels VALUES (?,?,?,?,?,?,?)", row)
        )
        self._set[key] = channel


def _key(place: Place) -> _Key:
    return place.platform.value, place.workspace, place.channel


def _all(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    return database.execute("SELECT * FROM channels").fetchall()


def _read(row: tuple[str, ...]) -> tuple[_Key, Channel]:
    platform, workspace, channel, mode, private, topics, language = row
    return (platform, workspace, channel), Channel(Mode(mode), bool(private), tuple(json.loads(topics)), language)
