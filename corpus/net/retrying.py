"""When a failed fetch is worth another try, and how long to wait before it."""

from __future__ import annotations

import math
import random
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from corpus.net.errors import FetchFailure

__all__ = ["PASSING_STATUSES", "backoff", "retry_after"]

PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses by which a server says that it may do better soon."""

_FARTHEST = 10 * 365 * 86400.0


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as seconds or as a date; None where it says nothing."""
    if header is None:
        return None
    value = header.strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        return min(float(value), _FARTHEST)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    seconds = (then - now).total_seconds()
    return min(max(0.0, math.ceil(seconds)), _FARTHEST)


def backoff(error: Exception, *, left: float, longest: float) -> bool | float:
    """Whether to try again after an error: no, yes in the usual time, or yes after so many seconds.

    `left` are the seconds that remain for the page, `longest` is the most that a server may ask us to wait.
    """
    if not isinstance(error, FetchFailure) or not error.transient or left <= 0:
        return False
    if error.retry_after is None:
        return True
    if error.retry_after > min(longest, left):
        return False
    # Those who were sent away together should not come back together.
    return error.retry_after + random.uniform(0, min(1.0, 0.1 + error.retry_after / 10))  # noqa: S311  nothing secret
