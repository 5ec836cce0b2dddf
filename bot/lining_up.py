"""Lining up: which of a company's own periods stands for the one asked about, and what came before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.following import numbered
from bot.library import Library
from bot.parsing import year_shifted
from bot.quantity import Quantity, defined_of, going_with, held, measured, quantity, times_held
from bot.question import Question
from bot.selection import Fit
from bot.times import BY_CALENDAR, dated_period, period_rank
from bot.wording import day_words
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import calendar_year

__all__ = ["before", "ends_of", "lined_up", "newest_periods", "span_years", "years_of"]

_NEAR_DAYS = 50
"""How far the end of a company's period may lie from that of the calendar's: NVIDIA's year ends a month late."""


def before(period: Period, *, by_quarter: bool = False, next_to: bool = False) -> Period | None:
    """The same period a year earlier, or the quarter before; None where there is none.

    `next_to` is the period of the same length that it follows: what stood at its end stood at the start of this one.
    """
    if next_to and period.kind is PeriodKind.HALF and period.year is not None and period.number is not None:
        return numbered(period, PeriodKind.HALF, period.year * 2 + period.number - 2)
    if not by_quarter and not (next_to and period.kind is PeriodKind.QUARTER):
        return year_shifted(period, -1) if period.year is not None or period.end is not None else None
    if period.kind is not PeriodKind.QUARTER or period.year is None or period.number is None:
        return None
    return numbered(period, PeriodKind.QUARTER, period.year * 4 + period.number - 2)


def lined_up(question: Question, library: Library, as_of: date | None, period: Period) -> tuple[Quantity | None, str]:
    """A measure for a period, or for the company's own that ends near it; with a sentence that says so, "" where it is that."""
    exact = quantity(question, library, as_of, period)
    end = period.end
    if exact is not None or period.fiscal or BY_CALENDAR.search(question.text) or end is None or period.kind not in {PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF}:
        return exact, ""
    metric = question.metrics[0].metric
    if not defined_of(metric) and not any(_ends_near(own, period, end) for _, own in times_held(question, library)):
        return None, ""
    near: list[tuple[int, int, Fit]] = []
    every, usable = going_with(question, library, as_of)
    if not any(map(usable, every)):  # a margin by its definition is of the times that its parts are
        every = [f for part in defined_of(metric) for f in held(measured(question, part), library, as_of)]
        usable = bool
    for place, fit in enumerate(every):
        own = dated_period(fit.figure, library)
        if own is not None and own.end is not None and _ends_near(own, period, end) and usable(fit):
            near.append((abs((own.end - end).days), place, fit))
    if not near:
        return None, ""
    fit = min(near)[2]
    own = dated_period(fit.figure, library) or period
    found = quantity(question, library, as_of, fit.figure.period or own)
    if found is None:
        return None, ""
    # The day itself is known where the source gives it; a calendar gives the month.
    told = fit.figure.period is not None and fit.figure.period.end is not None
    until = "" if own.end is None else f", which ended {day_words(own.end)}" if told else f", which ended in {own.end:%B %Y}"
    return found, f"{fit.figure.entity}'s years are not the calendar's: for {period.label} this takes {own.label}{until}."


def _ends_near(own: Period, asked: Period, end: date) -> bool:
    """Whether a company's period is of the length asked about and ends near its `end`."""
    return own.kind is asked.kind and own.end is not None and abs((own.end - end).days) <= _NEAR_DAYS


def newest_periods(question: Question, library: Library, as_of: date | None, *, step: str = "", kind: PeriodKind | None = None) -> list[Fit]:
    """A figure for each time that a measure is held for, the one to speak of first.

    That is the newest full year where a question says nothing of time, and the newest quarter of all where it says
    "quarter"; with `step` "year" the newest of any length.
    """
    every = held(question, library, as_of)
    kinds = {kind} if kind is not None else {PeriodKind.QUARTER} if step == "quarter" else set(PeriodKind)
    dated = [f for f in every if f.figure.period is not None and f.figure.period.kind in kinds]

    def key(fit: Fit) -> tuple[bool, date]:
        period = fit.figure.period
        whole = step != "year" and not question.latest and period is not None and period.kind is PeriodKind.YEAR
        return whole, period_rank(dated_period(fit.figure, library), fit.document)

    ordered = sorted(dated, key=key, reverse=True)
    out: dict[tuple[object, ...], Fit] = {}
    for fit in ordered:
        period = dated_period(fit.figure, library)
        if period is not None:
            out.setdefault((period.kind, period.end or period.label), fit)
    return list(out.values())


def years_of(question: Question, first: int, last: int, library: Library) -> list[Period]:
    """The years from the first to the last, on the calendar of the company asked about."""
    entity = question.entities[0] if question.entities else ""
    fiscal = any(p.fiscal for p in question.periods) or library.names.year_end(entity) is not None
    out = []
    for year in range(first, last + 1):
        plain = calendar_year(year)
        out.append(replace(plain, label=f"fiscal {year}", fiscal=True, start=None, end=None) if fiscal else plain)
    return out


def span_years(period: Period) -> tuple[int, int] | None:
    """The first and last year of a stretch of them; None where it is something else."""
    if period.kind is not PeriodKind.SPAN:
        return None
    if period.start is not None and period.end is not None:
        return period.start.year, period.end.year
    named = _YEARS.search(period.label)
    return (int(named[1]), int(named[2])) if named else None


_YEARS = lazy_pattern(r"\b((?:19|20)\d\d) to ((?:19|20)\d\d)$")
"""How a stretch of fiscal years is called, whose days are not known."""


def ends_of(question: Question, library: Library) -> list[Period]:
    """The first and last time of a course that a question names: of several periods, or of a stretch of years."""
    periods: Sequence[Period] = question.periods
    if len(periods) == 1 and (span := span_years(periods[0])) is not None:
        periods = years_of(question, *span, library)
    if len(periods) < 2 or len({p.kind for p in periods}) > 1:
        return []
    ordered = sorted(periods, key=lambda p: (p.year or (p.end.year if p.end else 0), p.number or 0, p.end or date.min))
    return [ordered[0], ordered[-1]]
