"""Amounts: numbers with their unit and scale, as found in text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

__all__ = ["Amount", "is_money", "turned"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found at `text[start:end]`, scaled out ("$6.4bn" is 6400000000 USD).

    `unit` is an ISO 4217 code for money, `percent`, `percentage_points`, `ratio` ("7.1x"), `date` never;
    otherwise the counted noun in lower-case singular ("gpu", "employee", "user", "megawatt", "token", "share",
    "day"), or "" for a bare number. `per` is the denominator in singular ("year", "month", "share", "million
    tokens"), or None. A range ("$130-145 billion", "between 5 and 6 percent") has `value` as its low end and
    `high` as its high end. `qualifier` is one of "about", "over", "under", "up_to", "nearly", "at_least" or None.
    `digits` is the number of significant digits written, for rounding-aware comparison, and `scale` the
    power of ten of the last written digit ("6.4 billion": 8).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    high: Decimal | None = None
    per: str | None = None
    qualifier: str | None = None
    digits: int = 0
    scale: int = 0


def turned(amount: Amount) -> Amount:
    """The amount with the other sign; of a range both ends, the lower one first."""
    return replace(amount, value=-amount.value) if amount.high is None else replace(amount, value=-amount.high, high=-amount.value)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, by its ISO 4217 code: no other unit is written so."""
    return len(unit) == _CODE and unit.isupper()


_CODE = 3
"""Letters of a currency's code."""
