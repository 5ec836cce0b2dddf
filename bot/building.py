"""Building: from the store to a published generation with figures and names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Revision
from corpus.errors import CorpusError
from corpus.importing import ImportReport, import_paths
from corpus.manifest import Manifest
from corpus.starting import starter_documents
from corpus.store import Store
from index.entities import Entities
from index.errors import GenerationDamaged, NoGeneration
from index.extraction import EXTRACTION_VERSION, figures_of
from index.generation import build, open_current
from index.manifest import GenerationInfo
from index.names import gather
from index.taxonomy import Taxonomy

__all__ = ["import_files", "rebuild", "start", "store_path"]

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
    metrics, companies = (_extra(data_dir, name) for name in ("metrics.yaml", "entities.yaml"))
    taxonomy = Taxonomy.load(metrics)
    names = gather(store.current(), Entities.load(companies))
    written = names.to_json()

    def extract(revision: Revision) -> Iterable[object]:
        return figures_of(revision, taxonomy, names)

    rules = hashlib.sha256(f"{EXTRACTION_VERSION}\0{[*taxonomy]!r}\0{written}".encode()).hexdigest()[:16]
    return build(
        data_dir,
        store,
        model=model,
        extract_figures=extract,  # type: ignore[arg-type]
        figures_version=rules,
        notes={"names": written, "taxonomy": taxonomy.pack()},
        progress=progress,
        published=published,
    )


def import_files(
    data_dir: Path,
    paths: list[Path],
    manifest: Manifest | None,
    *,
    model: Path | None = None,
    reading: Callable[[int, int, Path], None] | None = None,
    progress: Progress | None = None,
) -> tuple[ImportReport, GenerationInfo | None]:
    """Import files and publish a generation where the one served is not of the documents that are kept."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with Store(store_path(data_dir)) as store:
        report = import_paths(store, paths, manifest, datetime.now(UTC), reading)
        if not store.current_ids() or _served(data_dir) == set(store.current_ids()):
            return report, None
        return report, rebuild(data_dir, store, model=model, progress=progress)


def _served(data_dir: Path) -> set[tuple[str, str]]:
    """The documents and revisions of the published generation; what an import that was killed left out is not there."""
    try:
        with open_current(data_dir) as snapshot:
            return {(d.document_id, d.revision_id) for d in snapshot.documents()}
    except (NoGeneration, GenerationDamaged):
        return set()


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


def _extra(data_dir: Path, name: str) -> Path | None:
    path = data_dir / name
    return path if path.is_file() else None
