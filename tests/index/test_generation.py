"""A generation is published whole or not at all, whatever happens to its build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from corpus.document import Revision
from index.amount import Amount
from index.errors import BuildLocked, NoGeneration
from index.figure import Basis, Figure
from index.generation import build, clean, current_id, generations, open_current, open_generation, publish
from index.verification import verify

ROOT = Path(__file__).resolve().parents[2]
Make = Callable[..., Revision]

_BUILDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from corpus.document import Block, BlockKind, Revision, SourceType
from index.generation import build

class Store:
    def current(self):
        for number in range(30):
            text = f"Kelvane shipped {number} kites to port {number}. " * 6
            yield Revision(str(number), str(number), f"https://press.example/{number}", "Kites", "Press", None,
                SourceType.BLOG, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), datetime.now(UTC))
    def current_ids(self):
        return [(str(number), str(number)) for number in range(30)]

print("begun", flush=True)
build(Path(sys.argv[1]), Store())
"""


def figures_of(revision: Revision) -> Iterable[Figure]:
    """One figure a revision: its first digit."""
    at = next((number for number, character in enumerate(revision.text) if character.isdigit()), None)
    if at is not None:
        amount = Amount(at, at + 1, Decimal(revision.text[at]), "loom")
        yield Figure(
            document_id=revision.document_id,
            revision_id=revision.revision_id,
            amount=amount,
            start=0,
            end=at + 1,
            entity="Plinth",
            metric="sales",
            label="looms",
            basis=Basis.ACTUAL,
        )


