"""Steps: how a measure went from the first period told to the last, and whether it went one way from each to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.directions import direction, moved
from bot.selection import Fit
from bot.wording import in_short, metric_words, period_words
from index.pattern import lazy_pattern
from index.taxonomy import Taxonomy

__all__ = ["every_step", "steps_asked", "whole_way"]

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


def whole_way(points: Sequence[Fit], taxonomy: Taxonomy) -> list[str]:
    """How a measure went from the first of its points to the last, and the last step where that went the other way."""
    first, last = points[0], points[-1]
    name = f"{last.figure.entity}'s {metric_words(last.figure, taxonomy)}"
    if first.figure.metric != last.figure.metric:
        was, came = (f"{metric_words(fit.figure, taxonomy)} of {_point(fit)}" for fit in (first, last))
        return [f"{last.figure.entity} went from {was} to {came}."]
    if in_short(first.figure.amount) == in_short(last.figure.amount):
        same = len({in_short(point.figure.amount) for point in points}) == 1
        return [f"{name} {'stayed at' if same else 'is back at'} {_point(last)}."]
    way = _way(first, last)
    said = [f"{name} {_WENT[way]} from {_point(first)} to {_point(last)}."]
    before = points[-2]
    if _way(before, last) == -way:
        said.append(f"In the last step it {_WENT[-way]}, from {_point(before)}.")
    return said


_WENT = {1: "rose", -1: "fell"}


def _way(before: Fit, after: Fit) -> int:
    one, other = abs(before.figure.amount.value), abs(after.figure.amount.value)
    return (other > one) - (other < one)
