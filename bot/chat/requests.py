"""Requests: what was shown to an admin with a button to confirm it, kept until they do, also over a restart."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from corpus.state import open_state

__all__ = ["keep", "kept", "peek", "take"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (ref TEXT PRIMARY KEY, kind TEXT NOT NULL, about TEXT NOT NULL, at TEXT NOT NULL)
WITHOUT ROWID;
"""
_KEPT = timedelta(days=7)


def keep(data_dir: Path, kind: str, about: Mapping[str, Any], ref: str | None = None) -> str:
    """Keep a request; gives the `ref` for its buttons. What was not confirmed for a week is forgotten."""
    ref, now = ref or secrets.token_hex(8), datetime.now(UTC)
    with open_state(data_dir, _SCHEMA) as database:
        database.execute("DELETE FROM requests WHERE at < ?", ((now - _KEPT).isoformat(),))
        database.execute(
            "INSERT OR REPLACE INTO requests VALUES (?,?,?,?)", (ref, kind, json.dumps(about, ensure_ascii=False), now.isoformat())
        )
    return ref


def take(data_dir: Path, kind: str, ref: str) -> Mapping[str, Any] | None:
    """Take a request out, once: None where somebody has, or where it is too old."""
    with open_state(data_dir, _SCHEMA) as database:
        row = database.execute("DELETE FROM requests WHERE ref = ? AND kind = ? RETURNING about", (ref, kind)).fetchone()
    return None if row is None else json.loads(row[0])


def peek(data_dir: Path, ref: str) -> str | None:
    """Of which kind a request is that is still kept."""
    with open_state(data_dir, _SCHEMA) as database:
        row = database.execute("SELECT kind FROM requests WHERE ref = ?", (ref,)).fetchone()
    return None if row is None else str(row[0])


def kept(data_dir: Path, kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The requests of a kind that are kept, with their `ref`."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute("SELECT ref, about FROM requests WHERE kind = ? ORDER BY at", (kind,)).fetchall()
    return [(row[0], json.loads(row[1])) for row in rows]
