"""Progress of long work: its stages in words, and how far along the whole each is."""

from __future__ import annotations

__all__ = ["STAGE_WORDS", "share_done"]

STAGE_WORDS = {
    "files": "Reading files",
    "sources": "Reading sources",
    "read": "Finding figures",
    "embed": "Embedding passages",
    "index": "Writing the index",
    "golden": "Asking golden questions",
}

_PARTS = {"files": (0.0, 0.5), "sources": (0.0, 0.5), "read": (0.5, 0.7), "embed": (0.7, 0.9), "index": (0.9, 0.95), "golden": (0.95, 1.0)}
"""From where to where a bar goes in each stage; by what they take where all is new."""


def share_done(stage: str, done: int, total: int) -> float:
    """How much of a refresh is done, 0 to 1, where a stage has done so much of its own."""
    begin, end = _PARTS.get(stage, (0.0, 1.0))
    return begin + (end - begin) * min(1.0, done / total if total else 1.0)
