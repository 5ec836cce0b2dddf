"""Building: from the store to a published generation with figures and names."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.holding import recover
from bot.serving import make_current, served_listing
from corpus.audit import Actor, note
from corpus.document import Revision
from corpus.errors import CorpusError
from corpus.exclusion import exclusively
from corpus.importing import ImportReport, import_paths
from corpus.manifest import Manifest
from corpus.starting import starter_documents
from corpus.store import Store
from corpus.withheld import withheld
from index.entities import Entities
from index.entity_table import EntityTable
from index.errors import IndexingError
from index.extraction import EXTRACTION_VERSION, figures_of
from index.generation import build, open_current
from index.manifest import GenerationInfo
from index.names import gather_remembering
from index.readings import rules_key
from index.taxonomy import Taxonomy
from index.told import told_of
from index.touched import touched_by

__all__ = ["extra_file", "first_generation", "import_files", "rebuild", "remove_document", "start", "store_path"]

Progress = Callable[[str, int, int], None]


def store_path(data_dir: Path) -> Path:
    """Where a data directory keeps its documents."""
    return data_dir / "corpus.sqlite"


def rebuild(
    data_dir: Path,
    store: Store,
    *,
    model: Path | None = None,
    progress: Progress | None = None,
    published: bool = True,
) -> GenerationInfo:
    """Build a generation from the store's current revisions, and publish it unless told not to.

    Names are gathered from all documents first, so that a company that one document introduces is known in the
    others. Raises the errors of `index.generation.build`.
    """
    metrics, companies = (extra_file(data_dir, name) for name in ("metrics.yaml", "entities.yaml"))
    taxonomy = Taxonomy.load(metrics, packed=_noted(data_dir, "taxonomy"))
    own = companies.read_bytes() if companies is not None else b""
    names = gather_remembering(store, Entities.load(companies), data_dir / "readings.sqlite", rules_key(own))
    written = names.to_json()

    def extract(revision: Revision) -> Iterable[object]:
        return figures_of(revision, taxonomy, names)

    def read(revision: Revision) -> Iterable[str]:
        return told_of(revision, taxonomy, names)

    def carry(former: str) -> Callable[[str, str], bool]:
        return touched_by(EntityTable.from_json(former), names)

    rules = hashlib.sha256(f"{EXTRACTION_VERSION}\0{[*taxonomy]!r}".encode()).hexdigest()[:16]
    return build(
        data_dir,
        store,
        model=model,
        extract_figures=extract,  # type: ignore[arg-type]
        figures_version=rules,
        notes={"names": written, "taxonomy": taxonomy.pack()},
        progress=progress,
        published=published,
        carry=carry,
        read_told=read,
        subject_of=names.principal,
    )


def import_files(
    data_dir: Path,
    paths: list[Path],
    manifest: Manifest | None,
    *,
    model: Path | None = None,
    reading: Callable[[int, int, Path], None] | None = None,
    progress: Progress | None = None,
    actor: Actor | None = None,
) -> tuple[ImportReport, GenerationInfo | None]:
    """Import files and publish a generation where the one served is not of the documents that are kept.

    What was removed or discarded before comes back, as someone wants it now. Raises CorpusBusy.
    """
    actor = actor or Actor.here()
    with exclusively(data_dir, actor, "an import"), Store(store_path(data_dir)) as store:
        served = served_listing(data_dir)
        recover(data_dir, store, served)
        report = import_paths(store, paths, manifest, datetime.now(UTC), reading)
        with withheld(data_dir) as kept:
            for item in (*report.new, *report.changed):
                kept.allow(item.document_id)
        info = None
        if store.current_ids() and served != dict(store.current_ids()):
            info = rebuild(data_dir, store, model=model, progress=progress, published=False)
            make_current(data_dir, info.id, actor, "import")
        if report.published or info is not None:
            note(data_dir, actor, "import", new=[i.document_id for i in report.new],
                 changed=[i.document_id for i in report.changed], generation=info and info.id)  # fmt: skip
    return report, info


def remove_document(
    data_dir: Path,
    document: str,
    *,
    model: Path | None = None,
    progress: Progress | None = None,
    actor: Actor | None = None,
) -> GenerationInfo:
    """Remove a document and publish a generation without it; a refresh does not bring it back, an import does.

    Raises UnknownDocument, CorpusBusy.
    """
    actor = actor or Actor.here()
    now = datetime.now(UTC)
    with exclusively(data_dir, actor, "a removal"), Store(store_path(data_dir)) as store:
        recover(data_dir, store, served_listing(data_dir))
        store.remove(document, now)
        with withheld(data_dir) as kept:
            kept.refuse_all(document, f"removed by {actor.who} on {now:%Y-%m-%d}", now)
        info = rebuild(data_dir, store, model=model, progress=progress, published=False)
        make_current(data_dir, info.id, actor, "removal")
        note(data_dir, actor, "remove", documents=[document], generation=info.id)
    return info


def start(
    data_dir: Path,
    *,
    model: Path | None = None,
    reading: Callable[[int, int, Path], None] | None = None,
    progress: Progress | None = None,
) -> GenerationInfo:
    """Fill an empty data directory with the starter corpus and publish its first generation."""
    report, info = import_files(data_dir, [starter_documents()], None, model=model, reading=reading, progress=progress)
    if report.failed:
        first = report.failed[0]
        msg = f"the starter corpus could not be read: {first.path}: {first.reason}"
        raise CorpusError(msg)
    if info is None:
        msg = f"the starter corpus in {starter_documents()} is empty; reinstall burnrate"
        raise CorpusError(msg)
    return info


def first_generation(data_dir: Path, *, model: Path | None = None, progress: Progress | None = None) -> str:
    """Publish a generation where none is: of the documents that are kept, or else of the starter corpus. Gives its id."""
    if not store_path(data_dir).is_file():

        def reading(done: int, total: int, _path: Path) -> None:
            if progress is not None:
                progress("files", done + 1, total)

        return start(data_dir, model=model, reading=reading, progress=progress).id
    with exclusively(data_dir, Actor.here(), "a first build"), Store(store_path(data_dir)) as store:
        return rebuild(data_dir, store, model=model, progress=progress).id


def _noted(data_dir: Path, key: str) -> str | None:
    """What the generation served notes under a key, if it can be read: what is the same need not be worked out anew."""
    with suppress(IndexingError, sqlite3.Error), open_current(data_dir) as snapshot:
        return snapshot.meta(key)
    return None


def extra_file(data_dir: Path, name: str) -> Path | None:
    """An admin's own file of names or measures, None where there is none."""
    path = data_dir / name
    return path if path.is_file() else None
