"""Answers made up to be drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.answer import Answer, Citation, StatedFigure, Status
from index.amount import Amount
from index.figure import Basis

__all__ = ["answer_of", "figure"]


def figure(
    entity: str, metric: str, value: str, period: str, *, high: str | None = None, basis: Basis = Basis.ACTUAL, unit: str = "USD",
    part: str = "", until: date | None = None, per: str | None = None, n: int = 1,
) -> StatedFigure:  # fmt: skip
    """A figure that cites source `n`."""
    amount = Amount(0, 0, Decimal(value), unit, high=Decimal(high) if high else None, per=per, digits=3)
    return StatedFigure(entity, metric, amount, period, basis, (n,), part=part, until=until)


def answer_of(*figures: StatedFigure, status: Status = Status.ANSWERED) -> Answer:
    """An answer that states figures, of two sources."""
    sources = (("SEC filing", date(2026, 2, 25), True), ("North Ledger", date(2026, 4, 2), False))
    citations = tuple(
        Citation(n, "d", "r", "A title", publisher, "https://filings.example/1", published, "filing", digest, "quote", 0, 5)
        for n, (publisher, published, digest) in enumerate(sources, 1)
    )
    return Answer("how did it go?", status, "It went.", figures, citations, as_of=date(2026, 4, 2))
