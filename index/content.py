"""Content: the documents, passages and figures of one generation, in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from sys import intern
from threading import Lock, local
from typing import Any

from corpus.archives import is_index_page
from corpus.document import Revision
from corpus.packing import from_iso
from index.figure import Figure
from index.outline import Outline
from index.records import (
    DOCUMENT,
    FIGURE,
    FIGURE_PERIOD,
    GLANCE,
    PASSAGE,
    Body,
    DocumentMeta,
    Glance,
    Passage,
    TableCell,
    Units,
    document_of,
    document_row,
    figure_of,
    figure_row,
    glance_of,
    passage_of,
    period_of,
)

__all__ = ["Content", "ContentWriter", "Taken"]


_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY, revision_id TEXT NOT NULL UNIQUE, url TEXT NOT NULL, title TEXT NOT NULL,
    publisher TEXT NOT NULL, published TEXT, source_type TEXT NOT NULL, fetched_at TEXT NOT NULL, author TEXT,
    language TEXT, digest INTEGER NOT NULL, voice TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE texts (document_id TEXT PRIMARY KEY, text TEXT NOT NULL, outline BLOB NOT NULL);
CREATE TABLE passages (
    passage_id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    heading TEXT NOT NULL, context TEXT NOT NULL, text TEXT NOT NULL, tbl INTEGER, page INTEGER, hash BLOB NOT NULL,
    row INTEGER NOT NULL, units BLOB NOT NULL
);
CREATE TABLE subjects (name TEXT NOT NULL, document_id TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (name, document_id)) WITHOUT ROWID;
CREATE TABLE told (document_id TEXT NOT NULL, block INTEGER NOT NULL, units TEXT NOT NULL, PRIMARY KEY (document_id, block)) WITHOUT ROWID;
CREATE TABLE figures (
    figure_id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, revision_id TEXT NOT NULL, entity TEXT NOT NULL,
    metric TEXT NOT NULL, label TEXT NOT NULL, basis TEXT NOT NULL, dimension TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, tbl INTEGER, confidence REAL NOT NULL,
    amount_start INTEGER NOT NULL, amount_end INTEGER NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, high TEXT,
    per TEXT, qualifier TEXT, digits INTEGER NOT NULL, scale INTEGER NOT NULL,
    period_kind TEXT, period_label TEXT, period_year INTEGER, period_number INTEGER, period_fiscal INTEGER,
    period_start TEXT, period_end TEXT
);
"""

# Made when everything is in: filling an index row by row costs several times as much.
_INDEXES = """
CREATE INDEX documents_publisher ON documents (publisher);
CREATE INDEX passages_document ON passages (document_id, passage_id);
CREATE INDEX passages_start ON passages (document_id, start);
CREATE INDEX passages_hash ON passages (hash);
CREATE INDEX figures_entity ON figures (entity, metric);
CREATE INDEX figures_label ON figures (entity, label, tbl);
CREATE INDEX figures_metric ON figures (metric, entity);
CREATE INDEX figures_document ON figures (document_id, amount_start);
CREATE INDEX figures_part ON figures (entity, dimension, metric) WHERE dimension != '';
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Passages that were taken over: their number, where they begin among those of either generation, and their units."""

    first: int
    former: int
    count: int
    row: int
    former_row: int
    units: int

    def joined(self, after: Taken) -> Taken | None:
        """Both as one, where those that come after follow in either generation; else None."""
        ends = self.first + self.count, self.former + self.count, self.row + self.units, self.former_row + self.units
        if ends != (after.first, after.former, after.row, after.former_row):
            return None
        return replace(self, count=self.count + after.count, units=self.units + after.units)


