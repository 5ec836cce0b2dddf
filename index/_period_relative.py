"""Builders of the periods that are told by another day or period: "last year", "next summer", "a year earlier"."""

from __future__ import annotations

import re
from datetime import date

from index._calendar import latest_month, month, month_end, quarter, quarter_of, shifted, span, year
from index._period_builders import SEASONS, Context, Found, count_of, day_named, month_number, squeezed, year_number
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = [
    "past_stretch",
    "quarter_earlier",
    "relative_month",
    "relative_quarter",
    "relative_year",
    "same_last_year",
    "same_of_year",
    "season",
    "since",
    "to_date",
    "year_earlier",
    "year_next",
    "years_ago",
]


_BEFORE_SEASON = lazy_pattern(r"(?:\b(?:in|by|since|until|till|for|of|during|before|after|from|through|early|late|mid|the|every|each)[\s-]+|^\W*|[,;(]\s*)$", re.IGNORECASE)


def season(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Spring 2026", "next summer"."""
    said = match.groupdict()
    name = (said["season"] or "").lower()
    if said["season"] == "fall" and not said["which"] and not _BEFORE_SEASON.search(match.string[: match.start()]):
        return None  # "why did revenue fall"
    first, last = SEASONS[name]
    over = int(last < first)
    if written := said["year"]:
        of = year_number(written)
    elif context.on:
        of = context.on.year
        begun = date(of, first, 1) <= context.on
        which = squeezed(said["which"])
        if which == "next":
            of += int(begun)
        elif (which == "last" and month_end(of + over, last) >= context.on) or (which in {"in the", ""} and not begun):
            of -= 1
    else:
        return None
    return span(date(of, first, 1), month_end(of + over, last), f"{name} {of}"), not said["year"]


def relative_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Last year", "this fiscal year", "next year"."""
    if not context.on:
        return None
    words = squeezed(match["which"])
    step = 1 if words == "next" else 0 if words in {"this", "current"} else -1
    fiscal = bool(match["rfiscal"])
    of = context.calendar.year_on(context.on) if fiscal and context.calendar else context.on.year
    return year(of + step, fiscal=fiscal), True


def relative_quarter(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Last quarter"; "the quarter" and "the latest quarter" have no dates, since only the document can say."""
    words = squeezed(match["which"]).removeprefix("the ")
    if words not in {"last", "previous", "prior", "this", "current", "next"} or not context.on:
        return Period(PeriodKind.QUARTER, "the quarter"), True
    of, number = context.calendar.quarter_on(context.on) if context.calendar else quarter_of(context.on)
    step = 1 if words == "next" else 0 if words in {"this", "current"} else -1
    index = of * 4 + number - 1 + step
    if context.calendar:
        return context.calendar.resolve(quarter(index // 4, index % 4 + 1, fiscal=True)), True
    return quarter(index // 4, index % 4 + 1), True


def relative_month(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Last month"."""
    if not context.on:
        return None
    index = context.on.year * 12 + context.on.month - 1 + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return month(index // 12, index % 12 + 1), True


def year_earlier(_: re.Match[str], context: Context) -> Found | None:
    """Reads "A year earlier": the period named before it in the text, a year back, else the year before publication."""
    if context.before and (context.before.year is not None or context.before.end is not None):
        return shifted(context.before, -1), True
    return (year(context.on.year - 1), True) if context.on else None


def quarter_earlier(_: re.Match[str], context: Context) -> Found | None:
    """Reads "The quarter before": the one before the quarter that is named before it in the text."""
    before = context.before
    if before is None or before.kind is not PeriodKind.QUARTER or before.year is None or before.number is None:
        return None
    index = before.year * 4 + before.number - 2
    found = quarter(index // 4, index % 4 + 1, fiscal=before.fiscal)
    return (context.calendar.resolve(found) if before.fiscal and context.calendar else found), True


def year_next(_: re.Match[str], context: Context) -> Found | None:
    """Reads "the next" behind a year: "$3.1 billion this year and $3.6 billion the next"."""
    before = context.before
    return (shifted(before, 1), True) if before is not None and before.kind is PeriodKind.YEAR and before.year is not None else None


def years_ago(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Two years ago", and "three years earlier" from the period named before it in the text."""
    count = count_of(match["count"])
    if not 1 <= count <= 30:
        return None
    before = context.before
    if not match[0].lower().endswith("ago") and before and (before.year is not None or before.end is not None):
        return shifted(before, -count), True
    return (year(context.on.year - count), True) if context.on else None


def same_last_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The same quarter last year", "the year-ago period"."""
    before = context.before
    if before and before.kind is not PeriodKind.YEAR and (before.year is not None or before.end is not None):
        return shifted(before, -1), True
    if not context.on:
        return None
    of, number = quarter_of(context.on)
    if match["what"].lower() == "quarter":
        index = of * 4 + number - 2
        return quarter(index // 4 - 1, index % 4 + 1), True
    return year(of - 1), True


def same_of_year(match: re.Match[str], context: Context) -> Found | None:
    """Reads "the same quarter in 2025": the period named before it, moved to that year."""
    of, before = int(match["year"]), context.before
    if before is None or before.year is None or before.kind is PeriodKind.YEAR:
        return None
    return shifted(before, of - before.year), True


def past_stretch(match: re.Match[str], context: Context) -> Found | None:
    """Reads "The past three fiscal years", "the next two quarters"."""
    count = count_of(match["count"])
    on = context.on
    if not on or not 1 <= count <= 60:
        return None
    forward = match["which"].lower() in {"next", "coming"}
    unit = match["unit"].lower().rstrip("s")
    fiscal, label = bool(match["rfiscal"]), squeezed(match[0])
    if unit == "year" and not forward:
        return span(date(on.year - count, 1, 1), date(on.year - 1, 12, 31), label, fiscal=fiscal), True
    size = {"year": 12, "quarter": 3, "month": 1}[unit]
    index = on.year * 12 + on.month - 1 + count * size * (1 if forward else -1)
    other = date(index // 12, index % 12 + 1, min(on.day, 28))
    return span(min(on, other), max(on, other), label, fiscal=fiscal), True


def since(match: re.Match[str], context: Context) -> Found | None:
    """Reads "Since June", "since 2023": up to the day of publication."""
    said = match.groupdict()
    inferred = context.on is None
    if written := said.get("y5"):
        start = date(int(written), month_number(said["m5"]), 1)
    elif made := day_named(said, context):
        start, inferred = made[0], made[1] or inferred
    elif written := said.get("since_year"):
        start = date(int(written), 1, 1)
    elif context.on and (name := said.get("since_month")):
        begun = latest_month(month_number(name), context.on)
        start, inferred = begun.start or context.on, True
    else:
        return None
    end = context.on if context.on and context.on >= start else None
    return span(start, end, " ".join(match[0].split())), inferred


def to_date(_: re.Match[str], context: Context) -> Found | None:
    """Reads "Year to date", "so far this year"."""
    return (span(date(context.on.year, 1, 1), context.on, "year to date"), True) if context.on else None
