from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest

from corpus.dates import Month, find_date, iso_date, known_by
from corpus.packing import from_iso, iso_day


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-05-20", "2026-05-20"),
        ("2026-05-20T23:30:00+02:00", "2026-05-20"),
        ("20260520", "2026-05-20"),
        ("2026-05", "2026-05"),
        ("2026-13", None),
        ("2026-02-30", None),
        ("May 2026", None),
    ],
)
def test_a_date_is_kept_as_precisely_as_it_was_given(text: str, written: str | None) -> None:
    assert iso_day(iso_date(text)) == written


def test_a_month_survives_storage_and_copies() -> None:
    month = from_iso("2026-02")
    assert isinstance(month, Month)
    assert str(copy.deepcopy(month)) == iso_day(month) == "2026-02"
    assert from_iso("2026-02-01") == month
    assert iso_day(from_iso("2026-02-01")) == "2026-02-01"


def test_what_is_reckoned_from_a_month_is_a_plain_day() -> None:
    month = Month(2026, 2, 1)
    for day in (month + timedelta(days=3), timedelta(days=3) + month, month - timedelta(days=3), month.replace(day=4)):
        assert type(day) is date
    assert date(2026, 2, 11) - month == month - date(2026, 1, 22) == timedelta(days=10)


@pytest.mark.parametrize(
    ("published", "day", "known"),
    [
        (date(2026, 2, 10), date(2026, 2, 10), True),
        (date(2026, 2, 11), date(2026, 2, 10), False),
        (Month(2026, 2, 1), date(2026, 2, 27), False),
        (Month(2026, 2, 1), date(2026, 2, 28), True),
        (Month(2024, 2, 1), date(2024, 2, 28), False),
        (Month(2025, 12, 1), date(2025, 12, 31), True),
        (None, date(2026, 2, 10), False),
    ],
)
def test_a_month_is_known_when_it_has_ended(published: date | None, day: date, known: bool) -> None:
    assert known_by(published, day) is known


def test_dates_are_found_as_people_write_them() -> None:
    assert find_date("Published on Apr. 9, 2026 by staff") == date(2026, 4, 9)
