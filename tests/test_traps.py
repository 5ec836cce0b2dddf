"""The table of traps in docs/filings.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.findall(r"`(test_\w+)::(test_\w+)`", (ROOT / "docs/filings.md").read_text("utf-8"))


@pytest.mark.parametrize(("module", "name"), NAMED)
def test_every_test_that_is_named_is_there(module: str, name: str) -> None:
    (path,) = (ROOT / "tests").rglob(f"{module}.py")
    assert re.search(rf"^def {name}\(", path.read_text("utf-8"), re.MULTILINE), f"{path} has no {name}"


def test_the_table_is_read() -> None:
    assert len(NAMED) > 20
