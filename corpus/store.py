"""The store of documents: every revision ever read, in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.document import Extracted, Revision, SourceType
from corpus.duplicates import Fingerprint, fingerprint, near
from corpus.errors import StoreError, UnknownDocument
from corpus.judging import Known
from corpus.packing import digest_of, from_iso, iso_day, pack, pack_tags
from corpus.stored import COLUMNS, SCHEMA, TAGS, VERSION, Row, problem_of, revision_of
from corpus.urls import document_id, shown_url
from corpus.voicing import current_voices, kept_voices, with_sheets

__all__ = ["Change", "DocumentSummary", "Event", "Kind", "Store"]

class Kind(StrEnum):
    """What putting a document did, and what happened to it in its history."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of `Store.put`."""

    kind: Kind
    document_id: str
    revision_id: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document and its current revision, without the text."""

    document_id: str
    revision_id: str
    url: str
    title: str
    publisher: str
    published: date | None
    source_type: SourceType
    digest: bool
    characters: int
    revisions: int
    fetched_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a document's history: it became this revision, or was removed, then."""

    kind: Kind
    document_id: str
    revision_id: str
    at: datetime


class Store:
    """Documents and their revisions, in a SQLite file at `path`, made if it is not there.

    Revisions are never deleted, so that a citation always resolves. A change is on disk when the call, or the
    outermost `transaction()`, returns; being killed at any moment loses only what was not yet committed.
    One process writes at a time (others wait up to 30 s); a store object belongs to one thread.

    Raises `StoreError` where the file cannot be opened or is not a store of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._depth = 0
        self._voices: tuple[tuple[int, int], Mapping[str, str]] | None = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._open()
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"the document store {self.path} cannot be opened ({error}); "
                "check the path, its permissions and the disk"
            ) from error

    def _open(self) -> None:
        database = self._database
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        with self.transaction():
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in SCHEMA.split(";\n"):
                    if statement.strip():
                        database.execute(statement)
                database.execute(f"PRAGMA user_version = {VERSION}")
            elif version != VERSION:
                raise StoreError(
                    f"the document store {self.path} has version {version}, this program reads version {VERSION}; "
                    "use the program that wrote it, or import into a new data directory"
                )
            database.execute(TAGS)  # stores of earlier releases have none yet

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All the changes within happen, or none: an exception undoes them. Transactions may be nested."""
        point = f"level{self._depth}"
        self._database.execute(f"SAVEPOINT {point}" if self._depth else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            self._voices = None
            if self._database.in_transaction:
                self._database.execute(f"ROLLBACK TO {point}" if self._depth else "ROLLBACK")
            raise
        self._depth -= 1
        self._database.execute(f"RELEASE {point}" if self._depth else "COMMIT")

    def put(
        self,
        extracted: Extracted,
        *,
        url: str,
        title: str,
        publisher: str,
        published: date | None,
        source_type: SourceType,
        now: datetime,
        author: str | None = None,
        language: str | None = None,
        digest: bool = False,
    ) -> Change:
        """Make this text and metadata the current revision of the document with this URL.

        The same again changes nothing, also not `fetched_at`. A change of metadata alone is a new revision too.
        A removed document comes back. Raises `ValueError` for a URL that is none.
        """
        document = document_id(url)
        content = digest_of(extracted.text, pack(extracted.blocks))
        about = [title, publisher, iso_day(published), source_type.value, author, language, digest]
        revision = "r" + digest_of(document, content, json.dumps(about))[:16]
        url, at = shown_url(url), _moment(now)
        with self.transaction():
            row = self._database.execute(
                "SELECT revision_id, removed_at FROM documents WHERE document_id = ?", (document,)
            ).fetchone()
            if row is not None and row[0] == revision and row[1] is None:
                self._keep_tags(revision, extracted)
                return Change(Kind.UNCHANGED, document, revision)
            kind = Kind.NEW if row is None or row[1] is not None else Kind.CHANGED
            self._database.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, NULL) ON CONFLICT (document_id) DO UPDATE "
                "SET url = excluded.url, revision_id = excluded.revision_id, removed_at = NULL",
                (document, url, revision, at),
            )
            known = self._database.execute("SELECT 1 FROM revisions WHERE revision_id = ?", (revision,)).fetchone()
            if known is None:
                self._database.execute(
                    f"INSERT INTO revisions ({COLUMNS}, fingerprint) VALUES ({', '.join('?' * 15)})",
                    (revision, document, url, title, publisher, iso_day(published), source_type.value, extracted.text,
                     pack(extracted.blocks), at, author, language, int(digest), content,
                     fingerprint(extracted.text).packed()),
                )  # fmt: skip
            self._keep_tags(revision, extracted)
            self._note(document, revision, kind, at)
        return Change(kind, document, revision)

    def _keep_tags(self, revision: str, extracted: Extracted) -> None:
        """Keep a revision's tags; also those of one that an earlier release stored without."""
        if extracted.tags:
            self._database.execute("INSERT OR IGNORE INTO tags VALUES (?, ?)", (revision, pack_tags(extracted.tags)))

    def remove(self, document: str, now: datetime) -> None:
        """Take a document out of what is current; its revisions stay, so that citations resolve.

        Raises `UnknownDocument`. Removing a removed document does nothing.
        """
        with self.transaction():
            row = self._database.execute(
                "SELECT revision_id, removed_at FROM documents WHERE document_id = ?", (document,)
            ).fetchone()
            if row is None:
                raise UnknownDocument(f"there is no document {document!r}; `corpus list` shows those there are")
            if row[1] is None:
                at = _moment(now)
                self._database.execute("UPDATE documents SET removed_at = ? WHERE document_id = ?", (at, document))
                self._note(document, row[0], Kind.REMOVED, at)

    def restore(self, listing: Mapping[str, str], now: datetime) -> None:
        """Make exactly these revisions, by document, the current ones; every other document is removed.

        Raises `UnknownDocument` where a revision is not held, and then changes nothing.
        """
        at = _moment(now)
        with self.transaction():
            current = dict(self.current_ids())
            for document in current.keys() - listing.keys():
                self.remove(document, now)
            for document, revision in listing.items():
                if current.get(document) == revision:
                    continue
                row = self._database.execute(
                    "SELECT url FROM revisions WHERE revision_id = ? AND document_id = ?", (revision, document)
                ).fetchone()
                if row is None:
                    raise UnknownDocument(f"there is no revision {revision!r} of document {document!r}")
                self._database.execute(
                    "UPDATE documents SET url = ?, revision_id = ?, removed_at = NULL WHERE document_id = ?",
                    (row[0], revision, document),
                )
                self._note(document, revision, Kind.RESTORED, at)

    def _note(self, document: str, revision: str, kind: Kind, at: str) -> None:
        self._database.execute(
            "INSERT INTO history (document_id, revision_id, event, at) VALUES (?, ?, ?, ?)",
            (document, revision, kind.value, at),
        )

    def current_ids(self) -> list[tuple[str, str]]:
        """The document and revision id of every current document, by document id."""
        return self._database.execute(
            "SELECT document_id, revision_id FROM documents WHERE removed_at IS NULL ORDER BY document_id"
        ).fetchall()

    def current_id(self, document: str) -> str | None:
        """The current revision of a document, None where it is removed or never was."""
        row = self._database.execute(
            "SELECT revision_id FROM documents WHERE document_id = ? AND removed_at IS NULL", (document,)
        ).fetchone()
        return None if row is None else str(row[0])

    def own_words(self) -> set[str]:
        """The current documents that are in their source's own words: all but the digests."""
        rows = self._database.execute(
            "SELECT d.document_id FROM documents d JOIN revisions r USING (revision_id) "
            "WHERE d.removed_at IS NULL AND NOT r.digest"
        )
        return {str(row[0]) for row in rows}

    def content_hash(self, revision_id: str) -> str | None:
        """The hash of a revision's text and blocks, None where there is no such revision."""
        row = self._database.execute(
            "SELECT content_hash FROM revisions WHERE revision_id = ?", (revision_id,)
        ).fetchone()
        return None if row is None else str(row[0])

    def known(self, document: str) -> Known | None:
        """What is held of a current document's text; None where nothing is, or only a digest."""
        row = self._database.execute(
            "SELECT r.text, r.title, r.published FROM documents d JOIN revisions r USING (revision_id) "
            "WHERE d.document_id = ? AND d.removed_at IS NULL AND NOT r.digest",
            (document,),
        ).fetchone()
        # A digest is in our own words: the source says it differently, and at another length.
        return None if row is None else Known(row[0], row[1], from_iso(row[2]))

    def current(self) -> Iterator[Revision]:
        """The current revision of each document, by document id, read one at a time."""
        for _, revision in self.current_ids():
            yield self.revision(revision)

    def revision(self, revision_id: str) -> Revision:
        """The revision, also of a removed document. Raises `UnknownDocument`, or `StoreError` if it is damaged."""
        row: Row | None = self._database.execute(
            f"SELECT {COLUMNS} FROM revisions WHERE revision_id = ?", (revision_id,)
        ).fetchone()
        if row is None:
            raise UnknownDocument(f"there is no revision {revision_id!r}")
        tags = self._database.execute("SELECT tags FROM tags WHERE revision_id = ?", (revision_id,)).fetchone()
        try:
            return revision_of(row, self.voice(row[1]), None if tags is None else tags[0])
        except (ValueError, TypeError, IndexError, ArithmeticError) as error:
            raise StoreError(
                f"revision {revision_id} in {self.path} is damaged ({error}); import its document again"
            ) from error

    def documents(self, *, removed: bool = False) -> list[DocumentSummary]:
        """All documents by document id, the removed ones only if asked for."""
        rows = self._database.execute(
            "SELECT d.document_id, d.revision_id, d.url, r.title, r.publisher, r.published, r.source_type, r.digest, "
            "length(r.text), (SELECT count(*) FROM revisions o WHERE o.document_id = d.document_id), r.fetched_at, "
            "d.removed_at FROM documents d JOIN revisions r USING (revision_id) "
            + ("" if removed else "WHERE d.removed_at IS NULL ")
            + "ORDER BY d.document_id"
        )
        return [
            DocumentSummary(
                row[0], row[1], row[2], row[3], row[4], from_iso(row[5]), SourceType(row[6]), bool(row[7]), row[8],
                row[9],
                datetime.fromisoformat(row[10]), None if row[11] is None else datetime.fromisoformat(row[11]),
            )
            for row in rows
        ]  # fmt: skip

    def history(self, document: str | None = None) -> list[Event]:
        """What happened to a document, or to all, oldest first. Raises `UnknownDocument`."""
        query = "SELECT event, document_id, revision_id, at FROM history"
        if document is None:
            rows = self._database.execute(f"{query} ORDER BY number").fetchall()
        else:
            rows = self._database.execute(f"{query} WHERE document_id = ? ORDER BY number", (document,)).fetchall()
            if not rows:
                raise UnknownDocument(f"there is no document {document!r}; `corpus list` shows those there are")
        return [Event(Kind(row[0]), row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]

    def alike(self, text: str, *, but: str = "") -> list[tuple[str, str]]:
        """The current documents that say nearly the same as a text, by id and title, without the document `but`."""
        mine = fingerprint(text)
        rows = self._database.execute(
            "SELECT d.document_id, r.title, r.fingerprint FROM documents d JOIN revisions r USING (revision_id) "
            "WHERE d.removed_at IS NULL AND d.document_id != ? ORDER BY 1",
            (but,),
        )
        return [
            (document, title)
            for document, title, packed in rows
            if near(mine, Fingerprint.unpacked(packed, document, publisher="", published=None, copies=True))
        ]

    def verify(self) -> list[str]:
        """What is wrong with the store, a sentence each; empty when all is well.

        Checks SQLite's own integrity, dangling references, every revision's hash, and that its blocks lie in order
        within its text.
        """
        try:
            problems = [
                f"SQLite: {row[0]}" for row in self._database.execute("PRAGMA integrity_check") if row[0] != "ok"
            ]
            problems += [
                f"{row[0]} row {row[1]} refers to a missing row of {row[2]}"
                for row in self._database.execute("PRAGMA foreign_key_check")
            ]
            for (revision_id,) in self._database.execute("SELECT revision_id FROM revisions").fetchall():
                problem = self._problem(revision_id)
                if problem is not None:
                    problems.append(f"revision {revision_id}: {problem}")
        except sqlite3.DatabaseError as error:
            return [f"{self.path} is damaged: {error}"]
        return problems

    def damaged(self) -> set[str]:
        """The revisions whose stored text is not what was put in, or cannot be read."""
        rows = self._database.execute("SELECT revision_id FROM revisions").fetchall()
        return {revision for (revision,) in rows if self._problem(revision) is not None}

    def _problem(self, revision_id: str) -> str | None:
        return problem_of(
            self._database.execute(f"SELECT {COLUMNS} FROM revisions WHERE revision_id = ?", (revision_id,)).fetchone()
        )

    def voice(self, document: str) -> str:
        """The voice of a document among those that are current now: the earliest of those that copy one another."""
        return self.voices().get(document, document)

    def voices(self) -> Mapping[str, str]:
        """The voice of each document that is current now."""
        (version,) = self._database.execute("PRAGMA data_version").fetchone()
        if self._voices is None or self._voices[0] != (version, self._database.total_changes):
            found = kept_voices(self._database)
            if found is None:
                with self.transaction():
                    found = current_voices(self._database)
            self._voices = ((version, self._database.total_changes), with_sheets(self._database, found))
        return self._voices[1]


def _moment(now: datetime) -> str:
    if now.tzinfo is None:
        raise ValueError(f"{now!r} has no time zone; use datetime.now(UTC)")
    return now.astimezone(UTC).isoformat()
