"""Labels: the words that say what an amount is where no measure of the taxonomy is named with it."""

from __future__ import annotations

import re

from index.amount import Amount
from index.amounts import unit_phrase

__all__ = ["label_of"]

_BREAK = re.compile(r"[;:]\s|\s[–—-]\s|—|,\s(?:while|whereas|but|though|although|which|who|where|when)\s|\.\s")
_LONGEST = 140
_DURATIONS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year", "decade", "second"})
_SMALLEST = 1000


def label_of(sentence: str, amount: Amount) -> str:
    """The words of an amount's clause without its number: "Each one still cost to build", "draws watts".

    "" where a number alone tells too little: a stretch of time ("within 90 days"), a small count of nothing.
    """
    if amount.unit in _DURATIONS and amount.per is None:
        return ""
    if not amount.unit and abs(amount.value) < _SMALLEST:
        return ""
    # "Computing was the largest item by far: $523m": what leads up to the number names it.
    left = max((m.end() for m in _BREAK.finditer(sentence, 0, amount.start) if re.search(r"\w", sentence[m.end() : amount.start])), default=0)
    after = _BREAK.search(sentence, amount.end)
    right = after.start() if after else len(sentence)
    before = sentence[left : amount.start][-_LONGEST:]
    counted = unit_phrase(sentence, amount)
    rest = sentence[amount.end : right][:_LONGEST]
    words = f"{before} {'' if counted in rest else counted} {rest}"
    return " ".join(words.replace(": ", " ").split()).strip(" .,;:()“”\"'")
