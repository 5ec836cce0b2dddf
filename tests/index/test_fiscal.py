from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fiscal import FiscalCalendar, Match, length_days, overlaps, same_period
from index.period import Period, PeriodKind
from index.periods import find_periods

ASKED = date(2026, 9, 10)


def period(text: str) -> Period:
    return find_periods(text, published=ASKED)[0].period


@pytest.mark.parametrize(
    ("a", "b", "year_end", "match"),
    [
        ("2025", "year ended December 31, 2025", None, Match.EXACT),
        ("2025", "2024", None, Match.NONE),
        ("2025", "Q2 2025", None, Match.NONE),
        ("fiscal 2026", "FY26", None, Match.EXACT),
        ("fiscal 2026", "2026", None, Match.WEAK),
        ("fiscal 2026", "2026", (12, 31), Match.EXACT),
        ("fiscal 2026", "2026", (1, 25), Match.NONE),
        ("fiscal 2026", "2025", (1, 25), Match.NONE),
        ("fiscal 2026", "year ended January 25, 2026", (1, 31), Match.EXACT),
        ("fiscal 2026", "year ended January 25, 2026", None, Match.EXACT),
        ("fiscal 2026", "year ended May 2, 2026", (4, 30), Match.EXACT),
        ("fiscal 2027", "year ended May 2, 2026", (4, 30), Match.NONE),
        ("Q2 fiscal 2026", "quarter ended July 27, 2025", (1, 31), Match.EXACT),
        ("Q2 fiscal 2026", "quarter ended April 27, 2025", (1, 31), Match.NONE),
        ("Q2 fiscal 2026", "Q2 2026", None, Match.WEAK),
        ("Q2 fiscal 2026", "Q2 2026", (6, 30), Match.NONE),
        ("Q4 fiscal 2026", "Q2 2026", (6, 30), Match.EXACT),
        ("first half of fiscal 2026", "six months ended December 31, 2025", (6, 30), Match.EXACT),
        ("first nine months of fiscal 2026", "nine months ended March 31, 2026", (6, 30), Match.EXACT),
        ("June 30, 2026", "end of the second quarter of 2026", None, Match.EXACT),
        ("June 30, 2026", "July 26, 2026", None, Match.NONE),
        ("December 31, 2025", "2025", None, Match.WEAK),
        ("twelve months to December 31, 2025", "2025", None, Match.EXACT),
        ("August 2026", "August 2026", None, Match.EXACT),
        ("August 2026", "July 2026", None, Match.NONE),
        ("2023 to 2025", "2023 to 2025", None, Match.EXACT),
        ("2023 to 2025", "2023 to 2026", None, Match.NONE),
        ("in the quarter", "in the quarter", None, Match.NONE),
    ],
)
def test_same_period(a: str, b: str, year_end: tuple[int, int] | None, match: Match) -> None:
    assert same_period(period(a), period(b), year_end=year_end) is match
    assert same_period(period(b), period(a), year_end=year_end) is match


def test_a_match_is_as_true_as_it_looks() -> None:
    assert Match.EXACT
    assert Match.WEAK
    assert not Match.NONE


@pytest.mark.parametrize(
    ("calendar", "text", "start", "end"),
    [
        (FiscalCalendar(1, 31), "fiscal 2026", date(2025, 2, 1), date(2026, 1, 31)),
        (FiscalCalendar(1, 31), "Q1 fiscal 2027", date(2026, 2, 1), date(2026, 4, 30)),
        (FiscalCalendar(6, 30), "Q2 fiscal 2026", date(2025, 10, 1), date(2025, 12, 31)),
        (FiscalCalendar(6, 30), "first half of fiscal 2026", date(2025, 7, 1), date(2025, 12, 31)),
        (FiscalCalendar(9, 30), "first nine months of fiscal 2026", date(2025, 10, 1), date(2026, 6, 30)),
        (FiscalCalendar(12, 31), "fiscal 2025", date(2025, 1, 1), date(2025, 12, 31)),
        (FiscalCalendar(2, 28, label_offset=-1), "fiscal 2025", date(2025, 3, 1), date(2026, 2, 28)),
    ],
)
def test_gives_fiscal_labels_their_dates(calendar: FiscalCalendar, text: str, start: date, end: date) -> None:
    resolved = calendar.resolve(period(text))
    assert (resolved.start, resolved.end) == (start, end)


@given(
    st.integers(1, 12),
    st.integers(2000, 2080),
    st.sampled_from([(PeriodKind.QUARTER, 4), (PeriodKind.HALF, 2), (PeriodKind.YEAR, 0), (PeriodKind.NINE_MONTHS, 0)]),
    st.integers(1, 4),
)
def test_a_label_turns_into_dates_and_back(month: int, year: int, kind: tuple[PeriodKind, int], number: int) -> None:
    calendar = FiscalCalendar(month, 28 if month == 2 else 30)
    place = min(number, kind[1]) or None
    dates = calendar.dates(Period(kind[0], "", year, place, fiscal=True))
    assert dates is not None
    back = calendar.label(kind[0], dates[1])
    assert back is not None
    assert (back.kind, back.year, back.number) == (kind[0], year, place)


def test_names_the_quarter_that_ends_on_a_weekday() -> None:
    found = FiscalCalendar(1, 31).label(PeriodKind.QUARTER, date(2025, 7, 27))
    assert found is not None
    assert (found.label, found.end) == ("Q2 fiscal 2026", date(2025, 7, 27))
    assert FiscalCalendar(1, 31).label(PeriodKind.QUARTER, date(2025, 6, 30)) is None
    assert FiscalCalendar(1, 31).label(PeriodKind.MONTH, date(2025, 7, 31)) is None


def test_says_which_year_and_quarter_a_day_lies_in() -> None:
    calendar = FiscalCalendar(4, 30)
    assert (calendar.year_on(date(2026, 4, 30)), calendar.year_on(date(2026, 5, 1))) == (2026, 2027)
    assert calendar.quarter_on(date(2026, 9, 10)) == (2027, 2)
    assert FiscalCalendar().quarter_on(date(2026, 12, 31)) == (2026, 4)


def test_refuses_a_month_that_no_calendar_has() -> None:
    with pytest.raises(ValueError, match="month 13"):
        FiscalCalendar(13, 1)


def test_overlaps() -> None:
    assert overlaps(period("2025"), period("Q2 2025"))
    assert overlaps(period("June 30, 2025"), period("Q2 2025"))
    assert not overlaps(period("2024"), period("Q2 2025"))
    assert not overlaps(period("fiscal 2025"), period("2025"))


@pytest.mark.parametrize(
    ("text", "days"),
    [("2025", 365), ("Q2 2026", 91), ("June 30, 2026", 0), ("fiscal 2026", None), ("53 weeks ended May 2, 2026", 371)],
)
def test_length_in_days(text: str, days: int | None) -> None:
    assert length_days(period(text)) == days
