"""Fiscal calendars, and whether two periods are the same."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from index.period import Period, PeriodKind

__all__ = ["FiscalCalendar", "Match", "YearEnd", "calendar_of", "length_days", "overlaps", "same_period", "unpacked_end"]

_TOLERANCE = timedelta(days=10)
_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}


class Match(StrEnum):
    """How well two periods match; `WEAK` and `EXACT` are true, `NONE` is false."""

    EXACT = "exact"
    WEAK = "weak"
    NONE = ""


YearEnd = tuple[int, int] | tuple[int, int, int]
"""Month and day on which fiscal years end, and the offset of their names where they have one: what a `FiscalCalendar` is made of."""


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The calendar of an entity whose fiscal year ends in `month` (1 to 12), about its day `day`.

    A fiscal year is named after the calendar year in which it ends, or, with `label_offset` -1, the year before that.
    Ends on a weekday (52 and 53 week years) differ from `day` by less than the tolerance that matching allows.
    Raises ValueError for a month or day that no calendar has.
    """

    month: int = 12
    day: int = 31
    label_offset: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= 31:
            raise ValueError(f"no year ends on month {self.month}, day {self.day}; give 1 to 12 and 1 to 31")

    @property
    def is_calendar(self) -> bool:
        """Whether the fiscal year is, within the tolerance, the calendar year."""
        return (self.month == 12 and self.day >= 21) or (self.month == 1 and self.day <= 10)

    def year_end(self, year: int) -> date:
        """The last day of the fiscal year of that name."""
        of = year - self.label_offset
        if self.is_calendar and self.month == 1:
            of += 1
        return _clamped(of, self.month, self.day)

    def year_on(self, day: date) -> int:
        """The name of the fiscal year that a day lies in."""
        return next(of for of in range(day.year - 1, day.year + 4) if day <= self.year_end(of))

    def quarter_on(self, day: date) -> tuple[int, int]:
        """The fiscal year and the number of the fiscal quarter that a day lies in."""
        of = self.year_on(day)
        for number in (1, 2, 3):
            found = self.dates(Period(PeriodKind.QUARTER, "", of, number, fiscal=True))
            if found and day <= found[1]:
                return of, number
        return of, 4

    def dates(self, period: Period) -> tuple[date, date] | None:
        """The first and last day of a fiscal year, nine months, half or quarter; None where its label does not say."""
        if period.year is None or period.kind not in _MONTHS:
            return None
        if period.kind in {PeriodKind.QUARTER, PeriodKind.HALF} and period.number is None:
            return None
        length = _MONTHS[period.kind]
        last = 12 if period.kind is PeriodKind.YEAR else length * (period.number or 1)
        end = self.year_end(period.year)
        return _months_on(end, last - length - 12) + timedelta(days=1), _months_on(end, last - 12)

    def resolve(self, period: Period) -> Period:
        """A fiscal period with its dates; any other, or one whose dates are known, is given back as it is."""
        return period if not period.fiscal or (period.start and period.end) else _resolved(self, period)

    def _resolved(self, period: Period) -> Period:
        if period.kind is PeriodKind.INSTANT and period.year is not None and period.end is None:
            if period.number is None:
                return replace(period, end=self.year_end(period.year))
            quarter = self.dates(replace(period, kind=PeriodKind.QUARTER))
            return replace(period, end=quarter[1]) if quarter else period
        found = self.dates(period)
        return replace(period, start=found[0], end=found[1]) if found else period

    def label(self, kind: PeriodKind, end: date) -> Period | None:
        """The fiscal period of a kind that ends on a day, give or take ten days; None where none does."""
        if kind not in _MONTHS:
            return None
        for year in (end.year - 1, end.year, end.year + 1, end.year + 2):
            numbers = {PeriodKind.QUARTER: (1, 2, 3, 4), PeriodKind.HALF: (1, 2)}.get(kind, (None,))
            for number in numbers:
                name = {PeriodKind.QUARTER: f"Q{number} ", PeriodKind.HALF: f"H{number} "}.get(kind, "")
                if kind is PeriodKind.NINE_MONTHS:
                    name = "first nine months of "
                period = Period(kind, f"{name}fiscal {year}", year, number, fiscal=True)
                dates = self.dates(period)
                if dates and abs(dates[1] - end) <= _TOLERANCE:
                    return replace(period, start=dates[0], end=end)
        return None


