"""The vectors of sentences and rows are those of the pass over their passage, and found again by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Revision
from index import dense, pooled
from index.errors import GenerationDamaged
from index.generation import build, open_current
from index.sentences import unit_spans
from index.snapshot import Snapshot
from index.verification import verify

Make = Callable[..., Revision]
Shelf = Callable[..., object]


@pytest.fixture
def pages(make: Make) -> list[Revision]:
    return [
        make(
            "plinth", "# Sales", "Plinth sold 1,452 looms in 2025. Nobody was hurt.", "| Year | Looms", "| 2025 | 1,452"
        ),
        make("dell", "Dell lost $4 million on valves in 2025. Its chief executive is Ada Orland."),
        make("long", "It went on and on, " * 200 + "until the looms stopped."),
    ]


def vectors_of(snapshot: Snapshot) -> dict[tuple[str, int], np.ndarray]:
    """The vector of each unit by its document and start."""
    rows = {}
    for document in snapshot.documents():
        for start, _ in unit_spans(snapshot.text(document.document_id), snapshot.outline(document.document_id)):
            (row,) = snapshot.content.units_at([(document.document_id, start)])
            assert row is not None
            rows[document.document_id, start] = pooled.read(snapshot.directory, [row], 384)[0]
    return rows


def test_every_unit_has_a_row_of_its_own(data_dir: Path, pages: list[Revision], shelf: Shelf) -> None:
    build(data_dir, shelf(*pages))  # type: ignore[arg-type]  # the fixture cannot name its class
    with open_current(data_dir) as snapshot:
        found = vectors_of(snapshot)
        rows = set(snapshot.content.units_at(list(found)))
        # A sentence that is longer than a passage has a row in each of them.
        assert len(rows) == len(found) == 8
        assert snapshot.content.unit_rows() == 8 + len(snapshot.passages_of("long")) - 1
        assert (snapshot.directory / pooled.UNITS).stat().st_size == snapshot.content.unit_rows() * 384 * 2
        assert snapshot.content.units_at([("nobody", 3)]) == [None]
    assert verify(data_dir) == []


def test_sentences_are_compared_by_meaning(data_dir: Path, pages: list[Revision], shelf: Shelf) -> None:
    build(data_dir, shelf(*pages))  # type: ignore[arg-type]
    text = pages[1].text
    boss = text.index("Its chief")
    places = [("dell", [0]), ("dell", [boss]), ("plinth", [6]), ("dell", [0, boss]), ("dell", []), ("gone", [0])]
    with open_current(data_dir) as snapshot:
        lost, runs, sold, both, nothing, gone = snapshot.likeness_at("who runs the company?", places)
        assert runs > max(lost, sold) + 0.05
        assert lost < both < runs
        assert nothing == gone == 0
        assert snapshot.likeness_at("how much money was lost?", places)[0] > snapshot.likeness_at("who runs it?", places)[0]
        assert snapshot.likeness_at("who?", []) == []


def test_rows_taken_over_are_those_computed_anew(
    data_dir: Path, pages: list[Revision], shelf: Shelf, make: Make, tmp_path: Path
) -> None:
    build(data_dir, shelf(pages[1], pages[2], pages[0]))  # type: ignore[arg-type]
    changed = make("dell", "Dell lost nothing. It made valves.", version=2)
    info = build(data_dir, shelf(pages[0], changed, pages[2]))  # type: ignore[arg-type]
    assert info.embedded == 1
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "models").symlink_to(data_dir / "models")
    build(fresh, shelf(pages[0], changed, pages[2]))  # type: ignore[arg-type]
    with open_current(data_dir) as taken, open_current(fresh) as anew:
        ours, theirs = vectors_of(taken), vectors_of(anew)
    assert ours.keys() == theirs.keys()
    for place, vector in ours.items():
        assert float(vector @ theirs[place]) == pytest.approx(1, abs=2e-3)


def test_the_same_words_in_other_units_are_not_taken_over(data_dir: Path, shelf: Shelf, make: Make) -> None:
    build(data_dir, shelf(make("plinth", "Plinth sold looms", "Dell sold valves")))  # type: ignore[arg-type]
    together = make("plinth", "Plinth sold looms\nDell sold valves", version=2)
    assert build(data_dir, shelf(together)).embedded == 1  # type: ignore[arg-type]
    with open_current(data_dir) as snapshot:
        assert len(vectors_of(snapshot)) == snapshot.content.unit_rows() == 1
    assert build(data_dir, shelf(together)).embedded == 0  # type: ignore[arg-type]


def test_a_missing_or_altered_file_is_reported(data_dir: Path, pages: list[Revision], shelf: Shelf) -> None:
    info = build(data_dir, shelf(*pages))  # type: ignore[arg-type]
    file = data_dir / "generations" / info.id / pooled.UNITS
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    assert verify(data_dir) == [f"{info.id}: {pooled.UNITS} has changed since it was built (checksum differs)"]
    file.write_bytes(whole[:100])
    assert any(f"{pooled.UNITS} holds 100 bytes, not {len(whole)}" in problem for problem in verify(data_dir))
    with open_current(data_dir) as snapshot, pytest.raises(GenerationDamaged, match="builds it again"):
        snapshot.likeness_at("who?", [("dell", [0])])
    file.unlink()
    assert any(f"{pooled.UNITS} is missing" in problem for problem in verify(data_dir))
    with open_current(data_dir) as snapshot, pytest.raises(GenerationDamaged, match="is missing"):
        snapshot.likeness_at("who?", [("dell", [0])])


def test_clusters_of_passages_leave_them_alone(
    data_dir: Path, pages: list[Revision], shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [*pages, *(replace(pages[1], document_id=f"d{n}", revision_id=f"d{n}") for n in range(1200))]
    plain = build(data_dir, shelf(*many)).id  # type: ignore[arg-type]
    before = (data_dir / "generations" / plain / pooled.UNITS).read_bytes()
    write = dense.write
    monkeypatch.setattr(dense, "write", lambda *arguments: write(*arguments, flat_up_to=10))
    clustered = build(data_dir, shelf(*many)).id  # type: ignore[arg-type]
    assert (data_dir / "generations" / clustered / pooled.UNITS).read_bytes() == before
    assert verify(data_dir) == []
    with open_current(data_dir) as snapshot:
        assert snapshot.likeness_at("what did dell lose?", [("d7", [0])])[0] > 0.4
