"""Periods of tables: which stretch of time, or which day, a cell's number is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.document import Revision
from index._calendar import ended, span, year
from index.fiscal import FiscalCalendar
from index.grid import GridRow, TableText
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import FoundPeriod, find_periods, shifted
from index.table_kind import is_balance

__all__ = ["cell_period", "is_day_first", "is_earlier_view", "is_given_before", "without_views", "years_alone"]

_TIMED = re.compile(r"\b(?:ended|ending|months|weeks|quarter|half)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:ended|ending|as of|as at)$", re.IGNORECASE)
_IN_DIGITS = re.compile(r"(?<![\d./])(?P<first>\d\d?)(?P<mark>[./])(?P<second>\d\d?)(?P=mark)(?P<year>20\d\d)(?!\d)")
_MONTH_AND_YEAR = re.compile(r"^\W*(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[-\s'’]{1,2}(\d\d)\W*$", re.IGNORECASE)
_DOTTED = re.compile(r"(?<=[a-z])\.(?=\d{1,2},)")
"""The point of a shortened month that no space follows: "Dec.31, 2024"."""
_ASIDE = re.compile(r"\([^()]*\)")
_FISCAL_YEARS = re.compile(r"^\W*(?:fiscal|financial) years?\b|^\W*FY\b", re.IGNORECASE)
_FALLS_DUE = re.compile(r"\b(?:due|maturing|repayable|expiring)(?: in)?(?: [A-Z][a-z]+)?(?: \d{1,2},)? (?:19|20)\d\d\b", re.IGNORECASE)
"""When what a row is called falls due: no time that the numbers of "3.10% Notes due 2027" are of."""
_BARE_YEAR = re.compile(r"^(?:19|20)\d\d\b[^A-Za-z]*$")
_VIEW = re.compile(
    r"^\W*(?P<earlier>prior|previous|previously|earlier|old|former|initial|original|was|before|from(?=\W*$))\b|^\W*(?:updated?|current|new|now|revised|latest|raised|issued|to(?=\W*$))\b"
    r"|\b(?P<given>guidance|outlook|forecast) (?:as (?:of|at)|of|given|issued)\b|^\W*(?:as )?(?:first )?(?:given|issued|provided|announced|published|stated|set) (?:on |in |at )?(?=[A-Z\d])",
    re.IGNORECASE,
)
_VIEW_OF_YEAR = re.compile(r"^\W*(?P<year>(?:FY\s?'?)?(?:19|20)\d\d[AEP]?)\W+(?:(?P<earlier>old|prior|previous|former)|new|revised|current|updated)\W*$", re.IGNORECASE)
_COMPANYS = 4
"""The authority of what a company itself publishes: a release, and above it a filing."""
_TELLS = re.compile(r"[a-z]\w*[.!?]\W*$")
_LEADS = re.compile(r"\b(?:follow(?:s|ing)|below|above|tables?|present(?:s|ed)|shows?|shown|set(?:s)? (?:out|forth)|summar(?:y|i[sz]e[sd]?))\b", re.IGNORECASE)
"""Sentences over a table that speak of it; all others say when something happened, not when its numbers are of."""
_STRETCH = re.compile(r"\b(?:year|quarter|period|month|half|fy|q[1-4])", re.IGNORECASE)


def is_earlier_view(headers: Sequence[str]) -> bool:
    """Whether a column of an outlook gives what was said before: "Prior (May 7, 2026)", "Previous guidance"."""
    return any((found := _VIEW.search(h)) and found["earlier"] and not _STRETCH.search(h) for h in headers)


def is_given_before(headers: Sequence[str], others: Iterable[Sequence[str]]) -> bool:
    """Whether a column of an outlook was given on a day before that of another column: "As given July 29, 2026"."""
    own = _day_given(tuple(headers))
    return own is not None and any((day := _day_given(tuple(other))) is not None and day > own for other in others)


_GIVEN = re.compile(r"^\W*(?:(?:guidance|outlook|forecast|view)s? )?(?:as (?:of|at)|(?:as )?(?:first )?(?:given|issued|provided|announced|published|stated|set))\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _day_given(headers: tuple[str, ...]) -> date | None:
    """The day on which what a column of an outlook has was given, where it says so."""
    said = next((h for h in headers if _GIVEN.search(h)), None)
    found = [hit.period.end for hit in find_periods(said, published=None) if hit.period.end is not None] if said is not None else []
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1024)
def years_alone(headers: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """An estimate's headers without which of two estimates of a year a column has, and whether it is the one before: "2027E (old)"."""
    found = [_VIEW_OF_YEAR.match(h) for h in headers]
    if not any(found):
        return headers, False
    return tuple(view["year"] if view else h for view, h in zip(found, headers, strict=True)), any(view is not None and view["earlier"] for view in found)


