"""Figures: numbers found in a revision, with whose they are, what they measure, and for when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.amount import Amount
from index.period import Period

__all__ = ["ONE_OF_SEVERAL", "STATED", "TAGGED", "Basis", "Figure", "says_tag"]

ONE_OF_SEVERAL = "one cluster"
"""The part that a count is for which is of one cluster: a company may have more."""
TAGGED = 0.99
"""How sure a figure is whose measure its tag names."""
STATED = 0.97
"""How sure a figure of the whole company is that stands in one of its own statements."""


class Basis(StrEnum):
    """What stands behind a figure."""

    ACTUAL = "actual"
    GUIDANCE = "guidance"
    PROJECTION = "projection"
    RUN_RATE = "run_rate"
    COMMITMENT = "commitment"
    ESTIMATE = "estimate"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a revision and what it says.

    `amount.start` and `amount.end` are offsets into the revision's text; `start` and `end` span the quote that
    supports it (a sentence, or a table row). `entity` is a canonical name; `entities` holds its parents too.
    `metric` is a term of the taxonomy or "" where only the `label` (the words that named it) is known.
    `dimension` is a segment, product or place within the entity, "" for the whole.
    `confidence` (0 to 1) falls with each thing that had to be inferred from further away.
    """

    document_id: str
    revision_id: str
    amount: Amount
    start: int
    end: int
    entity: str
    metric: str
    label: str
    basis: Basis
    period: Period | None = None
    dimension: str = ""
    table: int | None = None
    confidence: float = 1.0


def says_tag(figure: Figure) -> bool:
    """Whether a figure is what a tag says; a sentence may be as sure, and has no tag."""
    return figure.table is not None and figure.confidence >= TAGGED