class ContentWriter:
    """Fills the content file of a generation that is being built. Not to be shared between threads.

    `former` is the content file of the generation before, which documents may be taken over from.
    """

    def __init__(self, path: Path, former: Path | None = None) -> None:
        self._database = sqlite3.connect(path.resolve().as_uri(), uri=True, isolation_level=None)
        # Nobody reads the file before it is complete and synced, so it needs no journal of its own.
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
        self._database.executescript(_SCHEMA)
        if former is not None:
            self._database.execute("ATTACH ? AS former", (_for_reading(former),))
        self._database.execute("BEGIN")

    def add_document(self, revision: Revision) -> None:
        """Adds a revision with its text and outline. Raises sqlite3.IntegrityError for a document given twice."""
        self._database.execute(
            f"INSERT INTO documents ({DOCUMENT}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            document_row(revision),
        )
        self._database.execute(
            "INSERT INTO texts VALUES (?,?,?)", (revision.document_id, revision.text, Outline.of(revision.blocks).packed())
        )

    def add_passages(self, passages: Iterable[tuple[Passage, bytes, Units]]) -> None:
        """Adds passages, each with the hash of what is embedded for it, and its units."""
        self._database.executemany(
            f"INSERT INTO passages ({PASSAGE}, hash, row, units) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    *(p.passage_id, p.document_id, p.start, p.end, p.heading, p.context, p.text, p.table, p.page),
                    *(digest, units.row, units.packed()),
                )
                for p, digest, units in passages
            ),
        )

    def add_figures(self, figures: Iterable[Figure]) -> int:
        """Adds figures and says how many there were."""
        cursor = self._database.executemany(
            f"INSERT INTO figures ({FIGURE}) VALUES ({','.join('?' * 27)})", map(figure_row, figures)
        )
        return max(0, cursor.rowcount)

    def take(self, document: str, first: int, row: int) -> Taken:
        """Takes a document with its passages over, numbered from `first` and with units from `row`.

        What is taken goes from file to file without being looked at here, as a large corpus has much of it.
        """
        for table, columns in (("documents", DOCUMENT), ("texts", "document_id, text, outline")):
            self._database.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM former.{table} WHERE document_id = ?", (document,)
            )
        count, former, former_row = self._database.execute(
            "SELECT count(*), min(passage_id), min(row) FROM former.passages WHERE document_id = ?", (document,)
        ).fetchone()
        if not count:
            return Taken(first, 0, 0, row, 0, 0)
        last = former + count - 1  # a document's passages are consecutive
        self._database.execute(
            f"INSERT INTO passages ({PASSAGE}, hash, row, units) SELECT passage_id + ?, {PASSAGE.removeprefix('passage_id, ')}, "
            "hash, row + ?, units FROM former.passages WHERE passage_id BETWEEN ? AND ? ORDER BY passage_id",
            (first - former, row - former_row, former, last),
        )
        ending = self._database.execute("SELECT row, units FROM former.passages WHERE passage_id = ?", (last,)).fetchone()
        units = ending[0] + len(Units.unpacked(*ending).spans) - former_row
        return Taken(first, former, count, row, former_row, units)

    def take_figures(self, document: str) -> int:
        """Takes the figures of a document over; says how many there are."""
        cursor = self._database.execute(
            f"INSERT INTO figures ({FIGURE}) SELECT {FIGURE} FROM former.figures WHERE document_id = ? ORDER BY figure_id",
            (document,),
        )
        return max(0, cursor.rowcount)

    def add_told(self, document: str, blocks: Iterable[str]) -> None:
        """Adds what each block of a document tells, packed, in their order."""
        self._database.executemany(
            "INSERT INTO told VALUES (?,?,?)", ((document, block, units) for block, units in enumerate(blocks))
        )

    def take_told(self, document: str) -> None:
        """Takes what the blocks of a document tell over."""
        self._database.execute("INSERT INTO told SELECT * FROM former.told WHERE document_id = ?", (document,))

    def set_voice(self, document: str, voice: str) -> None:
        """Sets whom a document speaks for."""
        self._database.execute("UPDATE documents SET voice = ? WHERE document_id = ?", (voice, document))

    def text(self, document: str) -> str:
        """The text of a document that was added."""
        row = self._database.execute("SELECT text FROM texts WHERE document_id = ?", (document,)).fetchone()
        return str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Sets something to be known about the generation as a whole."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (key, value))

    def passages(self, first: int, last: int) -> Iterator[tuple[Passage, bytes, Units]]:
        """The passages from `first` to before `last` with their hashes and units, by id, without holding them all."""
        rows = self._database.execute(
            f"SELECT {PASSAGE}, hash, row, units FROM passages WHERE passage_id >= ? AND passage_id < ? ORDER BY passage_id",
            (first, last),
        )
        for *passage, digest, row, units in rows:
            yield passage_of(*passage), digest, Units.unpacked(row, units)

    def add_subjects(self, subject_of: Callable[[str], str]) -> None:
        """Notes the name that each document with passages is about; "" is none."""
        rows = self._database.execute("SELECT document_id, min(passage_id), count(*) FROM passages GROUP BY document_id").fetchall()
        self._database.executemany(
            "INSERT INTO subjects VALUES (?,?,?,?)", ((subject, *row) for row in rows if (subject := subject_of(row[0])))
        )

    def words(self) -> Iterator[tuple[int, str, str, str, str]]:
        """Of all passages, by id: the id, the document, the text, the context and the name that the document is about."""
        yield from self._database.execute(
            "SELECT passage_id, passages.document_id, text, context, coalesce(name, '') "
            "FROM passages LEFT JOIN subjects ON subjects.document_id = passages.document_id ORDER BY passage_id"
        )

    def finish(self) -> None:
        """Makes the indexes and closes the file."""
        self._database.execute("COMMIT")
        self._database.executescript(_INDEXES)
        self._database.execute("ANALYZE main")
        self._database.close()

    def close(self) -> None:
        """Closes the file as it is."""
        self._database.close()


