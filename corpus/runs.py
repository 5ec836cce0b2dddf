"""Runs: every refresh, how far it is, and its report, for those who follow it and for the history."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.audit import Actor
from corpus.state import open_state

__all__ = ["Run", "begin", "end", "latest", "progress", "runs"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, who TEXT NOT NULL, origin TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL,
    began TEXT NOT NULL, ended TEXT, progress TEXT NOT NULL, report TEXT
);
"""
_KEPT = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One refresh. `progress` has what was last told of each source and of the build; `report` comes with the end."""

    number: int
    who: str
    origin: str
    pid: int
    host: str
    began: datetime
    ended: datetime | None
    progress: Mapping[str, Any]
    report: Mapping[str, Any] | None

    def so_far(self) -> str:
        """How far it is, in words."""
        sources = self.progress.get("sources", [])
        read = f"{sum(bool(one['finished']) for one in sources)} of {len(sources)} sources are read"
        if self.progress.get("stage", "sources") == "sources":
            return read
        return f"{read}, and the build is at {self.progress['stage']!r}, {self.progress['done']} of {self.progress['total']}"


def begin(data_dir: Path, actor: Actor) -> int:
    """Write down that a refresh begins; gives its number. Those that never ended were killed, and say so from now."""
    now = datetime.now(UTC).isoformat()
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "UPDATE runs SET ended = ?, report = ? WHERE ended IS NULL",
            (now, json.dumps({"error": "it was ended before it was done; what it had read is kept"})),
        )
        database.execute("DELETE FROM runs WHERE number <= (SELECT max(number) FROM runs) - ?", (_KEPT,))
        cursor = database.execute(
            "INSERT INTO runs (who, origin, pid, host, began, progress) VALUES (?,?,?,?,?,'{}')",
            (actor.who, actor.origin, os.getpid(), socket.gethostname(), now),
        )
        return int(cursor.lastrowid or 0)


def progress(data_dir: Path, number: int, told: Mapping[str, Any]) -> None:
    """Write down how far a refresh is."""
    with open_state(data_dir, _SCHEMA) as database:
        database.execute("PRAGMA synchronous = OFF")  # losing it with the power is no loss
        database.execute("UPDATE runs SET progress = ? WHERE number = ?", (json.dumps(told), number))


def end(data_dir: Path, number: int, report: Mapping[str, Any]) -> None:
    """Write down that a refresh ended, with its report."""
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "UPDATE runs SET ended = ?, report = ? WHERE number = ?",
            (datetime.now(UTC).isoformat(), json.dumps(report, ensure_ascii=False), number),
        )


def latest(data_dir: Path) -> Run | None:
    """The refresh that began last."""
    found = runs(data_dir, 1)
    return found[0] if found else None


def runs(data_dir: Path, limit: int = 50) -> list[Run]:
    """The refreshes, the newest first."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute(
            "SELECT number, who, origin, pid, host, began, ended, progress, report FROM runs "
            "ORDER BY number DESC LIMIT ?",
            (limit,),
        ).fetchall()
    return [_run(row) for row in rows]


def _run(row: tuple[Any, ...]) -> Run:
    number, who, origin, pid, host, began, ended, told, report = row
    return Run(
        number, who, origin, pid, host, datetime.fromisoformat(began), None if ended is None else datetime.fromisoformat(ended),
        json.loads(told), None if report is None else json.loads(report),
    )  # fmt: skip
