"""Periods that a question names otherwise than the company does: "last quarter", and "2025" for its fiscal year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.chat_writing import written_out
from bot.library import Library
from bot.quantity import is_moment
from bot.question import Question
from bot.selection import Fit, fits
from bot.times import BY_CALENDAR, dated_period, period_rank
from index.figure import Basis
from index.fiscal import FiscalCalendar, length_days
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import calendar_month

__all__ = ["NamedOtherwise", "named_otherwise"]

_LAST_YEAR = lazy_pattern(r"\b(?:last|past|previous|prior) (?:year|yr)\b", re.IGNORECASE)
_LAST_QUARTER = lazy_pattern(r"\b(?:last|past|previous|prior|latest) (?:quarter|qtr|q)\b", re.IGNORECASE)
_NOT_YET_OUT = 200
"""How many days may have passed since a quarter ended that is the last one reported."""


@dataclass(frozen=True, slots=True)
class NamedOtherwise:
    """The figures that are meant, best first, what to say of it, and the figure of the other period that may be meant."""

    fits: list[Fit]
    why: str = ""
    beside: Fit | None = None


def named_otherwise(question: Question, library: Library, as_of: date | None) -> NamedOtherwise:
    """What a question's one period means for the company asked about, where nothing is held under its own name."""
    if len(question.periods) != 1 or not question.entities:
        return NamedOtherwise([])
    for found in (_last_fiscal, _last_reported, _about_new_year):
        meant = found(question, library, as_of)
        if meant:
            return NamedOtherwise(meant)
    return _by_label(question, library, as_of)


def _of_any_time(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """The results held for any period."""
    found = fits(replace(question, periods=()), library, as_of=as_of)
    return [f for f in found if f.figure.period is not None and f.figure.basis is Basis.ACTUAL]


def _last_fiscal(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """For "last year" of a company whose years are not the calendar's: its last fiscal year that was over."""
    if question.periods[0].kind is not PeriodKind.YEAR or question.periods[0].year != question.asked_on.year - 1:
        return []
    if not _LAST_YEAR.search(written_out(question.text, question.asked_on)):
        return []
    over = [
        f
        for f in _of_any_time(question, library, as_of)
        if f.figure.period is not None
        and f.figure.period.kind is PeriodKind.YEAR
        and f.figure.period.fiscal
        and (f.figure.period.end or f.document.published or date.max) <= question.asked_on
    ]
    newest = max((f.figure.period.year or 0 for f in over if f.figure.period), default=0)
    return [f for f in over if f.figure.period and f.figure.period.year == newest]


def _last_reported(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """For "last quarter" where nothing is held of the one that has just ended: the last quarter that is held."""
    if question.periods[0].kind is not PeriodKind.QUARTER or not _LAST_QUARTER.search(written_out(question.text, question.asked_on)):
        return []
    over = [
        (period_rank(dated_period(f.figure, library), f.document), f)
        for f in _of_any_time(question, library, as_of)
        if f.figure.period is not None and f.figure.period.kind is PeriodKind.QUARTER and not f.kin
    ]
    newest = max((day for day, _ in over if day <= question.asked_on), default=date.min)
    if (question.asked_on - newest).days > _NOT_YET_OUT:
        return []
    return [f for day, f in over if day == newest]


def _about_new_year(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """For how something stood at the start of a year where nothing is held of the day itself: how it stood in the January."""
    day = question.periods[0]
    if not question.metrics or day.end is None or (day.end.month, day.end.day) != (12, 31) or not _START_OF_YEAR.search(question.text):
        return []
    if day.kind is not PeriodKind.INSTANT or not all(is_moment(m.metric, library) for m in question.metrics):
        return []
    month = calendar_month(day.end.year + 1, 1)
    return [f for f in fits(replace(question, periods=(month,)), library, as_of=as_of) if not f.kin]


_START_OF_YEAR = lazy_pattern(r"\b(?:start|beginning|outset) of\b|\bentering\b|\binto\b", re.IGNORECASE)


def _by_label(question: Question, library: Library, as_of: date | None) -> NamedOtherwise:
    """For a year or quarter by its number alone: the fiscal one of that name, and beside it the one that covers most of it."""
    asked = question.periods[0]
    end = library.names.year_end(question.entities[0]) if len(question.entities) == 1 else None
    if end is None or asked.fiscal or asked.kind not in {PeriodKind.YEAR, PeriodKind.QUARTER} or asked.year is None or BY_CALENDAR.search(question.text):
        return NamedOtherwise([])
    calendar = FiscalCalendar(*end)
    if calendar.is_calendar:
        return NamedOtherwise([])
    same = calendar.resolve(replace(asked, label=f"fiscal {asked.year}" if asked.number is None else f"Q{asked.number} fiscal {asked.year}", fiscal=True, start=None, end=None))
    meant = fits(replace(question, periods=(same,)), library, as_of=as_of)
    if not meant:
        return NamedOtherwise([])
    owner = question.entities[0]
    why = f"{owner}'s years are not the calendar's: this is its {same.label}."
    most = _covering(asked, _of_any_time(question, library, as_of), meant[0], library)
    if most is None or most.figure.period is None:
        return NamedOtherwise(meant, why)
    return NamedOtherwise(meant, f"{why} Most of {asked.label} by the calendar is in its {most.figure.period.label}:", most)


def _covering(asked: Period, held: Sequence[Fit], lead: Fit, library: Library) -> Fit | None:
    """The figure of the leading one's measure for the period of the same length that has most of the days asked about."""
    days = length_days(asked) or 0
    alike = [(dated_period(f.figure, library), f) for f in held if f.figure.metric == lead.figure.metric and f.figure.dimension == lead.figure.dimension]
    shared = [(_days_shared(asked, period), f) for period, f in alike if period is not None and period.kind is asked.kind]
    most, fit = max(shared, key=lambda each: each[0], default=(0, None))
    return fit if fit is not None and most > days / 2 and fit.figure.period != lead.figure.period else None


def _days_shared(one: Period, other: Period) -> int:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return 0
    return max(0, (min(one.end, other.end) - max(one.start, other.start)).days + 1)
