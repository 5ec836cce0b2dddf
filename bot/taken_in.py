"""What a number takes in or leaves out, where a question says which is meant: "capex without the leases"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.words import stems
from index.pattern import lazy_pattern

__all__ = ["of_other_scope", "taken_in"]

_SIDES = lazy_pattern(
    r"\b(?:(?P<out>without|excluding|excludes?|excl\.?|ex|not including|net of|stripping out|leaving out|before counting|minus)|(?P<within>with|including|includes?|incl\.?|counting))[\s-]"
    r"(?:(?:the|its|any|all|those|their|finance|financing|operating|capital)\s)*(?P<what>[a-z][a-z-]{3,})",
    re.IGNORECASE,
    signs=("with", "exclud", "excl", "ex ", "ex-", "includ", "incl", "net of", "stripping", "leaving", "counting", "minus"),
)


@lru_cache(maxsize=4096)
def taken_in(text: str) -> Mapping[str, bool]:
    """The things, by their stems, that a text says are in a number (True) or left out of it (False)."""
    return {root: found["out"] is None for found in _SIDES.finditer(text) for root in stems(found["what"])}


def of_other_scope(asked: str, quote: str) -> bool:
    """Whether a sentence says that its number takes in what a question leaves out of it, or the other way round."""
    wanted = taken_in(asked)
    said = taken_in(quote) if wanted else {}
    return any(root in said and said[root] != within for root, within in wanted.items())
