"""Fiscal calendars as filings give them: when a company's year ends, and after which calendar year it is called.

The cover of an annual report gives the day. What the years are called is said in the text, where it is said at all: "fiscal 2023
consisted of the 53 weeks ended on February 3, 2024". A quarterly report tells both by what it calls its own quarter.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date

from corpus.dates import month_end_near
from corpus.document import Revision, SourceType
from index.fiscal import YearEnd
from index.pattern import lazy_pattern

__all__ = ["year_end_of"]

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(_MONTHS)
_COVER = re.compile(
    r"(?:[Ff]iscal|[Ff]inancial) [Yy]ears? (?:[Ee]nded|[Ee]nding|[Ee]nds):?\s+(?:on\s+)?"
    r"(?:(?P<month>[A-Z][a-z]+)\s+(?P<day>\d{1,2})|(?P<day_first>\d{1,2})\s+(?P<month_second>[A-Z][a-z]+)"
    rf"|the last [A-Z][a-z]+day (?:in|of) (?P<month_last>{_MONTH}))\b|"
    r"FISCAL YEAR ENDED:?\s+(?P<capitals>[A-Z]+)\s+(?P<day_third>\d{1,2})\b"
)
_LAST_WEEK = "28"
"""The day that the last Sunday of a month is about."""
_COVER_LENGTH = 8000
_SOME_YEAR = 2023
_TEXT_LENGTH = 600_000
# "Fiscal year 2023 consisted of the 53 weeks ended on February 3, 2024"; "fiscal 2025 ended on January 31, 2025".
_NAMED_YEAR = lazy_pattern(
    rf"(?<!quarter of )(?<!quarters of )(?<!months of )(?<!weeks of )(?<!half of )\b[Ff]iscal (?:[Yy]ear )?(?P<label>20\d\d)\b(?P<between>[^.;]{{0,70}}?)\b(?:ends?|ended|ending)\b (?:on )?(?:[A-Z][a-z]+day, )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>20\d\d)",
    begins=("fiscal",),
)
_DATED_YEAR = lazy_pattern(
    rf"\b(?:[Yy]ears?|weeks|[Pp]eriod) (?:ended|ending) (?:on )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>20\d\d)[^.;()]{{0,20}}\(\W*(?:[Ff]iscal )(?:[Yy]ear )?(?P<label>20\d\d)\W*\)",
    begins=("year", "week", "period"),
)
# "References to the years 2023 and 2022 represent the fiscal years ended February 2, 2024, and February 3, 2023, respectively".
_MEANT_YEAR = lazy_pattern(
    rf"\b[Yy]ears? (?P<label>20\d\d)\b[^.;]{{0,60}}?\b(?:represents?|refers? to|relates? to|means?|denotes?|(?:is|are) (?:to )?(?=the|our))\b[^.;]{{0,40}}?\b(?:years?|weeks|[Pp]eriods?) (?:ended|ending) (?:on )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>20\d\d)",
    begins=("year",),
)
_NAMED_QUARTER = lazy_pattern(
    rf"\b(?P<which>first|second|third) (?:fiscal )?quarters? of (?:(?:our|its|their|the(?: company['’]s)?) )?fiscal (?:year )?(?P<label>20\d\d)\b[^.;]{{0,70}}?\b(?:ended|ending)\b (?:on )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), (?P<year>20\d\d)",
    begins=("first", "second", "third"),
)
_NOT_A_YEAR = re.compile(r"\b(?:quarter|months|half|interim)\b", re.IGNORECASE)
_NUMBERS = {"first": 1, "second": 2, "third": 3}


def year_end_of(revision: Revision) -> YearEnd | None:
    """Month and day on which the years of whom a filing or release is of end, and how far their names are off; None where it does not say."""
    if revision.source_type not in {SourceType.FILING, SourceType.PRESS_RELEASE}:
        return None
    on_cover = _on_cover(revision.text) if revision.source_type is SourceType.FILING else None
    named = Counter(_named(revision.text[:_TEXT_LENGTH]))
    if on_cover is not None:
        named = Counter({one: times for one, times in named.items() if one[:2] == on_cover})
    if not named:
        return on_cover or _in_release(revision) or (_by_stretches(revision.text[:_TEXT_LENGTH]) if revision.source_type is SourceType.FILING else None) or _by_half(revision)
    (month, day, offset), _ = named.most_common(1)[0]
    return (month, day, offset) if offset else (month, day)


_RELEASED = re.compile(rf"\b(?:[Ff]iscal|[Ff]inancial) [Yy]ear (?:ended|ending|that ends?|ends?|which ends) (?:on )?(?P<month>{_MONTH}) (?P<day>\d{{1,2}}), 20\d\d")


def _in_release(revision: Revision) -> YearEnd | None:
    """The day on which a release says that the fiscal year ends, where all that it says is one day: "fiscal year ending March 31, 2027"."""
    if revision.source_type is not SourceType.PRESS_RELEASE:
        return None
    days = {_day(_SOME_YEAR, found["month"], found["day"]) for found in _RELEASED.finditer(revision.text[:_TEXT_LENGTH])}
    (day,) = days if len(days) == 1 else (None,)
    return None if day is None else (day.month, day.day)


def _on_cover(text: str) -> tuple[int, int] | None:
    found = _COVER.search(text, 0, _COVER_LENGTH)
    month = (found["month"] or found["month_second"] or found["month_last"] or (found["capitals"] or "").title()) if found else ""
    if found is None or month not in _MONTHS:
        return None
    day = _day(_SOME_YEAR, month, found["day"] or found["day_first"] or found["day_third"] or _LAST_WEEK)
    return None if day is None else (day.month, day.day)


_SO_FAR = re.compile(
    rf"\b(?P<count>six|nine|6|9|twenty-six|thirty-nine|26|39)[\s-](?P<unit>months|weeks) (?:ended|ending):?\s+(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>20\d\d)", re.IGNORECASE
)
_QUARTERLY = re.compile(r"\bquarterly (?:period|report)\b", re.IGNORECASE)
_MONTHS_OF = {"six": 6, "6": 6, "twenty-six": 6, "26": 6, "nine": 9, "9": 9, "thirty-nine": 9, "39": 9}


def _by_stretches(text: str) -> tuple[int, int] | None:
    """The year's end by how long a quarterly report's year has run: nine months to June 30 began on October 1."""
    if not _QUARTERLY.search(text, 0, _COVER_LENGTH):
        return None
    said: Counter[int] = Counter()
    for found in _SO_FAR.finditer(text):
        day = _day(int(found["year"]), found["month"].title(), found["day"])
        if day is not None:
            said[(day.month - _MONTHS_OF[found["count"].lower()] - 1) % 12 + 1] += 1
    if not said:
        said = _by_quarter(text)
    if not said:
        return None
    month = said.most_common(1)[0][0]
    return month, monthrange(_SOME_YEAR, month)[1]


_HALF_YEARLY = re.compile(r"\b(?:half[- ]year(?:ly)?|interim|first[- ]half|H1)\b", re.IGNORECASE)
_SIX_MONTHS = re.compile(
    rf"\b(?:six|6|twenty-six|26|27)[\s-](?:months|weeks) (?:ended|ending|to):?\s+(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})|(?P<month_first>{_MONTH})\s+(?P<day_second>\d{{1,2}})),?\s+(?P<year>20\d\d)", re.IGNORECASE
)
_OF_YEAR = re.compile(r"\bH1\s?(?:FY|fiscal )\s?['’]?(?:20)?(?P<label>\d\d)\b")
_HEAD = 2_500


def _by_half(revision: Revision) -> YearEnd | None:
    """The year's end by a report on its first half: "Unaudited results for the six months ended 30 September 2026", "H1 FY27"."""
    head = f"{revision.title}\n{revision.text[:_HEAD]}"
    found = _SIX_MONTHS.search(head)
    if found is None or not _HALF_YEARLY.search(head):
        return None
    half = _day(int(found["year"]), (found["month"] or found["month_first"]).title(), found["day"] or found["day_second"])
    if half is None:
        return None
    year, month = divmod(half.year * 12 + half.month + 5, 12)
    called = _OF_YEAR.search(revision.text, 0, _TEXT_LENGTH)
    offset = int(called["label"]) - year % 100 if called is not None else 0
    day = monthrange(_SOME_YEAR, month + 1)[1]
    return (month + 1, day, offset) if offset == -1 else (month + 1, day) if offset == 0 else None


