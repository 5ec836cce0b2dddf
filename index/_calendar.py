"""Builds periods: calendar years, halves, quarters and months, stretches that ended on a day, and their labels."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from index.period import Period, PeriodKind

__all__ = [
    "MONTHS", "day_of", "ended", "half", "instant", "latest_day", "latest_month", "month", "month_end", "months",
    "nine_months", "quarter", "quarter_of", "shifted", "span", "year",
]  # fmt: skip

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
"""Month numbers by lower-case English name and abbreviation."""

_LENGTH = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}
_SAID = {PeriodKind.QUARTER: "quarter", PeriodKind.HALF: "six months", PeriodKind.NINE_MONTHS: "nine months"}


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _said(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.day}, {day.year}"


def year(number: int, *, fiscal: bool = False) -> Period:
    """A year; a fiscal one has no dates until a calendar gives them."""
    if fiscal:
        return Period(PeriodKind.YEAR, f"fiscal {number}", year=number, fiscal=True)
    return Period(PeriodKind.YEAR, str(number), year=number, start=date(number, 1, 1), end=date(number, 12, 31))


def _part(kind: PeriodKind, label: str, of: int | None, number: int | None, *, fiscal: bool, first: int) -> Period:
    if of is None:
        return Period(kind, label, number=number, fiscal=fiscal)
    if fiscal:
        return Period(kind, f"{label} fiscal {of}", year=of, number=number, fiscal=True)
    last = first + _LENGTH[kind] - 1
    return Period(kind, f"{label} {of}", of, number, start=date(of, first, 1), end=month_end(of, last))


def quarter(of: int | None, number: int, *, fiscal: bool = False) -> Period:
    """A quarter of a year, 1 to 4."""
    return _part(PeriodKind.QUARTER, f"Q{number}", of, number, fiscal=fiscal, first=number * 3 - 2)


def half(of: int | None, number: int, *, fiscal: bool = False) -> Period:
    """A half of a year, 1 or 2."""
    return _part(PeriodKind.HALF, f"H{number}", of, number, fiscal=fiscal, first=number * 6 - 5)


def nine_months(of: int | None, *, fiscal: bool = False) -> Period:
    """The first nine months of a year."""
    return _part(PeriodKind.NINE_MONTHS, "first nine months of", of, None, fiscal=fiscal, first=1)


def months(of: int, count: int, *, fiscal: bool = False) -> Period:
    """The first `count` months of a year."""
    match count:
        case 3:
            return quarter(of, 1, fiscal=fiscal)
        case 6:
            return half(of, 1, fiscal=fiscal)
        case 9:
            return nine_months(of, fiscal=fiscal)
        case 12:
            return year(of, fiscal=fiscal)
    label = f"first {count} months of {'fiscal ' if fiscal else ''}{of}"
    dates = (None, None) if fiscal else (date(of, 1, 1), month_end(of, count))
    return Period(PeriodKind.SPAN, label, of, fiscal=fiscal, start=dates[0], end=dates[1])


def month(of: int, number: int) -> Period:
    """A calendar month."""
    label = f"{calendar.month_name[number]} {of}"
    return Period(PeriodKind.MONTH, label, of, number, start=date(of, number, 1), end=month_end(of, number))


def instant(day: date) -> Period:
    """A moment: the end of a day."""
    return Period(PeriodKind.INSTANT, _said(day), year=day.year, end=day)


def span(start: date | None, end: date | None, label: str, *, fiscal: bool = False) -> Period:
    """A stretch of time that is none of the named ones."""
    return Period(PeriodKind.SPAN, label, fiscal=fiscal, start=start, end=end)


def quarter_of(day: date) -> tuple[int, int]:
    """The year and number of the calendar quarter that a day lies in."""
    return day.year, (day.month + 2) // 3


def _month_before(day: date, count: int) -> date:
    """The first day of the month `count` - 1 months before the day's own."""
    index = day.year * 12 + day.month - count
    return date(index // 12, index % 12 + 1, 1)


def _closing_month(end: date) -> tuple[int, int] | None:
    """The month that a day closes, give or take a week (52 and 53 week years end on a weekday); None in mid-month."""
    if end.day >= calendar.monthrange(end.year, end.month)[1] - 6:
        return end.year, end.month
    if end.day <= 6:
        before = end.replace(day=1) - timedelta(days=1)
        return before.year, before.month
    return None


def ended(kind: PeriodKind, end: date, *, weeks: int | None = None, fiscal: bool = False) -> Period:
    """The year, nine months, half, quarter or trailing year that ended on a day.

    It is fiscal where it does not close a calendar one. A fiscal year is named after the calendar year that it ends in.
    """
    length = _LENGTH.get(kind, 12)
    closing = _closing_month(end)
    if weeks is not None:
        start = end - timedelta(days=7 * weeks - 1)
    elif end == month_end(end.year, end.month):
        start = _month_before(end, length)
    else:
        start = end - timedelta(days=7 * (length * 13 // 3) - 1)
    if kind is PeriodKind.TRAILING_YEAR:
        return Period(kind, f"twelve months to {_said(end)}", end.year, start=start, end=end)
    if closing and closing[1] % 3 == 0 and not fiscal:
        of, last = closing
        if kind is PeriodKind.QUARTER:
            return replace(quarter(of, last // 3), start=start, end=end)
        if kind is PeriodKind.HALF and last in {6, 12}:
            return replace(half(of, last // 6), start=start, end=end)
        if kind is PeriodKind.NINE_MONTHS and last == 9:
            return replace(nine_months(of), start=start, end=end)
        if kind is PeriodKind.YEAR and last == 12:
            return replace(year(of), start=start, end=end)
    if kind is PeriodKind.YEAR:
        of = closing[0] if closing else end.year
        return Period(kind, f"fiscal {of}", of, fiscal=True, start=start, end=end)
    return Period(kind, f"{_SAID[kind]} ended {_said(end)}", fiscal=True, start=start, end=end)


def latest_day(number: int, day: int, on: date) -> date | None:
    """The latest such day of a year that is not after `on`."""
    for of in (on.year, on.year - 1, on.year - 2, on.year - 3, on.year - 4):
        found = day_of(of, number, day)
        if found and found <= on:
            return found
    return None


def latest_month(number: int, on: date) -> Period:
    """The latest month of that name that had begun by `on`."""
    return month(on.year if number <= on.month else on.year - 1, number)


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    if day == month_end(day.year, day.month):
        return month_end(day.year + years, day.month)
    return day_of(day.year + years, day.month, day.day)


def shifted(period: Period, years: int) -> Period:
    """The same period so many years later (or, negative, earlier)."""
    of = period.year + years if period.year is not None else None
    start, end = _moved(period.start, years), _moved(period.end, years)
    label = re.sub(r"\b(?:19|20)\d\d\b", lambda named: str(int(named[0]) + years), period.label)
    return replace(period, year=of, start=start, end=end, label=label)
