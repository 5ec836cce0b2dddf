"""Where the starter corpus lies: digests of public sources, shipped with the package."""

from __future__ import annotations

from pathlib import Path

__all__ = ["starter_documents"]


def starter_documents() -> Path:
    """The folder of the starter corpus: Markdown files with front matter."""
    return Path(__file__).resolve().parent / "starter"
