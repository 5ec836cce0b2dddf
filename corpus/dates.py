"""Days as pages write them: in metadata, bylines and datelines."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["find_date", "iso_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T|\s|$)")
_WRITTEN = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d{2})-(?P<d3>\d{2})\b",
    re.IGNORECASE,
)


def iso_date(text: str) -> date | None:
    """The day of an ISO 8601 date or time, as written, in its own time zone; a month alone is its first day."""
    match = _ISO.match(text) or _COMPACT.match(text)
    if match is None:
        return None
    return _day(int(match[1]), int(match[2]), int(match[3] or 1))


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
