"""Hybrid search: the passages of a generation that a question is about, by meaning and by words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from index.content import Content
from index.frozen import maker
from index.fusion import Fusion, fuse
from index.records import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.dense import DenseIndex
    from index.embedding import Embedder
    from index.lexical import LexicalIndex

__all__ = ["Hit", "Searcher"]

# A model weighs a hundred megabytes: the snapshots of a process share it, and the last one to go takes it along.
_EMBEDDERS: WeakValueDictionary[Path, Embedder] = WeakValueDictionary()
_EMBEDDERS_LOCK = Lock()

_CANDIDATES = 120
"""Passages taken from each index at least; fewer, and one index's good finds lack the other's score."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: the fused `score` it is ordered by, its cosine (`dense`) and its BM25 (`lexical`)."""

    passage: Passage
    score: float
    dense: float
    lexical: float


_hit = maker(Hit)


class Searcher:
    """Searches one generation's directory with the model exported in `model`. Safe to share between threads.

    Nothing is loaded before the first search, so that looking up figures stays cheap.
    """

    def __init__(self, directory: Path, model: Path, content: Content, fusion: Fusion | None = None) -> None:
        self._directory = directory
        self._model = model
        self._content = content
        self._fusion = fusion or Fusion()
        self._firsts: NDArray[np.int64] | None = None
        self._ranges: dict[str, range] = {}
        self._lock = Lock()
        self._embedder: Embedder | None = None
        self._dense: DenseIndex | None = None
        self._lexical: LexicalIndex | None = None
        self._about = lru_cache(maxsize=64)(self._passages_about)

    def embed(self, question: str) -> NDArray[np.float32]:
        """The vector of `question`; it is remembered, so that a search after it does not embed again."""
        return self._loaded_embedder().query(question)

    def search(
        self,
        question: str,
        *,
        limit: int = 20,
        documents: Collection[str] | None = None,
        about: Collection[str] = (),
        raised: float = 1.0,
    ) -> list[Hit]:
        """The `limit` best passages for `question`, best first.

        `documents` keeps the search to those documents. The scores of documents `about` some names count `raised` times
        as much, and their best passages are considered even if they would not be candidates otherwise.
        """
        if limit <= 0 or (documents is not None and not documents) or not question.strip():
            return []
        vector = self.embed(question)
        dense_index, lexical_index = self.indexes()
        width = max(_CANDIDATES, 3 * limit)
        dense: dict[int, float] = {}
        lexical: dict[int, float] = {}
        own = self._about(frozenset(about)) if about else ()
        if len(own) and documents is None:
            dense.update(dense_index.search(vector, width, own))
            lexical.update(lexical_index.search(question, width, about=about))
        among = None if documents is None else self._passages_of(documents)
        dense.update(dense_index.search(vector, width, among))
        lexical.update(lexical_index.search(question, width, documents))
        unscored = [number for number in lexical if number not in dense]
        dense.update(zip(unscored, dense_index.scores(vector, unscored).tolist(), strict=True))
        best = self._best(dense, lexical, own, raised, limit)
        passages = self._content.passages(number for number, _ in best)
        return [_hit(passages[number], score, dense[number], lexical.get(number, 0.0)) for number, score in best]

    def _best(
        self, dense: Mapping[int, float], lexical: Mapping[int, float], own: Sequence[int] | NDArray[np.int64], raised: float, limit: int
    ) -> list[tuple[int, float]]:
        """The best passages of some scores with the fused ones, those of `own` (ascending) raised, best first."""
        import numpy as np

        numbers = np.fromiter(dense, np.int64, len(dense))
        words = np.array([lexical.get(number, 0.0) for number in dense], np.float64)
        owners = self._load_documents().searchsorted(numbers, side="right")
        scores = fuse(np.fromiter(dense.values(), np.float64, len(dense)), words, owners, self._fusion)
        if len(own):
            owned = np.asarray(own, np.int64)
            scores[owned[owned.searchsorted(numbers).clip(max=len(owned) - 1)] == numbers] *= raised
        order = np.lexsort((numbers, -scores))[:limit]
        return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))

    def with_words(self, words: str, limit: int) -> list[Passage]:
        """The `limit` passages that share most with some words, by these alone, which needs no model."""
        ids = [number for number, _ in self._loaded_lexical().search(words, limit)]
        passages = self._content.passages(ids)
        return [passages[number] for number in ids]

    def frequency(self, stem: str) -> int:
        """In how many passages a stemmed word stands."""
        return self._loaded_lexical().frequency(stem)

    def likeness_at(self, question: str, places: Sequence[tuple[str, Sequence[int]]]) -> list[float]:
        """The cosine of what stands in each place with `question`, -1 to 1; 0 where nothing does.

        A place is a document and the offsets where its sentences or rows start, mostly one. Their vectors are read,
        not computed. Raises GenerationDamaged where the file with them is not whole.
        """
        import numpy as np

        from index import pooled

        units = list(dict.fromkeys((document, offset) for document, offsets in places for offset in offsets))
        row_of = {unit: row for unit, row in zip(units, self._content.units_at(units), strict=True) if row is not None}
        wanted = sorted(set(row_of.values()))
        vector = self.embed(question)
        order = {row: number for number, row in enumerate(wanted)}
        members = np.zeros((len(places), len(wanted)), dtype=np.float32)
        for place, (document, offsets) in enumerate(places):
            for offset in offsets:
                if (document, offset) in row_of:
                    members[place, order[row_of[document, offset]]] += 1
        meant = members @ pooled.read(self._directory, wanted, len(vector))
        lengths = np.sqrt(np.einsum("ij,ij->i", meant, meant))
        likeness: list[float] = np.divide(meant @ vector, lengths, out=np.zeros(len(places), np.float32), where=lengths > 0).tolist()
        return likeness

    def _passages_of(self, documents: Collection[str]) -> list[int]:
        """The ids of all passages of some documents, ascending: those of a document follow one another."""
        self._load_documents()
        return sorted(number for document in documents for number in self._ranges.get(document, ()))

    def _passages_about(self, names: frozenset[str]) -> NDArray[np.int64]:
        """The ids of all passages of the documents about some names, ascending, each once."""
        import numpy as np

        return np.array(sorted({*chain.from_iterable(self._content.passages_about(names))}), np.int64)

    def _load_documents(self) -> NDArray[np.int64]:
        """The first passage of each document, ascending; notes all of the passages of each."""
        import numpy as np

        with self._lock:
            if self._firsts is None:
                pairs = self._content.first_passages()
                firsts = [first for first, _ in pairs]
                ends = [*firsts, self._content.count("passages")][1:]
                self._ranges = {document: range(first, end) for (first, document), end in zip(pairs, ends, strict=True)}
                self._firsts = np.array(firsts, dtype=np.int64)
            return self._firsts

    def _loaded_embedder(self) -> Embedder:
        with self._lock:
            if self._embedder is None:
                self._embedder = _embedder(self._model)
            return self._embedder

    def indexes(self) -> tuple[DenseIndex, LexicalIndex]:
        """The two indexes, loaded by the first who asks."""
        lexical = self._loaded_lexical()
        with self._lock:
            if self._dense is None:
                from index.dense import DenseIndex

                self._dense = DenseIndex(self._directory)
            return self._dense, lexical

    def _loaded_lexical(self) -> LexicalIndex:
        # Alone: how common a word is has to be known for figures too, long before anything is searched.
        with self._lock:
            if self._lexical is None:
                from index.lexical import LexicalIndex

                self._lexical = LexicalIndex(self._directory / "lexical")
            return self._lexical


def _embedder(model: Path) -> Embedder:
    from index.embedding import Embedder

    with _EMBEDDERS_LOCK:
        known = _EMBEDDERS.get(model)
        if known is None:
            known = _EMBEDDERS[model] = Embedder(model)
        return known
