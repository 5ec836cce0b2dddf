"""Periods: the stretch of time, or the moment, that a figure or a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Period", "PeriodKind"]


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    QUARTER = "quarter"
    MONTH = "month"
    TRAILING_YEAR = "trailing_year"
    INSTANT = "instant"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of time.

    `start` and `end` are calendar days where they are known (`start` is None for an instant, both may be
    None for a fiscal period whose calendar is not known). `year` is the label's year (fiscal 2026 is 2026),
    `number` the quarter (1 to 4), half (1 or 2) or month (1 to 12). `fiscal` is true where the text says
    fiscal or FY, or gives a year end other than a calendar one. `label` is for people.
    """

    kind: PeriodKind
    label: str
    year: int | None = None
    number: int | None = None
    fiscal: bool = False
    start: date | None = None
    end: date | None = None