def unpacked_end(kept: Sequence[int] | None) -> YearEnd | None:
    """A year end out of the list that JSON makes of it."""
    if not kept:
        return None
    return (kept[0], kept[1], kept[2]) if len(kept) > 2 else (kept[0], kept[1])


@lru_cache(maxsize=128)
def calendar_of(end: YearEnd) -> FiscalCalendar:
    """The calendar with some year end. Raises ValueError for a month or day that no calendar has."""
    return FiscalCalendar(*end)


# A course compares hundreds of figures of a few periods with one another.
@lru_cache(maxsize=4096)
def _resolved(known: FiscalCalendar, period: Period) -> Period:
    return known._resolved(period)  # noqa: SLF001 - its own, kept outside as the class has slots


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _months_on(day: date, count: int) -> date:
    """The day so many months on; the last day of a month goes to the last day of the other."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return date(year, month, calendar.monthrange(year, month)[1])
    return _clamped(year, month, day.day)


def same_period(a: Period, b: Period, *, year_end: YearEnd | None) -> Match:
    """Whether two periods are the same stretch of time.

    `year_end` is the (month, day) on which the entity's fiscal year ends, where it is known; it gives fiscal labels
    their dates. They match exactly where kind and label agree and both are fiscal or neither is, or where their dates
    agree within ten days. A fiscal and a calendar label of the same number match weakly while no calendar is known.
    """
    if year_end is not None:
        known = calendar_of(year_end)
        a, b = known.resolve(a), known.resolve(b)
    if a.kind is PeriodKind.INSTANT or b.kind is PeriodKind.INSTANT:
        return _same_moment(a, b)
    dated = _dates_agree(a, b)
    if dated is not None and (a.kind == b.kind or PeriodKind.SPAN in (a.kind, b.kind) or _year_long(a, b)):
        if dated:
            return Match.EXACT
        if a.fiscal == b.fiscal or year_end is not None or (a.start and b.start and not _undated_label(a, b)):
            return Match.NONE
    if a.kind != b.kind or a.year is None or a.year != b.year or a.number != b.number:
        return Match.NONE
    if a.kind in {PeriodKind.SPAN, PeriodKind.TRAILING_YEAR}:
        return Match.NONE
    return Match.EXACT if a.fiscal == b.fiscal else Match.WEAK


def _undated_label(a: Period, b: Period) -> bool:
    return not (a.end and b.end)


def _year_long(a: Period, b: Period) -> bool:
    return {a.kind, b.kind} == {PeriodKind.YEAR, PeriodKind.TRAILING_YEAR}


def _same_moment(a: Period, b: Period) -> Match:
    """A moment matches a moment within ten days, and, weakly, a longer period that it closes."""
    if a.end is None or b.end is None:
        same = a.kind == b.kind and a.year is not None and a.year == b.year and a.number == b.number
        return Match.WEAK if same else Match.NONE
    if a.kind == b.kind:
        return Match.EXACT if abs(a.end - b.end) <= _TOLERANCE else Match.NONE
    return Match.WEAK if abs(a.end - b.end) <= _TOLERANCE else Match.NONE


def _dates_agree(a: Period, b: Period) -> bool | None:
    """Whether both ends agree within ten days; None where a date is not known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return abs(a.start - b.start) <= _TOLERANCE and abs(a.end - b.end) <= _TOLERANCE


def overlaps(a: Period, b: Period) -> bool:
    """Whether two periods share a day; an instant is its day. False where dates are not known."""
    start_a, start_b = a.start or a.end, b.start or b.end
    if start_a is None or start_b is None or a.end is None or b.end is None:
        return False
    return start_a <= b.end and start_b <= a.end


def length_days(period: Period) -> int | None:
    """How many days a period has, both ends counted; 0 for an instant, None where its dates are not known."""
    if period.kind is PeriodKind.INSTANT:
        return 0
    if period.start is None or period.end is None:
        return None
    return (period.end - period.start).days + 1
