"""Speed of indexing: passages a second of a whole build, beside the bare model on the same texts.

    python -m benchmarks.indexing [--files PATH ...]

The texts are those of the starter corpus, and of files given besides. A build is all that an import does once its files
are read: names gathered, passages cut and embedded with their sentences, figures found, sentences read for what they
tell, and the indexes written. The bare model is sentence-transformers where it is installed, and onnxruntime with its
defaults, each in batches of 32 sorted by length. They take turns with the build, as other work on the machine comes and
goes. Printed are passages a second by the clock and by the processor time that all threads took; the second tells more
where the machine has other work.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.building import rebuild, store_path
from corpus.importing import import_paths
from corpus.starting import starter_documents
from corpus.store import Store
from index import model as models
from index.generation import open_current

__all__ = ["main"]

_ROUNDS = 3


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


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that something takes, and those of processor time."""
    clock, spent = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - clock, _processor() - spent


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _anew(data_dir: Path, store: Store) -> None:
    """Builds the index as if it were the first."""
    shutil.rmtree(data_dir / "generations", ignore_errors=True)
    (data_dir / "readings.sqlite").unlink(missing_ok=True)
    rebuild(data_dir, store)


def main() -> None:
    """Measures in turns and prints the medians with their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, nargs="*", default=[], help="files or folders indexed besides the starter corpus")
    chosen = parser.parse_args()
    source = models.find()
    took: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        data_dir = Path(temporary)
        exported = models.export(source, data_dir)
        bare = {"bare onnxruntime": _bare_onnx(exported)}
        if find_spec("sentence_transformers") is not None:
            bare["sentence-transformers"] = _bare_torch(source.path)
        texts: list[str] = []
        with Store(store_path(data_dir)) as store:
            import_paths(store, [starter_documents(), *chosen.files], None, datetime.now(UTC))
            for _ in range(_ROUNDS):
                took.setdefault("build", []).append(_timed(partial(_anew, data_dir, store)))
                if not texts:
                    with open_current(data_dir) as snapshot:
                        info, passages = snapshot.info, map(snapshot.passage, range(snapshot.info.passages))
                        texts = [f"{one.context}\n{one.text}" for one in passages]
                    print(f"{info.documents} documents, {info.passages} passages, {info.figures} figures", flush=True)
                for name, embed in bare.items():
                    took.setdefault(name, []).append(_timed(partial(embed, texts)))
    medians = {name: tuple(map(statistics.median, zip(*rounds, strict=True))) for name, rounds in took.items()}
    for name, (clock, spent) in medians.items():
        by_clock, by_processor = clock / medians["build"][0], spent / medians["build"][1]
        print(f"{name:24} {len(texts) / clock:7.1f} passages/s   build/this {by_clock:.2f}   by processor time {by_processor:.2f}")


if __name__ == "__main__":
    main()
