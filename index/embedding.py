"""Embedding texts with an exported model, on onnxruntime: no torch, half a second of start-up."""

from __future__ import annotations

import itertools
import json
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["TOKENS", "WHOLE", "Embedder"]

WHOLE, TOKENS = "sentence_embedding", "token_embeddings"
"""The outputs of an exported model: the vector of each text, and those of its tokens."""

BATCH_TOKENS = 512
"""Padded tokens in one batch when indexing. Larger batches leave the processor's caches and get slower."""

REMEMBERED_QUERIES = 256

SHARED = 0.3
"""How much of the vector of the whole text is taken out of those of its parts, so that neighbours differ more."""


class Embedder:
    """A sentence-embedding model exported to `directory` by `index.model.export`.

    `threads` is how many processor cores `embed` may use; `query` uses one, so that several questions can be
    answered side by side. Safe to share between threads. Vectors are float32, of length 1, `dimensions` wide.
    Raises ModelMissing where `directory` holds no exported model.
    """

    def __init__(self, directory: Path, *, threads: int = 1) -> None:
        described = directory / "model.json"
        if not described.is_file():
            raise ModelMissing(f"there is no exported model in {directory}; build the index again to export it")
        description = json.loads(described.read_text(encoding="utf-8"))
        self.key: str = description["key"]
        self.dimensions: int = description["dimensions"]
        self.max_tokens: int = description["max_tokens"]
        self._directory = directory
        self._threads = threads
        # One process's tokenizer threads gain nothing on one question, and warn when the process forks.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One thread a call: cores are better used by calls side by side, which never wait for one another.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        # The graph was optimised when it was exported; doing it again would only cost start-up time.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(directory / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        self._whole: Any = None
        self._queries: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of one question, shape (dimensions,). Recent questions are remembered."""
        with self._lock:
            known = self._queries.get(text)
            if known is not None:
                self._queries.move_to_end(text)
                return known
        vector: NDArray[np.float32] = self._run([self._tokenizer.encode(text)])[0]
        vector.flags.writeable = False
        with self._lock:
            self._queries[text] = vector
            while len(self._queries) > REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        return vector

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `texts`, shape (len(texts), dimensions), in their order.

        Texts are embedded in batches of like length, so that little is spent on padding. What goes past
        `max_tokens` is cut off.
        """
        from concurrent.futures import ThreadPoolExecutor

        import numpy as np

        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts)) if texts else []
        batches = list(_batches([sum(encoding.attention_mask) for encoding in encodings]))
        with ThreadPoolExecutor(self._threads) as pool:
            computed = pool.map(lambda batch: self._run([encodings[number] for number in batch]), batches)
            for batch, found in zip(batches, computed, strict=True):
                vectors[batch] = found
        return vectors

    def embed_parts(
        self, texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float16]]]:
        """The vectors of `texts` as `embed` gives them, and those of the parts of each, shape (parts, dimensions).

        A part is a span of its text; those of a text are in order and do not overlap. Its vector, of length 1, is the
        mean of its tokens as they came out with the whole text around them ("late pooling"), so it costs next to
        nothing and knows what "it" is. A part that no token is left of has the vector of its text.
        """
        from concurrent.futures import ThreadPoolExecutor

        import numpy as np

        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        # One array for all, as thousands of small ones would leave holes in memory.
        bounds = np.cumsum([0, *map(len, parts)])
        every = np.empty((int(bounds[-1]), self.dimensions), dtype=np.float16)
        pooled = [every[first:last] for first, last in itertools.pairwise(bounds)]
        # Not the fast call of `embed`: that one keeps no offsets.
        encodings = self._tokenizer.encode_batch(list(texts)) if texts else []

        def compute(batch: list[int]) -> None:
            coded = [encodings[number] for number in batch]
            whole, tokens = self._session.run([WHOLE, TOKENS], _feed(coded))
            vectors[batch] = whole
            for row, number in enumerate(batch):
                pooled[number][:] = _pooled(tokens[row], coded[row], parts[number], whole[row])

        with ThreadPoolExecutor(self._threads) as pool:
            # All of it has to be asked for, or what went wrong would go unheard.
            list(pool.map(compute, _batches([sum(encoding.attention_mask) for encoding in encodings])))
        return vectors, pooled

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """The (start, end) offsets of the tokens of each text, uncut and without the special tokens."""
        return [encoding.offsets for encoding in self._uncut().encode_batch(list(texts), add_special_tokens=False)]

    def _uncut(self) -> Any:
        if self._whole is None:
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self._directory / "tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._whole = tokenizer
        return self._whole

    def _run(self, encodings: Sequence[Any]) -> NDArray[np.float32]:
        (vectors,) = self._session.run([WHOLE], _feed(encodings))
        result: NDArray[np.float32] = vectors
        return result


def _feed(encodings: Sequence[Any]) -> dict[str, NDArray[np.int64]]:
    """What the session is given for a batch, padded no further than its longest text."""
    import numpy as np

    longest = max(sum(encoding.attention_mask) for encoding in encodings)
    ids = np.array([encoding.ids[:longest] for encoding in encodings], dtype=np.int64)
    mask = np.array([encoding.attention_mask[:longest] for encoding in encodings], dtype=np.int64)
    return {"input_ids": ids, "attention_mask": mask}


def _pooled(
    tokens: NDArray[np.float32], encoding: Any, parts: Sequence[tuple[int, int]], whole: NDArray[np.float32]
) -> NDArray[np.float16]:
    """The vectors of the parts of one text out of those of its tokens, shape (tokens, dimensions)."""
    import numpy as np

    vectors = np.tile(whole, (len(parts), 1))
    if not parts:
        return vectors.astype(np.float16)
    spans = np.array(encoding.offsets[: len(tokens)], dtype=np.int64)
    starts, ends = np.array(parts, dtype=np.int64).T
    of = np.searchsorted(starts, spans[:, 0], side="right") - 1
    # Special tokens and padding have no width, and what comes before the first part is in none.
    inside = np.flatnonzero((of >= 0) & (spans[:, 0] < ends[of]) & (spans[:, 0] < spans[:, 1]))
    if len(inside):
        found, firsts = np.unique(of[inside], return_index=True)
        means = np.add.reduceat(tokens[inside], firsts)
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        means -= SHARED * whole
        vectors[found] = means / np.linalg.norm(means, axis=1, keepdims=True)
    return vectors.astype(np.float16)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts in each batch, from the longest texts to the shortest."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size