_QUARTER_END = re.compile(rf"\b[Qq]uarterly [Pp]eriod [Ee]nded:?\s+(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>20\d\d)")
_STRETCHES = re.compile(r"\b(?P<count>three|six|nine|thirteen|twenty-six|thirty-nine|13|26|39)[\s-](?:months|weeks) (?:ended|ending)\b|\bquarters? (?:ended|ending)\b|\bfirst (?P<half>half)\b", re.IGNORECASE)
_RUN = {"six": 6, "26": 6, "twenty-six": 6, "nine": 9, "39": 9, "thirty-nine": 9}
_LATER = re.compile(r"\b(?:six|nine|26|39|twenty-six|thirty-nine)[\s-](?:months|weeks)\b|\bhalf\b|\b(?:second|third) quarter\b|\byear[\s-]to[\s-]date\b", re.IGNORECASE)
"""What no first quarter's report speaks of."""
_OFTEN = 3


def _by_quarter(text: str) -> Counter[int]:
    """The month of the year's end by the quarter that the cover names and the longest stretch that columns are called by: "Nine Months Ended"."""
    cover = _QUARTER_END.search(text, 0, _COVER_LENGTH)
    day = _day(int(cover["year"]), cover["month"], cover["day"]) if cover else None
    runs = Counter(6 if found["half"] else _RUN.get((found["count"] or "").lower(), 3) for found in _STRETCHES.finditer(text))
    longer = {run: times for run, times in runs.items() if run > 3 and times >= _OFTEN}
    # A first quarter's report has no longer stretch at all.
    run = max(longer, key=lambda one: longer[one]) if longer else 3 if runs[3] >= _OFTEN and not _LATER.search(text) else 0
    return Counter({(day.month - run - 1) % 12 + 1: 1}) if day is not None and run else Counter()


