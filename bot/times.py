"""Times: when a figure is for, held against the time asked about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Protocol

from bot.library import Library
from bot.measures import RELATIONS
from index.figure import Figure
from index.fiscal import Match, YearEnd, calendar_of, same_period
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.records import DocumentMeta
from index.taxonomy import Span

__all__ = ["BY_CALENDAR", "Matches", "dated_period", "event_match", "is_balance", "period_match", "period_rank", "speaks_for"]

_BY_PERIOD = frozenset(
    "revenue cost_of_revenue gross_profit net_income net_loss operating_income operating_loss ebitda operating_expenses total_expenses bookings "
    "billings capital_expenditures research_and_development operating_cash_flow free_cash_flow cash_burn".split()
)
"""Measures that add up over time: a month of them is not the quarter."""


BY_CALENDAR = lazy_pattern(r"\bcalendar|\bcy ?['’]?\d", re.IGNORECASE)
"""Who says "calendar 2024" wants no fiscal year."""


class Timed(Protocol):
    """What has a time: a figure, or as much of one as its time is judged by."""

    @property
    def entity(self) -> str:
        """Whose it is."""

    @property
    def metric(self) -> str:
        """What it measures."""

    @property
    def period(self) -> Period | None:
        """What it is for."""

    @property
    def table(self) -> int | None:
        """The table that it stands in."""


def _is_part(figure: Timed, when: Sequence[Period]) -> bool:
    """Whether a figure is of one month of the time asked about, of a measure that adds up over it."""
    month = figure.period is not None and figure.period.kind is PeriodKind.MONTH
    return month and figure.metric in _BY_PERIOD and figure.table is not None and all(p.kind is not PeriodKind.MONTH for p in when)


def _is_moment(metric: str, library: Library) -> bool:
    """Whether a measure is how things stand at a day."""
    return metric in library.taxonomy and library.taxonomy.metric(metric).span is Span.INSTANT


def period_match(figure: Timed, when: Sequence[Period], library: Library) -> Match:
    """How well a figure's period is one of those asked for."""
    if figure.period is None:
        return Match.NONE
    moment = _is_moment(figure.metric, library)
    best = Match.NONE
    year_end = library.names.year_end(figure.entity)
    for period in when:
        if period.start is None and period.end is None and period.year is None:
            # "the latest quarter": any of that length, the newest of which wins.
            if figure.period.kind is period.kind:
                best = Match.EXACT
            continue
        if period.kind is PeriodKind.SPAN and _within(figure.period, period):
            best = Match.EXACT
            continue
        found = same_period(figure.period, period, year_end=year_end)
        if found is Match.WEAK and not moment and _after(figure.period, period):
            continue
        if found is Match.EXACT:
            return found
        # A fiscal year has its own days: one that ended in January holds nothing of that summer.
        known = calendar_of(year_end).resolve(period) if year_end is not None else period
        if found is Match.WEAK or (best is Match.NONE and _instant_within(figure.period, known)):
            best = Match.WEAK
        elif moment and best is Match.NONE and (_closes(figure.period, known) or (isinstance(figure, Figure) and _told_after(figure, known, library))):
            # A balance in a column for the half year is the balance at its end.
            best = Match.WEAK
    return Match.NONE if best is Match.WEAK and _is_part(figure, when) else best


class Matches:
    """How well the periods of figures are one of those asked for, worked out once for those of one company, kind of measure and period."""

    def __init__(self, when: Sequence[Period], library: Library) -> None:
        self._when, self._library = when, library
        # By which object a period is, as thousands are asked about; each is held, so that no other takes its place.
        self._known: dict[tuple[str, tuple[bool, bool], int, bool], tuple[Match, Period | None]] = {}
        self._kinds: dict[str, tuple[bool, bool]] = {}

    def of(self, figure: Timed) -> Match:
        """The same as `period_match`."""
        period, cell = figure.period, figure.table is not None
        if not cell and period is not None and period.kind in _MAY_BE_TOLD:
            return period_match(figure, self._when, self._library)  # its own sentence decides
        kind = self._kinds.get(figure.metric)
        if kind is None:
            kind = self._kinds[figure.metric] = _is_moment(figure.metric, self._library), figure.metric in _BY_PERIOD
        alike = figure.entity, kind, id(period), cell
        found = self._known.get(alike)
        if found is None:
            found = self._known[alike] = period_match(figure, self._when, self._library), period
        return found[0]


    def may(self, figure: Timed) -> bool:
        """Whether a figure, of which its row alone is known, may be of one of those times; its sentence or document may tell."""
        if self.of(figure) is not Match.NONE:
            return True
        if figure.period is None:
            return figure.metric in RELATIONS or _is_moment(figure.metric, self._library)
        return figure.table is None and figure.period.kind in _MAY_BE_TOLD


_TOLD_IN = lazy_pattern(r"^\W*(?:in|on|at the (?:end|start) of) [^,.;]{3,30}?,? (?:\w+ ){0,4}?(?:disclosed|reported|said|announced|told|revealed|put|confirmed)\b|\b(?:disclosed|reported|said|announced|told|revealed|confirmed) (?:it )?(?:in|on)\b", re.IGNORECASE)
"""How a sentence says when it was told what it tells: "In April 2026 Acme disclosed that"."""
_TOLD_WITHIN = timedelta(days=45)
"""How long after a quarter has ended what is told of it then still is of it."""


