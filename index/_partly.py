"""What a sentence of a company's own report says of less than a balance: of what was in it, what it is made up of, what left it."""

from __future__ import annotations

import re

from index.figure import Figure
from index.pattern import lazy_pattern
from index.table_kind import HELD

__all__ = ["of_less"]

_WITHIN = lazy_pattern(r"\b(?:included|recorded|presented|reported|classified|reflected) (?:in|within|as (?:a )?(?:part|component) of)\s(?:[\w,’'-]+\s){0,6}$", re.IGNORECASE)
"""What stands before a balance of which only something in it is spoken: "gift cards included in deferred revenue were $12 million"."""
_MADE_UP = lazy_pattern(r"\b(?:consist(?:s|ed|ing) of|(?:is|are|was|were) (?:comprised|composed|made up) of|of which)\b", re.IGNORECASE)
_HALVES = lazy_pattern(r"\bdeferred (?:revenues?|income)\b[^.;\d$€£]{0,60}\b(?:and|,)\s[^.;\d$€£]{0,40}\b(?:non-?current|long-term)\b", re.IGNORECASE)
_TAKEN_IN = lazy_pattern(r"\brecogni[sz](?:ed|es|e|ing)\b", re.IGNORECASE)
_DEFERRED = frozenset({"deferred_revenue", "customer_deposits"})
_SIGN = re.compile(r"[$€£¥]\s?\d|\d\s?(?:million|billion|thousand)\b", re.IGNORECASE)


def of_less(figure: Figure, text: str, named: int) -> bool:
    """Whether a number of a sentence is of less than the balance that it was read as; `named` is where the balance is named, -1 if nowhere.

    "We recognized $12 million of previously deferred revenue" says what left it, "goodwill of $9 million consisted of $5 million in
    North America" of what it is made up, and "deferred revenue and deferred revenue, noncurrent, were $9 and $2" what either half is.
    """
    if figure.metric not in HELD:
        return False
    before = text[figure.start : figure.amount.start]
    if figure.metric in _DEFERRED and (_was_taken_in(before) or _HALVES.search(text[figure.start : figure.end])):
        return True
    made_up = None if figure.dimension else _MADE_UP.search(before)
    if made_up is not None and _SIGN.search(before[: made_up.start()]) and _STATES.search(before[made_up.end() :]) is None:
        return True
    return named >= 0 and named < figure.amount.start and _WITHIN.search(text[figure.start : named]) is not None


def _was_taken_in(before: str) -> bool:
    """Whether what stands before a number says that it was recognized, and no other verb since: not "$9 million was recognized, and the balance was"."""
    found = [*_TAKEN_IN.finditer(before)]
    return bool(found) and _STATES.search(before[found[-1].end() :]) is None


_STATES = lazy_pattern(r"\b(?:was|were|is|are|total(?:s|led|ed)|amounted|had|have)\b", re.IGNORECASE)
