"""The table of features names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_every_test_named_is_there() -> None:
    missing, named = [], 0
    for row in (ROOT / "docs" / "platforms.md").read_text("utf-8").splitlines():
        cells = row.strip("|").split("|")[1:]
        for cell, platform in zip(cells, ("slack", "discord"), strict=False):
            module = ""
            for name in re.findall(r"`(test_\w+(?:::test_\w+)?)`", cell):
                named += 1
                first, _, test = name.partition("::")
                files = [ROOT / "tests" / "bot" / folder / f"{first}.py" for folder in (platform, "chat")]
                if any(file.exists() for file in files):
                    module = first
                else:
                    first, test = module, name
                    files = [ROOT / "tests" / "bot" / folder / f"{first}.py" for folder in (platform, "chat")]
                if not any(file.exists() and (not test or f"def {test}(" in file.read_text("utf-8")) for file in files):
                    missing.append(f"{platform}: {name}")
    assert named > 90
    assert not missing
