"""Feedback: what people said of answers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.chat.message import Person
from bot.chat.store import Store

__all__ = ["SCHEMA", "Feedback", "Feedbacks"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    answer TEXT NOT NULL, platform TEXT NOT NULL, person TEXT NOT NULL, good INTEGER NOT NULL, why TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (answer, platform, person)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """That an answer was called good or bad, and why; nobody's name is shown with it."""

    question: str
    good: bool
    why: str
    at: datetime


class Feedbacks:
    """All feedback. Of one person on one answer the last word counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def give(self, answer: str, person: Person, at: datetime, *, good: bool, why: str = "") -> bool:
        """Keep what a person says of an answer; says whether it is kept and is not what they had said already."""
        row = (answer, person.platform.value, person.id, int(good), why, at.astimezone(UTC).isoformat())

        def work(database: sqlite3.Connection) -> bool:
            said = database.execute(
                "SELECT good, why FROM feedback WHERE answer = ? AND platform = ? AND person = ?", row[:3]
            ).fetchone()
            if said is not None and bool(said[0]) == good and (not why or said[1] == why):
                return False
            database.execute("INSERT OR REPLACE INTO feedback VALUES (?,?,?,?,?,?)", row)
            return True

        return await self._store.attempt(work, otherwise=False)

    async def newest(self, limit: int = 20) -> list[Feedback]:
        """What was said last of answers that are kept, the newest first. Raises StoreFailed."""
        rows = await self._store.do(
            lambda database: database.execute(
                "SELECT q.question, f.good, f.why, f.at FROM feedback AS f JOIN questions AS q ON q.id = f.answer "
                "ORDER BY f.at DESC LIMIT ?",
                (limit,),
            ).fetchall()
        )
        return [Feedback(question, bool(good), why, datetime.fromisoformat(at)) for question, good, why, at in rows]

    async def counts(self) -> tuple[int, int]:
        """How often answers were called good and how often bad. Raises StoreFailed."""
        rows = dict(
            await self._store.do(
                lambda database: database.execute("SELECT good, count(*) FROM feedback GROUP BY good").fetchall()
            )
        )
        return int(rows.get(1, 0)), int(rows.get(0, 0))
