"""What each way of naming a period means: builders from a pattern's match to a period and whether it was inferred.

The patterns are in `_period_rules`; their named groups are what the builders read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index._calendar import (
    MONTHS,
    day_of,
    ended,
    half,
    instant,
    latest_day,
    latest_month,
    month,
    month_end,
    months,
    quarter,
    span,
    year,
)
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind

__all__ = [
    "COUNTS",
    "ORDINALS",
    "SEASONS",
    "Builder",
    "Context",
    "Found",
    "count_of",
    "day_named",
    "end_of",
    "first_months",
    "half_year",
    "last_months",
    "moment",
    "month_alone",
    "month_closed",
    "month_number",
    "month_quarter",
    "month_span",
    "month_year",
    "named_quarter",
    "named_year",
    "split_year",
    "squeezed",
    "stretch_ended",
    "trailing_year",
    "year_number",
    "year_span",
]  # fmt: skip

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "opening": 1, "closing": 4}
"""Which quarter or half each ordinal word means."""

COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "seventeen": 17, "twenty four": 24, "twenty six": 26, "twenty seven": 27, "twenty eight": 28,
    "thirty six": 36, "thirty nine": 39, "forty": 40, "fifty two": 52, "fifty three": 53, "couple of": 2, "few": 3,
}  # fmt: skip
"""How many each number word of a stretch means; "a few" is taken for three."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}
"""First and last month of each season, in the northern hemisphere."""

_OF_WEEKS = {
    12: PeriodKind.QUARTER, 13: PeriodKind.QUARTER, 14: PeriodKind.QUARTER, 26: PeriodKind.HALF, 27: PeriodKind.HALF,
    16: PeriodKind.QUARTER, 17: PeriodKind.QUARTER, 24: PeriodKind.HALF, 28: PeriodKind.HALF, 36: PeriodKind.NINE_MONTHS,
    39: PeriodKind.NINE_MONTHS, 40: PeriodKind.NINE_MONTHS, 52: PeriodKind.YEAR, 53: PeriodKind.YEAR,
}  # fmt: skip
_OF_MONTHS = {
    3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 9: PeriodKind.NINE_MONTHS, 12: PeriodKind.TRAILING_YEAR,
}  # fmt: skip
_DAY_FORMS = (("m1", "d1", "y1"), ("m2", "d2", "y2"), ("m3", "d3", "y3"))


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative period is relative to: the day of publication, the period named before it, a fiscal calendar.

    `calendar` is None where it is the calendar year or is not known.
    """

    on: date | None
    before: Period | None = None
    calendar: FiscalCalendar | None = None


Found = tuple[Period, bool]
"""A period, and whether its year had to be inferred."""

_Groups = dict[str, str | None]
Builder = Callable[[re.Match[str], Context], Found | None]


def squeezed(words: str | None) -> str:
    """The words in lower case, one space between them."""
    return re.sub(r"[\s\u00a0]+", " ", (words or "").lower()).strip()


def year_number(written: str) -> int:
    """The year that "2026" or "'26" names."""
    digits = written.strip("'’ ")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def count_of(word: str | None) -> int:
    """The count that digits or a number word stand for, 0 where they stand for none."""
    said = squeezed(word).replace("-", " ")
    return int(said) if said.isdigit() else COUNTS.get(said, 0)


def month_number(name: str | None) -> int:
    """The number (1 to 12) of a month's name or abbreviation."""
    return MONTHS[(name or "").lower().rstrip(".")]


def _number(said: _Groups) -> int:
    """The number of a quarter or half, from its digit or its ordinal."""
    if given := said.get("number"):
        return int(given)
    return ORDINALS[(said.get("ordinal") or said.get("ordinal2") or "first").lower()]


def day_named(said: _Groups, context: Context) -> tuple[date, bool] | None:
    """The day that a match of a date pattern names, and whether its year was inferred."""
    for month_group, day_group, year_group in _DAY_FORMS:
        if written := said.get(year_group):
            name, day = said[month_group] or "", said[day_group] or ""
            made = day_of(int(written), int(name) if name.isdigit() else month_number(name), _digits(day))
            return (made, False) if made else None
    if written := said.get("y5"):
        return month_end(int(written), month_number(said["m5"])), False
    if (closing := said.get("m6")) and context.on:
        # "The nine months to September": the latest that was over.
        end = month_end(context.on.year, month_number(closing))
        return (end if end <= context.on else month_end(context.on.year - 1, month_number(closing))), True
    if said.get("m4") and context.on:
        latest = latest_day(month_number(said["m4"]), _digits(said["d4"] or ""), context.on)
        return (latest, True) if latest else None
    return None