def _named(text: str) -> Iterator[tuple[int, int, int]]:
    """The year ends that sentences name: month, day, and the name less the calendar year, which is one less at most."""
    for pattern in (_NAMED_YEAR, _DATED_YEAR, _MEANT_YEAR):
        for found in pattern.finditer(text):
            if not _NOT_A_YEAR.search(found.groupdict().get("between") or ""):
                yield from _called(found["label"], _day(int(found["year"]), found["month"], found["day"]))
    for found in _NAMED_QUARTER.finditer(text):
        day = _day(int(found["year"]), found["month"], found["day"])
        if day is not None:
            months = day.year * 12 + day.month - 1 + (4 - _NUMBERS[found["which"]]) * 3
            year, month = divmod(months, 12)
            yield from _called(found["label"], date(year, month + 1, monthrange(year, month + 1)[1]))


def _called(label: str, day: date | None) -> Iterator[tuple[int, int, int]]:
    if day is not None and (offset := int(label) - day.year) in {0, -1}:
        yield day.month, day.day, offset


def _day(year: int, month: str, day: str) -> date | None:
    """A day, or the end of a month that it lies near: where 52 or 53 weeks end differs from year to year."""
    try:
        return month_end_near(date(year, _MONTHS.index(month) + 1, int(day)))
    except ValueError:
        return None