def without_views(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers of an outlook's column without those that say when a view was given, not what it is for."""
    return tuple(h for h in headers if not _VIEW.search(h) or _STRETCH.search(h))



def cell_period(
    revision: Revision,
    table: TableText,
    row: GridRow,
    headers: Sequence[str],
    headings: Sequence[str],
    calendar: FiscalCalendar | None,
    *,
    day_first: bool | None,
) -> tuple[Period | None, float]:
    """The period of a cell under `headers` and how sure that is: its row's, its column's, else what stands above.

    `day_first` is what `is_day_first` says of the table.
    """
    period, sure = _said(revision, table, row, headers, headings, calendar, day_first=day_first)
    return _called(period, calendar), sure


def _called(period: Period | None, calendar: FiscalCalendar | None) -> Period | None:
    """A year by the name that its company has for it: that which ended on February 3, 2024, may be fiscal 2023."""
    if period is None or calendar is None or not calendar.label_offset or period.kind is not PeriodKind.YEAR or period.end is None:
        return period
    named = calendar.label(period.kind, period.end)
    return period if named is None else replace(named, start=period.start, end=period.end)


_HOLDS = re.compile(r"^\W*(?:from|until|till|through|starting|effective|valid|before|after|up to|as (?:of|from))\b", re.IGNORECASE)
"""How a column is called that holds from a day on, or up to one: "From November 10"."""


def _of_change(found: FoundPeriod, words: str, published: date | None) -> Period:
    """A time of a column's header; of a day without a year from which on something holds, or up to which it did, the one nearest to the day of publication."""
    day = found.period.end
    if not found.relative or published is None or day is None or found.period.kind is not PeriodKind.INSTANT or not _HOLDS.match(words):
        return found.period
    later = shifted(found.period, 1)
    return later if later.end is not None and later.end - published < published - day else found.period


def _said(
    revision: Revision,
    table: TableText,
    row: GridRow,
    headers: Sequence[str],
    headings: Sequence[str],
    calendar: FiscalCalendar | None,
    *,
    day_first: bool | None,
) -> tuple[Period | None, float]:
    def periods(words: str) -> list[Period]:
        return [_of_change(f, words, revision.published) for f in find_periods(_spelt(words, day_first=day_first), published=revision.published, calendar=calendar)]

    # "Six months ended" above the labels, "September 30, 2026" in them.
    corner = [_ASIDE.sub(" ", words).strip() for words in reversed(table.stub)]
    stub = next((words for words in corner if _UNFINISHED.search(words)), "")
    headers = _with_years(headers)
    together = [p for p in periods(" ".join(headers)) if _year_of(p)]
    # "Accounts receivable, less allowances (2025, $167; 2024, $152)" is of the day of each column.
    label = _FALLS_DUE.sub(" ", _ASIDE.sub(" ", row.label) if together else row.label)
    in_row = [p for p in periods(f"{stub} {label}") if _year_of(p)]
    in_row = [] if together and len({_year_of(p) for p in in_row}) > 1 else in_row
    # "Net debt / LTM EBITDA" under a day is of that day.
    # So is a balance of its own day, whatever stretch of time stands over all of a statement of equity.
    if in_row and (not together or in_row[0].kind not in {PeriodKind.INSTANT, PeriodKind.TRAILING_YEAR} or (is_balance(row.label) and _SAYS_YEAR.search(row.label) is not None)):
        # "2028 | 5,265" under "Computing commitments": the row is the period.
        return in_row[0], 1.0
    stretches = [own for words in reversed(headers) if (own := _own_stretch(words, periods)) is not None]
    if stretches:
        return stretches[0], 1.0
    for words in reversed(headers):
        inner = [p for p in periods(words) if _year_of(p)]
        if not inner:
            continue
        chosen = max(inner, key=_precision)
        bare = bool(_BARE_YEAR.search(words.strip()))
        wider = [
            p
            for p in together
            if _year_of(p) == _year_of(chosen) and (_precision(p) > _precision(chosen) or (bare and p.kind is not chosen.kind))
        ]
        # "Years ended" over the labels, "July 27, 2024" over the column.
        joined = [p for p in periods(f"{stub} {words}") if _year_of(p) and p.kind is not PeriodKind.INSTANT] if stub and chosen.kind is PeriodKind.INSTANT else []
        if joined:
            return max(joined, key=_precision), 1.0
        timed = bool(_TIMED.search(" ".join(headers)))
        above = [
            p for p in periods(f"{_last_time_words(' '.join((table.caption, *table.stub)))} {words}") if _year_of(p) == _year_of(chosen) and not timed
        ]
        if wider:
            return max(wider, key=_precision), 1.0
        stretch = _unfinished_stretch(table)
        if stretch and chosen.kind is PeriodKind.INSTANT and not timed:
            # "Three months ended" over the labels, and a day over each column.
            spans = [p for p in periods(f"{stretch} {words}") if p.kind is not PeriodKind.INSTANT and p.end == chosen.end]
            if spans:
                return spans[0], 1.0
        told = max(above, key=_precision) if above and chosen.kind is PeriodKind.YEAR and not re.search(r"[a-z]", words, re.IGNORECASE) else chosen
        day = (_day_above(table) or _day_beside(table)) if bare and told.kind is PeriodKind.YEAR and not timed else ""
        at = [p for p in periods(f"{day}, {chosen.year}") if p.kind is PeriodKind.INSTANT] if day else []
        if at:
            return at[0], 1.0
        own_years = (bare and revision.source_type.authority >= _COMPANYS) or any(map(_FISCAL_YEARS.match, corner))
        if own_years and calendar is not None and told.kind is PeriodKind.YEAR and not told.fiscal:
            # The years of a company's own statements are those it keeps its books by, and so are an analyst's where the table says that they are fiscal.
            return calendar.resolve(year(chosen.year or 0, fiscal=True)), 0.95
        return told, 1.0 if told is chosen else 0.95
    if together:
        return max(together, key=_precision), 1.0
    captions = (line for line in reversed(table.caption.splitlines()) if not _TELLS.search(line) or _LEADS.search(line))
    for words in (*reversed(row.sections), *reversed(table.stub), *captions, *reversed(headings[-2:])):
        found = [p for p in periods(words) if _year_of(p)]
        if found:
            return max(found, key=_precision), 0.85
    return None, 0.8


def _own_stretch(words: str, periods: Callable[[str], list[Period]]) -> Period | None:
    """The time from one day to another that a column says, whatever stands over it: "July 22, 2023 to September 30, 2023" under "Three Months Ended"."""
    found = _FROM_TO.search(words)
    if found is None:
        return None
    days = [p.end for side in ("first", "last") for p in periods(found[side]) if p.kind is PeriodKind.INSTANT and p.end is not None]
    if len(days) != 2 or days[0] >= days[1]:
        return None
    length = (days[1] - days[0]).days
    kind = next((kind for least, most, kind in _LENGTHS if least <= length <= most), None)
    return ended(kind, days[1]) if kind is not None else span(days[0], days[1], f"{found['first']} to {found['last']}")


_DATE = r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, (?:19|20)\d\d"
_FROM_TO = re.compile(rf"(?P<first>{_DATE})\s*(?:to|through|[-–—])\s*(?P<last>{_DATE})", re.IGNORECASE)
_LENGTHS = ((88, 98, PeriodKind.QUARTER), (179, 190, PeriodKind.HALF), (270, 281, PeriodKind.NINE_MONTHS), (360, 373, PeriodKind.YEAR))


def _with_years(headers: Sequence[str]) -> tuple[str, ...]:
    """The headers of a column with the year that one of them says in those that say a time without one: "Second Quarter" under "2022".

    By themselves these would be read as of the year of the document.
    """
    stretch = next((found for h in headers if (found := _STRETCH_OF_YEAR.match(h.strip())) is not None), None)
    if stretch is not None and (stretch["year"] or stretch["first"]) and any(map(_DAY_ALONE.match, headers)):
        # "Three months ended, 2026" over "Mar. 31", "June 30" and so on.
        return tuple(f"{stretch['stretch']} {h.strip()}, {stretch['year'] or stretch['first']}" if _DAY_ALONE.match(h) else "" for h in headers)
    years = {found[0] for h in headers for found in _SAYS_YEAR.finditer(h)}
    bare = next((h for h in headers if _BARE_YEAR.match(h.strip())), "")
    if len(years) != 1 or not bare:
        return tuple(headers)
    year = next(iter(years))
    return tuple(f"{h.rstrip(' :,')} {year}" if _PART_OF_YEAR.match(h) else h for h in headers)


_SAYS_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STRETCH_OF_YEAR = re.compile(
    r"(?:(?P<first>(?:19|20)\d\d)\W+)?(?P<stretch>(?:for the )?(?:(?:three|six|nine|twelve|3|6|9|12) months|quarters?|half[- ]years?|(?:13|26|39) weeks)(?: ended| ending)?)(?:\W+(?P<year>(?:19|20)\d\d))?\W*$",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"\W*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\W*$", re.IGNORECASE)
"""A day without its year."""
_PART_OF_YEAR = re.compile(r"^\W*(?:(?:first|second|third|fourth) (?:fiscal )?(?:quarter|half)|(?:first|six|nine|three) (?:six |nine |three )?months|q[1-4]|[12]h|h[12]|[1-4]q)\W*$", re.IGNORECASE)
"""What says a part of a year and not of which."""


def _day_above(table: TableText) -> str:
    """The day of the year that stands over the labels, where only its year stands over each column: "December 31 (in millions)"."""
    found = (_DAY_OF_YEAR.match(words) for words in reversed(table.stub))
    return next((day["day"] for day in found if day is not None), "")


def _day_beside(table: TableText) -> str:
    """The day of the year that stands over one column and holds for the next, over which only a year stands: "December 31, 2023 | 2022"."""
    headers = {h.strip() for row in table.rows[:1] for cell in row.cells for h in cell.headers}
    days = {found["day"] for h in headers if (found := _WHOLE_DAY.match(h)) is not None}
    return days.pop() if len(days) == 1 and not any(_TIMED.search(h) for h in headers) else ""


_WHOLE_DAY = re.compile(
    r"(?:(?:as )?(?:of|at) )?(?P<day>(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}),? (?:19|20)\d\d$",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(
    r"\W*(?:(?:as )?(?:of|at) )?(?P<day>(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b(?!,? (?:19|20)\d\d)",
    re.IGNORECASE,
)


def _unfinished_stretch(table: TableText) -> str:
    """The stretch of time that the corner of a table or its caption leaves to the columns to end: "Three months ended"."""
    lines = [*table.stub, *table.caption.splitlines()]
    return next((found.group() for line in reversed(lines) if (found := _OPEN_STRETCH.search(line.strip()))), "")


_OPEN_STRETCH = lazy_pattern(
    r"\b(?:for the )?(?:(?:three|six|nine|twelve|3|6|9|12) months|(?:13|14|26|27|39|40|52|53|thirteen|fourteen|twenty-six|thirty-nine|fifty-two) weeks|(?:fiscal |financial )?years?|quarters?|half[- ]years?) (?:ended|ending|to)\W*$",
    re.IGNORECASE,
    signs=("ended", "ending", " to"),
)


def is_day_first(table: TableText) -> bool | None:
    """Whether 03/04/2026 is the third of April in a table: None where none of its dates tells."""
    orders = {
        int(date["first"]) > 12 or date["mark"] == "."
        for row in table.rows[:40]
        for words in {row.label, *(h for c in row.cells for h in c.headers)}
        for date in _IN_DIGITS.finditer(words)
        if int(date["first"]) > 12 or int(date["second"]) > 12 or date["mark"] == "."
    }
    return orders.pop() if len(orders) == 1 else None


@lru_cache(maxsize=1024)
def _spelt(words: str, *, day_first: bool | None) -> str:
    """Words of a table with dates in digits as 2026-06-30, and "Jun-26" as a month of 2026."""

    def iso(date: re.Match[str]) -> str:
        first, second = int(date["first"]), int(date["second"])
        day, month = (first, second) if day_first else (second, first)
        return date[0] if day_first is None or not (1 <= month <= 12 and 1 <= day <= 31) else f"{date['year']}-{month:02}-{day:02}"

    return _MONTH_AND_YEAR.sub(r"\1 20\2", _IN_DIGITS.sub(iso, _DOTTED.sub(". ", words)))


@lru_cache(maxsize=128)
def _last_time_words(caption: str) -> str:
    found = re.findall(
        r"(?:for the )?(?:(?:fiscal )?years?|(?:three|six|nine|twelve) months|quarters?|\d\d weeks) (?:ended|ending|to)[^\n|(]{0,24}|as (?:of|at) [A-Z]\w+ \d{1,2},?",
        caption,
        re.IGNORECASE,
    )
    # "For the three months ended June 30:" goes on with the year over each column.
    return found[-1].rstrip(" :–—-") if found else ""


def _year_of(period: Period) -> int | None:
    return period.year or (period.end.year if period.end else None)


def _precision(period: Period) -> int:
    """How much a period says: a dated stretch of time most, then a day, then a label alone."""
    if period.kind is PeriodKind.INSTANT:
        return 3
    return 1 + (2 if period.end else 0) + (2 if period.start else 0) - (2 if period.kind is PeriodKind.SPAN else 0)


