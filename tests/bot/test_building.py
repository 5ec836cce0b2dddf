"""From files to a published generation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bot.building import import_files, rebuild, store_path
from bot.engine import Engine
from bot.library import Library
from corpus.importing import import_paths
from corpus.store import Store

STORY = "# A story\n\nVerrin Labs, Inc. makes chips. Revenue at Verrin Labs was ${0} million in 2024.\n"


def value(folder: Path) -> Decimal | None:
    library = Library.open(folder)
    with library.snapshot:
        found = Engine(library).ask("verrin labs revenue 2024", today=date(2025, 11, 10)).figures
        return found[0].amount.value if found else None


def test_import_change_and_removal(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    page = tmp_path / "story.md"
    front = "---\nurl: https://wire.example/verrin\npublished: 2025-03-04\n---\n"
    page.write_text(front + STORY.format(12), encoding="utf-8")
    report, first = import_files(folder, [page], None)
    assert first is not None
    assert (len(report.new), first.documents) == (1, 1)
    assert value(folder) == Decimal(12_000_000)

    report, again = import_files(folder, [page], None)
    assert len(report.unchanged) == 1
    assert again is None

    page.write_text(front + STORY.format(13), encoding="utf-8")
    report, second = import_files(folder, [page], None)
    assert second is not None
    assert len(report.changed) == 1
    assert second.id != first.id
    assert value(folder) == Decimal(13_000_000)

    with Store(store_path(folder)) as store:
        store.remove(report.changed[0].document_id, datetime.now(UTC))
        assert rebuild(folder, store).documents == 0
    assert value(folder) is None


def test_an_admins_names_are_used(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    (folder / "entities.yaml").write_text("- name: Verrin Labs\n  aliases: [Chipco]\n", encoding="utf-8")
    page = tmp_path / "story.md"
    page.write_text("---\npublished: 2025-03-04\n---\n" + STORY.format(12), encoding="utf-8")
    import_files(folder, [page], None)
    library = Library.open(folder)
    with library.snapshot:
        answer = Engine(library).ask("chipco revenue in 2024", today=date(2025, 11, 10))
    assert answer.figures[0].entity == "Verrin Labs"


def test_nothing_readable_publishes_nothing(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    report, info = import_files(folder, [tmp_path / "empty.md"], None)
    assert len(report.failed) == 1
    assert info is None


def test_progress_is_told_by_stage(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    page = tmp_path / "story.md"
    page.write_text(STORY.format(12), encoding="utf-8")
    stages: list[str] = []
    read: list[str] = []
    import_files(
        new_data_dir(),
        [page],
        None,
        reading=lambda _done, _total, path: read.append(path.name),
        progress=lambda stage, _done, _total: stages.append(stage),
    )
    assert read == ["story.md"]
    assert list(dict.fromkeys(stages)) == ["read", "embed", "index"]


def test_what_a_killed_import_kept_is_published_by_the_next(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    folder = new_data_dir()
    page = tmp_path / "story.md"
    page.write_text("---\nurl: https://wire.example/verrin\npublished: 2025-03-04\n---\n" + STORY.format(12), "utf-8")
    # Killed between keeping the document and publishing it: the store has it, no generation does.
    with Store(store_path(folder)) as store:
        import_paths(store, [page], None, datetime.now(UTC))
    report, info = import_files(folder, [page], None)
    assert len(report.unchanged) == 1
    assert info is not None
    assert value(folder) == Decimal(12_000_000)
