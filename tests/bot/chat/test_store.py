from __future__ import annotations

import asyncio
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.chat.store import Store
from bot.errors import StoreFailed

SCHEMA = "CREATE TABLE IF NOT EXISTS things (name TEXT PRIMARY KEY);"


def _put(database: sqlite3.Connection, name: str) -> None:
    database.execute("INSERT INTO things VALUES (?)", (name,))


def _names(database: sqlite3.Connection) -> list[str]:
    return [row[0] for row in database.execute("SELECT name FROM things ORDER BY name")]


def test_what_is_done_is_kept_and_what_fails_half_way_is_not(tmp_path: Path) -> None:
    def two(database: sqlite3.Connection) -> str:
        database.execute("INSERT INTO things VALUES ('b')")
        database.execute("INSERT INTO things VALUES ('a')")
        return "done"

    async def run() -> None:
        store = Store(tmp_path, SCHEMA)
        await store.do(lambda database: database.execute("INSERT INTO things VALUES ('a')").rowcount)
        with pytest.raises(StoreFailed, match=r"chat\.sqlite"):
            await store.do(two)
        assert await store.do(_names) == ["a"]
        with capture_logs() as logged:
            assert await store.attempt(two, "failed") == "failed"
        assert [entry["event"] for entry in logged] == ["chat store failed"]
        await asyncio.gather(*(store.do(partial(_put, name=f"c{n}")) for n in range(50)))
        assert len(await store.do(_names)) == 51
        store.close()
        again = Store(tmp_path, SCHEMA)
        assert len(again.at_once(_names)) == 51
        again.close()

    asyncio.run(run())


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "chat.sqlite").write_bytes(b"this is no database, and never was one" * 100)
    with pytest.raises(StoreFailed, match=r"chat\.sqlite cannot be read .*move it away"):
        Store(tmp_path, SCHEMA)
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Store(tmp_path / "file", SCHEMA)


def test_somebody_elses_lock_fails_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.store._PATIENCE", 0.01)
    store = Store(tmp_path, SCHEMA)
    other = sqlite3.connect(tmp_path / "chat.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed, match="locked"):
        store.at_once(_names)
    other.execute("ROLLBACK")
    assert store.at_once(_names) == []
    other.close()
    store.close()
