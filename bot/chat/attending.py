"""Attending: whether something said in a channel or a thread, without a word to burnrate, is a question to it."""

from __future__ import annotations

import re

__all__ = ["is_meant"]

_OPENS = re.compile(
    r"\W*(?:(?:and|so|ok|but|hey|hi|please|pls)\b\W*)*(?:who|what|when|where|why|which|how|whose|whom|is|are|was|were|do|does|did|has|have|had"
    r"|can|could|will|would|compare|show|list|give|tell|explain|check|whats|hows)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\W*(?:and|what about|how about|same|vs\.?|versus|or|for|in|since|by|the year|year before)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"\W*(?:thanks?|thank you|thx|ty|cheers|ok(?:ay)?|great|nice|cool|wow|lol|haha|good|perfect|got it|i see|yes|no|yep|nope|sure|right|agreed|done|\+1)\b",
    re.IGNORECASE,
)
_SHORT = 8  # words of what can be a follow-up by itself: "Ardenmoor, 2023"


def is_meant(text: str, *, follows: bool) -> bool:
    """Whether a text is a question, or, where it `follows` an answer, goes on from it: "and in 2023?"."""
    if "?" in text:
        return bool(re.search(r"\w", text))
    if not re.search(r"\w", text):
        return False
    if not follows:
        return _OPENS.match(text) is not None and len(text.split()) >= 3
    if _COURTESY.match(text):
        return False
    return bool(_OPENS.match(text) or _GOES_ON.match(text)) or len(text.split()) <= _SHORT
