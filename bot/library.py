"""The library: one published generation with what is needed to answer from it, shared by all questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.coverage import Weights
from index.entity_table import EntityTable
from index.figure import Figure
from index.records import DocumentMeta, Passage
from index.snapshot import Snapshot
from index.taxonomy import Taxonomy

__all__ = ["Library"]


class Library:
    """A snapshot with its names, its taxonomy and its words' weights. Safe to share between threads."""

    def __init__(self, snapshot: Snapshot, taxonomy: Taxonomy) -> None:
        self.snapshot = snapshot
        self.taxonomy = taxonomy
        self.names = EntityTable.from_json(snapshot.meta("names") or "{}")
        self.weights = Weights(snapshot.frequency, snapshot.info.passages)
        self.newest = max((d.published for d in snapshot.documents() if d.published), default=date.min)
        self._passages = lru_cache(maxsize=256)(self._load_passages)
        self._figures = lru_cache(maxsize=64)(lambda entity: snapshot.figures(entity=[entity]))
        self.text = lru_cache(maxsize=256)(snapshot.text)
        self.blocks = lru_cache(maxsize=64)(snapshot.blocks)
        self.document = lru_cache(maxsize=4096)(snapshot.document)

    @classmethod
    def open(cls, data_dir: Path) -> Library:
        """Open the published generation of a data directory. Raises NoGeneration where there is none."""
        from index.generation import open_current

        extra = data_dir / "metrics.yaml"
        snapshot = open_current(data_dir)
        return cls(snapshot, Taxonomy.load(extra if extra.is_file() else None, packed=snapshot.meta("taxonomy")))

    def figures_of(self, entities: Collection[str]) -> list[Figure]:
        """All figures of these names."""
        return [figure for entity in sorted(entities) for figure in self._figures(entity)]

    def quote(self, figure: Figure) -> str:
        """The words of a document that bear a figure."""
        return self.text(figure.document_id)[figure.start : figure.end]

    def around(self, figure: Figure) -> str:
        """The title, headings and table header over a figure."""
        passage = self.passage_at(figure.document_id, figure.start)
        return f"{passage.heading} {passage.context}" if passage else ""

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        """The passage of a document that an offset of its text lies in."""
        starts, passages = self._passages(document_id)
        position = bisect_right(starts, offset) - 1
        return passages[position] if position >= 0 else None

    def _load_passages(self, document_id: str) -> tuple[list[int], list[Passage]]:
        passages = sorted(self.snapshot.passages_of(document_id), key=lambda p: p.start)
        return [p.start for p in passages], passages

    def documents(self) -> list[DocumentMeta]:
        """Every document of the generation."""
        return self.snapshot.documents()
