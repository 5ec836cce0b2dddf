"""What was not taken: documents held for review, their bodies kept aside, and what was refused for good."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from corpus.document import Extracted, SourceType
from corpus.errors import UnknownDocument
from corpus.packing import digest_of, from_iso, iso_day, pack
from corpus.state import open_state

__all__ = ["GONE", "Held", "Withheld", "body_name", "content_of", "withheld"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    document_id TEXT PRIMARY KEY, url TEXT NOT NULL, source TEXT NOT NULL, content_hash TEXT NOT NULL,
    body TEXT NOT NULL, about TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS refused (
    document_id TEXT NOT NULL, content_hash TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (document_id, content_hash)
);
"""
GONE = "gone"
"""In place of a text's hash: that the document goes is refused."""

_ANY = ""
"""In place of a hash: the document is refused whatever it says."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document as it came back, kept aside until someone decides on it."""

    document_id: str
    url: str
    source: str
    content_hash: str
    reason: str
    at: datetime
    body_file: str
    content_type: str
    name: str
    title: str
    publisher: str
    author: str | None
    published: date | None
    source_type: SourceType
    offered: str
    """The address that it came from."""

    def to_json(self) -> dict[str, object]:
        """What people are shown of it."""
        return {
            "document_id": self.document_id, "url": self.url, "source": self.source, "title": self.title,
            "reason": self.reason, "since": self.at.isoformat(),
        }  # fmt: skip


def content_of(extracted: Extracted) -> str:
    """The hash by which a text is known, whatever is said about it."""
    return digest_of(extracted.text, pack(extracted.blocks))


@contextmanager
def withheld(data_dir: Path) -> Iterator[Withheld]:
    """What a data directory holds back."""
    with open_state(data_dir, _SCHEMA) as database:
        yield Withheld(data_dir / "held", database)


class Withheld:
    """Documents held for review and texts refused. For one thread."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self.folder = folder
        self._database = database

    def hold(self, held: Held, body: bytes) -> None:
        """Keep a document aside; its body is on the disk before it is listed."""
        path = self.folder / held.body_file
        if not path.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}-{os.getpid()}")
            with part.open("wb") as stream:
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        about = {
            "content_type": held.content_type, "name": held.name, "title": held.title, "publisher": held.publisher,
            "author": held.author, "published": iso_day(held.published), "source_type": held.source_type.value,
            "offered": held.offered,
        }  # fmt: skip
        self._database.execute(
            "INSERT OR REPLACE INTO held VALUES (?,?,?,?,?,?,?,?)",
            (held.document_id, held.url, held.source, held.content_hash, held.body_file, json.dumps(about), held.reason,
             held.at.isoformat()),
        )  # fmt: skip

    def all(self) -> list[Held]:
        """Everything that is held, by document."""
        return [_held(row) for row in self._database.execute("SELECT * FROM held ORDER BY document_id")]

    def get(self, document: str) -> Held:
        """One held document. Raises UnknownDocument."""
        row = self._database.execute("SELECT * FROM held WHERE document_id = ?", (document,)).fetchone()
        if row is None:
            raise UnknownDocument(f"nothing is held of {document!r}; `corpus status` lists what is")
        return _held(row)

    def body(self, held: Held) -> bytes:
        """The bytes of a held document. Raises OSError."""
        return (self.folder / held.body_file).read_bytes()

    def release(self, document: str) -> None:
        """List a document as held no more. Its body stays until `sweep`."""
        self._database.execute("DELETE FROM held WHERE document_id = ?", (document,))

    def refuse(self, document: str, content_hash: str, why: str, now: datetime) -> None:
        """Do not take this text for this document again."""
        self._database.execute(
            "INSERT OR REPLACE INTO refused VALUES (?,?,?,?)", (document, content_hash, why, now.isoformat())
        )

    def refuse_all(self, document: str, why: str, now: datetime) -> None:
        """Do not take this document again, whatever it says, before `allow`."""
        self.refuse(document, _ANY, why, now)

    def refused(self, document: str, content_hash: str) -> str | None:
        """Why this text of this document is not taken, or None where it may be."""
        row = self._database.execute(
            "SELECT why FROM refused WHERE document_id = ? AND content_hash IN (?, ?)", (document, content_hash, _ANY)
        ).fetchone()
        return None if row is None else str(row[0])

    def refused_documents(self) -> set[str]:
        """The documents of which some text, or all, is refused."""
        return {str(row[0]) for row in self._database.execute("SELECT DISTINCT document_id FROM refused")}

    def allow(self, document: str, content_hash: str | None = None) -> None:
        """Take a document again; or only this text of it, where the document as a whole is not refused."""
        if content_hash is None:
            self._database.execute("DELETE FROM refused WHERE document_id = ?", (document,))
        else:
            self._database.execute(
                "DELETE FROM refused WHERE document_id = ? AND content_hash = ?", (document, content_hash)
            )

    def sweep(self, before: datetime) -> list[str]:
        """Remove bodies that nothing lists and that are older; says which."""
        if not self.folder.is_dir():
            return []
        listed = {row[0] for row in self._database.execute("SELECT body FROM held")}
        gone = [
            p for p in sorted(self.folder.iterdir()) if p.name not in listed and p.stat().st_mtime < before.timestamp()
        ]
        for path in gone:
            path.unlink(missing_ok=True)
        return [path.name for path in gone]


def body_name(body: bytes) -> str:
    """What the file of a body is called: its hash."""
    return sha256(body).hexdigest()[:32]


def _held(row: tuple[str, ...]) -> Held:
    document, url, source, content_hash, body, about, reason, at = row
    known = json.loads(about)
    return Held(
        document, url, source, content_hash, reason, datetime.fromisoformat(at), body,
        known["content_type"], known["name"], known["title"], known["publisher"], known["author"],
        from_iso(known["published"]), SourceType(known["source_type"]), known["offered"],
    )  # fmt: skip
