"""How documents and revisions are laid out in the store's file, and read from its rows."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from corpus.document import Revision, SourceType
from corpus.packing import digest_of, from_iso, unpack, unpack_tags

__all__ = ["COLUMNS", "SCHEMA", "TAGS", "VERSION", "Row", "problem_of", "revision_of"]

VERSION = 1
SCHEMA = """
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT,
    FOREIGN KEY (revision_id) REFERENCES revisions (revision_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE revisions (
    revision_id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    content_hash TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT,
    source_type TEXT NOT NULL,
    author TEXT,
    language TEXT,
    digest INTEGER NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    fetched_at TEXT NOT NULL
);
CREATE INDEX revisions_of_document ON revisions (document_id);
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (document_id),
    revision_id TEXT NOT NULL REFERENCES revisions (revision_id),
    event TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX history_of_document ON history (document_id);
"""
TAGS = """CREATE TABLE IF NOT EXISTS tags (
    revision_id TEXT PRIMARY KEY REFERENCES revisions (revision_id),
    tags TEXT NOT NULL
)"""
"""What filings' own tags say of their numbers. Apart from the revisions, whose text and identity they do not change."""
COLUMNS = (
    "revision_id, document_id, url, title, publisher, published, source_type, text, blocks, fetched_at, "
    "author, language, digest, content_hash"
)
Row: TypeAlias = tuple[str, str, str, str, str, str | None, str, str, str, str, str | None, str | None, int, str]


def revision_of(row: Row, voice: str, tags: str | None = None) -> Revision:
    """The revision of a row of `COLUMNS`, with its tags as packed; raises as `unpack` and `unpack_tags` do where it is damaged."""
    return Revision(
        row[0], row[1], row[2], row[3], row[4], from_iso(row[5]), SourceType(row[6]), row[7], unpack(row[8]),
        datetime.fromisoformat(row[9]), row[10], row[11], bool(row[12]), voice,
        () if tags is None else unpack_tags(tags),
    )  # fmt: skip


def problem_of(row: Row) -> str | None:
    """What is wrong with a stored revision: its text is not the one that was put in, or its blocks do not fit it."""
    if digest_of(row[7], row[8]) != row[13]:
        return "its text or blocks are not those that were stored; import the document again"
    try:
        revision = revision_of(row, "")
    except (ValueError, TypeError, IndexError) as error:
        return f"cannot be read: {error}"
    end = 0
    for block in revision.blocks:
        if not end <= block.start < block.end <= len(revision.text):
            return f"the block at {block.start} lies outside the text or over another"
        end = block.end
    return None
