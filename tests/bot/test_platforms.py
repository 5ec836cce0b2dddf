"""The table of features names tests that there are, on both platforms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = {"Slack": "tests/bot/slack", "Discord": "tests/bot/discord"}
_NAMED = re.compile(r"(core: )?`(test_\w+)(?:::(test_\w+))?`")
TABLE = [
    line.strip().strip("|").split("|")
    for line in (ROOT / "docs/platforms.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and "`test_" in line
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0].strip())
def test_every_test_that_is_named_is_there(row: list[str]) -> None:
    for (platform, folder), cell in zip(COLUMNS.items(), row[1:], strict=True):
        module = ""
        for core, name, inner in _NAMED.findall(cell):
            where = ROOT / ("tests/bot/chat" if core else folder)
            if (where / f"{name}.py").is_file():
                module, wanted = name, inner
            else:
                wanted = name  # of the module named before it
            source = (where / f"{module}.py").read_text("utf-8") if module else ""
            assert source, f"{platform}: there is no {name}"
            assert not wanted or re.search(rf"def {wanted}\(", source), f"{platform}: {module} has no {wanted}"
