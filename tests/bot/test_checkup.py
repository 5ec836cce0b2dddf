"""What `doctor` looks at and advises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.building import store_path
from bot.checkup import Check, checkup
from bot.settings import Settings
from corpus.store import Store


def checks(folder: Path) -> dict[str, Check]:
    return {check.name: check for check in checkup(Settings(folder))}


def test_all_is_well_with_a_published_corpus(data_dir: Path) -> None:
    found = checks(data_dir)
    assert all(check.ok for check in found.values())
    assert "6 documents" in found["documents"].detail


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    found = checks(tmp_path / "new")
    assert not found["data directory"].ok
    assert "burnrate init" in found["data directory"].detail
    assert not found["index"].ok
    assert not (tmp_path / "new").exists()


def test_an_empty_corpus_is_told(new_data_dir: Callable[[], Path]) -> None:
    folder = new_data_dir()
    with Store(store_path(folder)):
        pass
    found = checks(folder)
    assert found["data directory"].ok
    assert found["embedding model"].ok
    assert not found["documents"].ok
    assert "corpus import" in found["documents"].detail
    assert not found["index"].ok
