"""The audit log: who changed the corpus, how, when and from where."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from corpus.state import open_state

__all__ = ["Actor", "Deed", "deeds", "note"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, origin TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where: a person at a terminal, someone in a chat, or the schedule."""

    who: str
    origin: str

    @classmethod
    def here(cls) -> Self:
        """The person who runs this process."""
        # Imported here: whoever only asks is nobody to write down.
        import getpass
        import socket

        try:
            name = getpass.getuser()
        except (OSError, KeyError):  # a user id without a name, as in containers
            name = f"user {os.getuid()}"
        return cls(name, f"command line on {socket.gethostname()}")


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the audit log."""

    at: datetime
    who: str
    origin: str
    what: str
    detail: Mapping[str, Any]

    def to_json(self) -> dict[str, object]:
        """The line for people and programs."""
        return {
            "at": self.at.isoformat(timespec="seconds"), "who": self.who, "from": self.origin, "what": self.what,
            "detail": dict(self.detail),
        }  # fmt: skip


def note(data_dir: Path, actor: Actor, what: str, **detail: object) -> None:
    """Write down that someone did something. Raises StoreError, or sqlite3.Error where the disk is full."""
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "INSERT INTO audit (at, who, origin, what, detail) VALUES (?,?,?,?,?)",
            (datetime.now(UTC).isoformat(), actor.who, actor.origin, what, json.dumps(detail, ensure_ascii=False)),
        )


def deeds(data_dir: Path, limit: int = 100) -> list[Deed]:
    """The latest lines of the log, the newest first."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute(
            "SELECT at, who, origin, what, detail FROM audit ORDER BY number DESC LIMIT ?", (limit,)
        ).fetchall()
    return [
        Deed(datetime.fromisoformat(at), who, origin, what, json.loads(detail))
        for at, who, origin, what, detail in rows
    ]
