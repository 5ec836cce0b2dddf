"""What became of each address that a source named: the document it gave, why it gave none, since when it is absent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.state import open_state

__all__ = ["Absence", "Seen", "Sighting", "seen"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, mark TEXT NOT NULL, document_id TEXT NOT NULL, revision_id TEXT NOT NULL,
    failure TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_source ON seen (source);
CREATE TABLE IF NOT EXISTS absent (
    url TEXT PRIMARY KEY, status INTEGER NOT NULL, since TEXT NOT NULL, retired INTEGER NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """The last time an address gave something: `mark` is the hash of its bytes and of what was said of them.

    `revision_id` is what its document became, "" where it was not taken; then `failure` says why it could not be read,
    if it could not.
    """

    url: str
    source: str
    mark: str
    document_id: str
    revision_id: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """An address that its server does not know any more: the status, since when, and whether its document went."""

    url: str
    status: int
    since: datetime
    retired: bool


@contextmanager
def seen(data_dir: Path) -> Iterator[Seen]:
    """What a data directory remembers of addresses."""
    with open_state(data_dir, _SCHEMA) as database:
        yield Seen(database)


class Seen:
    """Sightings and absences, held in memory and written through. Reading is safe from any thread."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._seen = {row[0]: Sighting(*row) for row in database.execute("SELECT * FROM seen")}
        self._absent = {
            row[0]: Absence(row[0], row[1], datetime.fromisoformat(row[2]), bool(row[3]))
            for row in database.execute("SELECT * FROM absent")
        }

    def get(self, url: str) -> Sighting | None:
        """The last sighting of an address."""
        return self._seen.get(url)

    def all(self) -> list[Sighting]:
        """Everything that was sighted."""
        return list(self._seen.values())

    def forget(self, url: str) -> None:
        """Forget an address."""
        if self._seen.pop(url, None) is not None:
            self._database.execute("DELETE FROM seen WHERE url = ?", (url,))

    def of_source(self, source: str) -> list[Sighting]:
        """What a source gave so far."""
        return [s for s in self._seen.values() if s.source == source]

    def keep(self, sighting: Sighting) -> None:
        """Remember a sighting, in place of the one before."""
        if self._seen.get(sighting.url) == sighting:
            return
        self._database.execute(
            "INSERT OR REPLACE INTO seen VALUES (?,?,?,?,?,?)",
            (
                sighting.url,
                sighting.source,
                sighting.mark,
                sighting.document_id,
                sighting.revision_id,
                sighting.failure,
            ),
        )
        self._seen[sighting.url] = sighting

    def absence(self, url: str) -> Absence | None:
        """Since when an address is absent; None where it was there the last time."""
        return self._absent.get(url)

    def miss(self, url: str, status: int, now: datetime) -> Absence:
        """Remember that an address is absent; the first time counts."""
        known = self._absent.get(url)
        return known if known is not None else self._write(Absence(url, status, now, retired=False))

    def retire(self, absence: Absence) -> None:
        """Remember that the document of an absent address went."""
        self._write(Absence(absence.url, absence.status, absence.since, retired=True))

    def found(self, url: str) -> None:
        """An address answers: it is absent no more."""
        if self._absent.pop(url, None) is not None:
            self._database.execute("DELETE FROM absent WHERE url = ?", (url,))

    def _write(self, absence: Absence) -> Absence:
        self._database.execute(
            "INSERT OR REPLACE INTO absent VALUES (?,?,?,?)",
            (absence.url, absence.status, absence.since.isoformat(), int(absence.retired)),
        )
        self._absent[absence.url] = absence
        return absence