def test_a_generation_holds_what_it_was_built_from(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    with pytest.raises(NoGeneration, match="no index has been built yet"):
        open_current(data_dir)
    stages: list[tuple[str, int, int]] = []
    store = shelf(make("plinth", "Plinth sold 4 looms."), make("dell", "Dell bought 9 valves."))
    info = build(
        data_dir,
        store,  # type: ignore[arg-type]  # the fixture cannot name its class
        extract_figures=figures_of,
        progress=lambda *told: stages.append(told),
    )
    assert (info.documents, info.passages, info.figures, info.embedded) == (2, 2, 2, 2)
    assert [stage for stage, done, total in stages if done == total] == ["read", "embed", "index"]
    with open_current(data_dir) as snapshot:
        assert snapshot.id == info.id == current_id(data_dir)
        assert [document.document_id for document in snapshot.documents()] == ["dell", "plinth"]
        (passage,) = snapshot.passages_of("plinth")
        assert snapshot.text("plinth")[passage.start : passage.end] == passage.text == "Plinth sold 4 looms."
        assert snapshot.passage(passage.passage_id) == passage
        assert [figure.amount.value for figure in snapshot.figures(entity=["Plinth"], document=["dell"])] == [9]
        assert snapshot.entities() == [("Plinth", 2)]
        assert snapshot.meta("generation") == info.id
    assert verify(data_dir) == []


def test_only_what_changed_is_embedded_again(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    first = [make("plinth", "Plinth sold 4 looms."), make("dell", "Dell bought 9 valves.")]
    calls: list[str] = []

    def extract(revision: Revision) -> Iterable[Figure]:
        calls.append(revision.revision_id)
        return figures_of(revision)

    def built(*revisions: Revision) -> int:
        store = shelf(*revisions)
        return build(data_dir, store, extract_figures=extract, figures_version="1").embedded  # type: ignore[arg-type]

    assert built(*first) == 2
    with open_current(data_dir) as before:
        expected = before.search("Who sold looms?")[0].dense
        assert built(make("dell", "Dell bought 8 valves.", version=2), first[0]) == 1
        assert built(first[0]) == 0
        # The snapshot is of a time when there were two, and stays so though it is no longer one of the newest.
        assert before.text("dell") == "Dell bought 9 valves.\n"
        assert built(first[0]) == 0
        assert before.search("valves", documents=["dell"])[0].passage.text == "Dell bought 9 valves."
        assert len(generations(data_dir)) == 4
    assert calls == ["plinth-1", "dell-1", "dell-2"]
    clean(data_dir)
    assert len(generations(data_dir)) == 3
    with open_current(data_dir) as after:
        assert after.search("Who sold looms?")[0].dense == pytest.approx(expected, abs=1e-3)
        assert after.figures()[0].amount.value == 4


def test_an_empty_corpus_finds_nothing(data_dir: Path, shelf: Callable[..., object]) -> None:
    build(data_dir, shelf())  # type: ignore[arg-type]
    with open_current(data_dir) as snapshot:
        assert snapshot.search("looms") == []
        assert snapshot.figures() == []
    assert verify(data_dir) == []


def test_the_older_generation_can_be_published_again(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    old = build(data_dir, shelf(make("plinth", "Plinth sold 4 looms.")))  # type: ignore[arg-type]
    new = build(data_dir, shelf())  # type: ignore[arg-type]
    assert [info.id for info in generations(data_dir)] == [new.id, old.id]
    publish(data_dir, old.id)
    with open_current(data_dir) as snapshot:
        assert snapshot.id == old.id
    for name in ("nothing", "../generations", ".lock"):
        with pytest.raises(NoGeneration):
            open_generation(data_dir, name)


def test_a_killed_build_changes_nothing(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    store = shelf(make("plinth", "Plinth sold 4 looms."))
    info = build(data_dir, store)  # type: ignore[arg-type]
    for delay in (0.0, 0.15, 0.35, 0.7):
        child = subprocess.Popen(
            [sys.executable, "-c", _BUILDER, str(data_dir)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        staging = data_dir / "generations"
        deadline = time.monotonic() + 20
        while not any(staging.glob(".build-*")) and child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with open_current(data_dir) as snapshot:
            if snapshot.id == info.id:
                assert snapshot.search("looms")[0].passage.document_id == "plinth"
            else:
                # It got to the end first; then it is there in full.
                assert len(snapshot.documents()) == 30
        assert verify(data_dir) == []
    build(data_dir, store)  # type: ignore[arg-type]
    assert not list((data_dir / "generations").glob(".build-*"))
    assert verify(data_dir) == []


def test_a_second_builder_is_told_who_is_building(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    refused: list[str] = []

    def meanwhile(_stage: str, _done: int, _total: int) -> None:
        if not refused:
            with pytest.raises(BuildLocked) as caught:
                build(data_dir, shelf())  # type: ignore[arg-type]
            refused.append(str(caught.value))

    build(data_dir, shelf(make("plinth", "Looms.")), progress=meanwhile)  # type: ignore[arg-type]
    assert f"process {os.getpid()}, since 20" in refused[0]


def test_damage_is_reported(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    info = build(data_dir, shelf(make("plinth", "Plinth sold 4 looms.")))  # type: ignore[arg-type]
    directory = data_dir / "generations" / info.id
    vectors = directory / "vectors.f16"
    content = bytearray(vectors.read_bytes())
    content[7] ^= 1
    vectors.write_bytes(content)
    (directory / "stray").write_text("?")
    problems = verify(data_dir)
    assert any("vectors.f16 has changed" in problem for problem in problems)
    assert any("stray is not in the manifest" in problem for problem in problems)
    vectors.unlink()
    assert any("vectors.f16 is missing" in problem for problem in verify(data_dir))


def test_several_threads_ask_at_once(data_dir: Path, make: Make, shelf: Callable[..., object]) -> None:
    documents = [make(f"maker{number}", f"Maker {number} sold {number} looms.") for number in range(8)]
    build(data_dir, shelf(*documents), extract_figures=figures_of)  # type: ignore[arg-type]
    wrong: list[str] = []
    with open_current(data_dir) as snapshot:

        def ask(number: int) -> None:
            for _ in range(5):
                hits = snapshot.search(f"How many looms did maker {number} sell?", limit=3)
                if hits[0].passage.document_id != f"maker{number}" or len(snapshot.figures()) != 8:
                    wrong.append(f"maker{number}")

        threads = [Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
