"""Speed of indexing: passages a second of a whole build, beside the bare model on the same texts.

    python -m benchmarks.indexing [--passages 300]

The bare model is sentence-transformers where it is installed, and onnxruntime with its defaults, each in batches of
32 sorted by length. They take turns with the build, as other work on the machine comes and goes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.retrieval import Contexts
from benchmarks.speed import invented
from index import model as models
from index.generation import build, open_current

__all__ = ["main"]

_ROUNDS = 3


def _prose(passages: int) -> Contexts:
    """Documents whose passages are as long as real ones: invented sentences without the headings between."""
    revisions = []
    for revision in invented(passages * 8).current():
        blocks = tuple(block for block in revision.blocks if block.level == 0)
        revisions.append(replace(revision, blocks=blocks, title=f"{revision.title}"))
    return Contexts(revisions)


def _bare_onnx(directory: Path) -> Callable[[Sequence[str]], object]:
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    session = onnxruntime.InferenceSession(str(directory / "model.onnx"), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))

    def embed(texts: Sequence[str]) -> list[Any]:
        ordered = sorted(texts, key=len, reverse=True)
        found = []
        for start in range(0, len(ordered), 32):
            coded = tokenizer.encode_batch(ordered[start : start + 32])
            feed = {
                "input_ids": np.array([one.ids for one in coded]),
                "attention_mask": np.array([one.attention_mask for one in coded]),
            }
            found += session.run(["sentence_embedding"], feed)
        return found

    return embed


def _bare_torch(path: Path) -> Callable[[Sequence[str]], object]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(path), device="cpu")
    return lambda texts: model.encode(list(texts), batch_size=32, show_progress_bar=False)


def main() -> None:
    """Measures in turns and prints the ratios of the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=300)
    arguments = parser.parse_args()
    source = models.find()
    rates: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        exported = models.export(source, Path(temporary))
        corpus = _prose(arguments.passages)
        bare = {"bare onnxruntime": _bare_onnx(exported)}
        if find_spec("sentence_transformers") is not None:
            bare["sentence-transformers"] = _bare_torch(source.path)
        texts: list[str] = []
        for number in range(_ROUNDS):
            data_dir = Path(temporary) / str(random.getrandbits(60))
            data_dir.mkdir()
            (data_dir / "models").symlink_to(Path(temporary) / "models")
            begun = time.perf_counter()
            info = build(data_dir, corpus)
            rates.setdefault("build", []).append(info.passages / (time.perf_counter() - begun))
            if number == 0:
                with open_current(data_dir) as snapshot:
                    passages = [snapshot.passage(one) for one in range(info.passages)]
                texts = [f"{one.context}\n{one.text}" for one in passages]
            for name, embed in bare.items():
                begun = time.perf_counter()
                embed(texts)
                rates.setdefault(name, []).append(len(texts) / (time.perf_counter() - begun))
    medians = {name: statistics.median(all_rates) for name, all_rates in rates.items()}
    print(f"{len(texts)} passages")
    for name, rate in medians.items():
        print(f"{name:24} {rate:7.1f} passages/s   build/this {medians['build'] / rate:.2f}")


if __name__ == "__main__":
    main()