def _told_after(figure: Figure, asked: Period, library: Library) -> bool:
    """Whether a figure's time is only when it was told, soon after the stretch asked about: with the results of the quarter."""
    own = figure.period
    if own is None or own.kind not in _MAY_BE_TOLD or asked.kind not in _TOLD_LATER or figure.table is not None:
        return False
    first = own.start or own.end
    if first is None or asked.end is None or not timedelta(0) < first - asked.end <= _TOLD_WITHIN:
        return False
    return _TOLD_IN.search(library.quote(figure)) is not None


_MAY_BE_TOLD = frozenset({PeriodKind.MONTH, PeriodKind.INSTANT})
"""Times that may be those of telling only."""
_TOLD_LATER = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR})
_WITHIN_A_YEAR = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS, PeriodKind.MONTH})


def is_balance(figure: Timed, when: Sequence[Period], metrics: Collection[str]) -> bool:
    """Whether a number at a day is no answer to what added up over the time that the day ends or lies in.

    A year's column of a table may have nothing but its last day for a head, so for a year one of the very measure may be.
    """
    if figure.period is None or figure.period.kind is not PeriodKind.INSTANT or not when or not metrics or not set(metrics) <= _BY_PERIOD:
        return False
    return figure.metric not in metrics or (figure.table is not None and all(p.kind in _WITHIN_A_YEAR for p in when))


def _after(own: Period, asked: Period) -> bool:
    """Whether a day comes after the stretch asked about: a balance may be struck some days later, a deal is of its day."""
    return own.kind is PeriodKind.INSTANT and asked.kind is not PeriodKind.INSTANT and bool(own.end and asked.end and own.end > asked.end)


def speaks_for(own: Period, asked: Period, *, year_end: YearEnd | None, flows: bool) -> bool:
    """Whether what is said of a time answers for the time asked about: the same, a day or month in it, or its end.

    `flows` is whether what is asked adds up over time, of which no day after it is a part.
    """
    if year_end is not None:
        known = calendar_of(year_end)
        own, asked = known.resolve(own), known.resolve(asked)
    if asked.kind is PeriodKind.SPAN and _within(own, asked):
        return True
    if flows and _after(own, asked):
        return False
    return bool(same_period(own, asked, year_end=year_end)) or _instant_within(own, asked) or _closes(own, asked)


def event_match(figure: Figure, document: DocumentMeta, when: Sequence[Period], library: Library) -> Match:
    """An undated deal or balance is of the time its document came out."""
    day = document.published
    if figure.period is not None or day is None or not (figure.metric in RELATIONS or _is_moment(figure.metric, library)):
        return Match.NONE
    # How things stood at the end of a quarter is told with its results, some weeks later.
    late = timedelta(0) if figure.metric in RELATIONS or figure.table is not None else _TOLD_WITHIN
    year_end = library.names.year_end(figure.entity)
    known = [calendar_of(year_end).resolve(p) for p in when] if year_end is not None else when
    return Match.WEAK if any(p.start and p.end and p.start <= day <= p.end + (late if p.kind in _TOLD_LATER else timedelta(0)) for p in known) else Match.NONE


def dated_period(figure: Timed, library: Library) -> Period | None:
    """A figure's period with the days that the company's own calendar gives it."""
    period = figure.period
    if period is None or period.end is not None or not period.fiscal:
        return period
    calendar = library.names.calendar(figure.entity)
    return calendar.resolve(period) if calendar else period


def _within(part: Period, span: Period) -> bool:
    """Whether a period ends inside a stretch of time; a fiscal one may run on into the months after it."""
    if span.start is None or span.end is None:
        return False
    if part.end is not None:
        late = 190 if span.fiscal or part.fiscal else 0
        return span.start <= part.end <= span.end + timedelta(days=late)
    return part.year is not None and span.start.year <= part.year <= span.end.year + bool(span.fiscal)


def _instant_within(instant: Period, asked: Period) -> bool:
    """A balance at a day answers for the period that the day ends or lies in."""
    if instant.kind not in {PeriodKind.INSTANT, PeriodKind.MONTH} or instant.end is None or asked.kind is PeriodKind.INSTANT:
        return False
    if asked.start is not None and asked.end is not None:
        return asked.start <= instant.end <= asked.end
    return asked.year == instant.end.year and asked.number is None


def _closes(own: Period, asked: Period) -> bool:
    """Whether a stretch of time ends in the month, or on the day, asked about."""
    if own.end is None or asked.end is None or asked.kind not in {PeriodKind.INSTANT, PeriodKind.MONTH}:
        return False
    return (own.end.year, own.end.month) == (asked.end.year, asked.end.month)


def period_rank(period: Period | None, document: DocumentMeta) -> date:
    """The day that a figure speaks for, to sort by: its period's end, else its publication."""
    if period is not None and period.end is not None:
        return period.end
    if period is not None and period.year is not None:
        month = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}.get(period.kind)
        if month and period.number:
            return date(period.year, min(12, month * period.number), 28)
        if period.kind is PeriodKind.MONTH and period.number:
            return date(period.year, period.number, 28)
        return date(period.year, 12, 31)
    return document.published or date.min
