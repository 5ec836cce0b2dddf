"""Corrections: sentences of a page that put right what another one said: "It was 34,000, not 40,000".

What a correction says stands before what it corrects, wherever that was found first.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.amount import Amount
from index.amounts import find_amounts
from index.caseless import has_any
from index.pattern import lazy_pattern

__all__ = ["put_right"]

_NOT = lazy_pattern(r"[\w\s%$€£¥]{0,24},?\s(?:and |but |rather than |instead of )?(?:not|rather than|instead of)\s(?:the |about |in )?[$€£¥]{0,2}")
_BUT = lazy_pattern(r"[\w\s%$€£¥]{0,24}?,?\sbut\s(?:rather\s|only\s|in fact\s)?[$€£¥]{0,2}")
_IS_NOT = lazy_pattern(r"\b(?:is|was|are|were|came to|stood at)\s(?:in fact\s|actually\s)?not\s[$€£¥]{0,2}$", re.IGNORECASE)
_IS = lazy_pattern(r"\b(?:is|was|are|were|be|been|read|said|came to|comes to|stands? at|stood at)\b", re.IGNORECASE)

_FIRST_SAID = lazy_pattern(r"\b(?:first|initially|originally|wrongly|mistakenly|incorrectly)\s(?:gave|given|put|stated|listed|said to be)\b[^;.]*$", re.IGNORECASE)
_THEN_SAID = lazy_pattern(r"[^.;,\d]{0,24}[;,.]\s(?:but\s|and\s)?(?:[A-Za-z][\w'’-]*\s){1,8}?(?:is|was|are|were|should be|should have been)\s(?:in fact\s|actually\s|now\s)?(?:put at\s)?[$€£¥]{0,2}")
"""What stands before a number that a page first gave, and between it and the one that it gives now."""
_AT_FIRST = ("first", "initially", "originally", "wrongly", "mistakenly", "incorrectly")
_PUTTING_RIGHT = (*_AT_FIRST, "not", "rather than", "instead of", "but")
"""Of which a sentence has one that puts something right in the ways above."""


def put_right(text: str) -> tuple[Amount, Amount] | None:
    """The number that a sentence says is right and the one that it says is wrong; None where it says no such thing."""
    if not has_any(text, _PUTTING_RIGHT):
        return None  # reading its numbers takes longer than telling that most sentences put nothing right
    amounts = find_amounts(text)
    for right, wrong in pairwise(amounts):
        alike = right.unit == wrong.unit or "" in (right.unit, wrong.unit)
        if alike and _NOT.fullmatch(text[right.end : wrong.start]) and _IS.search(text[: right.start]):
            return right, wrong
        if alike and _BUT.fullmatch(text[right.end : wrong.start]) and _IS_NOT.search(text[: right.start]):
            return wrong, right
        if alike and _THEN_SAID.fullmatch(text[right.end : wrong.start]) and _FIRST_SAID.search(text[: right.start]):
            return wrong, right
    return None
