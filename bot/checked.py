"""What became of a text that was checked: its claims one by one, each with the sources that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.answer import Citation, StatedFigure

__all__ = ["Checked", "CheckedClaim", "Unchecked", "Verdict"]


class Verdict(StrEnum):
    """What the sources say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim: `text[start:end]` of what was checked, and what is said of it.

    `why` is for people, with `[n]` marks that refer to `citations`; `figures` are what the sources give instead, or in
    support. `claimed` is the number that the claim was read to state, empty where it states none.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    why: str
    figures: tuple[StatedFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    claimed: StatedFigure | None = None

    def to_json(self) -> dict[str, object]:
        """The claim as `check --json` prints it."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict.value,
            "why": self.why,
            "claimed": self.claimed.to_json() if self.claimed else None,
            "figures": [figure.to_json() for figure in self.figures],
            "citations": [citation.to_json() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A sentence that makes no claim of fact, and why it was taken so."""

    text: str
    start: int
    end: int
    why: str

    def to_json(self) -> dict[str, object]:
        """The sentence as `check --json` prints it."""
        return {"text": self.text, "start": self.start, "end": self.end, "why": self.why}


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its claims in their order, and the sentences that make none."""

    text: str
    claims: tuple[CheckedClaim, ...]
    unchecked: tuple[Unchecked, ...]
    generation: str

    @property
    def as_of(self) -> date | None:
        """The day of the newest source cited."""
        return max((c.published for claim in self.claims for c in claim.citations if c.published), default=None)

    def to_json(self) -> dict[str, object]:
        """The object that `check --json` prints."""
        return {
            "text": self.text,
            "claims": [claim.to_json() for claim in self.claims],
            "unchecked": [one.to_json() for one in self.unchecked],
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "generation": self.generation,
        }
