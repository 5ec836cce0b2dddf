"""Embedding texts with an exported model, on onnxruntime: no torch, half a second of start-up."""

from __future__ import annotations

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

__all__ = ["Embedder"]

BATCH_TOKENS = 512
"""Padded tokens in one batch when indexing. Larger batches leave the processor's caches and get slower."""

REMEMBERED_QUERIES = 256


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
        import numpy as np

        longest = max(sum(encoding.attention_mask) for encoding in encodings)
        ids = np.array([encoding.ids[:longest] for encoding in encodings], dtype=np.int64)
        mask = np.array([encoding.attention_mask[:longest] for encoding in encodings], dtype=np.int64)
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        result: NDArray[np.float32] = vectors
        return result


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts in each batch, from the longest texts to the shortest."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size
