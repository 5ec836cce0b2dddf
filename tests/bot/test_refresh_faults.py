"""A refresh that is killed leaves what was published answering, and the next one finds everything."""

from __future__ import annotations

from pathlib import Path

from benchmarks.refreshing import faults


def test_killed_refreshes_lose_nothing(model_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "models").symlink_to(model_folder / "models", target_is_directory=True)
    assert faults(2, tmp_path, full_disks=False, size=6).total() == 2
