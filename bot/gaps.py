"""Gaps: questions that found nothing, so that admins know what to add next. Nobody's name is kept with them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import CorpusError
from corpus.state import open_state

__all__ = ["Gap", "clear", "gaps", "normalised", "record"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gaps (
    question TEXT PRIMARY KEY, count INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL
) WITHOUT ROWID;
"""
_LONGEST = 300
_MOST = 5000  # different questions; the rarest and oldest give way
_PEOPLE = re.compile(r"<[@!#][^>]*>|(?<!\w)@[\w.-]+|\b[\w.+-]+@[\w-]+\.\w[\w.-]*|https?://\S+")
"""Mentions, handles and addresses: whoever is meant, it is nothing that documents could be found for."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found nothing, in its normal form, and how often and when it was asked."""

    question: str
    count: int
    first: datetime
    last: datetime

    def to_json(self) -> dict[str, object]:
        """The gap for programs."""
        return {
            "question": self.question,
            "count": self.count,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


def normalised(question: str) -> str:
    """The form in which askings of one question are the same: small letters, single spaces, nobody's name."""
    words = _PEOPLE.sub(" ", question).casefold()
    return " ".join(words.split()).strip(" ?!.,;:")[:_LONGEST]


def record(data_dir: Path, questions: Iterable[str]) -> None:
    """Write down questions that found nothing. An answer never fails for that: what cannot be written is let go."""
    asked = [one for one in map(normalised, questions) if one]
    if not asked or not data_dir.is_dir():
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with suppress(CorpusError, sqlite3.Error, OSError), open_state(data_dir, _SCHEMA) as database:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT INTO gaps VALUES (?,1,?,?) ON CONFLICT (question) DO UPDATE SET count = count + 1, last = excluded.last",
            [(one, now, now) for one in asked],
        )
        database.execute(
            "DELETE FROM gaps WHERE question IN (SELECT question FROM gaps ORDER BY count DESC, last DESC LIMIT -1 OFFSET ?)",
            (_MOST,),
        )
        database.execute("COMMIT")


def gaps(data_dir: Path, limit: int = 100) -> list[Gap]:
    """The questions that found nothing, the most frequent first."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute(
            "SELECT question, count, first, last FROM gaps ORDER BY count DESC, last DESC, question LIMIT ?", (limit,)
        ).fetchall()
    return [Gap(row[0], row[1], datetime.fromisoformat(row[2]), datetime.fromisoformat(row[3])) for row in rows]


def clear(data_dir: Path) -> int:
    """Forget all of them; says how many there were."""
    with open_state(data_dir, _SCHEMA) as database:
        return int(database.execute("DELETE FROM gaps").rowcount)
