"""Lapses: a length of time by which a question tells which number it means ("within 90 days", "three months in")."""

from __future__ import annotations

import re
from functools import lru_cache

from index.amount import Amount
from index.amounts import find_amounts
from index.pattern import lazy_pattern

__all__ = ["lapse_in", "without_lapse"]

_UNITS = frozenset({"day", "week", "month", "hour"})
_BEFORE = lazy_pattern(r"\b(?:within|inside|in|after)(?: (?:just|only|about|under|the space of|a span of|as little as))* $", re.IGNORECASE)
_AFTER = lazy_pattern(r"\s?(?:in|after|later|on from|following|into)\b(?! (?:19|20)\d\d)", re.IGNORECASE)


@lru_cache(maxsize=256)
def lapse_in(text: str) -> Amount | None:
    """The length of time that a question says to tell when something was counted; None where there is none, or several."""
    found = [
        amount
        for amount in find_amounts(text)
        if amount.unit in _UNITS and not amount.per
        and (_AFTER.match(text[amount.end :]) if amount.unit == "month" else _BEFORE.search(text[: amount.start]) or _AFTER.match(text[amount.end :]))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def without_lapse(text: str, sentence: str) -> bool:
    """Whether a question tells a length of time that a sentence does not."""
    lapse = lapse_in(text)
    return lapse is not None and not any((a.unit, a.value) == (lapse.unit, lapse.value) for a in find_amounts(sentence))
