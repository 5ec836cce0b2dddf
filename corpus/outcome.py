"""What a refresh did, document by document: the nouns of its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

__all__ = ["Entry", "Outcome", "SourceProgress"]


class Outcome(StrEnum):
    """What became of a document, or of a source that could not be read."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETIRED = "retired"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a report. `reason` says why, where that is not plain; `next_try` when it will be tried again, if known.

    `document_id` is "" for what never became one; `whole` is true where it is about a source as a whole.
    """

    outcome: Outcome
    source: str
    url: str
    document_id: str = ""
    title: str = ""
    reason: str = ""
    next_try: datetime | None = None
    whole: bool = False

    def to_json(self) -> dict[str, object]:
        """The line for a report in JSON; fields that say nothing are left out."""
        row: dict[str, object] = {"source": self.source, "url": self.url}
        if self.document_id:
            row["document_id"] = self.document_id
        if self.title:
            row["title"] = self.title
        if self.reason:
            row["reason"] = self.reason
        if self.next_try is not None:
            row["next_try"] = self.next_try.isoformat(timespec="seconds")
        if self.whole:
            row["whole_source"] = True
        return row

    @classmethod
    def from_json(cls, outcome: Outcome, row: Mapping[str, Any]) -> Self:
        """The line that `to_json` wrote."""
        tried = row.get("next_try")
        return cls(
            outcome, row["source"], row["url"], row.get("document_id", ""), row.get("title", ""), row.get("reason", ""),
            datetime.fromisoformat(tried) if tried else None, row.get("whole_source", False),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far a source has been read: how many documents came to which end, and whether it is done."""

    source: str
    counts: Mapping[str, int]
    done: bool = False

    def to_json(self) -> dict[str, object]:
        """The progress for a pipe or a table."""
        return {"source": self.source, "counts": dict(self.counts), "done": self.done}
