"""Steps: whether a measure went one way from each period to the next, for "has it grown every year" and "did it ever fall"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.directions import direction, moved
from bot.selection import Fit
from bot.wording import in_short, period_words
from index.pattern import lazy_pattern

__all__ = ["every_step", "steps_asked"]

_EACH = lazy_pattern(
    r"\b(?:every|each)(?: single)? (?:year|quarter|half|month|time|period|round)s?\b|\b(?:year|quarter|month) after (?:year|quarter|month)\b"
    r"|\b(?:steadily|consistently|continuously|uninterrupted\w*|always)\b|\bwithout (?:a |any )?(?:break|dip|drop|fall|exception)\b",
    re.IGNORECASE,
)
_EVER = lazy_pattern(r"\bever\b|\b(?:in|for) any (?:year|quarter|half|month)\b", re.IGNORECASE)


def steps_asked(text: str) -> bool:
    """Whether a question is about each step of a course, or about any one: of several points, not of the last two."""
    return bool(direction(text)) and bool(_EACH.search(text) or _EVER.search(text))


def every_step(text: str, points: Sequence[Fit]) -> str:
    """Yes or no to such a question, with the steps that decide it; "" where it asks none or rounding hides a step.

    `points` are of one measure, oldest first.
    """
    steps = [(moved(a.figure.amount, b.figure.amount), a, b) for a, b in pairwise(points)]
    way = direction(text)
    if not steps_asked(text) or any(move == 0 for move, _, _ in steps):
        return ""
    if _EVER.search(text):
        found = [step for step in steps if step[0] == way]
        return f"Yes: {_told(found)}." if found else f"No, not in what I hold: {_told([(-way, points[0], points[-1])])}."
    against = [step for step in steps if step[0] != way]
    return f"No: {_told(against)}." if against else f"Yes, each time in what I hold: {_told([(way, points[0], points[-1])])}."


def _told(steps: Sequence[tuple[int, Fit, Fit]]) -> str:
    verb = "rose" if steps[0][0] > 0 else "fell"
    return f"it {verb} " + ", and ".join(f"from {_point(before)} to {_point(after)}" for _, before, after in steps)


def _point(fit: Fit) -> str:
    return f"{in_short(fit.figure.amount)} {period_words(fit.figure.period, fit.document.published)}"
