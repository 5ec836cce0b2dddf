"""Readings: what each revision says about names, remembered so that only new revisions are read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from index.discovery import Discovered, DiscoveredName
from index.fiscal import YearEnd, unpacked_end

__all__ = ["Reading", "Readings", "rules_key"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The names that a revision gives, and the end of the fiscal year that its cover gives."""

    discovered: Discovered
    year_end: YearEnd | None = None

    def packed(self) -> str:
        """The reading as JSON."""
        d = self.discovered
        names = [[n.name, n.kind, n.count, sorted(n.aliases), sorted(n.tickers), n.owner] for n in d.names]
        return json.dumps(
            [d.document_id, d.principal, names, " ".join(sorted(d.words)), d.title, d.issuer, d.registrant, d.listed,
             self.year_end, sorted(d.beside), d.spoken], ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip

    @classmethod
    def unpacked(cls, packed: str) -> Self:
        """The reading that `packed` wrote."""
        document, principal, names, words, title, issuer, registrant, listed, end, beside, spoken = json.loads(packed)
        return cls(
            Discovered(
                document, principal,
                tuple(DiscoveredName(n[0], n[1], n[2], frozenset(n[3]), frozenset(n[4]), n[5]) for n in names),
                frozenset(words.split()), title, issuer, registrant, tuple((name, count) for name, count in listed),
                frozenset(beside), spoken,
            ),
            unpacked_end(end),
        )  # fmt: skip


class Readings:
    """The readings of revisions in a file; those made by other rules are forgotten. A context manager.

    The file can be removed at any time: it is made anew. What cannot be written is not remembered, and no harm done.
    """

    def __init__(self, path: Path, rules: str) -> None:
        self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = OFF")  # after a loss of power it is made anew
        self._database.executescript(
            "CREATE TABLE IF NOT EXISTS readings (revision_id TEXT PRIMARY KEY, rules TEXT NOT NULL, packed TEXT NOT NULL)"
            " WITHOUT ROWID"
        )
        self._rules = rules
        self._used: list[str] = []

    def __enter__(self) -> Self:
        self._database.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(sqlite3.Error):
            if kind is None:
                self._database.execute(
                    "DELETE FROM readings WHERE rules != ? OR revision_id NOT IN (SELECT value FROM json_each(?))",
                    (self._rules, json.dumps(self._used)),
                )
            self._database.execute("COMMIT")
        self._database.close()

    def get(self, revision_id: str) -> Reading | None:
        """The reading of a revision, None where it is not known by these rules."""
        self._used.append(revision_id)
        row = self._database.execute(
            "SELECT packed FROM readings WHERE revision_id = ? AND rules = ?", (revision_id, self._rules)
        ).fetchone()
        return None if row is None else Reading.unpacked(row[0])

    def keep(self, revision_id: str, reading: Reading) -> None:
        """Remember a reading."""
        with suppress(sqlite3.Error):
            self._database.execute(
                "INSERT OR REPLACE INTO readings VALUES (?,?,?)", (revision_id, self._rules, reading.packed())
            )


@lru_cache(maxsize=1)
def _code() -> str:
    """The hash of everything that reads names: of this package and its lists."""
    folder = Path(__file__).resolve().parent
    files = sorted([*folder.glob("*.py"), *(folder / "data").glob("*")])
    return sha256(b"\0".join(path.name.encode() + path.read_bytes() for path in files if path.is_file())).hexdigest()


def rules_key(own: bytes) -> str:
    """What readings depend on besides their revisions: the program with its lists, and an admin's own list."""
    return sha256(_code().encode() + own).hexdigest()[:24]