def _digits(written: str) -> int:
    return int(re.sub(r"[^0-9]", "", written))


def _which(said: _Groups, context: Context) -> tuple[int, bool, bool] | None:
    """The year that a match names, whether it is fiscal, and whether it was inferred."""
    if written := said.get("year"):
        return year_number(written), bool(said.get("fiscal") or said.get("after")), False
    words = squeezed(said.get("this"))
    if not context.on or not words:
        return None
    step = 1 if words.startswith("next") else 0 if words.startswith(("this", "same", "current", "the current")) else -1
    fiscal = bool(said.get("rfiscal"))
    of = context.calendar.year_on(context.on) if fiscal and context.calendar else context.on.year
    return of + step, fiscal, True


def _of_kept_year(which: tuple[int, bool, bool], context: Context, part: Callable[[int, bool], Period]) -> Found:
    """A part of a year, of "this year" and "last year" as the company keeps them, where it keeps others than the calendar's.

    `part` makes it of the year and whether that is fiscal.
    """
    of, fiscal, relative = which
    if relative and not fiscal and context.calendar and context.on:
        of, fiscal = context.calendar.year_on(context.on) + of - context.on.year, True
    found = part(of, fiscal)
    return (context.calendar.resolve(found) if fiscal and context.calendar else found), relative


def _begun(context: Context, first_month: int) -> int | None:
    """The latest year in which the period that starts with a month had begun by the day of publication."""
    if not context.on:
        return None
    return context.on.year if first_month <= context.on.month else context.on.year - 1


