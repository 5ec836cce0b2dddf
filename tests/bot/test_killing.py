"""An import that is killed leaves what was published answering, and the next one finds everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.killing import run


def test_killed_imports_lose_nothing(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    assert run(4, new_data_dir(), tmp_path / "pages").total() == 4
