"""Labels and headers of tables that say a time and nothing else."""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["DATED", "ONLY_TIME", "says_time_alone"]

ONLY_TIME = lazy_pattern(
    r"^(?:(?:fiscal|financial|years?|fy\d{0,4}|remainder of|remaining|thereafter|after|[12]?h\d{0,4}|[1-4]?q\d{0,4}|[369]m\d{0,4}|quarters?|half|months?|periods?"
    r"|weeks?|end(?:ed|ing)?|as|of|at|the|and|to|total|(?:un)?audited|forecasts?|estimates?|guidance|outlook|reference|results?|for"
    r"|first|second|third|fourth|three|six|nine|twelve|thirteen|fourteen|twenty|thirty|fifty|two|seven|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september"
    r"|october|november|december)\b|[\s\d(),.–-])+$",
    re.IGNORECASE,
)
"""Words that only say a time, from the start to the end of a label."""
DATED = lazy_pattern(r"\b(?:19|20)\d\d\b")


def says_time_alone(words: str) -> bool:
    """Whether a label or header says nothing but a time: "Year Ended January 28, 2024"."""
    return bool(DATED.search(words)) and ONLY_TIME.match(words) is not None