def stretch_ended(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Three months ended June 30, 2026", "53 weeks ended ...", "the second quarter of fiscal 2026 ended ..."."""
    said = match.groupdict()
    made = day_named(said, context)
    if made is None:
        return None
    end, inferred = made
    what = squeezed(said["what"]).replace("-", " ")
    if what == "years" and said.get("m6"):
        return None  # "the three fiscal years to May" are several
    count = count_of(said.get("count"))
    if count and "week" in what:
        kind = _OF_WEEKS.get(count, PeriodKind.SPAN)
        if kind is PeriodKind.SPAN:
            return span(end - timedelta(days=7 * count - 1), end, f"{count} weeks ended {end.isoformat()}"), inferred
        return ended(kind, end, weeks=count), inferred
    if count:
        kind = _OF_MONTHS.get(count, PeriodKind.SPAN)
        if kind is PeriodKind.SPAN:
            return span(_months_back(end, count), end, f"{count} months ended {end.isoformat()}"), inferred
        if kind is PeriodKind.TRAILING_YEAR and (end.month, end.day) == (12, 31):
            kind = PeriodKind.YEAR
    else:
        kind = PeriodKind.HALF if "half" in what else PeriodKind.YEAR if "year" in what else PeriodKind.QUARTER
    period = ended(kind, end)
    named = said.get("named")
    if named and kind is PeriodKind.QUARTER and (said.get("ordinal") or said.get("ordinal2")):
        label = quarter(int(named), _number(said), fiscal=bool(said.get("of_fiscal")) or period.fiscal)
        period = replace(label, start=period.start, end=period.end)
    return period, inferred


def _months_back(end: date, count: int) -> date:
    index = end.year * 12 + end.month - count
    return date(index // 12, index % 12 + 1, 1)


def trailing_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Twelve months to June 2026", "TTM", "the last twelve months"."""
    if made := day_named(match.groupdict(), context):
        return ended(PeriodKind.TRAILING_YEAR, made[0]), made[1]
    if context.on:
        return ended(PeriodKind.TRAILING_YEAR, context.on), True
    return Period(PeriodKind.TRAILING_YEAR, "trailing twelve months"), True


def named_quarter(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Q2 2026", "the first quarter of fiscal 2027", "Q3" (the latest that had begun)."""
    said = match.groupdict()
    number, fiscal = _number(said), bool(said.get("qfiscal"))
    if which := _which(said, context):
        return _of_kept_year(which, context, lambda of, kept: quarter(of, number, fiscal=fiscal or kept))
    year_given = said.get("year") or said.get("this")
    if context.calendar and context.on and not year_given:
        now, current = context.calendar.quarter_on(context.on)
        label = quarter(now if number <= current else now - 1, number, fiscal=True)
        return context.calendar.resolve(label), True
    of = None if fiscal or year_given else _begun(context, number * 3 - 2)
    return quarter(of, number, fiscal=fiscal), True


_OF_HALVES = {"front": 1, "back": 2, "latter": 2}
"""What halves alone are called."""


def half_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "H1 2026", "the first half of this year", "the second half" (the latest that had begun)."""
    said = match.groupdict()
    number = _OF_HALVES.get((said.get("ordinal") or "").lower()) or min(2, _number(said))
    if which := _which(said, context):
        return _of_kept_year(which, context, lambda of, kept: half(of, number, fiscal=kept))
    if context.calendar and context.on and not (said.get("year") or said.get("this")):
        now, current = context.calendar.quarter_on(context.on)
        return context.calendar.resolve(half(now if number * 2 - 1 <= current else now - 1, number, fiscal=True)), True
    return half(_begun(context, number * 6 - 5), number), True


def first_months(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The first nine months of 2026", "9M26", "its first three quarters", "the first six months" (of the latest year that has had them)."""
    said = match.groupdict()
    count = 3 * count_of(said["quarters"]) if said.get("quarters") else count_of(said.get("count") or "9")
    if not 1 <= count <= 12:
        return None
    if which := _which(said, context):
        return months(which[0], count, fiscal=which[1]), which[2]
    of = _begun(context, count)
    return (months(of, count), True) if of else None


def last_months(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The last three months of 2025", "the closing two quarters of last year"."""
    said = match.groupdict()
    count = 3 * count_of(said["quarters"]) if said.get("quarters") else count_of(said["count"])
    part = {3: quarter, 6: half}.get(count)
    which = _which(said, context)
    if part is None or which is None:
        return None
    return _of_kept_year(which, context, lambda of, kept: part(of, 12 // count, fiscal=kept))


def numbered_months(match: re.Match[str], _: Context) -> Found | None:
    """Reads "1–6/2026": months by their numbers, which may make a quarter, a half or a year."""
    first, last, of = int(match["from"]), int(match["to"]), int(match["year"])
    if not 1 <= first < last <= 12:
        return None
    if first == 1:
        return (quarter(of, 1) if last == 3 else months(of, last)), False
    if last - first == 2 and last % 3 == 0:
        return quarter(of, last // 3), False
    if (first, last) == (7, 12):
        return half(of, 2), False
    start, end = date(of, first, 1), month_end(of, last)
    return span(start, end, f"{start:%B} to {end:%B} {of}"), False


def quarters_so_far(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Q1–Q3 2026": the quarters of a year up to one of them."""
    which = _which(match.groupdict(), context)
    return (months(which[0], 3 * int(match["last"]), fiscal=which[1]), which[2]) if which else None


def named_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "2025", "fiscal 2026", "FY26", "calendar 2026"."""
    which = _which(match.groupdict(), context)
    return (year(which[0], fiscal=which[1]), which[2]) if which else None


def year_span(match: re.Match[str], _: Context) -> Found | None:
    """Reads "2023 to 2025", "2026-28", "fiscal years 2024 to 2026"."""
    low, to = int(match["from"]), match["to"]
    high = int(to) if len(to) == 4 else low // 100 * 100 + int(to)
    if not low < high <= low + 60:
        return None
    if match.groupdict().get("fiscal"):
        return span(None, None, f"fiscal {low} to {high}", fiscal=True), False
    return span(date(low, 1, 1), date(high, 12, 31), f"{low} to {high}"), False


def split_year(match: re.Match[str], _: Context) -> Found | None:
    """Reads "FY2025-26" and "FY2025/26": the fiscal year that ends in 2026."""
    high = int(match["from"]) + 1
    return (year(high, fiscal=True), False) if high % 100 == int(match["to"]) else None


def month_year(match: re.Match[str], _: Context) -> Found | None:
    """Reads "August 2026", "Aug '26"."""
    return month(year_number(match["year"]), month_number(match["month"])), False


def month_alone(match: re.Match[str], context: Context) -> Found | None:
    """Reads "In March": the latest that had begun."""
    return (latest_month(month_number(match["month"]), context.on), True) if context.on else None


def month_quarter(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The September quarter": the three months that the month closes."""
    said = match.groupdict()
    number = month_number(said["month"])
    if which := _which(said, context):
        return ended(PeriodKind.QUARTER, month_end(which[0], number)), which[2]
    of = _begun(context, max(1, number - 2))
    return (ended(PeriodKind.QUARTER, month_end(of, number)), True) if of else None


_FROM_JANUARY = {6: PeriodKind.HALF, 9: PeriodKind.NINE_MONTHS, 12: PeriodKind.YEAR}
"""What the months from January on to another make."""


def month_span(match: re.Match[str], context: Context) -> Found | None:
    """Reads "April to June 2026", "July to September last year"; a quarter where the months make one."""
    which = _which(match.groupdict(), context)
    if which is None:
        return None
    of, _, inferred = which
    low, high = month_number(match["from"]), month_number(match["to"])
    first = int(match["from_year"]) if match["from_year"] else of if low <= high else of - 1
    start, end = date(first, low, 1), month_end(of, high)
    if start >= end:
        return None
    if first == of and high - low == 2 and high % 3 == 0:
        return quarter(of, high // 3), inferred
    if first == of and low == 1 and high in _FROM_JANUARY:
        return ended(_FROM_JANUARY[high], end), inferred
    since = match["from"].title() if first == of else f"{match['from'].title()} {first}"
    return span(start, end, f"{since} to {match['to'].title()} {of}"), inferred


def months_alone(match: re.Match[str], context: Context) -> Found | None:
    """Reads "from July to September" without a year: the latest that were over when the text was published."""
    low, high = month_number(match["from"]), month_number(match["to"])
    if not context.on or low >= high:
        return None
    of = context.on.year if month_end(context.on.year, high) <= context.on else context.on.year - 1
    made = quarter(of, high // 3) if high - low == 2 and high % 3 == 0 else months(of, high) if low == 1 else None
    named = f"{match['from'].title().rstrip('.')} to {match['to'].title().rstrip('.')} {of}"
    return made or span(date(of, low, 1), month_end(of, high), named), True


def day_span(match: re.Match[str], _: Context) -> Found | None:
    """Reads "October 1 to November 8, 2026", "1 October to 8 November 2026", "June 3-9, 2026"."""
    of, low = int(match["year"]), month_number(match["fm"])
    high = month_number(match["tm"]) if match["tm"] else low
    end = day_of(of, high, _digits(match["td"]))
    start = day_of(of if low <= high else of - 1, low, _digits(match["fd"]))
    return (span(start, end, f"{start:%B} {start.day} to {end:%B} {end.day}, {of}"), False) if start and end and start < end else None


def moment(match: re.Match[str], context: Context) -> Found | None:
    """Reads "June 30, 2026", "21 August 2026", "2026-05-20"; "June 30" is the latest that was not after publication."""
    made = day_named(match.groupdict(), context)
    return (instant(made[0]), made[1]) if made else None


def month_closed(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Ended September", "closed December": the end of the latest such month that was over."""
    if not context.on:
        return None
    number = month_number(match["month"])
    end = month_end(context.on.year, number)
    return instant(end if end <= context.on else month_end(context.on.year - 1, number)), True


def end_of(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The end of 2026", "year-end 2025", "the end of March", "the end of the second quarter of 2026"."""
    said = match.groupdict()
    if name := said.get("month"):
        if written := said.get("my"):
            return instant(month_end(year_number(written), month_number(name))), False
        return (instant(month_end(context.on.year, month_number(name))), True) if context.on else None
    if which := _which(said, context):
        of, fiscal, inferred = which
        quarter = _number(said) if said.get("ordinal") or said.get("number") else None
        if fiscal:
            label = f"end of Q{quarter} fiscal {of}" if quarter else f"end of fiscal {of}"
            return Period(PeriodKind.INSTANT, label, year=of, number=quarter, fiscal=True), inferred
        return instant(month_end(of, quarter * 3 if quarter else 12)), inferred
    if said.get("year") or said.get("this") or not context.on:
        return None
    return instant(date(context.on.year, 12, 31)), True
