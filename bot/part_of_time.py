"""Part of a time: what is held of the measure itself for less than the time asked about, where another stands in for it.

"xAI's burn rate in 2025" is answered by the operating loss of the year where no cash burn of the whole year is held; that
cash burn of the first nine months is, has to be said with it, and is no year's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.fitness import FUTURE
from bot.library import Library
from bot.quantity import adds_up
from bot.question import Question
from bot.selection import Fit, fits
from bot.sides import Side
from bot.times import dated_period
from index.period import Period, PeriodKind

__all__ = ["of_a_part", "stands_in", "with_parts"]


def stands_in(question: Question, fit: Fit, library: Library) -> bool:
    """Whether a figure is of another measure than the one asked for, and no kind of it: an operating loss is a loss, and no cash burn."""
    return fit.kin and bool(question.metrics) and not measures.is_kind_of(library.taxonomy, fit.figure.metric, question.metrics[0].metric)


def of_a_part(question: Question, lead: Fit, library: Library, as_of: date | None) -> Fit | None:
    """What is held of the very measure asked for in the longest part of the one time asked about, the newest of several; None where `lead` is no stand-in."""
    if len(question.periods) != 1 or question.bases & FUTURE or not stands_in(question, lead, library) or not adds_up(question.metrics[0].metric, library):
        return None
    asked = question.periods[0]
    whole = asked if asked.end is not None else dated_period(replace(lead.figure, period=asked), library)
    if whole is None or whole.start is None or whole.end is None:
        return None
    itself = replace(question, periods=(), metrics=question.metrics[:1], terms=(), firm=frozenset(), latest=False)
    found = [f for f in fits(itself, library, as_of=as_of) if not f.kin and f.figure.basis not in FUTURE and not f.figure.dimension and not f.figure.amount.per]
    within = [(days, f.document.published or date.min, f) for f in found if (days := _days_within(dated_period(f.figure, library), whole))]
    return max(within, key=lambda one: one[:2])[2] if within else None


def _days_within(own: Period | None, whole: Period) -> int:
    """How many days a stretch of time has that lies in another and is shorter; 0 for any other time."""
    if own is None or own.kind in {PeriodKind.INSTANT, PeriodKind.TRAILING_YEAR} or own.start is None or own.end is None or whole.start is None or whole.end is None:
        return 0
    inside = whole.start <= own.start and own.end <= whole.end and (own.start, own.end) != (whole.start, whole.end)
    return (own.end - own.start).days + 1 if inside else 0


def with_parts(held: Sequence[tuple[Side, Fit]], library: Library, as_of: date | None) -> list[tuple[Side, Fit]]:
    """The sides of a comparison with a stand-in put out by the measure itself, for the part of the time that it is held for."""
    return [(side, of_a_part(side.question, fit, library, as_of) or fit) for side, fit in held]
