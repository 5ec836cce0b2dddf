"""Assembling the files of a generation: passages and figures out of revisions, then vectors and indexes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from corpus.document import Revision
from index import dense, lexical
from index.chunking import CHUNKING_VERSION, Sizes, chunks
from index.content import Content, ContentWriter
from index.embedding import Embedder
from index.figure import Figure
from index.manifest import GenerationInfo
from index.records import Passage

__all__ = ["ExtractFigures", "Previous", "Progress", "Revisions", "assemble"]

ExtractFigures = Callable[[Revision], Iterable[Figure]]
Progress = Callable[[str, int, int], None]
"""Told the stage ("read", "embed" or "index"), how much is done and how much there is."""

_WINDOW = 1024
"""Passages embedded in one go, like lengths together; all that is held in memory of them."""


class Revisions(Protocol):
    """Where revisions come from: `corpus.store.Store`."""

    def current(self) -> Iterable[Revision]:
        """The revisions to index, one per document."""

    def current_ids(self) -> list[tuple[str, str]]:
        """Their (document id, revision id)."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The generation before, whose work is used again where nothing changed."""

    directory: Path
    info: GenerationInfo


def assemble(
    directory: Path,
    store: Revisions,
    model: Path,
    *,
    identity: str,
    built_at: datetime,
    extract_figures: ExtractFigures | None,
    figures_version: str,
    notes: Mapping[str, str],
    previous: Previous | None,
    progress: Progress | None,
) -> GenerationInfo:
    """Writes everything but the manifest of a generation into `directory`.

    Memory stays bounded however large the corpus: one revision at a time is read, one window of passages
    embedded, one block of vectors indexed.
    """
    tell = progress or _tell_nobody
    embedder = Embedder(model, threads=len(os.sched_getaffinity(0)))
    before = None if previous is None else Content(previous.directory / "content.sqlite")
    writer = ContentWriter(directory / "content.sqlite")
    try:
        same_rules = before is not None and figures_version != "" and before.meta("figures_version") == figures_version
        documents, passages, figures = _read(
            writer, store, embedder, extract_figures, before if same_rules else None, tell
        )
        reusable = previous is not None and previous.info.model_key == embedder.key
        embedded = _embed(directory, writer, embedder, passages, previous if reusable else None, before, tell)
        for key, value in (
            ("generation", identity),
            ("built_at", built_at.isoformat()),
            ("model_key", embedder.key),
            ("chunking_version", str(CHUNKING_VERSION)),
            ("figures_version", figures_version),
            *notes.items(),
        ):
            writer.set_meta(key, value)
        tell("index", 0, passages)
        dense.write(directory, passages, embedder.dimensions)
        entries = (lexical.Entry(p.passage_id, p.document_id, p.text, p.context) for p, _ in writer.passages())
        lexical.write(directory / "lexical", entries)
        writer.finish()
        tell("index", passages, passages)
    finally:
        writer.close()
        if before is not None:
            before.close()
    return GenerationInfo(
        id=identity,
        built_at=built_at,
        model_key=embedder.key,
        documents=documents,
        passages=passages,
        figures=figures,
        embedded=embedded,
    )


def _read(
    writer: ContentWriter,
    store: Revisions,
    embedder: Embedder,
    extract_figures: ExtractFigures | None,
    before: Content | None,
    tell: Progress,
) -> tuple[int, int, int]:
    """Fills the content; says how many documents, passages and figures there are."""
    sizes = Sizes.for_model(embedder.max_tokens)
    known = {} if before is None else {meta.document_id: meta.revision_id for meta in before.documents()}
    total = len(store.current_ids())
    documents = passages = figures = 0
    tell("read", 0, total)
    for revision in store.current():
        writer.add_document(revision)
        cut = list(_passages(revision, embedder, sizes, passages))
        writer.add_passages(cut)
        if before is not None and known.get(revision.document_id) == revision.revision_id:
            figures += writer.add_figures(before.figures(document=[revision.document_id]))
        elif extract_figures is not None:
            figures += writer.add_figures(extract_figures(revision))
        documents += 1
        passages += len(cut)
        tell("read", documents, max(total, documents))
    return documents, passages, figures


def _tell_nobody(_stage: str, _done: int, _total: int) -> None:
    """Where nobody asked to be told."""


def _passages(revision: Revision, embedder: Embedder, sizes: Sizes, first: int) -> Iterator[tuple[Passage, bytes]]:
    for number, chunk in enumerate(chunks(revision, embedder.token_spans, sizes), first):
        passage = Passage(
            passage_id=number,
            document_id=revision.document_id,
            start=chunk.start,
            end=chunk.end,
            heading=chunk.heading,
            context=chunk.context,
            text=revision.text[chunk.start : chunk.end],
            table=chunk.table,
            page=chunk.page,
        )
        yield passage, hashlib.sha256(_embedded_text(passage).encode()).digest()[:16]


def _embedded_text(passage: Passage) -> str:
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _embed(
    directory: Path,
    writer: ContentWriter,
    embedder: Embedder,
    count: int,
    previous: Previous | None,
    before: Content | None,
    tell: Progress,
) -> int:
    """Writes the vector of every passage; says how many had to be computed."""
    vectors = dense.open_vectors(directory, count, embedder.dimensions, create=True)
    old = None
    if previous is not None and before is not None:
        old = dense.open_vectors(previous.directory, previous.info.passages, embedder.dimensions)
    waiting: dict[bytes, tuple[str, list[int]]] = {}
    embedded = 0

    def embed_waiting() -> int:
        if waiting:
            computed = embedder.embed([text for text, _ in waiting.values()])
            for vector, (_, rows) in zip(computed, waiting.values(), strict=True):
                vectors[rows] = vector
        number = len(waiting)
        waiting.clear()
        return number

    tell("embed", 0, count)
    for done, (passage, digest) in enumerate(writer.passages(), 1):
        known = before.passage_with_hash(digest) if old is not None and before is not None else None
        if known is not None and old is not None:
            vectors[passage.passage_id] = old[known]
        else:
            waiting.setdefault(digest, (_embedded_text(passage), []))[1].append(passage.passage_id)
        if len(waiting) >= _WINDOW:
            embedded += embed_waiting()
            tell("embed", done, count)
    embedded += embed_waiting()
    if count:
        vectors.flush()  # type: ignore[attr-defined]  # a memmap unless there is nothing to embed
    tell("embed", count, count)
    return embedded
