"""Yes or no: whether a comparison comes out as a question has it: "did Google spend more than Meta"."""

from __future__ import annotations

import re

from bot.comparing import OVERTAKES
from bot.computing import asks_whether
from bot.library import Library
from bot.question import Question
from index.pattern import lazy_pattern

__all__ = ["said_so"]

_PUT_UP = lazy_pattern(r"^\W*(?:(?:so|and|but|ok|hey|wait)\W+)*(?:can|will)\b|\bis it (?:true|right|correct|the case) that\b|\b(?:right|correct|true|no|yes)\W*$", re.IGNORECASE)
"""How a question asks for yes or no besides by what it opens with."""
_THAN = lazy_pattern(r"\b(?:more|less|fewer|bigger|larger|higher|lower|greater|smaller|richer|cheaper|dearer|[a-z]+er)\b[^?.;]{0,60}?\bthan\b|\bahead of\b|\bbehind\b|\b(?:out(?:spend|spent|earn|earned|sell|sold|number|grew|grow))\b" + rf"|\b{OVERTAKES}\b", re.IGNORECASE)
_LESS = lazy_pattern(r"\b(?:less|fewer|lower|smaller|cheaper|behind|poorer)\b", re.IGNORECASE)
_BOTH_WAYS = lazy_pattern(r"\bor\b|\bwho\b|\bwhich\b|\bby how\b|\bhow (?:much|many)\b|\bnot\b|n['’]t\b", re.IGNORECASE)


def said_so(question: Question, larger: str, library: Library) -> str:
    """"Yes. " or "No. " by which of the two companies that a question sets against each other has more; "" where it asks no such thing.

    `larger` is the name of the one that has more.
    """
    if len(question.entities) != 2 or not (asks_whether(question.text) or _PUT_UP.search(question.text)) or _BOTH_WAYS.search(question.text):
        return ""
    than = _THAN.search(question.text)
    if than is None:
        return ""
    before = [m.name for m in library.names.match(question.text) if m.end <= than.end()]
    first = next((name for name in question.entities if name in before), "")
    if not first or all(name in before for name in question.entities) or larger not in question.entities:
        return ""
    return "Yes. " if (larger == first) != bool(_LESS.search(than.group())) else "No. "
