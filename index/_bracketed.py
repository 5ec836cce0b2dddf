"""Bracketed: the number of a year before, as reports set it behind each of their own: "Net sales amounted to SEK 1 284 m (1 506)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.amount import Amount

__all__ = ["year_before"]

_BARE = re.compile(r"[(\d.,\s)−-]+")
_BETWEEN = re.compile(r"(?:(?!\b(?:and|but|or|from|to|than|with)\b)[^.,;:()]){0,60}\(\s?$")
_LEAST, _MOST = Decimal("0.05"), Decimal(20)
"""How far a year's number may be from that of the year before; a footnote's is further."""
_DECIMALS = re.compile(r"\d[.,](\d{1,2})(?!\d)(?!.*\d)")


def year_before(sentence: str, amount: Amount, amounts: Sequence[Amount]) -> tuple[Amount, Amount] | None:
    """A bare number that stands in brackets behind another, in the unit and the scale of that, and that other; None where it is none.

    Its unit is "" where the number before it has none either.
    """
    if amount.high is not None or not _BARE.fullmatch(sentence, amount.start, amount.end):
        return None
    inside = sentence[amount.start] == "(" or sentence[amount.start - 1 : amount.start] == "("
    if not inside or not (sentence[amount.end - 1] == ")" or sentence[amount.end : amount.end + 1] == ")"):
        return None
    lead = next((one for one in reversed(amounts) if one.end <= amount.start), None)
    if lead is None or not _BETWEEN.match(f"{sentence[lead.end : amount.start].rstrip('(')}("):
        return None
    decimals = _DECIMALS.search(sentence[lead.start : lead.end])
    power = lead.scale + (len(decimals[1]) if decimals else 0)
    value = abs(_written(sentence, amount)).scaleb(power)
    if not lead.value or not _LEAST <= value / abs(lead.value) <= _MOST:
        return None
    whole = value == value.to_integral_value()
    return replace(amount, unit=lead.unit, per=lead.per, value=Decimal(int(value)) if whole else value, scale=power - _places(sentence, amount)), lead


def _written(sentence: str, amount: Amount) -> Decimal:
    """The number as it is written, whatever scale it was given since."""
    return Decimal(re.sub(r"[^\d.]", "", _plain(sentence, amount)) or "0")


def _places(sentence: str, amount: Amount) -> int:
    return len(_plain(sentence, amount).partition(".")[2].rstrip(")"))


def _plain(sentence: str, amount: Amount) -> str:
    """The digits of a number with a point for what divides off its decimals: a comma before three digits sets off thousands."""
    return re.sub(r",(?=\d{3}\b)", "", sentence[amount.start : amount.end]).replace(",", ".")
