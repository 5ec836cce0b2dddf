"""Stretches: a time put together from others, such as a fourth quarter from the year and its first nine months."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from index.period import Period, PeriodKind

__all__ = ["Stretch", "path", "stretch_of"]

_NEAR_DAYS = 10
"""How far a year of 52 or 53 weeks may end from the end of its month."""
_MOST_PARTS = 5
_FURTHEST = 15
"""Months that a part may reach beyond the time it helps to make up."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A time in whole months: from the month `first` to before the month `until`, counted since the year 0."""

    first: int
    until: int

    @property
    def months(self) -> int:
        """How long it is."""
        return self.until - self.first


def stretch_of(period: Period | None) -> Stretch | None:
    """The whole months of a period; None for a moment, or where its days are not known or end within a month."""
    if period is None or period.kind is PeriodKind.INSTANT or period.start is None or period.end is None:
        return None
    first, until = _month_at(period.start), _month_at(period.end + timedelta(days=1))
    return Stretch(first, until) if first is not None and until is not None and first < until else None


def _month_at(day: date) -> int | None:
    """The month that begins nearest to a day."""
    index = day.year * 12 + day.month - 1
    for month in (index, index + 1):
        if abs((date(month // 12, month % 12 + 1, 1) - day).days) <= _NEAR_DAYS:
            return month
    return None


def path(target: Stretch, held: Iterable[Stretch]) -> list[tuple[Stretch, int]] | None:
    """The held stretches that make up another, each to be added (1) or taken off (-1), in order; the fewest that do.

    None where none do. One that reaches far beyond the target is not used.
    """
    steps: dict[int, list[tuple[int, Stretch, int]]] = {}
    for one in held:
        if one != target and one.first >= target.first - _FURTHEST and one.until <= target.until + _FURTHEST:
            steps.setdefault(one.first, []).append((one.until, one, 1))
            steps.setdefault(one.until, []).append((one.first, one, -1))
    order = count()
    queue: list[tuple[int, int, int, list[tuple[Stretch, int]]]] = [(0, next(order), target.first, [])]
    seen: set[int] = set()
    while queue:
        _, _, at, taken = heapq.heappop(queue)
        if at == target.until:
            # What is whole comes first, what is taken off it after.
            return sorted(taken, key=lambda step: (-step[1], step[0]))
        if at in seen or len(taken) == _MOST_PARTS:
            continue
        seen.add(at)
        for there, one, sign in sorted(steps.get(at, ())):
            heapq.heappush(queue, (len(taken) + 1, next(order), there, [*taken, (one, sign)]))
    return None
