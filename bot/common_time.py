"""Common times: the newest time for which a measure is held of all who are compared, where a question names none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.library import Library
from bot.quantity import adds_up
from bot.question import Question
from bot.selection import Fit, fits
from bot.sides import Side
from index.figure import Basis
from index.fiscal import Match, same_period
from index.period import Period, PeriodKind

__all__ = ["at_one_time", "newer_alone"]

_RECENT = timedelta(days=550)
"""How long ago a year may have ended to go before a newer quarter: a year says more of who is ahead."""


def at_one_time(question: Question, held: Sequence[tuple[Side, Fit]], library: Library, as_of: date | None) -> list[tuple[Side, Fit]]:
    """The sides with their figures for one time, where those held are for several: a year that all have, else the newest quarter; as they are where there is none."""
    measures = {fit.figure.metric for _, fit in held}
    if question.periods or len(question.entities) < 2 or len(held) < 2 or len(measures) != 1 or not all(adds_up(metric, library) for metric in measures):
        return list(held)
    if all(_same(held[0][1], fit.figure.period, library) for _, fit in held[1:]):
        return list(held)
    every = [[fit for fit in fits(side.question, library, as_of=as_of) if _may_stand(fit, measures)] for side, _ in held]
    common = [
        (first, *others)
        for first in every[0]
        if None not in (others := tuple(next((fit for fit in some if fit.figure.amount.unit == first.figure.amount.unit and _same(first, fit.figure.period, library)), None) for some in every[1:]))
    ]
    if not common:
        return list(held)

    def worth(some: tuple[Fit | None, ...]) -> tuple[bool, date]:
        period = some[0].figure.period if some[0] is not None else None
        end = period.end if period is not None and period.end is not None else date.min
        return period is not None and period.kind is PeriodKind.YEAR and question.asked_on - end < _RECENT, end

    best = max(common, key=worth)
    return [(side, fit) for (side, _), fit in zip(held, best, strict=True) if fit is not None]


def newer_alone(by_itself: Sequence[tuple[Side, Fit]], leads: Sequence[Fit]) -> list[Fit]:
    """Of the figures that each side would have by itself those that are newer than the ones compared."""
    ends = [fit.figure.period.end for fit in leads if fit.figure.period is not None and fit.figure.period.end is not None]
    return [fit for _, fit in by_itself if fit not in leads and ends and fit.figure.period is not None and fit.figure.period.end is not None and fit.figure.period.end > max(ends)]


def _may_stand(fit: Fit, measures: set[str]) -> bool:
    figure = fit.figure
    return not fit.kin and figure.metric in measures and figure.basis is Basis.ACTUAL and not figure.dimension and figure.period is not None and figure.period.end is not None


def _same(first: Fit, period: Period | None, library: Library) -> bool:
    own = first.figure.period
    return own is not None and period is not None and same_period(own, period, year_end=library.names.year_end(first.figure.entity)) is Match.EXACT
