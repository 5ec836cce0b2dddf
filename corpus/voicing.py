"""Voices of the documents that are current, worked out once and brought up to date as documents change."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from corpus.archives import filing_folder, is_index_page
from corpus.document import SourceType
from corpus.duplicates import BAND, Fingerprint, marks, voices
from corpus.packing import from_iso

__all__ = ["current_voices", "kept_voices", "with_sheets"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS voices (document_id TEXT PRIMARY KEY, revision_id TEXT NOT NULL, voice TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS voice_marks (mark INTEGER NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (mark, document_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS voice_marks_of ON voice_marks (document_id);
"""
_FEW = 0.1
"""The share of documents that may change before everything is compared anew."""
_CROWD = 24
_ALIKE = 3


def kept_voices(database: sqlite3.Connection) -> Mapping[str, str] | None:
    """The voices as they were worked out the last time, None where documents have changed since."""
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'voices'").fetchone():
        return None
    (changed,) = database.execute(
        "SELECT (SELECT count(*) FROM documents d LEFT JOIN voices v USING (document_id) "
        "WHERE d.removed_at IS NULL AND v.revision_id IS NOT d.revision_id) + (SELECT count(*) FROM voices v "
        "LEFT JOIN documents d USING (document_id) WHERE d.removed_at IS NOT NULL OR d.document_id IS NULL)"
    ).fetchone()
    return None if changed else dict(database.execute("SELECT document_id, voice FROM voices").fetchall())


def current_voices(database: sqlite3.Connection) -> Mapping[str, str]:
    """The voice of each current document.

    Where few documents changed since the last time, only they, the documents that share marks with them, and those
    that either shared a voice with, are compared again. Called within a transaction.
    """
    for statement in _SCHEMA.split(";\n"):
        if statement.strip():
            database.execute(statement)
    listing = dict(
        database.execute("SELECT document_id, revision_id FROM documents WHERE removed_at IS NULL").fetchall()
    )
    known = {row[0]: (row[1], row[2]) for row in database.execute("SELECT * FROM voices")}
    fresh = {document for document, revision in listing.items() if known.get(document, ("",))[0] != revision}
    gone = {document for document, (revision, _) in known.items() if listing.get(document) != revision}
    if not fresh and not gone:
        return {document: voice for document, (_, voice) in known.items()}
    if len(fresh | gone) > _FEW * len(listing):
        database.execute("DELETE FROM voice_marks")
        fresh, affected, kept = set(listing), set(listing), {}
    else:
        _forget(database, gone)
        affected = set()
        kept = {document: voice for document, (_, voice) in known.items() if document not in gone}
    for document in fresh:
        _mark(database, document)
    if kept:
        affected = _affected(database, fresh, {known[d][1] for d in gone if d in known}, kept)
    found = voices(_fingerprints(database, affected))
    out = {**kept, **found}
    changed = [(d, listing[d], voice) for d, voice in out.items() if known.get(d) != (listing[d], voice)]
    database.executemany("DELETE FROM voices WHERE document_id = ?", [(d,) for d in known.keys() - listing.keys()])
    database.executemany("INSERT OR REPLACE INTO voices VALUES (?,?,?)", changed)
    return out


def with_sheets(database: sqlite3.Connection, voices: Mapping[str, str]) -> Mapping[str, str]:
    """The voices with that of a fact sheet being its filing's: what both state is said once."""
    urls = dict(
        database.execute(
            "SELECT d.document_id, d.url FROM documents d LEFT JOIN tags t USING (revision_id) "
            "WHERE d.removed_at IS NULL AND d.url LIKE 'https://www.sec.gov/Archives/edgar/data/%' ORDER BY t.tags IS NULL, d.document_id"
        ).fetchall()
    )
    pages: dict[str, str] = {}
    for document, url in urls.items():
        if not is_index_page(url):
            pages.setdefault(filing_folder(url), document)
    shared = {document: pages[folder] for document, url in urls.items() if is_index_page(url) and (folder := filing_folder(url)) in pages}
    return {**voices, **{document: voices.get(page, page) for document, page in shared.items()}}


def _forget(database: sqlite3.Connection, documents: Collection[str]) -> None:
    database.executemany("DELETE FROM voice_marks WHERE document_id = ?", [(d,) for d in documents])


def _mark(database: sqlite3.Connection, document: str) -> None:
    for one in _fingerprints(database, [document]):
        database.executemany(
            "INSERT OR IGNORE INTO voice_marks VALUES (?,?)", ((mark, document) for mark in marks(one))
        )


def _affected(
    database: sqlite3.Connection, fresh: Collection[str], left: Collection[str], kept: Mapping[str, str]
) -> set[str]:
    """The documents to compare: new ones, those that share marks with them, and everyone of the voices of either."""
    near: set[str] = set()
    for document in fresh:
        shared: Counter[str] = Counter()
        for (mark,) in database.execute("SELECT mark FROM voice_marks WHERE document_id = ?", (document,)).fetchall():
            others = database.execute(
                "SELECT document_id FROM voice_marks WHERE mark = ? AND document_id != ? LIMIT ?", (mark, document, _CROWD + 1)
            ).fetchall()
            banded = mark >= BAND
            if banded or len(others) < _CROWD:
                shared.update({other: _ALIKE if banded else 1 for (other,) in others})
        near.update(other for other, count in shared.items() if count >= _ALIKE)
    touched = {kept[document] for document in near if document in kept} | set(left)
    return set(fresh) | near | {document for document, voice in kept.items() if voice in touched}


def _fingerprints(database: sqlite3.Connection, documents: Collection[str]) -> Iterator[Fingerprint]:
    """What is compared of documents, by id."""
    for document in sorted(documents):
        row = database.execute(
            "SELECT d.document_id, r.publisher, r.published, r.source_type, r.digest, r.fingerprint "
            "FROM documents d JOIN revisions r USING (revision_id) WHERE d.document_id = ?",
            (document,),
        ).fetchone()
        yield Fingerprint.unpacked(
            row[5], row[0], publisher=row[1], published=from_iso(row[2]),
            copies=SourceType(row[3]) is not SourceType.FILING and not row[4],
        )  # fmt: skip
