"""Days as pages write them: in metadata, bylines and datelines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

__all__ = ["Month", "find_date", "iso_date", "known_by", "long_day", "month_end_near"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Not strftime's, which go by the locale.
_NAMES = "January February March April May June July August September October November December".split()
_ISO = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T|\s|$)")
_WRITTEN = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d{2})-(?P<d3>\d{2})\b",
    re.IGNORECASE,
)


class Month(date):
    """A publication date of which only the month is known. Sorts as the first day and is written as YYYY-MM.

    What is reckoned from it (a sum, a difference, another day of it) is a plain day again.
    """

    def isoformat(self) -> str:
        """The month as YYYY-MM: a day would be made up."""
        return f"{self:%Y-%m}"

    __str__ = isoformat

    @property
    def last(self) -> date:
        """The last day that it may stand for."""
        return (self.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def replace(self, *_: Any, **parts: Any) -> date:  # type: ignore[override]
        """A plain day with these parts."""
        return date(self.year, self.month, self.day).replace(**parts)

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]
        return date.fromordinal(self.toordinal()) + other

    def __radd__(self, other: timedelta) -> date:  # type: ignore[override]
        return self + other

    def __sub__(self, other: Any) -> Any:
        return date.fromordinal(self.toordinal()) - other


def iso_date(text: str) -> date | None:
    """The day of an ISO 8601 date or time, as written, in its own time zone; a `Month` where no day is given."""
    match = _ISO.match(text) or _COMPACT.match(text)
    if match is None:
        return None
    day = _day(int(match[1]), int(match[2]), int(match[3] or 1))
    return day if day is None or match[3] else Month(day.year, day.month, 1)


def known_by(published: date | None, day: date) -> bool:
    """Whether something was certainly out on `day`: a month has to have ended, what is undated never was."""
    if published is None:
        return False
    return (published.last if isinstance(published, Month) else published) <= day


def long_day(day: date) -> str:
    """The day as American filings write it: "January 26, 2025"."""
    return f"{_NAMES[day.month - 1]} {day.day}, {day.year}"


_A_WEEK = timedelta(days=7)


def month_end_near(day: date) -> date:
    """The end of the month that a day is within a week of, or the day itself: years of whole weeks end about there."""
    before = day.replace(day=1) - timedelta(days=1)
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return next((end for end in (before, after) if abs(day - end) <= _A_WEEK), day)


def find_date(text: str) -> date | None:
    """The first full day written out in the text: "9 April 2026", "Apr. 9, 2026" or "2026-04-09"."""
    for match in _WRITTEN.finditer(text):
        for form in "123":
            if match[f"y{form}"] is not None:
                month = match[f"m{form}"].lower()
                found = _day(int(match[f"y{form}"]), _MONTHS.get(month) or int(month), int(match[f"d{form}"]))
                if found is not None:
                    return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
