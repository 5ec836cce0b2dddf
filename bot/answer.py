"""An answer and its parts: what every front end renders and what `--json` prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.amount import Amount
from index.figure import Basis
from index.pattern import lazy_pattern

__all__ = ["MARK", "Answer", "Citation", "Disagreement", "StatedFigure", "Status", "renumbered"]

MARK: re.Pattern[str] = lazy_pattern(r"\[(\d+)\]")
"""What refers to a citation in an answer's text, with its number."""


def renumbered(text: str, new: Callable[[int], int]) -> str:
    """A text with the number of each of its marks replaced by what `new` gives for it."""
    return MARK.sub(lambda mark: f"[{new(int(mark[1]))}]", text)


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `quote` is `text[start:end]` of the revision, word for word."""

    n: int
    document_id: str
    revision_id: str
    title: str
    publisher: str
    url: str
    published: date | None
    source_type: str
    digest: bool
    quote: str
    start: int
    end: int
    heading: str = ""
    page: int | None = None
    section: str | None = None

    def to_json(self) -> dict[str, object]:
        """The citation as CONTRACTS lays it down, with offsets and where it stands added.

        `section` is the path of headings of a filing, from its item on, and `page` the page of a PDF; both are null
        where they are not known.
        """
        return {
            "n": self.n,
            "document_id": self.document_id,
            "revision_id": self.revision_id,
            "title": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "source_type": "digest" if self.digest else self.source_type,
            "digest_of": self.source_type if self.digest else None,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "heading": self.heading,
            "page": self.page,
            "section": self.section,
        }


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number that an answer states, with the citations that bear it and how it was computed, if it was.

    `part` is the segment, product or place within the entity, "" for the whole; `until` the day that the period ends.
    """

    entity: str
    metric: str
    amount: Amount
    period: str
    basis: Basis
    citations: tuple[int, ...]
    computed: str = ""
    part: str = ""
    until: date | None = None

    def to_json(self) -> dict[str, object]:
        """The figure with its exact value as a plain decimal string."""
        out: dict[str, object] = {
            "entity": self.entity,
            "metric": self.metric,
            "value": format(self.amount.value, "f"),
            "unit": self.amount.unit,
            "period": self.period,
            "basis": self.basis.value,
            "citations": list(self.citations),
        }
        if self.amount.high is not None:
            out["high"] = format(self.amount.high, "f")
        if self.amount.per:
            out["per"] = self.amount.per
        if self.computed:
            out["computed"] = self.computed
        if self.part:
            out["part"] = self.part
        if self.until is not None:
            out["period_end"] = self.until.isoformat()
        return out


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure of another source that differs, and why it may."""

    figure: StatedFigure
    citations: tuple[int, ...]
    why: str

    def to_json(self) -> dict[str, object]:
        """The disagreement as CONTRACTS lays it down."""
        return {"figure": self.figure.to_json(), "citations": list(self.citations), "why": self.why}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `text` has `[n]` marks that refer to `citations`."""

    question: str
    status: Status
    text: str
    figures: tuple[StatedFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    as_of: date | None = None
    generation: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The object that `ask --json` prints."""
        return {
            "question": self.question,
            "status": self.status.value,
            "answer": self.text,
            "figures": [figure.to_json() for figure in self.figures],
            "citations": [citation.to_json() for citation in self.citations],
            "disagreements": [disagreement.to_json() for disagreement in self.disagreements],
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "generation": self.generation,
            "timings_ms": {name: round(value, 2) for name, value in self.timings_ms.items()},
        }
