"""The dense index: passages by what they mean, with FAISS over memory-mapped files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import GenerationDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FLAT_UP_TO", "DenseIndex", "open_vectors", "write"]

FLAT_UP_TO = 300_000
"""Passages searched one by one; beyond that a flat scan takes longer than embedding the question."""

VECTORS = "vectors.f16"
INDEX = "dense.faiss"
SHAPE = "dense.json"

_TRAINED_ON = 64
"""Vectors per cluster that the coarse quantiser is trained on; FAISS asks for 39 at least."""
_BLOCK = 16_384
_PROBES = 32
_RERANKED = 8
"""How many times `limit` candidates are scored again exactly; quantised scores alone lose a tenth of recall."""
_SCANNED = 4096
_GATHERED = 20_000
"""Filters that leave no more passages than this are answered from the vectors themselves."""
_FEW = 100
"""The same where FAISS is loaded and has all of them: it passes over what is left out in less time than it takes to widen more half-precision vectors."""


def open_vectors(directory: Path, count: int, dimensions: int, *, create: bool = False) -> NDArray[np.float16]:
    """The memory-mapped vectors of a generation, half-precision, shape (count, dimensions), row = passage id."""
    import numpy as np

    path = directory / VECTORS
    if count == 0:
        path.touch()
        return np.empty((0, dimensions), dtype=np.float16)
    if not create and (not path.is_file() or path.stat().st_size != count * dimensions * 2):
        raise GenerationDamaged(f"{path} does not hold {count} vectors of {dimensions} dimensions")
    return np.memmap(path, dtype=np.float16, mode="w+" if create else "r", shape=(count, dimensions))


def write(directory: Path, count: int, dimensions: int, *, flat_up_to: int = FLAT_UP_TO) -> None:
    """Builds the index of the vectors in `directory` beside them; holds one block of them at a time.

    Flat half-precision up to `flat_up_to` passages, beyond it clusters of one-bit codes whose best are scored
    again exactly.
    """
    import faiss
    import numpy as np

    vectors = open_vectors(directory, count, dimensions)
    flat = count <= flat_up_to
    if flat:
        index = faiss.index_factory(dimensions, "SQfp16", faiss.METRIC_INNER_PRODUCT)
    else:
        clusters = max(16, min(16_384, int(4 * count**0.5) // 16 * 16))
        index = faiss.index_factory(dimensions, f"IVF{clusters},RaBitQfs", faiss.METRIC_INNER_PRODUCT)
        sample = np.random.default_rng(0).choice(count, min(count, clusters * _TRAINED_ON), replace=False)
        index.train(vectors[np.sort(sample)].astype(np.float32))
    for start in range(0, count, _BLOCK):
        index.add(vectors[start : start + _BLOCK].astype(np.float32))
    faiss.write_index(index, str(directory / INDEX))
    (directory / SHAPE).write_text(
        json.dumps({"count": count, "dimensions": dimensions, "flat": flat}) + "\n", encoding="utf-8"
    )


class DenseIndex:
    """Searches the index that `write` made in `directory`. Safe to share between threads.

    Scores are cosines (vectors have length 1).
    """

    def __init__(self, directory: Path) -> None:
        import numpy as np

        shape = json.loads((directory / SHAPE).read_text(encoding="utf-8"))
        self.count: int = shape["count"]
        self.dimensions: int = shape["dimensions"]
        self._flat: bool = shape["flat"]
        self._file = directory / INDEX
        # A plain view: each slice of a memmap is made into one again, which takes longer than reading a row of it.
        self._vectors = open_vectors(directory, self.count, self.dimensions).view(np.ndarray)
        self._lock = Lock()
        self._index: Any = None
        # Loading FAISS takes longer than the first search of this many vectors without it, and most processes that
        # answer on a command line search once.
        self._spared = 1 if self._flat and self.count <= _GATHERED else 0

    def search(
        self, vector: NDArray[np.float32], limit: int, among: Sequence[int] | NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The `limit` passages nearest to `vector` with their cosines, nearest first.

        `among` (ascending ids) keeps the search to those passages.
        """
        import numpy as np

        if self.count == 0 or limit <= 0 or (among is not None and not len(among)):
            return []
        gathered = _FEW if self._flat and self._index is not None else _GATHERED
        if among is not None and len(among) <= gathered:
            scores = self.scores(vector, among)
            best = np.argsort(-scores, kind="stable")[:limit]
            return [(int(among[number]), score) for number, score in zip(best.tolist(), scores[best].tolist(), strict=True)]
        with self._lock:
            spared, self._spared = self._spared > 0, 0
        if spared:
            return self._scanned(vector, limit)
        index = self._loaded()
        wanted = min(limit if self._flat else max(100, limit * _RERANKED), self.count)
        options = self._parameters(among)
        scores, ids = index.search(vector[None, :], wanted, params=options)
        found = [number for number in ids[0].tolist() if number >= 0]
        if self._flat:
            return list(zip(found, scores[0].tolist(), strict=False))
        exact = self.scores(vector, found)
        return [(found[number], float(exact[number])) for number in np.argsort(-exact, kind="stable")[:limit]]

    def scores(self, vector: NDArray[np.float32], passage_ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The exact cosines of some passages with `vector`, in their order."""
        import numpy as np

        rows = self._vectors[np.asarray(passage_ids, dtype=np.int64)].astype(np.float32)
        result: NDArray[np.float32] = rows @ vector
        return result

    def _scanned(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """The same as FAISS finds, from the vectors, a block at a time."""
        import numpy as np

        blocks = range(0, self.count, _SCANNED)
        scores = np.concatenate([self._vectors[at : at + _SCANNED].astype(np.float32) @ vector for at in blocks])
        best = np.argsort(-scores, kind="stable")[:limit]
        return list(zip(best.tolist(), scores[best].tolist(), strict=True))

    def _loaded(self) -> Any:
        import numpy as np

        with self._lock:
            if self._index is None:
                import faiss

                # Two threads share one memory bus; the second core is better spent on another question.
                faiss.omp_set_num_threads(1)
                index: Any = faiss.read_index(str(self._file), faiss.IO_FLAG_MMAP_IFC)
                if index.ntotal != self.count:
                    raise GenerationDamaged(f"{self._file} holds {index.ntotal} vectors, not {self.count}")
                self._faiss: Any = faiss
                self._index = index
                if self._flat:
                    # It holds the same vectors: those of their own file need not be kept in memory beside them.
                    codes = faiss.rev_swig_ptr(index.codes.data(), index.codes.size())
                    self._vectors = codes.view(np.float16).reshape(self.count, self.dimensions)
            return self._index

    def _parameters(self, among: Sequence[int] | NDArray[np.int64] | None) -> Any:
        import numpy as np

        selector = None
        if among is not None:
            # The selector only points at the ids: they must outlive the search, so they hang on to it.
            kept = np.zeros(self.count, dtype=np.bool_)
            kept[np.asarray(among, dtype=np.int64)] = True
            selector = self._faiss.IDSelectorBitmap(np.packbits(kept, bitorder="little"))
        if self._flat:
            return None if selector is None else self._faiss.SearchParameters(sel=selector)
        if selector is None:
            return self._faiss.SearchParametersIVF(nprobe=_PROBES)
        return self._faiss.SearchParametersIVF(nprobe=_PROBES, sel=selector)
