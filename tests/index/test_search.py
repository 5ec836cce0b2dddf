"""Searches find what they should, by words and by meaning, and take a question's every character as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Revision
from index import dense
from index.fusion import Fusion, fuse
from index.generation import build, open_current
from index.lexical import Entry, LexicalIndex, write
from index.snapshot import Snapshot


@pytest.fixture
def snapshot(data_dir: Path, make: Callable[..., Revision], shelf: Callable[..., object]) -> Iterator[Snapshot]:
    store = shelf(
        make("plinth", "# Sales", "Plinth sold 1,452 looms in 2025.", "# People", "It employs 88 weavers."),
        make("dell", "Dell lost $4 million on valves in 2025."),
        make("ferrow", "Ferrow's kites are flown by children in the park."),
    )
    subjects = {"ferrow": "Ferrow", "plinth": "Plinth"}
    build(data_dir, store, subject_of=lambda document: subjects.get(document, ""))  # type: ignore[arg-type]  # the fixture cannot name its class
    with open_current(data_dir) as opened:
        yield opened


def test_words_and_meaning_both_find(snapshot: Snapshot) -> None:
    assert snapshot.search("loom sales of plinth")[0].passage.text.startswith("Sales\n")
    assert snapshot.search("how big is the workforce")[0].passage.text.endswith("88 weavers.")
    best = snapshot.search("1452 looms", limit=1)
    assert len(best) == 1
    assert best[0].lexical > 0
    assert best[0].dense > 0


def test_words_alone_find_without_a_model(snapshot: Snapshot) -> None:
    assert [passage.document_id for passage in snapshot.with_words("1,452 looms", 1)] == ["plinth"]
    assert snapshot.with_words("zeppelin", 3) == []


def test_search_can_be_kept_to_documents_and_lean_to_them(snapshot: Snapshot) -> None:
    kept = snapshot.search("loom sales of plinth", documents=["dell", "unknown"])
    assert {hit.passage.document_id for hit in kept} == {"dell"}
    assert snapshot.search("plinth looms and children")[0].passage.document_id != "ferrow"
    leaning = snapshot.search("plinth looms and children", about=["Ferrow", "Nobody"], raised=3.0)
    assert leaning[0].passage.document_id == "ferrow"
    assert snapshot.search("plinth looms and children", about=[""], raised=3.0) == snapshot.search("plinth looms and children")
    assert snapshot.search("looms", documents=[]) == []
    assert snapshot.search("  ") == []


@pytest.mark.parametrize("question", ['"', "text:*", "a AND (OR", "looms^2 -plinth", "\\", "what is it?", "🙂" * 300])
def test_there_is_no_query_syntax(snapshot: Snapshot, question: str) -> None:
    assert len(snapshot.search(question)) == 4


def test_words_are_stemmed_and_numbers_kept_whole(tmp_path: Path) -> None:
    write(
        tmp_path / "lexical", [Entry(0, "a", "The company's losses: 1,452.5", "", "Ferrow"), Entry(1, "b", "452 kites", "Loss")]
    )
    index = LexicalIndex(tmp_path / "lexical")
    assert index.words("What were the Companies' losses?") == index.words("company loss")
    assert [number for number, _ in index.search("1452.5", 5)] == [0]
    assert [number for number, _ in index.search("loss", 5)] == [0, 1]
    assert [number for number, _ in index.search("loss", 5, ["b"])] == [1]
    assert [number for number, _ in index.search("loss", 5, about=["Ferrow"])] == [0]
    assert index.search("what is the", 5) == []


@pytest.mark.parametrize("flat_up_to", [dense.FLAT_UP_TO, 100])
def test_dense_search_finds_the_nearest(tmp_path: Path, flat_up_to: int) -> None:
    count, dimensions = 3000, 64
    vectors = np.random.default_rng(1).normal(size=(count, dimensions)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    stored = dense.open_vectors(tmp_path, count, dimensions, create=True)
    stored[:] = vectors
    dense.write(tmp_path, count, dimensions, flat_up_to=flat_up_to)
    index = dense.DenseIndex(tmp_path)
    for number in range(0, count, 300):
        found = index.search(vectors[number], 5)
        assert found[0][0] == number
        assert found[0][1] == pytest.approx(1, abs=1e-3)
        exact = set(np.argsort(-(vectors @ vectors[number]))[:5].tolist())
        assert len(exact & {one for one, _ in found}) >= (5 if flat_up_to > count else 2)
    few = index.search(vectors[7], 3, [1, 2, 9])
    assert [number for number, _ in few] == sorted([1, 2, 9], key=lambda one: -float(vectors[one] @ vectors[7]))


def test_filter_of_many_passages_uses_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = dense.open_vectors(tmp_path, 64, 8, create=True)
    stored[:] = np.eye(8, dtype=np.float16)[np.arange(64) % 8]
    dense.write(tmp_path, 64, 8)
    monkeypatch.setattr(dense, "_GATHERED", 0)
    monkeypatch.setattr(dense, "_FEW", 0)
    found = dense.DenseIndex(tmp_path).search(np.eye(8, dtype=np.float32)[3], 9, [3, 4, 11, 12])
    assert {number for number, score in found if score > 0.5} == {3, 11}
    assert {number for number, _ in found} == {3, 4, 11, 12}


def test_fusion_weighs_normalised_scores() -> None:
    documents, none = np.array([7, 9, 7]), np.array([])
    scores = fuse(np.array([0.8, -0.1, 0.4]), np.array([6.0, 12.0, 0.0]), documents, Fusion(lexical=0.25, neighbours=0))
    assert scores.tolist() == pytest.approx([0.75 + 0.125, 0.25, 0.375])
    leaning = fuse(np.full(3, 0.8), np.zeros(3), documents, Fusion(lexical=0.25, neighbours=0.5))
    assert leaning[0] == leaning[2] > leaning[1]
    beside = fuse(np.array([0.8, 0.6, 0.4]), np.zeros(3), documents, Fusion(lexical=0.0, neighbours=0.5))
    assert beside.tolist() == pytest.approx([(1 + 0.5 * 0.5) / 1.5, 0.75 / 1.5, (0.5 + 0.5) / 1.5])
    assert not len(fuse(none, none, none, Fusion()))


def test_the_first_search_finds_without_faiss_what_later_ones_find_with_it(tmp_path: Path) -> None:
    vectors = np.random.default_rng(3).standard_normal((5000, 16)).astype(np.float16)
    dense.open_vectors(tmp_path, 5000, 16, create=True)[:] = vectors
    dense.write(tmp_path, 5000, 16)
    index = dense.DenseIndex(tmp_path)
    asked = vectors[7].astype(np.float32)
    first, second = index.search(asked, 20), index.search(asked, 20)
    assert index._index is not None
    assert [number for number, _ in first] == [number for number, _ in second]
    assert [score for _, score in first] == pytest.approx([score for _, score in second], rel=1e-5)


def test_once_it_is_loaded_faiss_searches_among_some_as_the_vectors_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = np.random.default_rng(5).standard_normal((3000, 16)).astype(np.float16)
    dense.open_vectors(tmp_path, 3000, 16, create=True)[:] = vectors
    dense.write(tmp_path, 3000, 16)
    index = dense.DenseIndex(tmp_path)
    asked, among = vectors[9].astype(np.float32), list(range(0, 3000, 7))
    gathered = index.search(asked, 20, among)
    index.search(asked, 3)
    index.search(asked, 3)
    monkeypatch.setattr(index, "scores", lambda *_: pytest.fail("the vectors were widened one by one"))
    found = index.search(asked, 20, among)
    assert [number for number, _ in found] == [number for number, _ in gathered]
    assert [score for _, score in found] == pytest.approx([score for _, score in gathered], rel=1e-5)
    assert len(index.search(asked, 500, among)) == len(among)


def test_vectors_are_not_held_twice_once_faiss_holds_them(tmp_path: Path) -> None:
    vectors = np.random.default_rng(4).standard_normal((2000, 16)).astype(np.float16)
    dense.open_vectors(tmp_path, 2000, 16, create=True)[:] = vectors
    dense.write(tmp_path, 2000, 16)
    index = dense.DenseIndex(tmp_path)
    asked = vectors[5].astype(np.float32)
    before = index.scores(asked, [3, 5, 1999])
    index.search(asked, 3)
    index.search(asked, 3)
    assert np.array_equal(index.scores(asked, [3, 5, 1999]), before)
    maps = Path("/proc/self/maps")
    assert not maps.exists() or str(tmp_path / dense.VECTORS) not in maps.read_text()