def _for_reading(path: Path) -> str:
    """The address of a file that nobody writes any more."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _among(**wanted: Collection[str] | None) -> tuple[str, list[str]]:
    """What keeps a statement to rows whose columns have any of some values (None: any at all), and these as it is given them."""
    given = {column: json.dumps(list(values)) for column, values in wanted.items() if values is not None}
    where = " AND ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in given)
    return f" WHERE {where}" if where else "", list(given.values())


_CACHED = 2000
"""Kilobytes of its pages that a connection keeps: what one question reads, the next mostly does too."""


class Content:
    """Reads the content file of a published generation. Each thread gets its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = local()
        self._all: list[sqlite3.Connection] = []
        self._lock = Lock()

    def close(self) -> None:
        """Closes every thread's connection."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._own = local()

    def execute(self, statement: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        """Runs a reading statement on this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(_for_reading(self._path), uri=True, check_same_thread=False)
            connection.execute(f"PRAGMA cache_size = -{_CACHED}")
            self._own.connection = connection
            with self._lock:
                self._all.append(connection)
        given = values if isinstance(values, Mapping) else tuple(values)
        return connection.execute(statement, given)

    def meta(self, key: str) -> str | None:
        """What was set under `key` when the generation was built."""
        row = self.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def listing(self) -> dict[str, str]:
        """The revision of every document, by id."""
        return dict(self.execute("SELECT document_id, revision_id FROM documents ORDER BY document_id").fetchall())

    def voices(self) -> dict[str, str]:
        """Whom every document speaks for."""
        return dict(self.execute("SELECT document_id, voice FROM documents").fetchall())

    def documents(self) -> list[DocumentMeta]:
        """Every document, by id."""
        return [document_of(row) for row in self.execute(f"SELECT {DOCUMENT} FROM documents ORDER BY document_id")]

    def newest(self) -> date | None:
        """The day of the newest document, None where none has a day."""
        return from_iso(self.execute("SELECT max(published) FROM documents").fetchone()[0])

    def sheets(self) -> list[str]:
        """The documents that are fact sheets (`corpus.factsheet`), the newest first."""
        rows = self.execute("SELECT document_id, url FROM documents WHERE url LIKE '%-index.htm%' ORDER BY published DESC, document_id")
        return [document for document, url in rows if is_index_page(url)]

    def publishers(self) -> list[str]:
        """Every publisher, by name."""
        return [row[0] for row in self.execute("SELECT DISTINCT publisher FROM documents ORDER BY 1")]

    def published_by(self, publishers: Sequence[str]) -> list[str]:
        """The documents of some publishers, by id."""
        if not publishers:
            return []
        rows = self.execute(
            "SELECT document_id FROM documents WHERE publisher IN (SELECT value FROM json_each(?)) ORDER BY +document_id", (json.dumps(publishers),)
        )
        return [row[0] for row in rows]

    def held(self, document_ids: Iterable[str]) -> set[str]:
        """Those of some documents that are listed."""
        rows = self.execute("SELECT document_id FROM documents WHERE document_id IN (SELECT value FROM json_each(?))", (json.dumps(list(document_ids)),))
        return {row[0] for row in rows}

    def document(self, document_id: str) -> DocumentMeta:
        """One document. Raises KeyError where the generation does not list it."""
        return self.some_documents([document_id])[document_id]

    def some_documents(self, document_ids: Iterable[str]) -> dict[str, DocumentMeta]:
        """Several documents by id; those that are not listed are left out."""
        rows = self.execute(f"SELECT {DOCUMENT} FROM documents WHERE document_id IN (SELECT value FROM json_each(?))", (json.dumps(list(document_ids)),))
        return {row[0]: document_of(row) for row in rows}

    def text(self, document_id: str) -> str:
        """The text of a document's revision. Raises KeyError where the generation does not list it."""
        return self.some_bodies([document_id])[document_id].text

    def outline(self, document_id: str) -> Outline:
        """The blocks of a document's revision. Raises KeyError where the generation does not list it."""
        return self.some_bodies([document_id])[document_id].outline

    def some_bodies(self, document_ids: Iterable[str]) -> dict[str, Body]:
        """The texts and outlines of several documents by id; those that are not listed are left out."""
        rows = self.execute(
            "SELECT document_id, text, outline FROM texts WHERE document_id IN (SELECT value FROM json_each(?))", (json.dumps(list(document_ids)),)
        )
        return {intern(document): Body(text, packed) for document, text, packed in rows}

    def passage(self, passage_id: int) -> Passage:
        """One passage. Raises KeyError where there is none."""
        row = self.execute(f"SELECT {PASSAGE} FROM passages WHERE passage_id = ?", (passage_id,)).fetchone()
        if row is None:
            raise KeyError(passage_id)
        return passage_of(*row)

    def passages(self, passage_ids: Iterable[int]) -> dict[int, Passage]:
        """Several passages by id; those that do not exist are left out."""
        rows = self.execute(
            f"SELECT {PASSAGE} FROM passages WHERE passage_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(passage_ids)),),
        )
        return {row[0]: passage_of(*row) for row in rows}

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document in reading order; none for one that is not listed."""
        rows = self.execute(f"SELECT {PASSAGE} FROM passages WHERE document_id = ? ORDER BY passage_id", (document_id,))
        return [passage_of(*row) for row in rows]

    def passages_at(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Passage | None]:
        """The last passages of documents that start at or before offsets of their texts; None where none does."""
        found: dict[tuple[str, int], Passage | None] = dict.fromkeys(places)
        rows = self.execute(
            f"SELECT place.key, {PASSAGE} FROM json_each(?) AS place CROSS JOIN passages ON passage_id = "
            "(SELECT passage_id FROM passages WHERE document_id = json_extract(place.value, '$[0]') AND start <= json_extract(place.value, '$[1]') "
            "ORDER BY start DESC LIMIT 1)",
            (json.dumps(places),),
        )
        for number, *passage in rows:
            found[places[number]] = passage_of(*passage)
        return found

    def told(self, blocks: Mapping[str, Iterable[int]]) -> dict[str, dict[int, str]]:
        """What the blocks of some numbers of several documents tell, packed; those that were not read are left out."""
        rows = self.execute(
            "SELECT told.document_id, block, units FROM json_each(?) AS wanted CROSS JOIN json_each(wanted.value) AS number "
            "CROSS JOIN told ON told.document_id = wanted.key AND block = number.value",
            (json.dumps({document: list(numbers) for document, numbers in blocks.items()}),),
        )
        found: dict[str, dict[int, str]] = {}
        for document, number, units in rows:
            found.setdefault(document, {})[number] = units
        return found

    def first_passages(self) -> list[tuple[int, str]]:
        """Each document with passages and the first of them, ascending: a document's passages are consecutive."""
        rows = self.execute("SELECT min(passage_id), document_id FROM passages GROUP BY document_id ORDER BY 1")
        return [(int(number), str(document)) for number, document in rows]

    def passages_about(self, names: Iterable[str]) -> list[range]:
        """The passages of each document that is about one of some names, in no order."""
        rows = self.execute("SELECT first, count FROM subjects WHERE name IN (SELECT value FROM json_each(?))", (json.dumps(list(names)),))
        return [range(first, first + count) for first, count in rows]

    def passage_with_hash(self, digest: bytes) -> tuple[int, int] | None:
        """A passage for which the same was embedded and the row of its first unit, or None."""
        row = self.execute("SELECT passage_id, row FROM passages WHERE hash = ? LIMIT 1", (digest,)).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def units_at(self, places: Sequence[tuple[str, int]]) -> list[int | None]:
        """For offsets of documents' texts the rows of the last units that start at or before them; None where none does."""
        wanted: dict[str, dict[int, int]] = {}
        for number, (document, offset) in enumerate(places):
            wanted.setdefault(document, {})[number] = offset
        found = self.execute(
            "SELECT place.key, place.value, start, row, units FROM json_each(?) AS wanted CROSS JOIN json_each(wanted.value) AS place "
            "CROSS JOIN passages ON passage_id = (SELECT passage_id FROM passages WHERE document_id = wanted.key AND start <= place.value "
            "ORDER BY start DESC LIMIT 1)",
            (json.dumps(wanted),),
        )
        rows: list[int | None] = [None] * len(places)
        for number, offset, start, row, units in found:
            rows[int(number)] = Units.row_at(row, units, offset - start)
        return rows

    def unit_rows(self) -> int:
        """How many units there are in all."""
        found = self.execute("SELECT row, units FROM passages ORDER BY passage_id DESC LIMIT 1").fetchone()
        return 0 if found is None else int(found[0]) + len(Units.unpacked(*found).spans)

    def figures(
        self,
        *,
        entity: Collection[str] | None = None,
        metric: Collection[str] | None = None,
        document: Collection[str] | None = None,
        label: Collection[str] | None = None,
    ) -> list[Figure]:
        """The figures of any of the given entities, metrics, documents and labels, where they are given."""
        where, given = _among(entity=entity, metric=metric, document_id=document, label=label)
        # The plus: by an index, then sorted, not the whole table in order.
        return [figure_of(row) for row in self.execute(f"SELECT {FIGURE} FROM figures{where} ORDER BY +figure_id", given)]

    def numbered(self, figure_ids: Iterable[int]) -> dict[int, Figure]:
        """Several figures by their numbers; those that do not exist are left out."""
        rows = self.execute(f"SELECT figure_id, {FIGURE} FROM figures WHERE figure_id IN (SELECT value FROM json_each(?))", (json.dumps(list(figure_ids)),))
        return {row[0]: figure_of(row[1:]) for row in rows}

    def figures_within(self, document_id: str, start: int, end: int, metric: Collection[str] | None = None) -> list[Figure]:
        """The figures whose amounts begin from `start` to `end` of a document's text, for any of the metrics (None: all)."""
        among = "" if metric is None else " AND metric IN (SELECT value FROM json_each(?))"
        rows = self.execute(
            f"SELECT {FIGURE} FROM figures INDEXED BY figures_document WHERE document_id = ? AND amount_start >= ? AND amount_start < ?{among} ORDER BY +figure_id",
            (document_id, start, end, *(() if metric is None else (json.dumps(list(metric)),))),
        )
        return [figure_of(row) for row in rows]

    def unnamed(self, entity: str) -> list[Glance]:
        """Glances at the figures of an entity in sentences for which no measure was read, but for those per something, by number."""
        rows = self.execute(
            f"SELECT {GLANCE} FROM figures WHERE entity = ? AND metric = '' AND tbl IS NULL AND per IS NULL ORDER BY +figure_id", (entity,)
        )
        return [glance_of(row) for row in rows]

    def glances(self, *, entity: str | None = None, metric: Collection[str] | None = None, label: Collection[str] | None = None) -> list[Glance]:
        """Glances at the figures of an entity, any of some metrics, and rows of tables with any of some labels, by number."""
        where, given = _among(entity=entity and [entity], metric=metric, label=label)
        rows = self.execute(f"SELECT {GLANCE} FROM figures{where}{'' if label is None else ' AND tbl IS NOT NULL'} ORDER BY +figure_id", given)
        return [glance_of(row) for row in rows]

    def labels(self, entity: str) -> list[str]:
        """The different labels of the rows of tables that figures of an entity are from."""
        rows = self.execute("SELECT DISTINCT label FROM figures WHERE entity = ? AND tbl IS NOT NULL", (entity,))
        return [row[0] for row in rows]

    def parts(self, entity: str) -> list[tuple[str, str]]:
        """The different parts that figures of an entity are for, each with each metric that it has."""
        rows = self.execute("SELECT DISTINCT dimension, metric FROM figures WHERE entity = ? AND dimension != '' ORDER BY 1, 2", (entity,))
        return [(str(dimension), str(metric)) for dimension, metric in rows]

    def owners(self, part: str) -> list[tuple[str, str, str]]:
        """Whose figures are for a part that is called so, in any case, alone or with its place behind it ("Gable Ridge, Colorado"): whose, part, metric.

        Where the name with its place is itself whose figures they are, the part is "".
        """
        rows = self.execute(
            "SELECT DISTINCT entity, dimension, metric FROM figures WHERE dimension != '' AND (dimension = ?1 COLLATE NOCASE OR substr(dimension, 1, length(?1) + 1) = ?1 || ',' COLLATE NOCASE) "
            "UNION SELECT DISTINCT entity, '', metric FROM figures WHERE entity > ?1 || ', ' AND entity < ?1 || ',~' ORDER BY 1, 2, 3",
            (part,),
        )
        return [(str(entity), str(dimension), str(metric)) for entity, dimension, metric in rows]

    def table_cells(self, documents: Iterable[str]) -> dict[str, list[TableCell]]:
        """As much of each figure of the tables of some documents as tells whether it need be looked at, in the order of their numbers."""
        found: dict[str, list[TableCell]] = {document: [] for document in documents}
        rows = self.execute(
            f"SELECT document_id, figure_id, label, entity, metric, tbl, {FIGURE_PERIOD} FROM figures "
            "WHERE document_id IN (SELECT value FROM json_each(?)) AND tbl IS NOT NULL ORDER BY +figure_id",
            (json.dumps(list(found)),),
        )
        same = dict[str, str]().setdefault  # most of these words are those of the row before
        for document, number, label, entity, metric, table, *period in rows:
            found[document].append(
                TableCell(number, same(label, label), same(entity, entity), same(metric, metric), table, period_of(period))
            )
        return found

    def entities(self) -> list[tuple[str, int]]:
        """The entities that figures are about with the number of figures, the most frequent first."""
        rows = self.execute(
            "SELECT entity, count(*) FROM figures WHERE entity != '' GROUP BY entity ORDER BY 2 DESC, 1"
        )
        return [(str(name), int(count)) for name, count in rows]

    def count(self, table: str) -> int:
        """How many `documents`, `passages` or `figures` there are."""
        if table not in {"documents", "passages", "figures"}:
            raise ValueError(f"there is no table of {table}")
        return int(self.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
