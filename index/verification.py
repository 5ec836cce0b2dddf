"""Verification: whether the generations on the disk are still what was built, and fit together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.errors import GenerationDamaged, NoGeneration
from index.generation import current_id, open_generation
from index.manifest import altered_files
from index.snapshot import Snapshot

__all__ = ["verify"]

# Each finds rows that point at nothing, or past the end of the text they are about.
_DANGLING = {
    "passages of documents that are not listed": (
        "SELECT count(*) FROM passages WHERE document_id NOT IN (SELECT document_id FROM documents)"
    ),
    "documents without a text": (
        "SELECT count(*) FROM documents WHERE document_id NOT IN (SELECT document_id FROM texts)"
    ),
    "figures of revisions that are not listed": (
        "SELECT count(*) FROM figures f WHERE NOT EXISTS (SELECT 1 FROM documents d "
        "WHERE d.document_id = f.document_id AND d.revision_id = f.revision_id)"
    ),
    "passages that are not in their document's text": (
        "SELECT count(*) FROM passages p JOIN texts t USING (document_id) "
        "WHERE substr(t.text, p.start + 1, p.end - p.start) IS NOT p.text"
    ),
    "figures beyond their document's text": (
        "SELECT count(*) FROM figures f JOIN texts t USING (document_id) WHERE f.start < 0 OR f.start >= f.end "
        "OR f.end > length(t.text) OR f.amount_start < 0 OR f.amount_start >= f.amount_end "
        "OR f.amount_end > length(t.text)"
    ),
}


def verify(data_dir: Path) -> list[str]:
    """What is wrong with the generations in `data_dir`, one line for each problem; an empty list is good news.

    Reads every file (about a second for 500 MB). Raises NoGeneration where none has been published.
    """
    current = current_id(data_dir)
    root = data_dir / "generations"
    names = sorted(path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    if current not in names:
        return [f"the published generation {current} is missing"]
    problems: list[str] = []
    for name in names:
        try:
            problems += altered_files(root / name)
            with open_generation(data_dir, name) as snapshot:
                problems += [f"{name}: {problem}" for problem in _inconsistencies(snapshot)]
        except (GenerationDamaged, NoGeneration) as error:
            problems.append(f"{name}: {error}")
        except sqlite3.DatabaseError as error:
            problems.append(f"{name}: content.sqlite cannot be read: {error}")
    return problems


def _inconsistencies(snapshot: Snapshot) -> Iterator[str]:
    content, info = snapshot.content, snapshot.info
    for (state,) in content.execute("PRAGMA quick_check(5)"):
        if state != "ok":
            yield f"content.sqlite is damaged: {state}"
            return
    for what, query in _DANGLING.items():
        count = content.execute(query).fetchone()[0]
        if count:
            yield f"{count} {what}"
    for table, expected in (("documents", info.documents), ("passages", info.passages), ("figures", info.figures)):
        held = content.count(table)
        if held != expected:
            yield f"{held} {table}, but the manifest says {expected}"
    if not (snapshot.model / "model.json").is_file():
        yield f"its model's export is missing from {snapshot.model}"
    from index import pooled
    from index.dense import DenseIndex
    from index.lexical import LexicalIndex

    try:
        dense = DenseIndex(snapshot.directory)
        expected, held = content.unit_rows() * dense.dimensions * 2, (snapshot.directory / pooled.UNITS).stat().st_size
        if held != expected:
            yield f"{pooled.UNITS} holds {held} bytes, not {expected}"
        for kind, held in (
            ("dense", dense.count),
            ("lexical", LexicalIndex(snapshot.directory / "lexical").count),
        ):
            if held != info.passages:
                yield f"the {kind} index holds {held} passages of {info.passages}"
    except (OSError, RuntimeError, ValueError) as error:
        yield f"an index cannot be opened: {error}"
