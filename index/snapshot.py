"""Snapshots: one published generation, open for reading; later generations do not disturb it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.content import Content
from index.errors import NoGeneration
from index.figure import Figure
from index.manifest import MANIFEST, GenerationInfo, read_manifest
from index.outline import Outline
from index.records import Body, DocumentMeta, Glance, Passage, TableCell
from index.search import Hit, Searcher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Snapshot"]


class Snapshot:
    """The generation in `directory`, with its model's export in `model`. Safe to share between threads.

    Its files stay until it is closed, however many generations are published meanwhile. The model and the
    search indexes are loaded by the first search; everything else reads SQLite. Raises NoGeneration where
    the directory is gone, GenerationDamaged where its manifest cannot be read.
    """

    def __init__(self, directory: Path, model: Path) -> None:
        self.directory = directory
        self.model = model
        try:
            self._held: int | None = os.open(directory / MANIFEST, os.O_RDONLY)
        except FileNotFoundError as error:
            raise NoGeneration(f"there is no generation in {directory}") from error
        try:
            # Whoever cleans up asks for this lock alone, and leaves alone what it does not get.
            fcntl.flock(self._held, fcntl.LOCK_SH)
            self.info: GenerationInfo = read_manifest(directory)
        except BaseException:
            os.close(self._held)
            raise
        self.content = Content(directory / "content.sqlite")
        self.searcher = Searcher(directory, model, self.content)

    @property
    def id(self) -> str:
        """The generation's name."""
        return self.info.id

    @property
    def built_at(self) -> datetime:
        """When its build began, in UTC."""
        return self.info.built_at

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the generation's files go. Nothing may be asked of the snapshot afterwards."""
        self.content.close()
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def meta(self, key: str) -> str | None:
        """What the build noted under `key`, or None."""
        return self.content.meta(key)

    def listing(self) -> dict[str, str]:
        """The revision of every document of the generation, by id."""
        return self.content.listing()

    def documents(self) -> list[DocumentMeta]:
        """Every document of the generation, by id."""
        return self.content.documents()

    def newest(self) -> date | None:
        """The day of the newest document, None where none has a day."""
        return self.content.newest()

    def sheets(self) -> list[str]:
        """The documents that are fact sheets, the newest first."""
        return self.content.sheets()

    def publishers(self) -> list[str]:
        """Every publisher, by name."""
        return self.content.publishers()

    def published_by(self, publishers: Sequence[str]) -> list[str]:
        """The documents of some publishers."""
        return self.content.published_by(publishers)

    def held(self, document_ids: Iterable[str]) -> set[str]:
        """Those of some documents that the generation lists."""
        return self.content.held(document_ids)

    def document(self, document_id: str) -> DocumentMeta:
        """One document. Raises KeyError where the generation does not list it."""
        return self.content.document(document_id)

    def some_documents(self, document_ids: Iterable[str]) -> dict[str, DocumentMeta]:
        """Several documents by id; those that the generation does not list are left out."""
        return self.content.some_documents(document_ids)

    def some_bodies(self, document_ids: Iterable[str]) -> dict[str, Body]:
        """The texts and blocks of several documents by id; those that the generation does not list are left out."""
        return self.content.some_bodies(document_ids)

    def text(self, document_id: str) -> str:
        """A document's text. Raises KeyError where the generation does not list it."""
        return self.content.text(document_id)

    def outline(self, document_id: str) -> Outline:
        """A document's blocks. Raises KeyError where the generation does not list it."""
        return self.content.outline(document_id)

    def told(self, blocks: Mapping[str, Iterable[int]]) -> dict[str, dict[int, str]]:
        """What the blocks of some numbers of documents tell, as `index.told` packs it; none of a build without it."""
        return self.content.told(blocks)

    def passage(self, passage_id: int) -> Passage:
        """One passage. Raises KeyError where there is none."""
        return self.content.passage(passage_id)

    def passages_at(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Passage | None]:
        """The last passages of documents that start at or before offsets of their texts; None where there is none."""
        return self.content.passages_at(places)

    def passages_of(self, document_id: str) -> list[Passage]:
        """A document's passages in reading order; none where it is not listed."""
        return self.content.passages_of(document_id)

    def figures(
        self,
        *,
        entity: Collection[str] | None = None,
        metric: Collection[str] | None = None,
        document: Collection[str] | None = None,
        label: Collection[str] | None = None,
    ) -> list[Figure]:
        """The figures of any of these entities, metrics and labels, in any of these documents (None: all)."""
        return self.content.figures(entity=entity, metric=metric, document=document, label=label)

    def numbered(self, figure_ids: Iterable[int]) -> dict[int, Figure]:
        """Several figures by the numbers that glances and `table_cells` have for them; those that do not exist are left out."""
        return self.content.numbered(figure_ids)

    def unnamed(self, entity: str) -> list[Glance]:
        """Glances at the figures of an entity in sentences for which no measure was read, but for those per something."""
        return self.content.unnamed(entity)

    def glances(self, *, entity: str | None = None, metric: Collection[str] | None = None, label: Collection[str] | None = None) -> list[Glance]:
        """Glances at the figures of an entity, any of some metrics, and rows of tables with any of some labels (None: all), by number."""
        return self.content.glances(entity=entity, metric=metric, label=label)

    def labels(self, entity: str) -> list[str]:
        """The different labels of the rows of tables that figures of an entity are from."""
        return self.content.labels(entity)

    def figures_within(self, document_id: str, start: int, end: int, metric: Collection[str] | None = None) -> list[Figure]:
        """The figures whose amounts begin from `start` to `end` of a document's text, for any of the metrics (None: all)."""
        return self.content.figures_within(document_id, start, end, metric)

    def parts(self, entity: str) -> list[tuple[str, str]]:
        """The different parts that figures of an entity are for, each with each metric that it has."""
        return self.content.parts(entity)

    def owners(self, part: str) -> list[tuple[str, str, str]]:
        """Whose figures are for a part that is called so, alone or with its place behind it: whose, part, metric."""
        return self.content.owners(part)

    def table_cells(self, documents: Iterable[str]) -> dict[str, list[TableCell]]:
        """As much of each figure of the tables of some documents as tells whether it need be looked at, in their order."""
        return self.content.table_cells(documents)

    def entities(self) -> list[tuple[str, int]]:
        """The entities that figures are about and how many figures each has, the most frequent first."""
        return self.content.entities()

    def frequency(self, stem: str) -> int:
        """In how many passages a stemmed word stands."""
        return self.searcher.frequency(stem)

    def embed(self, query: str) -> NDArray[np.float32]:
        """The vector of `query`, remembered for the search that follows. Raises ModelMissing without an export."""
        return self.searcher.embed(query)

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        documents: Collection[str] | None = None,
        about: Collection[str] = (),
        raised: float = 1.0,
    ) -> list[Hit]:
        """The passages that `query` is about, best first; see `index.search.Searcher.search`."""
        return self.searcher.search(query, limit=limit, documents=documents, about=about, raised=raised)

    def with_words(self, words: str, limit: int) -> list[Passage]:
        """The passages that share most with some words, best first, without regard to meaning."""
        return self.searcher.with_words(words, limit)

    def likeness_at(self, query: str, places: Sequence[tuple[str, Sequence[int]]]) -> list[float]:
        """How near to `query` in meaning the sentences or rows are that start at offsets of documents, -1 to 1.

        See `index.search.Searcher.likeness_at`; it takes well under a millisecond.
        """
        return self.searcher.likeness_at(query, places)
