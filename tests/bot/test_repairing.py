"""Damage of each kind is found, and what can be made again is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from bot.building import import_files, store_path
from bot.engine import Engine
from bot.library import Library
from bot.repairing import examine, repair
from bot.serving import serving
from corpus.seen import Sighting, seen
from corpus.store import Store
from tests.bot.conftest import TODAY
from tests.bot.following import ANNA

STORY = "---\nurl: https://wire.example/{0}\npublished: 2025-03-04\n---\n# {0}\n\nRevenue at {0} Labs was ${1} million in 2024.\n"


def problems(data_dir: Path) -> list[str]:
    with Store(store_path(data_dir)) as store:
        return examine(data_dir, store)


def test_damaged_texts_indexes_and_references_are_mended(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    data_dir = new_data_dir()
    for name, millions in (("Verrin", 11), ("Pellow", 40)):
        (tmp_path / f"{name}.md").write_text(STORY.format(name, millions), encoding="utf-8")
    import_files(data_dir, [tmp_path], None)
    (tmp_path / "Verrin.md").write_text(STORY.format("Verrin", 12), encoding="utf-8")
    report, info = import_files(data_dir, [tmp_path], None)
    assert info is not None
    assert problems(data_dir) == []

    (changed,) = report.changed
    with sqlite3.connect(store_path(data_dir)) as database:
        database.execute("UPDATE revisions SET text = 'x' WHERE revision_id = ?", (changed.revision_id,))
    database.close()
    (data_dir / "generations" / info.id / "vectors.f16").write_bytes(b"x")
    with seen(data_dir) as sightings:
        sightings.keep(Sighting("https://wire.example/z", "wire", "m", "d000", "r000"))
    found = problems(data_dir)
    assert any(changed.revision_id in line for line in found)
    assert any("vectors.f16" in line for line in found)
    assert any("wire.example/z" in line for line in found)

    mended = repair(data_dir, ANNA)
    assert len(mended.repaired) >= 3
    assert serving(data_dir) != info.id
    # The text that is damaged cannot be made again, and says so; no document has it any more.
    assert [line for line in mended.problems if changed.revision_id not in line] == []
    library = Library.open(data_dir)
    with library.snapshot:
        answer = Engine(library).ask("what was the revenue of verrin labs in 2024?", today=TODAY)
    assert answer.figures[0].amount.value == 11_000_000
